"""The leaves of a table of questions, counted in each person's own week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from ibhxh.amounts.benefits.days import calendar_days, calendar_of, leave_days
from ibhxh.amounts.explanation import Explained
from ibhxh.law import Law
from ibhxh.law.holidays import WorkCalendar
from ibhxh.law.interval import Interval
from ibhxh.law.value import Confidence, Source, Unit, Value
from ibhxh.words import Words, day_text

#: What was counted for each question, to open its explanation.
Counts = Sequence[tuple[Explained, ...]]

_WORKING = Words("Ngày làm việc từ {first} đến {last}", "Working days from {first} to {last}")
_CALENDAR = Words("Ngày lịch từ {first} đến {last}", "Days from {first} to {last}")


def counted_leaves(table: pl.DataFrame, law: Law, in_working_days: pl.Series | None = None) -> tuple[pl.Series, Counts]:
    """`days_off` (Int64) of each leave, with what was counted. Columns: `first_day`, `last_day`, `week`, `rest_days`.

    `in_working_days`: the leaves counted in working days, all where left out; the others are counted in plain days.
    Blank where a day is. Raises `NoLawForDay` for a day outside the calendar.
    """
    rows = table.select("first_day", "last_day", "week", "rest_days").iter_rows(named=True)
    working = [True] * table.height if in_working_days is None else in_working_days.to_list()
    told = [_count(law, row, by_week) for row, by_week in zip(rows, working, strict=True)]
    return pl.Series("days_off", [step.amount if step else None for step in told], dtype=pl.Int64), [
        (step,) if step else () for step in told
    ]


def _count(law: Law, row: dict[str, object], by_week: bool) -> Explained | None:
    first, last, week, rest = row["first_day"], row["last_day"], row["week"], row["rest_days"]
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    if not by_week:
        return days_told(_CALENDAR, calendar_days(first, last), first, last)
    calendar = calendar_of(law.holidays, str(week))
    days = leave_days(calendar, first, last, rest if isinstance(rest, int) else 0)
    return days_told(_WORKING, days, first, last, calendar)


def days_told(words: Words, days: int, first: date, last: date, calendar: WorkCalendar | None = None) -> Explained:
    """Days for an explanation; doubtful where a holiday in between was seen in no act."""
    doubtful = calendar.unverified_between(first, last) if calendar else ()
    cites = tuple(
        Value(1, Interval(day), Source("Lịch nghỉ lễ, Tết", None, day, Confidence.MEDIUM)) for day in doubtful[:1]
    )
    return Explained("days_off", words.fill(first=day_text(first), last=day_text(last)), days, Unit.COUNT, cites=cites)
