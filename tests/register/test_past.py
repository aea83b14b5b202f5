"""The book as the checks ask of it: who stands how in the end, and the same people found as the register finds them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.checks import LineState, Past, dossier_of_draft, examine_past
from ibhxh.checks.past_matching import recognised
from ibhxh.checks.rule import Scope
from ibhxh.law.months import month_index
from ibhxh.register import FiledLine, Movement, Participant, past_of
from ibhxh.register.matching import GivenIdentity, Known
from ibhxh.sample.factory import FILINGS, factory_movements, factory_participants
from ibhxh.sample.factory.faults import faulty_list
from ibhxh.sample.factory.filings import draft_of, filing
from ibhxh.sample.factory.line import Line
from tests.build.drawn import drawn
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

OPENING, JULY = month_index("2025-12"), month_index("2026-07")
MID_JULY = date(2026, 7, 13)


def factory_past(known_on: date, *, closed_through: int | None = None) -> Past:
    """The factory's own book, with what it had filed by a day."""
    return past_of(
        Scope.HISTORY,
        known_on,
        factory_participants(),
        factory_movements(),
        known_on=known_on,
        opening_month=OPENING,
        closed_through=closed_through,
    )


def standing(past: Past, key: str, *names: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = past.people.filter(pl.col("key") == key).select(names).row(0)
    return found


def test_people_stand_as_their_lines_leave_them() -> None:
    past = factory_past(MID_JULY)
    pay = ("since", "from_opening", "left_from", "wage", "allowance", "wage_from")
    january = month_index("2026-01")
    assert standing(past, "NV001", *pay) == (OPENING, True, None, 5_681_700, 0, january)
    assert standing(past, "NV099", *pay) == (OPENING, True, None, 60_000_000, 0, None)
    assert standing(past, "NV101", *pay) == (january, False, None, 5_681_700, 0, january)
    assert standing(past, "NV076", *pay) == (OPENING, True, None, 11_500_000, 800_000, JULY)
    assert standing(past, "NV005", "left_from") == (month_index("2026-02"),)
    assert standing(past, "NV103", "participant_class") == ("tnld_only",)


def test_an_absence_is_open_until_a_line_ends_it() -> None:
    away = ("absence", "absent_from", "absent_until")
    before, after = factory_past(MID_JULY - timedelta(days=1)), factory_past(MID_JULY)
    assert standing(before, "NV012", *away) == ("TS", date(2026, 1, 12), date(2026, 7, 11))
    assert standing(after, "NV012", *away) == (None, None, None)
    assert standing(after, "NV021", *away) == (None, None, None)


def test_who_never_came_is_known_by_name_alone_and_only_where_a_line_tells_of_them() -> None:
    line = Movement("NV106", "TD", JULY + 1, MID_JULY, MID_JULY, wage=7_500_000)
    told = past_of(
        Scope.REGISTER, MID_JULY, factory_participants(), (), known_on=MID_JULY, opening_month=OPENING,
        filed=[FiledLine(line, LineState.RETURNED, JULY + 1, 1, MID_JULY)],
    )  # fmt: skip
    assert standing(told, "NV106", "full_name", "since", "wage") == ("Tạ Hữu Phước", None, None)
    assert told.people["key"].to_list().count("NV101") == 0
    assert told.filed.select("key", "state", "round").row(0) == ("NV106", "returned", 1)


@pytest.mark.parametrize("filed", FILINGS, ids=lambda filed: f"{filed.period}/{filed.round}")
def test_what_the_factory_filed_has_no_fault_by_its_own_book(filed) -> None:  # type: ignore[no-untyped-def]
    past = factory_past(filed.filed_on - timedelta(days=1), closed_through=filed.period - 1)
    dossier = dossier_of_draft(draft_of(filed, filed.lines, LAW), LAW, filed_on=filed.filed_on)
    # A decrease of June, told in July: the only line that reaches into a closed month.
    expected = ["HIS-504"] if (filed.period, filed.round) == (JULY, 1) else []
    assert [finding.rule for finding in examine_past(dossier, past).findings] == expected


def test_the_clerks_first_january_leaves_two_wages_as_they_were() -> None:
    january = filing(month_index("2026-01"), 1)
    draft = draft_of(january, faulty_list(january.period, 1).lines, LAW)
    found = examine_past(
        dossier_of_draft(draft, LAW, filed_on=january.filed_on), factory_past(date(2026, 1, 29))
    ).findings
    rows = draft.sheets[0].rows["full_name"]
    assert [(f.rule, rows[f.place.row or 0]) for f in found] == [
        ("HIS-301", "Trần Văn Lợi"),
        ("HIS-301", "Sato Kenji"),
    ]


NUMBERS = st.sampled_from(["9900000001", "9900000002", "099199000001", "099199000002", "TZ1"])
IDENTITIES = st.builds(
    GivenIdentity,
    st.sampled_from(["Lý Thị Cẩm Tú", "LÝ THỊ CẨM TÚ", "Cao Thị Bích Ngọc", "Sato Kenji"]),
    st.none() | st.sampled_from(["1999-05-17", "1980"]),
    st.none() | NUMBERS,
    st.none() | NUMBERS,
    st.none() | NUMBERS,
)


def cells(one: GivenIdentity) -> dict[str, str | None]:
    return {name: getattr(one, name) for name in GivenIdentity.__slots__}


@settings(max_examples=drawn(100))
@given(st.lists(IDENTITIES, max_size=4), st.lists(IDENTITIES, min_size=1, max_size=4))
def test_the_checks_find_people_as_the_register_does(known: list[GivenIdentity], given: list[GivenIdentity]) -> None:
    people = [Participant(key=str(n), **cells(one)) for n, one in enumerate(known)]  # type: ignore[arg-type]
    schema = dict.fromkeys(GivenIdentity.__slots__, pl.String)
    listed, rows = (pl.DataFrame([cells(one) for one in ones], schema=schema) for ones in (known, given))
    found = recognised(rows, listed)
    for one, place, several, other in zip(given, found["known"], found["several"], found["other_number"], strict=True):
        theirs = Known(people).find(one)
        if several:  # of several alike the register leaves out those whose number contradicts
            assert place is None
        else:
            assert ([people[place]] if place is not None else []) == list(theirs)
            assert other is None or not theirs


LINES = FILINGS[0].lines
ALONE = [line for line in LINES if sum(other.code == line.code for other in LINES) == 1]


@settings(max_examples=drawn(10))
@given(st.lists(st.sampled_from(ALONE), min_size=1, max_size=8, unique_by=lambda line: line.code))
def test_one_row_is_judged_as_among_many(lines: list[Line]) -> None:
    """January against a book that has it already: rows of others change nothing of what is said of a row."""
    past = factory_past(date(2026, 1, 31), closed_through=FILINGS[0].period)

    def judged(*some: Line) -> list[tuple[str, Any]]:
        dossier = dossier_of_draft(draft_of(FILINGS[0], some, LAW), LAW, filed_on=FILINGS[0].filed_on)
        return [(f.rule, f.params) for f in examine_past(dossier, past).findings]

    together = judged(*lines)
    assert together and together == [found for line in lines for found in judged(line)]
