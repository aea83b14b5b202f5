"""The clock of the time limit: the published vectors with their hours, and what a pause does."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.law import shipped_law
from ibhxh.law.holidays import public_calendar
from ibhxh.states import ClockAct
from ibhxh.states.clock import VIETNAM, ClockReading, Pause, due_at, legal_day, read_clock, working_days_left

pytestmark = pytest.mark.unit

CALENDAR = public_calendar(shipped_law().holidays)
VECTORS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "vectors" / "law" / "working_days.yaml").read_text(encoding="utf-8")
)["public"]


def at(day: int, hour: int = 9, *, month: int = 1) -> datetime:
    return datetime(2026, month, day, hour, 30, tzinfo=VIETNAM)


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: str(case["received"]))
def test_the_published_vectors_keep_the_hour(case: dict[str, Any]) -> None:
    accepted = datetime.combine(case["received"], datetime.min.time(), VIETNAM).replace(hour=9, minute=30, second=41)
    due = due_at(accepted, case["days"], (), CALENDAR)
    assert due == accepted.replace(year=case["due"].year, month=case["due"].month, day=case["due"].day)


def test_the_day_is_vietnam_s_wherever_the_instant_comes_from() -> None:
    # 23:30 UTC on the 12th is 06:30 on the 13th in Vietnam.
    late = datetime(2026, 1, 12, 23, 30, tzinfo=UTC)
    assert legal_day(late) == date(2026, 1, 13)
    assert due_at(late, 5, (), CALENDAR) == datetime(2026, 1, 20, 6, 30, tzinfo=VIETNAM)
    with pytest.raises(ValueError, match="zone"):
        legal_day(late.replace(tzinfo=None))


def test_what_comes_on_a_day_of_rest_is_due_as_if_it_came_on_the_last_working_day() -> None:
    # Sunday 18/01/2026: Monday is the first day, as after Saturday and after Friday.
    assert due_at(at(18), 3, (), CALENDAR) == at(21)
    assert due_at(at(16), 3, (), CALENDAR) == at(21)


@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        (at(15), at(15, 16), at(20)),  # asked and answered within a day: nothing is lost
        (at(15), at(16), at(21)),
        (at(15), at(19), at(22)),  # Thursday to Monday: Friday and Monday
        (at(16), at(18), at(20)),  # Friday to Sunday: no working day lies behind the Friday
        (at(20, 8), at(23), at(23)),  # on the last day, still in time
        (at(20, 10), at(30), at(20)),  # the time was over already
    ],
)
def test_a_pause_moves_the_due_day_by_its_working_days(start: datetime, end: datetime, due: datetime) -> None:
    assert due_at(at(13), 5, (Pause(start, end),), CALENDAR) == due


def test_while_the_clock_stands_still_nothing_is_due() -> None:
    assert due_at(at(13), 5, (Pause(at(15)),), CALENDAR) is None
    assert due_at(at(13), 5, (Pause(at(14), at(15)), Pause(at(16))), CALENDAR) is None


def test_pauses_over_the_new_year_holidays() -> None:
    # Accepted on Friday 13/02, five days: 27/02. Asked the same day, answered on Monday 23/02 after Tết (16-20/02 off).
    pause = Pause(at(13, 10, month=2), at(23, month=2))
    assert due_at(at(13, month=2), 5, (pause,), CALENDAR) == at(2, month=3)


@pytest.mark.parametrize(
    "pauses", [(Pause(at(12), at(14)),), (Pause(at(15), at(14)),), (Pause(at(14), at(16)), Pause(at(15), at(17)))]
)
def test_pauses_that_cannot_be(pauses: tuple[Pause, ...]) -> None:
    with pytest.raises(ValueError, match="one after another"):
        due_at(at(13), 5, pauses, CALENDAR)


@given(st.integers(0, 300), st.integers(1, 20), st.integers(0, 15), st.integers(0, 20))
def test_who_answers_late_gets_the_result_late_and_nobody_gets_it_early(
    offset: int, days: int, asked_after: int, took: int
) -> None:
    accepted = CALENDAR.days[offset + 3000]
    start = datetime(accepted.year, accepted.month, accepted.day, 8, tzinfo=VIETNAM)
    asked = CALENDAR.days[offset + 3000 + asked_after]
    answered = CALENDAR.days[offset + 3000 + asked_after + took]
    pause = Pause(
        datetime(asked.year, asked.month, asked.day, 8, tzinfo=VIETNAM),
        datetime(answered.year, answered.month, answered.day, 8, tzinfo=VIETNAM),
    )
    without, due = due_at(start, days, (), CALENDAR), due_at(start, days, (pause,), CALENDAR)
    assert due is not None
    assert without is not None
    moved = CALENDAR.working_days(without.date(), due.date()) - 1
    assert moved == (took if pause.start <= without else 0)


def test_days_left_count_down_to_the_due_day_and_below() -> None:
    assert [working_days_left(at(day), at(20), CALENDAR) for day in (13, 16, 18, 19, 20, 21, 23, 26)] == [
        5,
        2,
        2,
        1,
        0,
        -1,
        -3,
        -4,
    ]


def test_a_clock_is_read_from_its_acts() -> None:
    start, pause, resume, stop = ClockAct
    assert read_clock([]) == ClockReading()
    assert read_clock([(start, at(13)), (pause, at(15))]).is_paused
    whole = read_clock([(start, at(13)), (pause, at(15)), (resume, at(16)), (stop, at(21))])
    assert whole == ClockReading(at(13), (Pause(at(15), at(16)),), at(21))
    assert not whole.is_paused
    stopped = read_clock([(start, at(13)), (pause, at(15)), (stop, at(21))])
    assert stopped.pauses == (Pause(at(15), at(21)),)


@pytest.mark.parametrize("acts", [("pause",), ("start", "start"), ("start", "resume"), ("start", "stop", "pause")])
def test_a_clock_does_not_take_every_act(acts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="clock"):
        read_clock([(ClockAct(act), at(13)) for act in acts])
