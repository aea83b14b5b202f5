"""Who stands how in a month of the factory: its filed lines, folded by the register over the list of 31/12/2025.

Nothing is typed here a second time. A month is *as known on* a day: lines filed later are not in it, so that the same
month seen from two days gives what a later notice must correct.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from ibhxh.amounts.readings import USUAL, Readings
from ibhxh.law.holidays import WorkCalendar
from ibhxh.law.months import month_index
from ibhxh.register import LineRef, Movement, Participant, month_standing
from ibhxh.sample.factory.filings import FILINGS, Filing
from ibhxh.sample.factory.line import Line
from ibhxh.sample.factory.people import OPENING, PEOPLE, Person
from ibhxh.sample.factory.unit import FACTORY_UNIT
from ibhxh.sample.month_days import own_calendar

OPENING_MONTH = month_index("2025-12")


def factory_month(
    month: int,
    readings: Readings = USUAL,
    *,
    known_on: date | None = None,
    calendar: WorkCalendar | None = None,
) -> pl.DataFrame:
    """The facts of a month for `amounts.contributions`, one row for each person on the list or charged for the month.

    `month` from 12/2025. Columns `head` and the facts of `contributions`; `person` is the case's own name (NV001 …).
    `known_on` is by default the month's last day; `calendar` the unit's own week.
    """
    calendar = calendar or own_calendar(FACTORY_UNIT.work_week)
    people, movements = factory_participants(), factory_movements()
    standing = month_standing(people, movements, month, known_on=known_on, calendar=calendar, readings=readings)
    return standing.drop("status", "wage", "allowance")


def factory_participants() -> tuple[Participant, ...]:
    """The hundred of 31/12/2025, and those whom a list brings in 2026."""
    brought = {movement.person for movement in factory_movements()} - set(OPENING)
    return tuple(_participant(person) for code, person in PEOPLE.items() if code in OPENING or code in brought)


def factory_movements() -> tuple[Movement, ...]:
    """Every line the agency accepted, as the register takes it, known from the day it was filed."""
    return tuple(movement for filed in FILINGS for movement in _movements(filed))


def _participant(person: Person) -> Participant:
    employed = person.code in OPENING
    injury_only = person.engagement == "second_contract"
    return Participant(
        key=person.code,
        full_name=person.full_name,
        birth_date=person.birth_date,
        sex=person.sex,
        si_number=person.si_number,
        personal_id=person.personal_id,
        passport_number=person.passport_number,
        nationality=person.nationality,
        job_title=person.job_title,
        participant_class=(
            "tnld_only" if injury_only else "vn_employee" if person.nationality == "VN" else "foreign_employee"
        ),
        region=int(FACTORY_UNIT.wage_region),
        wage=person.wage if employed else 0,
        allowance=person.allowance if employed else 0,
        on_list=employed,
    )


def _movements(filed: Filing) -> Iterator[Movement]:
    name = f"{filed.period}/{filed.round}"
    for row, line in enumerate(filed.lines):
        if line.code not in filed.returned:
            yield _movement(line, filed.filed_on, LineRef(name, 0, row))


def _movement(line: Line, filed_on: date, source: LineRef) -> Movement:
    return Movement(
        person=line.code,
        plan=line.plan,
        from_month=line.from_month,
        recorded_on=filed_on,
        reported_on=filed_on,
        to_month=_whole(line, "to_month"),
        wage=_whole(line, "wage") or line.wage_in_force,
        allowance=_whole(line, "wage_allowance") or 0,
        absent_from=_day(line, "absent_from"),
        absent_to=_day(line, "absent_to"),
        effective_on=_day(line, "effective_on"),
        source=source,
    )


def _whole(line: Line, name: str) -> int | None:
    value = line.cells.get(name)
    return value if isinstance(value, int) else None


def _day(line: Line, name: str) -> date | None:
    value = line.cells.get(name)
    return value if isinstance(value, date) else None
