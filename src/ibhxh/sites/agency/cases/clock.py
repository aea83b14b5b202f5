"""The clock of a case as people read it: what is left, until when, and the day ruler."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Literal

from ibhxh.law.holidays import WorkCalendar, public_calendar
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.project.lifecycle import clock_of
from ibhxh.sites.project.ruler import Ruler, limit_ruler
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import CASE
from ibhxh.states.clock import Pause, due_at, legal_day, working_days_left
from ibhxh.words import Words

Pace = Literal["none", "running", "soon", "late", "paused", "stopped"]
#: So many working days before the end it is time to hurry.
SOON = 2
_DAY = timedelta(days=1)
_IN_TIME, _TOO_LATE = Words("Xong đúng hạn", "Done in time"), Words("Xong trễ hạn", "Done late")


@cache
def agency_calendar() -> WorkCalendar:
    """The working days of the agency."""
    return public_calendar(the_law().holidays)


@dataclass(frozen=True, slots=True)
class CaseClock:
    """`words` say what is left; `ruler` is there while the time limit runs or stands still."""

    pace: Pace
    words: Words
    due_at: datetime | None
    ruler: Ruler | None = None

    @property
    def tone(self) -> str:
        """The class of the words."""
        return {"late": "e", "soon": "w"}.get(self.pace, "")


def clock_of_case(case: Case, now: datetime) -> CaseClock:
    """The clock at an instant."""
    if case.accepted_at is None:
        return CaseClock("none", Words("Chưa tính", "Not running yet"), None)
    if case.paused_at is not None:
        return CaseClock("paused", Words("Tạm dừng", "Paused"), None, _ruler(case, now))
    if case.decided_at is not None and case.due_at is not None:
        in_time = case.decided_at <= case.due_at
        return CaseClock("stopped", _IN_TIME if in_time else _TOO_LATE, case.due_at)
    if case.due_at is None or _is_over(case):
        return CaseClock("stopped", Words("Không còn tính", "Not running any more"), case.due_at)
    ruler = _ruler(case, now)
    if now > case.due_at:
        return CaseClock("late", _late(now, case.due_at), case.due_at, ruler)
    left = working_days_left(now, case.due_at, agency_calendar())
    words = Words("Còn {n} ngày", "{n} {n:day|days} left").fill(n=left) if left else _hours(now, case.due_at)
    return CaseClock("soon" if left <= SOON else "running", words, case.due_at, ruler)


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
        return Words("Còn {n} phút", "{n} {n:minute|minutes} left").fill(n=minutes)
    return Words("Còn {n} giờ", "{n} {n:hour|hours} left").fill(n=minutes // 60)


def _late(now: datetime, due: datetime) -> Words:
    days = -working_days_left(now, due, agency_calendar())
    if days > 0:
        return Words("Quá hạn {n} ngày", "{n} {n:day|days} overdue").fill(n=days)
    hours = int((now - due).total_seconds() // 3600)
    if not hours:
        return Words("Vừa quá hạn", "Just overdue")
    return Words("Quá hạn {n} giờ", "{n} {n:hour|hours} overdue").fill(n=hours)


def _ruler(case: Case, now: datetime) -> Ruler | None:
    if case.accepted_at is None:
        return None
    return limit_ruler(case.accepted_at, case.due_at, now, agency_calendar(), paused_at=case.paused_at)
