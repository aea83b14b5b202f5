"""What a lifecycle's table is made of: stages, and the moves between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ibhxh.states.document import Document
from ibhxh.words import Words

#: What is known about a subject, JSON-ready. Names ending in `_at` hold ISO instants with zone, in `_on` ISO days.
Fact = str | int | bool | None
Facts = Mapping[str, Fact]


class Actor(StrEnum):
    """Who makes a move. On each side the other side is one actor, known by what it signed."""

    CLERK = "clerk"
    SIGNER = "signer"
    AGENCY = "agency"
    OFFICER = "officer"
    UNIT = "unit"
    SYSTEM = "system"

    @property
    def words(self) -> Words:
        """The actor's name for people."""
        return _ACTORS[self]


_ACTORS = {
    Actor.CLERK: Words("người lập", "clerk"),
    Actor.SIGNER: Words("người ký", "signer"),
    Actor.AGENCY: Words("cơ quan BHXH", "agency"),
    Actor.OFFICER: Words("cán bộ", "officer"),
    Actor.UNIT: Words("đơn vị", "unit"),
    Actor.SYSTEM: Words("phần mềm", "the software"),
}


class ClockAct(StrEnum):
    """What a move does to the clock of the agency's time limit."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"

    @property
    def words(self) -> Words:
        """The act for people."""
        return _CLOCK_ACTS[self]


_CLOCK_ACTS = {
    ClockAct.START: Words("bắt đầu tính", "starts"),
    ClockAct.PAUSE: Words("tạm dừng", "pauses"),
    ClockAct.RESUME: Words("tính tiếp", "goes on"),
    ClockAct.STOP: Words("kết thúc", "ends"),
}


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition on the facts of a move; `words` says what must be true."""

    words: Words
    holds: Callable[[Facts], bool]


@dataclass(frozen=True, slots=True)
class Stage:
    """One state, told to people.

    `number` is the state's mark in the drawings (E0 … / A0 …), `national_code` the status of the National Public
    Service Portal (1–10) where it has one. `final`: a life may end here. Sentence and next step may name facts.
    """

    state: StrEnum
    number: str
    national_code: int | None
    label: Words
    sentence: Words
    next_step: Words
    final: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One row of a lifecycle's table.

    `source` is None for the birth of a subject. `act` is the verb with its object, as on a button. `needs` names the
    facts that must come along. `sentence` and `next_step`, where given, are shown after this move instead of the
    target's own: a retry is still “sending”, but has more to tell.
    """

    source: StrEnum | None
    event: str
    actors: tuple[Actor, ...]
    target: StrEnum
    act: Words
    guard: Guard | None = None
    needs: tuple[str, ...] = ()
    document: Document | None = None
    clock: ClockAct | None = None
    sentence: Words | None = None
    next_step: Words | None = None
