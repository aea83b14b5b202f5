"""The day ruler: one box a working day from a beginning to a due day, so that a deadline is seen and not only read.

Days off on a weekday are shown as narrow boxes; weekends are a gap. Pages always say the same in words beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ibhxh.law.holidays import WorkCalendar
from ibhxh.states.clock import legal_day
from ibhxh.words import Words

_DAY = timedelta(days=1)
_SATURDAY = 5
_SOON = 2
#: A ruler longer than this says nothing a number does not say better.
MOST_DAYS = 60
#: So many boxes stand beside a sentence or in a column; of a longer limit they are the last ones.
_MOST_BOXES = 12


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


def limit_ruler(
    started_at: datetime, due_at: datetime | None, now: datetime, calendar: WorkCalendar, *, paused_at: datetime | None
) -> Ruler:
    """The short ruler of the agency's time limit (aware instants), drawn alike on both sides: from the day on which it
    started to the due day; while it stands still, and where nothing is due, to the day reached."""
    today = legal_day(paused_at or now)
    due = legal_day(due_at) if due_at and paused_at is None else today
    ruler = day_ruler(legal_day(started_at), due, today, calendar, paused=paused_at is not None)
    late = paused_at is None and due_at is not None and now > due_at
    return Ruler(ruler.boxes[-_MOST_BOXES:], "e" if late else ruler.tone)


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
