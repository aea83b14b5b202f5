"""Booking: a month that opens, and movements that become known while it is open.

A month opens with the regular obligation of everybody known by then. Each movement after that books the difference it
makes, month by month: in the open month itself as part of its regular obligation, in earlier months as an adjustment
that keeps its own month. What is booked is never changed, so that its sums at any time are the state of that time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ibhxh.law.months import first_day
from ibhxh.register.movement import Movement
from ibhxh.register.obligation import OWED, obligations_of, reckoned
from ibhxh.register.participant import Participant
from ibhxh.register.person_month import PersonMonth, by_person, folded, in_effect_order, person_month
from ibhxh.register.posting import Posting
from ibhxh.register.reckoning import Reckoning
from ibhxh.register.standing import standing_frame

#: Fund and payer, in the order of postings.
_ORDER = {(fund, payer): place for place, (fund, payer, _) in enumerate(OWED)}


def open_month(
    people: Iterable[Participant],
    movements: Iterable[Movement],
    month: int,
    reckoning: Reckoning,
    *,
    recorded_on: date | None = None,
) -> tuple[Posting, ...]:
    """The regular obligation of a month (index) for everybody on its list or charged for it.

    `recorded_on` is the day it opens, by default its first; movements recorded later are not in it.
    """
    opened = recorded_on or first_day(month)
    standing = standing_frame(folded(people, movements, range(month, month + 1), opened), reckoning)
    return tuple(
        Posting(row["person"], month, due.fund, due.payer, due.amount, due.base, opened, month)
        for row in reckoned(standing, reckoning)
        for due in obligations_of(row)
    )


def post(
    people: Iterable[Participant],
    movements: Iterable[Movement],
    new: Sequence[Movement],
    open_month: int,
    reckoning: Reckoning,
) -> tuple[Posting, ...]:
    """What new movements add to the months up to `open_month`, in which it is booked, each with the line it comes from.

    `movements` are those already booked; `people` holds everybody that either speaks of. A movement that only touches
    later months books nothing: their opening has it.
    """
    found = list(_before_and_after(people, movements, new, open_month))
    sums: dict[tuple[int, int, int], list[int]] = {}
    for row in reckoned(standing_frame((side.found for side in found), reckoning), reckoning):
        side = found[row["place"]]
        for due in obligations_of(row):
            entry = sums.setdefault((side.step, row["month"], _ORDER[due.fund, due.payer]), [0, 0])
            entry[0] += side.sign * due.amount
            entry[1] += side.sign * due.base
    return tuple(
        _posting(new[step], month, OWED[place], added, open_month)
        for (step, month, place), added in sorted(sums.items())
        if any(added)
    )


class _Side(NamedTuple):
    """A person-month before (sign −1) or after (+1) the movement number `step`."""

    step: int
    sign: int
    found: PersonMonth


def _before_and_after(
    people: Iterable[Participant], movements: Iterable[Movement], new: Sequence[Movement], open_month: int
) -> Iterator[_Side]:
    """Each new movement with its person's months as they were before it and as they are after it."""
    known_people = {person.key: person for person in people}
    touched = {movement.person for movement in new}
    known = by_person((m for m in movements if m.person in touched), date.max)
    for step, movement in enumerate(new):
        person, before = known_people[movement.person], known.get(movement.person, [])
        after = known[movement.person] = in_effect_order([*before, movement])
        for month in range(movement.from_month, open_month + 1):
            for sign, theirs in ((-1, before), (1, after)):
                if found := person_month(person, theirs, month):
                    yield _Side(step, sign, found)


def _posting(
    movement: Movement, month: int, line: tuple[str, str, str], sums: Sequence[int], open_month: int
) -> Posting:
    fund, payer, _ = line
    amount, base = sums
    return Posting(movement.person, month, fund, payer, amount, base, movement.recorded_on, open_month, movement.source)
