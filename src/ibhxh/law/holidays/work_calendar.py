"""Counting in working days: the agency's clock, a unit's own week."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from ibhxh.law.errors import NoLawForDay
from ibhxh.law.holidays.days import Holidays
from ibhxh.law.interval import Interval
from ibhxh.words import Words, day_text

_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 6, 7


class WorkWeek(StrEnum):
    """The weekdays a unit works."""

    MON_FRI = "mon_fri"
    #: Saturday morning is worked. It counts as one working day: who misses it has missed a day of work.
    MON_SAT_NOON = "mon_sat_noon"
    MON_SAT = "mon_sat"
    #: For periods in plain days “holidays not counted”.
    EVERY_DAY = "every_day"

    def rests(self, day: date) -> bool:
        """Whether that weekday is a rest day."""
        if self is WorkWeek.EVERY_DAY:
            return False
        return day.isoweekday() in ({_SATURDAY, _SUNDAY} if self is WorkWeek.MON_FRI else {_SUNDAY})


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of the years in `covers`. A day outside raises `NoLawForDay`."""

    covers: Interval
    days: tuple[date, ...]
    unverified: frozenset[date]

    @property
    def version(self) -> str:
        """Names this calendar among others, past and to come: the first 16 hex digits of the SHA-256 of its days."""
        return hashlib.sha256("".join(f"{day.isoformat()}\n" for day in self.days).encode()).hexdigest()[:16]

    def is_working(self, day: date) -> bool:
        """Whether work is done that day."""
        self._check(day)
        place = bisect_left(self.days, day)
        return place < len(self.days) and self.days[place] == day

    def working_days(self, first: date, last: date) -> int:
        """How many working days from `first` to `last`, both counted."""
        self._check(first)
        self._check(last)
        return max(0, bisect_right(self.days, last) - bisect_left(self.days, first))

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which itself is not counted. `count` is at least 1."""
        if count < 1:
            raise ValueError(f"a period has at least one working day, not {count}")
        self._check(day)
        place = bisect_right(self.days, day) + count - 1
        if place >= len(self.days):
            self._check(date.max)
        return self.days[place]

    def on_or_after(self, day: date) -> date:
        """The day itself where work is done, otherwise the next working day."""
        return day if self.is_working(day) else self.add_working_days(day, 1)

    def unverified_between(self, first: date, last: date) -> tuple[date, ...]:
        """The days off and swapped days in between for which no act was seen: a count over them may change."""
        return tuple(sorted(day for day in self.unverified if first <= day <= last))

    def _check(self, day: date) -> None:
        if day not in self.covers:
            start, end = self.covers.start, self.covers.end or self.covers.start
            raise NoLawForDay(
                "lịch nghỉ lễ",
                day,
                Words(
                    f"Lịch có từ {day_text(start)} đến {day_text(end)}.",
                    f"The calendar covers {day_text(start)} to {day_text(end)}.",
                ),
            )


@cache
def public_calendar(holidays: Holidays) -> WorkCalendar:
    """State bodies and the social-insurance agencies: Monday to Friday, with the swapped Saturdays.

    Legal source: Labour Code articles 111 and 112, the yearly plan of the Government.
    """
    off = _days_off(holidays, WorkWeek.MON_FRI) | set(holidays.swaps)
    worked = set(holidays.swaps.values())
    days = (d for d in _every_day(holidays.covers) if d in worked or not (d in off or WorkWeek.MON_FRI.rests(d)))
    return WorkCalendar(holidays.covers, tuple(days), holidays.unverified)


@cache
def unit_calendar(holidays: Holidays, week: WorkWeek) -> WorkCalendar:
    """An employer's week: public holidays and days off in lieu, none of the public sector's swaps."""
    off = _days_off(holidays, week)
    days = (d for d in _every_day(holidays.covers) if not (d in off or week.rests(d)))
    return WorkCalendar(holidays.covers, tuple(days), holidays.unverified & set(holidays.statutory))


def _days_off(holidays: Holidays, week: WorkWeek) -> set[date]:
    """The holidays and, for each that falls on a rest day, the next working day (Labour Code article 111.3)."""
    off = set(holidays.statutory)
    for holiday in sorted(holidays.statutory):
        if week.rests(holiday):
            day = holiday + _DAY
            while day in off or week.rests(day):
                day += _DAY
            off.add(day)
    return off


def _every_day(covers: Interval) -> Iterator[date]:
    day, end = covers.start, covers.end or covers.start
    while day <= end:
        yield day
        day += _DAY
