"""Counting days and months of benefits: pure functions over dates and the calendars of `law.holidays`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from ibhxh.law.holidays import Holidays, WorkCalendar, WorkWeek, public_calendar, unit_calendar
from ibhxh.law.interval import Interval
from ibhxh.law.months import first_day, last_day, month_of
from ibhxh.words import Words

_DAY = timedelta(days=1)
#: The weeks a leave can be counted in: an employer's, or the public sector's with its swapped Saturdays.
WEEKS: Mapping[str, Words] = {
    WorkWeek.MON_FRI: Words("thứ Hai đến thứ Sáu", "Monday to Friday"),
    WorkWeek.MON_SAT_NOON: Words("thứ Hai đến trưa thứ Bảy", "Monday to Saturday noon"),
    WorkWeek.MON_SAT: Words("thứ Hai đến thứ Bảy", "Monday to Saturday"),
    WorkWeek.EVERY_DAY: Words("theo ca, nghỉ luân phiên", "in shifts, rest days in turn"),
    "public": Words("khu vực công, có hoán đổi ngày", "public sector, with swapped days"),
}


@cache
def calendar_of(holidays: Holidays, week: str) -> WorkCalendar:
    """The working days of a week named in `WEEKS`."""
    return public_calendar(holidays) if week == "public" else unit_calendar(holidays, WorkWeek(week))


def leave_days(calendar: WorkCalendar, first: date, last: date, rest_days: int = 0) -> int:
    """The working days of a leave, both ends counted: no public holiday, no weekly rest, no day off in lieu.

    `rest_days`: rest days that fall into the leave and are not in the calendar, since the unit moved them or works in
    shifts. Raises `NoLawForDay` outside the calendar.
    """
    return max(0, calendar.working_days(first, last) - rest_days)


def calendar_days(first: date, last: date) -> int:
    """All days of a leave, rest days and holidays included."""
    return max(0, (last - first).days + 1)


def month_end(first: date, months: int) -> date:
    """The last day of the `months`-th month counted from a day: the one before that day comes round again.

    Where the month in which it would come round has no such day, its last day.
    """
    month = month_of(first) + months
    end = last_day(month)
    return first_day(month) + timedelta(days=first.day - 2) if first.day <= end.day else end


def month_periods(first: date, months: int) -> Iterator[Interval]:
    """So many months one after the other, counted from a day."""
    start = first
    for number in range(1, months + 1):
        end = month_end(first, number)
        yield Interval(start, end)
        start = end + _DAY


def whole_months(first: date, last: date) -> tuple[int, date]:
    """How many whole months a leave holds, and the first day after them (after `last` where none is left)."""
    months = 0
    while month_end(first, months + 1) <= last:
        months += 1
    return months, month_end(first, months) + _DAY if months else first


def birth_window(born_on: date, paid_in_birth_month: bool, length: int, counts_from: int) -> tuple[int, int]:
    """The first and last of the `length` months before a birth or adoption (month indices).

    The month of birth is the last of them where the child was born on its day `counts_from` or later and the month was
    paid; otherwise the month before.
    """
    month = month_of(born_on)
    last = month if born_on.day >= counts_from and paid_in_birth_month else month - 1
    return last - length + 1, last


def months_common(first: int, last: int, paid_from: int, paid_to: int) -> int:
    """How many months lie in both spans (month indices, ends included)."""
    return max(0, min(last, paid_to) - max(first, paid_from) + 1)
