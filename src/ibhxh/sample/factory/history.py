"""Who stands how in a month of the factory: its filed lines folded over the list of 31/12/2025.

Nothing is typed here a second time. A month is *as known on* a day: lines filed later are not in it, so that the same
month seen from two days gives what a later notice must correct.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

import polars as pl

from ibhxh.amounts import FUNDS
from ibhxh.law.holidays import WorkCalendar
from ibhxh.law.months import first_day, last_day, month_index, month_of
from ibhxh.sample.factory.filings import FILINGS
from ibhxh.sample.factory.line import Line
from ibhxh.sample.factory.people import OPENING, PEOPLE
from ibhxh.sample.factory.unit import FACTORY_UNIT
from ibhxh.sample.month_days import FOURTEEN, own_calendar

OPENING_MONTH = month_index("2025-12")
_ALL = frozenset(FUNDS)
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MonthReadings:
    """How a month is read where the law leaves it open; the defaults are those the case computes with.

    `bhyt_decrease_in_month`: health insurance of the month in which a decrease is reported that frees it.
    `bhyt_late_decrease`: health insurance of months for which the decrease came late.
    `bhyt_unpaid_14`: health insurance of a month with 14 unpaid days or more.
    `birth_leave_part_month`: a month with fewer than 14 days of birth leave.
    """

    bhyt_decrease_in_month: Literal["free", "charged"] = "free"
    bhyt_late_decrease: Literal["owed", "free"] = "owed"
    bhyt_unpaid_14: Literal["none", "due"] = "none"
    birth_leave_part_month: Literal["law2024", "qd595"] = "law2024"


@dataclass(frozen=True, slots=True)
class Away:
    """An absence, both days included. `plan`: OF sick, KL unpaid, TS birth leave."""

    plan: str
    first: date
    last: date


@dataclass(slots=True)
class _Standing:
    """One person as the lines leave them in the month asked for."""

    code: str
    wage: int
    allowance: int = 0
    arrears: int = 0
    left: tuple[int, int] | None = None  # first month gone, month in which that was reported
    away: list[Away] = field(default_factory=list)


def factory_month(
    month: int,
    readings: MonthReadings = MonthReadings(),
    *,
    known_on: date | None = None,
    calendar: WorkCalendar | None = None,
) -> pl.DataFrame:
    """The facts of a month for `amounts.contributions`, one row for each person on the list or charged for the month.

    `month` from 12/2025. Columns `person` (NV001 …), `head` (on the participant list) and the facts of `contributions`.
    `known_on` is by default the month's last day; `calendar` the unit's own week.
    """
    calendar = calendar or own_calendar(FACTORY_UNIT.work_week)
    rows = [_facts(s, month, readings, calendar) for s in _standings(month, known_on or last_day(month))]
    kept = [row for row in rows if row["head"] or row["due_bhyt"]]
    return pl.DataFrame(kept, schema_overrides={"month": pl.Int32, "region": pl.Int8})


def _standings(month: int, known_on: date) -> list[_Standing]:
    people = {code: _Standing(code, person.wage, person.allowance) for code, person in OPENING.items()}
    for line, filed_on in _known(known_on):
        if line.from_month <= month:
            _apply(people, line, month, month_of(filed_on))
    return list(people.values())


def _known(day: date) -> Iterator[tuple[Line, date]]:
    """The lines accepted of what was filed until that day."""
    for filed in FILINGS:
        if filed.filed_on <= day:
            yield from ((line, filed.filed_on) for line in filed.lines if line.code not in filed.returned)


def _apply(people: dict[str, _Standing], line: Line, month: int, reported: int) -> None:
    cells, standing = line.cells, people.get(line.code)
    match line.plan:
        case "TM" | "TD" | "TL":
            people[line.code] = _Standing(line.code, _amount(line, "wage"), _amount(line, "wage_allowance"))
        case "GH" if standing:
            standing.left = (line.from_month, reported)
            standing.wage = line.wage_in_force or standing.wage
        case "DC" if standing:
            standing.wage, standing.allowance = _amount(line, "wage"), _amount(line, "wage_allowance")
        case "AD" if standing:
            last = cells["to_month"]
            standing.arrears += _amount(line, "wage") if isinstance(last, int) and month <= last else 0
        case "OF" | "KL" | "TS" if standing:
            standing.away.append(Away(line.plan, _day(line, "absent_from"), _day(line, "absent_to")))
        case "ON" if standing:
            back = _day(line, "effective_on")
            standing.wage = _amount(line, "wage")
            standing.away = [Away(a.plan, a.first, min(a.last, back - timedelta(days=1))) for a in standing.away]
        case plan:
            raise ValueError(f"{line.code}: the plan {plan} says nothing about this person")


def _facts(standing: _Standing, month: int, readings: MonthReadings, calendar: WorkCalendar) -> dict[str, object]:
    due, by_fund = _due(standing, month, readings, calendar)
    person = PEOPLE[standing.code]
    vietnamese = "tnld_only" if person.engagement == "second_contract" else "vn_employee"
    return {
        "person": standing.code,
        "month": month,
        "region": int(FACTORY_UNIT.wage_region),
        "participant_class": vietnamese if person.nationality == "VN" else "foreign_employee",
        "declared_wage": standing.wage + standing.allowance + standing.arrears,
        "head": not standing.left,
        **{f"due_{fund.lower()}": fund in due for fund in FUNDS},
        "bhyt_by_fund": by_fund,
    }


def _due(
    standing: _Standing, month: int, readings: MonthReadings, calendar: WorkCalendar
) -> tuple[frozenset[str], bool]:
    """Funds due by the unit and the person, and whether the fund pays health insurance in their place."""
    if standing.left:
        return _due_of_leaver(standing.left[1], month, readings), False
    for away in standing.away:
        days = calendar.working_days(max(away.first, first_day(month)), min(away.last, last_day(month)))
        match away.plan:
            case "TS" if days >= FOURTEEN:
                return _NONE, True
            case "TS" if days and readings.birth_leave_part_month == "law2024":
                return frozenset({"BHYT", "BHTN"}), False
            case "OF" if days >= FOURTEEN:
                return _NONE, True
            case "KL" if days >= FOURTEEN:
                return frozenset({"BHYT"}) if readings.bhyt_unpaid_14 == "due" else _NONE, False
    return _ALL, False


def _due_of_leaver(reported: int, month: int, readings: MonthReadings) -> frozenset[str]:
    late = month < reported and readings.bhyt_late_decrease == "owed"
    charged = month == reported and readings.bhyt_decrease_in_month == "charged"
    return frozenset({"BHYT"}) if late or charged else _NONE


def _amount(line: Line, name: str) -> int:
    value = line.cells.get(name)
    return value if isinstance(value, int) else 0


def _day(line: Line, name: str) -> date:
    value = line.cells[name]
    if not isinstance(value, date):
        raise TypeError(f"{line.code}: the plan {line.plan} needs {name}")
    return value
