"""The day ruler: one box a working day from a beginning to a due day, so that a deadline is seen and not only read.

Days off on a weekday are shown as narrow boxes; weekends are a gap. Pages always say the same in words beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ibhxh.law.holidays import WorkCalendar
from ibhxh.words import Words

_DAY = timedelta(days=1)
_SATURDAY = 5
_SOON = 2
#: A ruler longer than this says nothing a number does not say better.
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Box:
    """One day: `small` and `big` are its class names in the short ruler and in the one with dates."""

    day: date
    small: str
    big: str
    words: Words | None = None
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class Ruler:
    """`tone` is "w" near the due day, "e" after it, "pz" while the clock stands still, else ""."""

    boxes: tuple[Box, ...]
    tone: str


def day_ruler(first: date, due: date, today: date, calendar: WorkCalendar, *, paused: bool = False) -> Ruler:
    """The days from `first` to `due`, both shown, and where `today` is among them. Raises `NoLawForDay` outside of the
    calendar."""
    last = min(due, first + timedelta(days=MOST_DAYS))
    left = calendar.working_days(today + _DAY, due) if today <= due else -1
    tone = "pz" if paused else "e" if left < 0 else "w" if left <= _SOON else ""
    return Ruler(tuple(_boxes(first, last, due, today, calendar)), tone)


def _boxes(first: date, last: date, due: date, today: date, calendar: WorkCalendar) -> Iterator[Box]:
    day, gap = first, False
    while day <= last:
        working = calendar.is_working(day)
        if working or day.weekday() < _SATURDAY:
            yield _box(day, due, today, working, gap)
            gap = False
        else:
            gap = True
        day += _DAY


def _box(day: date, due: date, today: date, working: bool, gap: bool) -> Box:
    if not working:
        return Box(day, "o", "o", Words("Nghỉ lễ", "Day off"), gap)
    if day == today:
        return Box(day, "n", "x" if day == due else "t", Words("Hôm nay", "Today"), gap)
    small = "d" if day < today else ""
    if day == due:
        return Box(day, small, "late" if today > due else "x", Words("Hẹn trả", "Due"), gap)
    return Box(day, small, small, None, gap)
