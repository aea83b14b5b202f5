"""Counting days and months: against counting one by one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.amounts.benefits.days import (
    WEEKS,
    birth_window,
    calendar_days,
    calendar_of,
    leave_days,
    month_end,
    month_periods,
    months_common,
    whole_months,
)
from ibhxh.amounts.benefits.labour_accident_basis import Contract, months_before, wages_counted
from ibhxh.amounts.benefits.leaves import days_told
from ibhxh.amounts.benefits.retirement_age import reached
from ibhxh.law import shipped_law
from ibhxh.law.months import first_day, last_day, month_index, month_of
from ibhxh.words import Words

pytestmark = pytest.mark.unit

LAW = shipped_law()
DAYS = st.dates(date(2013, 1, 1), date(2027, 12, 31))
_DAY = timedelta(days=1)


@given(st.sampled_from(sorted(WEEKS)), DAYS, st.integers(0, 60))
def test_a_leave_counts_the_days_that_are_worked(week: str, first: date, length: int) -> None:
    last = min(first + length * _DAY, date(2027, 12, 31))
    calendar = calendar_of(LAW.holidays, week)
    days = [first + n * _DAY for n in range(calendar_days(first, last))]
    assert leave_days(calendar, first, last) == len([day for day in days if calendar.is_working(day)])
    assert leave_days(calendar, first, last, rest_days=1_000) == 0


def test_a_swapped_day_counts_for_the_public_sector_only() -> None:
    # 02/01/2026 is off in exchange for Saturday 10/01.
    public, own = (calendar_of(LAW.holidays, week) for week in ("public", "mon_fri"))
    assert leave_days(public, date(2026, 1, 2), date(2026, 1, 10)) == 6
    assert leave_days(own, date(2026, 1, 2), date(2026, 1, 10)) == 6
    assert leave_days(public, date(2026, 1, 2), date(2026, 1, 2)) == 0
    assert leave_days(own, date(2026, 1, 2), date(2026, 1, 2)) == 1


def test_the_day_off_in_lieu_of_a_holiday_is_no_day_of_leave() -> None:
    # 30/04/2023 was a Sunday: the day off in lieu is Tuesday 02/05, after Labour Day, and for Saturday 29/04 Wednesday.
    calendar = calendar_of(LAW.holidays, "mon_fri")
    assert leave_days(calendar, date(2023, 4, 28), date(2023, 5, 5)) == 3


def test_a_count_over_a_holiday_nobody_saw_an_act_for_says_so() -> None:
    calendar = calendar_of(LAW.holidays, "mon_fri")
    words = Words("từ {first} đến {last}", "{first} to {last}")
    sure = days_told(words, 5, date(2026, 3, 2), date(2026, 3, 6), calendar)
    doubtful = days_told(words, 5, date(2027, 2, 1), date(2027, 2, 12), calendar)
    assert sure.cites == ()
    assert "chưa đối chiếu" in doubtful.cite_text("vi")


@given(DAYS, st.integers(1, 30))
def test_months_follow_one_another_without_a_gap(first: date, months: int) -> None:
    spans = list(month_periods(first, months))
    assert (spans[0].start, spans[-1].end, len(spans)) == (first, month_end(first, months), months)
    for earlier, later in pairwise(spans):
        assert earlier.end is not None and earlier.end + _DAY == later.start
    for number, span in enumerate(spans, start=1):
        following = month_of(first) + number
        end = span.end or span.start
        assert end == last_day(following) or (end + _DAY).day == first.day
        assert first_day(following) - _DAY <= end <= last_day(following)


@given(DAYS, st.integers(0, 400))
def test_whole_months_and_odd_days_make_up_the_leave(first: date, length: int) -> None:
    last = first + length * _DAY
    months, odd = whole_months(first, last)
    assert odd == (month_end(first, months) + _DAY if months else first)
    assert odd <= last + _DAY
    assert month_end(first, months + 1) > last


@given(DAYS, st.booleans(), st.sampled_from([12, 24]))
def test_the_window_before_a_birth_ends_with_its_month_or_the_one_before(born: date, paid: bool, length: int) -> None:
    first, last = birth_window(born, paid, length, 15)
    assert last - first + 1 == length
    assert last == month_of(born) - (0 if born.day >= 15 and paid else 1)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_months_in_both_spans(first: int, last: int, paid_from: int, paid_to: int) -> None:
    both = set(range(first, last + 1)) & set(range(paid_from, paid_to + 1))
    assert months_common(first, last, paid_from, paid_to) == len(both)


@pytest.mark.parametrize(
    ("sex", "born", "months"),
    [
        ("male", date(1960, 12, 31), 720),
        ("male", date(1961, 1, 1), 723),
        ("male", date(1961, 9, 30), 723),
        ("male", date(1961, 10, 1), 726),
        ("male", date(1966, 3, 31), 741),
        ("male", date(1966, 4, 1), 744),
        ("female", date(1965, 12, 31), 660),
        ("female", date(1966, 1, 1), 664),
        ("female", date(1966, 8, 31), 664),
        ("female", date(1966, 9, 1), 668),
        ("female", date(1975, 4, 30), 716),
        ("female", date(1975, 5, 1), 720),
    ],
)
def test_the_retirement_age_at_the_edges_of_its_table(sex: str, born: date, months: int) -> None:
    age, month = reached(LAW, sex, born)
    assert (age.amount, month) == (months, month_of(born) + months)


def test_months_of_two_contracts_count_once() -> None:
    january = month_index("2017-01")
    both = [Contract(month_index("2015-01"), january + 11, 15), Contract(january, january + 11, 4)]
    assert months_before(both, month_index("2017-03")) == 26
    assert wages_counted(both, month_index("2017-03"), at=0) == (15, 4)
    # A contract that ended long before counts in time and not in wage.
    assert wages_counted([Contract(1, 5, 9), Contract(20, 30, 7)], 25, at=1) == (7,)
