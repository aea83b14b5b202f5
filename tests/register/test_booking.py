"""Postings: openings and differences, never changed, whose sums are the state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.law.months import first_day
from ibhxh.register import LineRef, Movement, Participant, Posting, month_standing, open_month, participants_of, post
from ibhxh.sample.factory import factory_movements, factory_participants
from tests.build.drawn import drawn
from tests.build.register import AUGUST, DECEMBER, FEBRUARY, JANUARY, JULY, RECKONING, Register

pytestmark = pytest.mark.unit

PEOPLE, MOVES = factory_participants(), factory_movements()
FILED = date(2026, 1, 30)


def of(postings: tuple[Posting, ...], month: int, person: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for posting in postings:
        if (posting.month, posting.person) == (month, person):
            found[posting.fund] = found.get(posting.fund, 0) + posting.amount
    return found


def test_a_month_opens_with_everybody_on_the_list() -> None:
    opened = open_month(PEOPLE, (), DECEMBER, RECKONING)
    assert sum(p.amount for p in opened) == 275_636_160
    assert {p.source for p in opened} == {None} and {p.booked_in for p in opened} == {DECEMBER}
    assert len({p.person for p in opened}) == 100


def test_a_late_decrease_takes_back_all_but_health_insurance() -> None:
    gone = Movement("NV041", "GH", JULY - 1, date(2026, 7, 13), date(2026, 7, 13), source=LineRef("d", 0, 3))
    booked = post(PEOPLE, MOVES[:70], [gone], JULY, RECKONING)
    june = [p for p in booked if p.month == JULY - 1]
    assert of(booked, JULY - 1, "NV041") == {"HTTT": -1_168_200, "ODTS": -159_300, "TNLD": -26_550, "BHTN": -106_200}
    assert all(p.is_adjustment and p.booked_in == JULY and p.source == gone.source for p in june)
    assert sum(of(booked, JULY, "NV041").values()) == -1_699_200


def test_arrears_of_a_rise_belong_to_their_own_months() -> None:
    known = date(2026, 7, 24)
    rise = Movement("NV086", "AD", JULY - 2, known, known, to_month=JULY - 1, wage=1_200_000)
    booked = post(PEOPLE, MOVES[:70], [rise], JULY, RECKONING)
    assert of(booked, JULY - 2, "NV086") == of(booked, JULY - 1, "NV086")
    assert sum(p.amount for p in booked) == 768_000 and {p.month for p in booked} == {JULY - 2, JULY - 1}


def test_each_line_has_its_own_share() -> None:
    """A rise and a leave of the same person and month: the rise adds, the leave takes all away again."""
    lines = [m for m in MOVES if m.person == "NV012" and m.recorded_on == FILED]
    booked = post(PEOPLE, (), lines, JANUARY, RECKONING)
    by_plan = {m.plan: sum(p.amount for p in booked if p.source == m.source) for m in lines}
    assert by_plan == {"DC": 1_818_145 - 1_698_304, "TS": -1_818_145}


def test_what_lies_ahead_books_nothing_yet() -> None:
    ahead = Movement("NV100", "GH", AUGUST + 1, date(2026, 8, 14), date(2026, 8, 14))
    assert post(PEOPLE, MOVES, [ahead], AUGUST, RECKONING) == ()


def test_a_title_changes_no_money() -> None:
    assert post(PEOPLE, (), [Movement("NV001", "CD", JANUARY, FILED, FILED)], JANUARY, RECKONING) == ()


@settings(max_examples=drawn(20))
@given(st.permutations(range(len(MOVES))), st.integers(0, len(MOVES)))
def test_the_sums_are_the_fold_whatever_came_in_which_order(order: list[int], cut: int) -> None:
    """Booked line by line over two months or all known from the start: the state of January is the same."""
    moves = [replace(MOVES[place], recorded_on=FILED) for place in order]
    first, second = moves[:cut], moves[cut:]
    register = Register()
    register.open(JANUARY)
    register.post(first, JANUARY)
    register.open(FEBRUARY)
    register.post(second, FEBRUARY)
    for month in (JANUARY, FEBRUARY):
        listed = participants_of("U", month, PEOPLE, moves, RECKONING, closed_on=date(2026, 12, 31))
        expected = {(r.key, fund): amount for r in listed for fund, amount in r.by_fund().items() if amount}
        booked: dict[tuple[str, str], int] = {}
        for posting in register.postings:
            if posting.month == month:
                key = (posting.person, posting.fund)
                booked[key] = booked.get(key, 0) + posting.amount
        assert {key: amount for key, amount in booked.items() if amount} == expected


def standing(person: Participant, *moves: Movement, month: int = JANUARY) -> dict[str, object]:
    frame = month_standing([person], moves, month, known_on=date(2026, 12, 31), calendar=RECKONING.calendar)
    return frame.row(0, named=True) if frame.height else {}


def move(plan: str, month: int, **others: object) -> Movement:
    return replace(Movement("P", plan, month, first_day(month), first_day(month)), **others)  # type: ignore[arg-type]


WORKER = Participant("P", "Trần Văn Mẫu", "1990-01-01", wage=8_000_000)


def test_a_later_decision_about_an_earlier_month_does_not_undo_a_newer_one() -> None:
    moves = (move("DC", FEBRUARY, wage=9_000_000), move("DC", JANUARY, wage=8_500_000, recorded_on=date(2026, 3, 1)))
    assert [standing(WORKER, *moves, month=m)["wage"] for m in (JANUARY, FEBRUARY)] == [8_500_000, 9_000_000]


def test_two_spells_of_sickness_add_up_and_a_day_told_twice_counts_once() -> None:
    first = move("OF", JANUARY, absent_from=date(2026, 1, 5), absent_to=date(2026, 1, 12))
    second = move("OF", JANUARY, absent_from=date(2026, 1, 20), absent_to=date(2026, 1, 27))
    assert standing(WORKER, first, second)["status"] == "sick_14"
    assert standing(WORKER, first, first)["status"] == "full"


def test_leave_by_months_only_lasts_until_the_return() -> None:
    moves = (move("KL", JANUARY), move("ON", JULY, wage=8_000_000))
    assert [standing(WORKER, *moves, month=m)["status"] for m in (JANUARY, JULY - 1, JULY)] == [
        "unpaid_14", "unpaid_14", "full",
    ]  # fmt: skip


def test_a_reversal_lowers_past_months() -> None:
    assert standing(WORKER, move("SB", JANUARY, to_month=JANUARY, wage=500_000))["declared_wage"] == 7_500_000


def test_one_fund_may_end_and_begin() -> None:
    ends, begins = move("GN", JANUARY), move("TN", FEBRUARY, wage=8_000_000)
    assert [standing(WORKER, ends, begins, month=m)["due_bhtn"] for m in (JANUARY, FEBRUARY)] == [False, True]


def test_a_decrease_said_again_is_as_old_as_its_first_report() -> None:
    again = move("GH", JANUARY, recorded_on=date(2026, 3, 5), reported_on=date(2026, 3, 5))
    assert standing(WORKER, move("GH", JANUARY), again) == {}
    assert standing(WORKER, again)["status"] == "left_reported_late"


def test_who_comes_back_stands_again() -> None:
    moves = (move("GH", JANUARY), move("TM", FEBRUARY, wage=9_000_000))
    assert standing(WORKER, *moves, month=JANUARY) == {}
    assert standing(WORKER, *moves, month=FEBRUARY)["head"] is True


def test_the_wages_of_five_hundred_people_are_folded_month_by_month() -> None:
    people = [replace(WORKER, key=f"P{n}") for n in range(500)]
    moves = [
        replace(move("DC", month, wage=8_000_000 + month), person=p.key) for p in people for month in (JANUARY, JULY)
    ]
    for month in range(JANUARY, JANUARY + 12):
        folded = month_standing(people, moves, month, calendar=RECKONING.calendar)
        wage = 8_000_000 + (JULY if month >= JULY else JANUARY)
        assert folded.height == 500 and folded["declared_wage"].unique().to_list() == [wage]
