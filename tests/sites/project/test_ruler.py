"""The day ruler shows what the calendar says."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from ibhxh.law.holidays import public_calendar
from ibhxh.sites.project.ruler import day_ruler, limit_ruler
from ibhxh.sites.project.the_law import the_law
from ibhxh.states.clock import VIETNAM

pytestmark = pytest.mark.unit

FIRST, DUE = date(2026, 11, 18), date(2026, 11, 26)


def drawn(today: date, *, paused: bool = False) -> tuple[str, str]:
    ruler = day_ruler(FIRST, DUE, today, public_calendar(the_law().holidays), paused=paused)
    return "".join(box.small or "." for box in ruler.boxes), ruler.tone


@pytest.mark.parametrize(
    ("today", "boxes", "tone"),
    [
        (date(2026, 11, 18), "n...o..", ""),
        (date(2026, 11, 20), "ddn.o..", ""),
        (date(2026, 11, 21), "ddd.o..", ""),
        (date(2026, 11, 25), "ddddon.", "w"),
        (date(2026, 11, 26), "ddddodn", "w"),
        (date(2026, 11, 27), "ddddodd", "e"),
    ],
)
def test_a_box_a_working_day_and_none_for_weekends(today: date, boxes: str, tone: str) -> None:
    assert drawn(today) == (boxes, tone)


def test_a_clock_that_stands_still_is_grey_whatever_the_day() -> None:
    assert drawn(date(2026, 11, 27), paused=True)[1] == "pz"


def test_the_ruler_with_dates_says_today_holiday_and_due() -> None:
    ruler = day_ruler(FIRST, DUE, FIRST, public_calendar(the_law().holidays))
    assert [(box.day.day, box.words.vi) for box in ruler.boxes if box.words] == [
        (18, "Hôm nay"),
        (24, "Nghỉ lễ"),
        (26, "Hẹn trả"),
    ]
    assert [box.day.day for box in ruler.boxes if box.after_gap] == [23]


@pytest.mark.parametrize(
    ("now", "paused", "boxes", "tone"),
    [
        (datetime(2026, 11, 18, 9, tzinfo=VIETNAM), None, "n...o..", ""),
        (datetime(2026, 11, 26, 13, tzinfo=VIETNAM), None, "ddddodn", "w"),
        (datetime(2026, 11, 26, 15, tzinfo=VIETNAM), None, "ddddodn", "e"),
        (datetime(2026, 12, 8, 9, tzinfo=VIETNAM), None, "ddddodd", "e"),
        (datetime(2026, 12, 8, 9, tzinfo=VIETNAM), datetime(2026, 11, 20, 9, tzinfo=VIETNAM), "ddn", "pz"),
    ],
)
def test_the_ruler_of_a_time_limit(now: datetime, paused: datetime | None, boxes: str, tone: str) -> None:
    due = datetime(2026, 11, 26, 14, tzinfo=VIETNAM)
    calendar = public_calendar(the_law().holidays)
    ruler = limit_ruler(due - timedelta(days=8), due, now, calendar, paused_at=paused)
    assert ("".join(box.small or "." for box in ruler.boxes), ruler.tone) == (boxes, tone)


def test_a_long_time_limit_shows_its_last_boxes() -> None:
    start = datetime(2026, 6, 1, 9, tzinfo=VIETNAM)
    ruler = limit_ruler(start, start + timedelta(days=30), start, public_calendar(the_law().holidays), paused_at=None)
    assert len(ruler.boxes) == 12 and ruler.boxes[-1].day == date(2026, 7, 1)
