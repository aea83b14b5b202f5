"""Who stands how in a month: the movements known on a day, folded over the people, as facts for the contributions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from ibhxh.amounts import FUNDS, Readings
from ibhxh.amounts.readings import USUAL
from ibhxh.law import Law, shipped_law
from ibhxh.law.holidays import WorkCalendar
from ibhxh.law.month_status import MonthStatus
from ibhxh.law.months import first_day, last_day
from ibhxh.register.movement import Movement
from ibhxh.register.participant import Participant
from ibhxh.register.person_month import PersonMonth, folded
from ibhxh.register.reckoning import Reckoning

_SCHEMA: dict[str, pl.DataType] = {
    "place": pl.Int32(),
    "person": pl.String(),
    "month": pl.Int32(),
    "region": pl.Int8(),
    "participant_class": pl.String(),
    "status": pl.String(),
    "wage": pl.Int64(),
    "allowance": pl.Int64(),
    "declared_wage": pl.Int64(),
    "head": pl.Boolean(),
    **{f"due_{fund.lower()}": pl.Boolean() for fund in FUNDS},
    "bhyt_by_fund": pl.Boolean(),
}


def month_standing(
    people: Iterable[Participant],
    movements: Iterable[Movement],
    month: int,
    *,
    known_on: date | None = None,
    calendar: WorkCalendar,
    readings: Readings = USUAL,
    law: Law | None = None,
) -> pl.DataFrame:
    """One row for each person on the list of the month or charged for it, in the order of `people`.

    Columns `person` (key), `status`, `wage`, `allowance`, `head` (on the participant list) and the facts of
    `amounts.contributions`. A month is *as known on* a day, by default its own last: what was recorded later is not in
    it. `calendar` is the unit's own week. Raises `NoLawForDay` for a month the law pack does not cover.
    """
    reckoning = Reckoning(law or shipped_law(), calendar, readings)
    months = range(month, month + 1)
    return standing_frame(folded(people, movements, months, known_on or last_day(month)), reckoning).drop("place")


def standing_frame(found: Iterable[PersonMonth], reckoning: Reckoning) -> pl.DataFrame:
    """The same table for any person-months, in their order; who is neither on the list nor charged is left out.

    `place` (Int32) is where in `found` the row comes from, counted from 0.
    """
    chosen = reckoning.readings.chosen()
    entries: dict[tuple[str, int], tuple[MonthStatus, frozenset[str]]] = {}
    columns: dict[str, list[object]] = {name: [] for name in _SCHEMA}
    for place, one in enumerate(found):
        status = one.status(reckoning.calendar)
        if (key := (status, one.month)) not in entries:
            entry = reckoning.law.month_status(status, first_day(one.month))
            entries[key] = (entry, entry.due_by(chosen))
        entry, due = entries[key]
        due = due - one.not_in
        if due or not one.left:
            for column, value in zip(columns.values(), (place, *_row(one, entry, due)), strict=True):
                column.append(value)
    return pl.DataFrame(columns, schema=_SCHEMA)


def _row(found: PersonMonth, entry: MonthStatus, due: frozenset[str]) -> tuple[object, ...]:
    return (
        found.person.key,
        found.month,
        found.person.region,
        found.participant_class,
        entry.status,
        found.wage,
        found.allowance,
        found.declared_wage,
        not found.left,
        *(fund in due for fund in FUNDS),
        "BHYT" in entry.by_fund and "BHYT" not in found.not_in,
    )
