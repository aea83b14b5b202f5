"""The clock of a case as people read it: what is left, until when, and a box for each working day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Literal

from ibhxh.law.holidays import WorkCalendar, public_calendar
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.project.lifecycle import clock_of
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import CASE
from ibhxh.states.clock import Pause, due_at, legal_day, working_days_left
from ibhxh.words import Words

Pace = Literal["none", "running", "soon", "late", "paused", "stopped"]
#: So many working days before the end it is time to hurry.
SOON = 2
_DAY = timedelta(days=1)
_MOST_BOXES = 12
_IN_TIME, _TOO_LATE = Words("Xong đúng hạn", "Done in time"), Words("Xong trễ hạn", "Done late")


@cache
def agency_calendar() -> WorkCalendar:
    """The working days of the agency."""
    return public_calendar(the_law().holidays)


@dataclass(frozen=True, slots=True)
class CaseClock:
    """`words` say what is left; `boxes` are classes of the day ruler: d passed, n today, o a holiday, "" to come."""

    pace: Pace
    words: Words
    due_at: datetime | None
    boxes: tuple[str, ...] = ()

    @property
    def tone(self) -> str:
        """The class of the ruler and of the words beside it."""
        return {"late": "e", "soon": "w", "paused": "pz"}.get(self.pace, "")


def clock_of_case(case: Case, now: datetime) -> CaseClock:
    """The clock at an instant."""
    if case.accepted_at is None:
        return CaseClock("none", Words("Chưa tính", "Not running yet"), None)
    if case.paused_at is not None:
        return CaseClock("paused", Words("Đang dừng", "Paused"), None, _boxes(case.accepted_at, case.paused_at, None))
    if case.decided_at is not None and case.due_at is not None:
        in_time = case.decided_at <= case.due_at
        return CaseClock("stopped", _IN_TIME if in_time else _TOO_LATE, case.due_at)
    if case.due_at is None or _is_over(case):
        return CaseClock("stopped", Words("Không còn tính", "Not running any more"), case.due_at)
    boxes = _boxes(case.accepted_at, now, case.due_at)
    if now > case.due_at:
        return CaseClock("late", _late(now, case.due_at), case.due_at, boxes)
    left = working_days_left(now, case.due_at, agency_calendar())
    words = Words(f"Còn {left} ngày", f"{left} days left") if left else _hours(now, case.due_at)
    return CaseClock("soon" if left <= SOON else "running", words, case.due_at, boxes)


def resumed_due(case: Case, at: datetime) -> datetime | None:
    """When the time limit ends if the clock runs again from an instant; None for a clock that never started.

    The days of the limit are those of the promise on the acceptance slip.
    """
    events = list(case.events.all())
    accepted = next((event for event in events if event.event == "accept"), None)
    reading = clock_of(CASE, events)
    if accepted is None or reading.started_at is None:
        return None
    promised = datetime.fromisoformat(accepted.facts["due_at"])
    calendar = agency_calendar()
    days = calendar.working_days(legal_day(reading.started_at) + _DAY, legal_day(promised))
    pauses = [pause if pause.end else Pause(pause.start, at) for pause in reading.pauses]
    return due_at(reading.started_at, days, pauses, calendar)


def _is_over(case: Case) -> bool:
    return case.state in {"refused", "decided", "delivered", "withdrawn"}


def _hours(now: datetime, due: datetime) -> Words:
    minutes = int((due - now).total_seconds() // 60)
    if minutes < 60:
        return Words(f"Còn {minutes} phút", f"{minutes} minutes left")
    return Words(f"Còn {minutes // 60} giờ", f"{minutes // 60} hours left")


def _late(now: datetime, due: datetime) -> Words:
    days = -working_days_left(now, due, agency_calendar())
    if days > 0:
        return Words(f"Quá hạn {days} ngày", f"{days} days overdue")
    hours = int((now - due).total_seconds() // 3600)
    return Words(f"Quá hạn {hours} giờ", f"{hours} hours overdue") if hours else Words("Vừa quá hạn", "Just overdue")


def _boxes(start: datetime, now: datetime, due: datetime | None) -> tuple[str, ...]:
    """From the day after the start to the due day; while paused, to the day the clock stopped."""
    calendar, today = agency_calendar(), legal_day(now)
    last = legal_day(due) if due else today
    boxes: list[str] = []
    day = legal_day(start) + _DAY
    while day <= last and len(boxes) < _MOST_BOXES:
        if calendar.is_working(day):
            boxes.append("d" if day < today or (due and now > due) or not due else "n" if day == today else "")
        elif day.isoweekday() < 6:
            boxes.append("o")
        day += _DAY
    return tuple(boxes)
