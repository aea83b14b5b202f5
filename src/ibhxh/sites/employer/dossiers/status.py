"""Where a dossier stands, told for pages: sentence, next step, clock, timeline, what may be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ibhxh.law.holidays import public_calendar
from ibhxh.sites.employer.models import Dossier, DossierEvent, Notice, Parcel
from ibhxh.sites.project.lifecycle import clock_of, telling_of
from ibhxh.sites.project.ruler import Ruler, limit_ruler
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DOSSIER, Actor, DossierState, Move, Stage, Telling
from ibhxh.states.clock import working_days_left
from ibhxh.words import Words

#: Nothing is under way that a page would have to look for again.
_QUIET = (
    DossierState.DRAFT,
    DossierState.READY,
    DossierState.SIGN_REFUSED,
    DossierState.UNDELIVERABLE,
    DossierState.EXPORTED,
)
_TONE = {
    DossierState.UNDELIVERABLE: "e",
    DossierState.GATE_REJECTED: "e",
    DossierState.RETURNED: "e",
    DossierState.SIGN_REFUSED: "w",
    DossierState.SUPPLEMENT_REQUESTED: "w",
    DossierState.DONE_PARTIAL: "w",
    DossierState.EXPORTED: "w",
    DossierState.ACCEPTED: "ok",
    DossierState.PROCESSING: "ok",
    DossierState.DONE_FULL: "ok",
    DossierState.RESULT_RECEIVED: "ok",
    DossierState.ACCEPTED_ELSEWHERE: "ok",
    DossierState.SENT: "b",
    DossierState.SENDING: "b",
    DossierState.SIGNING: "b",
    DossierState.READY: "b",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """The agency's time limit, running or standing still."""

    due_at: datetime | None
    left: int
    paused: bool
    ruler: Ruler

    @property
    def late(self) -> bool:
        """Whether the promised day is over."""
        return not self.paused and self.left < 0

    @property
    def days_over(self) -> int:
        """Working days since the promised one."""
        return -self.left


@dataclass(frozen=True, slots=True)
class Moment:
    """An event on the timeline."""

    event: DossierEvent
    act: Words
    document: Words | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a page says of where a dossier is."""

    stage: Stage
    telling: Telling
    tone: str
    clock: Clock | None
    moments: tuple[Moment, ...]
    moves: tuple[Move, ...]
    changing: bool

    def may(self, event: str) -> bool:
        """Whether the reader may make this move now."""
        return any(move.event == event for move in self.moves)


def standing_of(dossier: Dossier, *actors: Actor, now: datetime) -> Standing:
    """The standing, with the moves these actors may make."""
    events: Sequence[DossierEvent] = list(dossier.events.all())
    state = DossierState(dossier.state)
    stage = DOSSIER.stage(state)
    return Standing(
        stage=stage,
        telling=telling_of(DOSSIER, events),
        tone=_TONE.get(state, ""),
        clock=_clock(dossier, events, now),
        moments=tuple(_moment(event) for event in reversed(events)),
        moves=DOSSIER.may(state, *actors),
        changing=not stage.final and state not in _QUIET,
    )


def tone_of(state: str) -> str:
    """The colour of a state's tag."""
    return _TONE.get(DossierState(state), "")


def last_parcel(dossier: Dossier) -> Parcel | None:
    """The package that was made last."""
    return dossier.parcels.order_by("-made_at").first()


def decision_of(dossier: Dossier) -> Notice | None:
    """The agency's result, where it is in."""
    return dossier.notices.filter(kind="ibhxh-decision").order_by("-issued_at").first()


def _moment(event: DossierEvent) -> Moment:
    move = DOSSIER.move(event.source, event.event)
    note = event.facts.get("reason") or event.facts.get("notice_number")
    act = move.act if move else Words(event.event, event.event)
    return Moment(event, act, move.document.words if move and move.document else None, str(note) if note else None)


def _clock(dossier: Dossier, events: Sequence[DossierEvent], now: datetime) -> Clock | None:
    reading = clock_of(DOSSIER, events)
    if reading.started_at is None or reading.stopped_at is not None or dossier.due_at is None:
        return None
    calendar = public_calendar(the_law().holidays)
    start, due = dossier.accepted_at or reading.started_at, dossier.due_at
    paused_at = reading.pauses[-1].start if reading.is_paused else None
    ruler = limit_ruler(start, due, now, calendar, paused_at=paused_at)
    return Clock(due, working_days_left(now, due, calendar), reading.is_paused, ruler)
