"""The clock of the agency's time limit: working days, with pauses.

The day of acceptance is not counted and the hour is kept (Civil Code 2015 articles 147–148; Social Insurance Law 2024
article 28 counts in working days). While the unit is asked for a supplement the clock stands still.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from ibhxh.law.holidays import WorkCalendar
from ibhxh.states.move import ClockAct

VIETNAM = timezone(timedelta(hours=7))
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still from one aware instant to another; no `end` while it still does."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What the moves of a life did to its clock. All None and empty before it started."""

    started_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    stopped_at: datetime | None = None

    @property
    def is_paused(self) -> bool:
        """Whether the clock stands still now."""
        return bool(self.pauses) and self.pauses[-1].end is None


def legal_day(instant: datetime) -> date:
    """The day an aware instant lies in, in Vietnam."""
    if instant.tzinfo is None:
        raise ValueError("an instant has a zone")
    return instant.astimezone(VIETNAM).date()


def read_clock(acts: Iterable[tuple[ClockAct, datetime]]) -> ClockReading:
    """The clock after its acts, in order. ValueError for acts that make no sense after one another."""
    reading = ClockReading()
    for act, at in acts:
        reading = _after(reading, act, at)
    return reading


def due_at(
    accepted_at: datetime, working_days: int, pauses: Sequence[Pause], calendar: WorkCalendar
) -> datetime | None:
    """When the time limit ends, in Vietnam's time; None while the clock stands still.

    The `working_days`-th working day after the day of acceptance, at the same hour; each pause moves it by as many
    working days as lie after the pause's first day, up to and including its last. A pause that begins when the time is
    already over moves nothing. Pauses come in order and lie after the acceptance, else ValueError.
    """
    start = accepted_at.astimezone(VIETNAM)
    shift, previous = 0, accepted_at
    due = _at_hour(calendar.add_working_days(legal_day(accepted_at), working_days), start)
    for pause in pauses:
        if pause.start < previous or (pause.end is not None and pause.end < pause.start):
            raise ValueError("pauses come one after another, after the acceptance")
        if pause.start > due:
            return due
        if pause.end is None:
            return None
        shift += calendar.working_days(legal_day(pause.start) + _DAY, legal_day(pause.end))
        due = _at_hour(calendar.add_working_days(legal_day(accepted_at), working_days + shift), start)
        previous = pause.end
    return due


def working_days_left(at: datetime, due: datetime, calendar: WorkCalendar) -> int:
    """Working days from the day after `at` to the due day; negative by as many as are over, 0 on the due day."""
    today, last = legal_day(at), legal_day(due)
    if today <= last:
        return calendar.working_days(today + _DAY, last)
    return -calendar.working_days(last + _DAY, today)


def _at_hour(day: date, start: datetime) -> datetime:
    return datetime.combine(day, start.timetz())


def _ended(reading: ClockReading, at: datetime) -> tuple[Pause, ...]:
    return tuple(pause if pause.end else Pause(pause.start, at) for pause in reading.pauses)


def _after(reading: ClockReading, act: ClockAct, at: datetime) -> ClockReading:
    running = reading.started_at is not None and reading.stopped_at is None
    match act:
        case ClockAct.START if reading.started_at is None:
            return ClockReading(at)
        case ClockAct.PAUSE if running and not reading.is_paused:
            return ClockReading(reading.started_at, (*reading.pauses, Pause(at)))
        case ClockAct.RESUME if running and reading.is_paused:
            return ClockReading(reading.started_at, _ended(reading, at))
        case ClockAct.STOP if running:
            return ClockReading(reading.started_at, _ended(reading, at), at)
    raise ValueError(f"the clock cannot {act} now")
