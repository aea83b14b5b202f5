"""By which day a month's contributions are due: the rule of the month, the payment cycle, and days off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from ibhxh.amounts.benefits.days import calendar_of
from ibhxh.amounts.readings import USUAL, DueDayOnWeekend, Readings
from ibhxh.law import Law
from ibhxh.law.errors import UnknownLawKey
from ibhxh.law.payment_rule import last_of_cycle

#: Payment cycles, in months.
CYCLES = (1, 3, 6)


def with_due_day(table: pl.DataFrame, law: Law, readings: Readings = USUAL) -> pl.DataFrame:
    """The table with `due_by_law` and `due_on` (Date) beside its columns `month` (Int32) and `cycle` (Int64).

    A `due_on` (Date) that is there already is the day by law where it is not blank. `due_on` is the day after the
    reading of days off. Blank where month or cycle is. Raises `NoLawForDay`, `UnknownLawKey` for another cycle.
    """
    told = "due_on" if "due_on" in table.columns else None
    keys = table.select("month", "cycle", *([told] if told else [])).unique()
    found = [_due(law, key, readings) for key in keys.iter_rows(named=True)]
    schema = {"due_by_law": pl.Date, "moved": pl.Date}
    days = keys.hstack(pl.DataFrame(found, schema=schema, orient="row"))
    joined = table.join(days, on=keys.columns, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(due_on="moved").drop("moved")


def _due(law: Law, key: Mapping[str, Any], readings: Readings) -> tuple[date | None, date | None]:
    day: date | None = key.get("due_on")
    if day is None:
        if key["month"] is None or key["cycle"] is None:
            return None, None
        if key["cycle"] not in CYCLES:
            raise UnknownLawKey("cycle", key["cycle"], CYCLES)
        day = law.payment_rules.due_on(last_of_cycle(key["month"], key["cycle"]))
    return day, last_day_in_time(day, law, readings)


def day_numbers(column: str) -> pl.Expr:
    """A column of days as a result: Int64 day numbers (`Unit.DAY`)."""
    return pl.col(column).to_physical() + pl.lit(0, pl.Int64)


def last_day_in_time(day: date, law: Law, readings: Readings = USUAL) -> date:
    """A last day, moved to the next working day of the agencies where it is a day off and the reading says so."""
    if readings.due_day_on_weekend == DueDayOnWeekend.MOVES:
        return calendar_of(law.holidays, "public").on_or_after(day)
    return day
