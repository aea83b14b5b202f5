"""Days of one month that make a clean line: when to join, to leave, to be away, so that the rule of 14 days is met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ibhxh.law import shipped_law
from ibhxh.law.holidays import WorkCalendar, WorkWeek, unit_calendar
from ibhxh.law.months import first_day, last_day

#: Unpaid working days from which a month is not contributed (Law 41/2024/QH15, article 33.5).
FOURTEEN = 14
_WEEKS = {"5": WorkWeek.MON_FRI, "5.5": WorkWeek.MON_SAT_NOON, "6": WorkWeek.MON_SAT}


@dataclass(frozen=True, slots=True)
class MonthDays:
    """`joining`: first days at work for which the month is due. `leaving_now`, `leaving_next`: first days no longer at
    work for which the decrease is of this month, of the next. `absences`: first and last day, 14 working days or more.
    """

    joining: tuple[date, ...]
    leaving_now: tuple[date, ...]
    leaving_next: tuple[date, ...]
    absences: tuple[tuple[date, date], ...]


def month_days(month: int, work_week: str) -> MonthDays:
    """The days of a month (index) for a unit of that week ("5", "5.5", "6")."""
    calendar = own_calendar(work_week)
    first, last = first_day(month), last_day(month)
    worked = [day for day in _days(first, last) if calendar.is_working(day)]
    unpaid = {day: calendar.working_days(day, last) for day in worked}
    return MonthDays(
        joining=tuple(day for n, day in enumerate(worked) if n < FOURTEEN),
        leaving_now=tuple(day for day in worked if unpaid[day] >= FOURTEEN),
        leaving_next=tuple(day for day in worked if unpaid[day] < FOURTEEN),
        absences=tuple(
            (start, end)
            for n, start in enumerate(worked)
            for end in worked[n + FOURTEEN - 1 :]
        ),
    )  # fmt: skip


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@cache
def own_calendar(work_week: str) -> WorkCalendar:
    """The working days of a unit of that week."""
    return unit_calendar(shipped_law().holidays, _WEEKS[work_week])
