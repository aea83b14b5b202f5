"""One person's movements folded up to a month: at work or away, at which wage, or gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ibhxh.amounts.month_facts import MonthFacts
from ibhxh.checks.plans import ABSENCES, JOINS, LEAVES, RETURN, WAGE_CHANGE
from ibhxh.law.holidays import WorkCalendar
from ibhxh.law.months import first_day, last_day, month_of
from ibhxh.register.movement import Movement
from ibhxh.register.participant import Participant
from ibhxh.register.plans import FUND_BEGINS, FUND_ENDS, INJURY_ONLY, LESS_WAGE, MORE_WAGE

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """An absence, both days included. `plan`: OF sick, KL unpaid, TS birth leave."""

    plan: str
    first: date
    last: date


@dataclass(slots=True)
class PersonMonth:
    """One person as the movements leave them in `month`. `arrears` is what past rises add to the month's wage.

    `left` is the first month gone and the month in which that was first reported.
    """

    person: Participant
    month: int
    participant_class: str
    wage: int
    allowance: int
    arrears: int = 0
    left: tuple[int, int] | None = None
    away: list[Away] = field(default_factory=list)
    not_in: set[str] = field(default_factory=set)

    @property
    def declared_wage(self) -> int:
        """The whole wage of the month."""
        return self.wage + self.allowance + self.arrears

    def status(self, calendar: WorkCalendar) -> str:
        """The month's status, a name of `law/month_statuses.yaml`."""
        if self.left:
            reported = self.left[1]
            if self.month == reported:
                return "left_this_month"
            return "left_reported_late" if self.month < reported else "left"
        days = self.days_away(calendar) if self.away else {}
        return MonthFacts(birth=days.get("TS", 0), sick=days.get("OF", 0), unpaid=days.get("KL", 0)).status()

    def days_away(self, calendar: WorkCalendar) -> dict[str, int]:
        """Plan → the unit's working days of the month spent on it; a day told twice counts once."""
        first, last = first_day(self.month), last_day(self.month)
        days: dict[str, int] = {}
        counted: dict[str, date] = {}
        for away in sorted(self.away, key=lambda away: away.first):
            start, end = max(away.first, first, counted.get(away.plan, first)), min(away.last, last)
            if start <= end:
                days[away.plan] = days.get(away.plan, 0) + calendar.working_days(start, end)
                counted[away.plan] = end + _DAY
        return days

    def apply(self, movement: Movement) -> None:
        """The person after one more movement. Plans without effect on the month leave everything as it is."""
        plan = movement.plan
        if plan in JOINS:
            self._join(movement)
        elif plan in LEAVES:
            self._leave(movement)
        elif plan == WAGE_CHANGE:
            self._earn(movement)
        elif plan in MORE_WAGE or plan in LESS_WAGE:
            if self.month <= (movement.from_month if movement.to_month is None else movement.to_month):
                difference = (movement.wage or 0) + movement.allowance
                self.arrears += difference if plan in MORE_WAGE else -difference
        elif plan in ABSENCES:
            self.away.append(_absence(movement))
        elif plan == RETURN:
            self._come_back(movement)
        elif plan in FUND_ENDS:
            self.not_in.add(FUND_ENDS[plan])
        elif plan in FUND_BEGINS:
            self.not_in.discard(FUND_BEGINS[plan])

    def _join(self, movement: Movement) -> None:
        self.wage = self.allowance = self.arrears = 0
        self._earn(movement)
        self.left = None
        self.away.clear()
        self.not_in.clear()
        its_class = movement.participant_class or self.person.participant_class
        self.participant_class = "tnld_only" if movement.plan == INJURY_ONLY else its_class

    def _leave(self, movement: Movement) -> None:
        reported = month_of(movement.reported_on)
        if self.left and self.left[0] == movement.from_month:  # said again: the first report counts
            reported = min(reported, self.left[1])
        self.left = (movement.from_month, reported)
        if movement.wage:
            self._earn(movement)

    def _earn(self, movement: Movement) -> None:
        if movement.wage is not None:
            self.wage, self.allowance = movement.wage, movement.allowance

    def _come_back(self, movement: Movement) -> None:
        back = movement.effective_on or first_day(movement.from_month)
        self.away = [replace(a, last=min(a.last, back - _DAY)) for a in self.away if a.first < back]
        self._earn(movement)


def person_month(person: Participant, movements: Iterable[Movement], month: int) -> PersonMonth | None:
    """The person in the month; None before their first day on the list.

    `movements` are the person's, in the order of `in_effect_order`.
    """
    found = PersonMonth(person, month, person.participant_class, person.wage, person.allowance)
    on_list = person.on_list
    for movement in movements:
        if movement.from_month <= month:
            found.apply(movement)
            on_list = on_list or movement.plan in JOINS
    return found if on_list else None


def in_effect_order(movements: Iterable[Movement]) -> list[Movement]:
    """By the month from which they hold; of the same month as the unit said them, whichever was decided first."""
    return sorted(movements, key=lambda movement: (movement.from_month, movement.reported_on))


def by_person(movements: Iterable[Movement], known_on: date) -> dict[str, list[Movement]]:
    """Person → what was known on that day, in effect order."""
    found: dict[str, list[Movement]] = {}
    for movement in movements:
        if movement.recorded_on <= known_on:
            found.setdefault(movement.person, []).append(movement)
    return {person: in_effect_order(theirs) for person, theirs in found.items()}


def _absence(movement: Movement) -> Away:
    """Its days; a list that gives months only means whole months, and without an end, until the return."""
    last = movement.absent_to
    if last is None:
        last = last_day(movement.to_month) if movement.to_month is not None else date.max
    return Away(movement.plan, movement.absent_from or first_day(movement.from_month), last)


def folded(
    people: Iterable[Participant], movements: Iterable[Movement], months: range, known_on: date
) -> Iterator[PersonMonth]:
    """Everybody in each of the months, as known on that day, person by person."""
    theirs = by_person(movements, known_on)
    for person in people:
        own = theirs.get(person.key, [])
        for month in months:
            if found := person_month(person, own, month):
                yield found
