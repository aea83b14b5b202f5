"""Counting a unit's working days inside a month, for whole columns of dates."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import polars as pl

from ibhxh.law.holidays import Holidays, WorkWeek, unit_calendar

#: The header's `work_week` → the calendar it means.
WEEKS = {"5": WorkWeek.MON_FRI, "5.5": WorkWeek.MON_SAT_NOON, "6": WorkWeek.MON_SAT}
_FIRST_MONTH, _LAST_MONTH = 1900 * 12, 2199 * 12 + 11


def working_days(first: pl.Expr, last: pl.Expr, week: str | None, holidays: Holidays) -> pl.Expr:
    """Working days from `first` to `last`, both counted, none where `last` comes before.

    Blank where a day is blank or outside the years the calendar answers for, and everywhere without a known week.
    """
    if week not in WEEKS:
        return pl.lit(None, dtype=pl.Int32)
    days, counts = _worked_through(holidays, WEEKS[week])
    through = _looked_up(last, days, counts) - _looked_up(first - pl.duration(days=1), days, counts)
    return pl.when(last < first).then(0).otherwise(through)


def month_of_day(day: pl.Expr) -> pl.Expr:
    """The month index a day lies in (Int32)."""
    return day.dt.year() * 12 + day.dt.month() - 1


def first_of_month(month: pl.Expr) -> pl.Expr:
    """The first day of a month index; blank outside 1900–2199."""
    known = pl.when(month.is_between(_FIRST_MONTH, _LAST_MONTH)).then(month)
    return pl.date(known // 12, known % 12 + 1, 1)


def last_of_month(month: pl.Expr) -> pl.Expr:
    """The last day of a month index; blank outside 1900–2199."""
    return first_of_month(month).dt.month_end()


def later(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """The later of two days; blank where either is."""
    return pl.when(one >= other).then(one).when(one < other).then(other)


def earlier(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """The earlier of two days; blank where either is."""
    return pl.when(one <= other).then(one).when(one > other).then(other)


def _looked_up(day: pl.Expr, days: pl.Series, counts: pl.Series) -> pl.Expr:
    return day.replace_strict(days, counts, default=None, return_dtype=pl.Int32)


@cache
def _worked_through(holidays: Holidays, week: WorkWeek) -> tuple[pl.Series, pl.Series]:
    """All days the calendar knows, from the eve of its first, and how many working days have passed by then."""
    calendar = unit_calendar(holidays, week)
    start, end = calendar.covers.start, calendar.covers.end or calendar.covers.start
    days = [start + timedelta(days=n) for n in range(-1, (end - start).days + 1)]
    worked = set(calendar.days)
    counts, passed = [], 0
    for day in days:
        passed += day in worked
        counts.append(passed)
    return pl.Series(days, dtype=pl.Date), pl.Series(counts, dtype=pl.Int32)
