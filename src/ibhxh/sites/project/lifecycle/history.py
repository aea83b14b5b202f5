"""What a subject's events say: its facts, its words, its clock. Each takes the events in order, so that pages which
show many subjects can fetch them at once (`prefetch_related("events")`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ibhxh.sites.project.lifecycle.models import LifeEvent
from ibhxh.states import Fact, Machine, Telling, tell
from ibhxh.states.clock import ClockReading, read_clock


def known_facts(events: Iterable[LifeEvent]) -> dict[str, Fact]:
    """All facts so far; of one told twice, the later."""
    known: dict[str, Fact] = {}
    for event in events:
        known |= event.facts
    return known


def telling_of(machine: Machine, events: Sequence[LifeEvent]) -> Telling:
    """Where the subject stands and what to do next, in words. `events` has at least one."""
    last = events[-1]
    return tell(machine, last.target, last.event, known_facts(events), at=last.at, by=last.actor_name)


def clock_of(machine: Machine, events: Iterable[LifeEvent]) -> ClockReading:
    """What the moves did to the clock of the time limit."""
    moves = [(machine.move(event.source, event.event), event.at) for event in events]
    return read_clock((move.clock, at) for move, at in moves if move and move.clock)
