"""The months of an unemployment benefit one after the other: each ends the day before its first day comes round again.

Where a month has no such day, it ends on its last day (Circular 28/2015/TT-BLĐTBXH article 8, example 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from ibhxh.amounts.benefits.days import calendar_days, month_periods
from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.amounts.kind import ROW, Ask, Kind, Result
from ibhxh.amounts.questions import numbered, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.told import Told
from ibhxh.law import Law
from ibhxh.law.value import Unit, day_number
from ibhxh.words import Words, day_text

_TITLE = Words("Các tháng hưởng trợ cấp thất nghiệp", "Months of unemployment benefit")
_MONTH = Words("Tháng thứ {number}, từ {first} đến {last}, số ngày", "Month {number}, {first} to {last}, days")
_RESULTS = ("number", "first_day", "last_day", "days")
_SCHEMA = {ROW: pl.Int64, **dict.fromkeys(_RESULTS, pl.Int64)}


def unemployment_months(table: pl.DataFrame, law: Law, readings: Readings) -> Told:
    """A piece for each month of benefit. Columns as `KIND` asks."""
    within_reason(table, counts=("months",))
    found = [piece for row in numbered(table).iter_rows(named=True) for piece in _months(**row)]
    return Told(pl.DataFrame([row for row, _ in found], schema=_SCHEMA), _RESULTS, [told for _, told in found])


def _months(row: int, first_day: date | None, months: int | None) -> Iterator[tuple[dict[str, Any], Explanation]]:
    if first_day is None or months is None:
        yield {ROW: row}, Explanation(_TITLE, ())
        return
    for number, span in enumerate(month_periods(first_day, months), start=1):
        end = span.end or span.start
        days = calendar_days(span.start, end)
        told = _MONTH.fill(number=number, first=day_text(span.start), last=day_text(end))
        yield (
            {
                ROW: row,
                "number": number,
                "first_day": day_number(span.start),
                "last_day": day_number(end),
                "days": days,
            },
            Explanation(_TITLE, (Explained("days", told, days, Unit.COUNT),)),
        )


KIND = Kind(
    name="unemployment_months",
    words=_TITLE,
    asks=(
        Ask("first_day", pl.Date(), Words("Hưởng từ ngày", "First day of the benefit")),
        Ask("months", pl.Int64(), Words("Số tháng hưởng", "Months of benefit"), Unit.COUNT),
    ),
    results=(
        Result("number", Words("Tháng thứ", "Month"), Unit.COUNT, adds_up=False),
        Result("first_day", Words("Từ ngày", "From"), Unit.DAY, adds_up=False),
        Result("last_day", Words("Đến hết ngày", "To"), Unit.DAY, adds_up=False),
        Result("days", Words("Số ngày", "Days"), Unit.COUNT),
    ),
    run=unemployment_months,
)
