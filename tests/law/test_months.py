"""Months as numbers, and intervals of days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.law import Interval
from ibhxh.law.months import (
    first_day,
    last_day,
    month_index,
    month_of,
    month_text,
    month_words,
    months_between,
)

pytestmark = pytest.mark.unit

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def test_a_month_is_written_for_data_and_for_people() -> None:
    july = month_index("2026-07")
    assert july == 2026 * 12 + 6
    assert month_text(july) == "2026-07"
    assert month_words(july) == "07/2026"
    assert (first_day(july), last_day(july)) == (date(2026, 7, 1), date(2026, 7, 31))


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-7", "07/2026", "2026-07-01", "２０２６-07", "2026-07\n"])
def test_nothing_else_is_a_month(text: str) -> None:
    with pytest.raises(ValueError, match="yyyy-mm"):
        month_index(text)


@given(DAYS)
def test_a_day_lies_in_its_month(day: date) -> None:
    month = month_of(day)
    assert first_day(month) <= day <= last_day(month)
    assert month_index(month_text(month)) == month
    assert month_of(first_day(month)) == month == month_of(last_day(month))


def test_months_between_counts_both_ends() -> None:
    december = month_index("2025-12")
    assert [month_text(m) for m in months_between(december, december + 2)] == ["2025-12", "2026-01", "2026-02"]
    assert not months_between(december, december - 1)


def test_an_interval_holds_both_its_days() -> None:
    year = Interval(date(2025, 1, 1), date(2025, 12, 31))
    assert date(2025, 1, 1) in year
    assert date(2025, 12, 31) in year
    assert date(2026, 1, 1) not in year
    assert date(2199, 1, 1) in Interval(date(2025, 1, 1))


def test_an_interval_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Interval(date(2025, 1, 2), date(2025, 1, 1))


@given(DAYS, DAYS, DAYS, st.none() | DAYS)
def test_overlapping_is_having_a_day_in_common(a: date, b: date, c: date, d: date | None) -> None:
    one = Interval(min(a, b), max(a, b))
    other = Interval(c if d is None else min(c, d), d and max(c, d))
    common = one.start in other or other.start in one
    assert one.overlaps(other) is common is other.overlaps(one)
