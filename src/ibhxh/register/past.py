"""A register's people and lines as the checks ask of them: the book that the rules that look back read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ibhxh.checks import LineState, Past, past_of_rows
from ibhxh.checks.plans import ABSENCES, JOINS, LEAVES, RETURN, WAGE_CHANGE
from ibhxh.checks.rule import Scope
from ibhxh.law.months import first_day, last_day, month_index
from ibhxh.register.movement import Movement
from ibhxh.register.participant import Participant
from ibhxh.register.person_month import by_person, person_month

#: After every month that a line can name: what holds then is what the lines come to in the end.
_IN_THE_END = month_index("2199-12")
_NAMES_THE_WAGE = (*JOINS, *LEAVES, WAGE_CHANGE, RETURN)


@dataclass(frozen=True, slots=True)
class FiledLine:
    """A line that was filed, as a movement. `period` (month index) and `round` are its dossier's."""

    movement: Movement
    state: LineState
    period: int
    round: int
    filed_on: date


def past_of(
    scope: Scope,
    as_of: date | datetime,
    people: Iterable[Participant],
    movements: Iterable[Movement],
    *,
    known_on: date,
    opening_month: int,
    filed: Iterable[FiledLine] = (),
    closed_through: int | None = None,
    complete: bool = True,
) -> Past:
    """The past of a unit as known on a day: everybody who is or was on its list, each as the movements leave them.

    `opening_month` is the month (index) whose list the register began with. Lines of `filed` may be of people whom no
    movement brought, for they wait for a decision or were returned; of these no more is known than who they are.
    """
    theirs, lines = by_person(movements, known_on), [_line(line) for line in filed]
    told = {line["key"] for line in lines}
    rows: dict[str, dict[str, object]] = {}
    for person in people:
        if person.key not in rows:
            standing = _standing(person, theirs.get(person.key, ()), opening_month)
            if standing or person.key in told:
                rows[person.key] = _identity(person) | standing
    return past_of_rows(
        scope,
        as_of,
        list(rows.values()),
        lines,
        closed_through=closed_through,
        complete=complete,
    )


def _identity(person: Participant) -> dict[str, object]:
    names = ("key", "si_number", "personal_id", "passport_number", "full_name", "birth_date", "job_title")
    return {name: getattr(person, name) for name in names}


def _standing(person: Participant, movements: Sequence[Movement], opening_month: int) -> dict[str, object]:
    """Nothing for somebody who never came onto the list."""
    found = person_month(person, movements, _IN_THE_END)
    if found is None:
        return {}
    joined: int | None = None
    wage_from: int | None = None
    absence: Movement | None = None
    for movement in movements:
        if movement.plan in JOINS:
            joined = movement.from_month
        if movement.plan in _NAMES_THE_WAGE:
            wage_from = wage_from if movement.wage is None else movement.from_month
        if movement.plan in ABSENCES:
            absence = movement
        elif movement.plan in (*JOINS, *LEAVES, RETURN):
            absence = None
    return {
        "participant_class": found.participant_class,
        "since": opening_month if joined is None else joined,
        "from_opening": joined is None,
        "left_from": found.left[0] if found.left else None,
        "wage": found.wage,
        "allowance": found.allowance,
        "wage_from": wage_from,
        "absence": absence.plan if absence else None,
        "absent_from": absence and (absence.absent_from or first_day(absence.from_month)),
        "absent_until": absence and (absence.absent_to or (absence.to_month and last_day(absence.to_month))),
    }


def _line(line: FiledLine) -> dict[str, object]:
    movement = line.movement
    return {
        "key": movement.person,
        "plan": movement.plan,
        "from_month": movement.from_month,
        "to_month": movement.to_month,
        "wage": movement.wage,
        "allowance": movement.allowance,
        "absent_from": movement.absent_from,
        "absent_to": movement.absent_to,
        "state": line.state.value,
        "filed_in": line.period,
        "round": line.round,
        "filed_on": line.filed_on,
    }
