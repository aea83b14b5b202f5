"""A lifecycle as a table, and the one question put to it: which move is this?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ibhxh.states.errors import NotByThisActor, NotFromHere, NotYet
from ibhxh.states.move import Actor, Facts, Move, Stage
from ibhxh.states.soundness import faults
from ibhxh.words import Words, same


@dataclass(frozen=True)
class Machine:
    """The stages and moves of one kind of subject. A table that is not sound cannot be made: ValueError.

    `subject` names what lives by it ("hồ sơ"), `states` is the enum of its states.
    """

    subject: Words
    states: type[StrEnum]
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    _stage_of: Mapping[str, Stage] = field(init=False, repr=False, compare=False)
    _move_of: Mapping[tuple[str | None, str], Move] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if found := faults(self.states, self.stages, self.moves):
            raise ValueError("; ".join(found))
        object.__setattr__(self, "_stage_of", {stage.state: stage for stage in self.stages})
        object.__setattr__(self, "_move_of", {(move.source, move.event): move for move in self.moves})

    def stage(self, state: str) -> Stage:
        """The stage of a state. KeyError for a state that is not of this machine."""
        return self._stage_of[state]

    def move(self, state: str | None, event: str) -> Move | None:
        """The row for an event in a state, whoever makes it; None where there is none."""
        return self._move_of.get((state, event))

    def may(self, state: str | None, *actors: Actor) -> tuple[Move, ...]:
        """The moves that any of the actors may make from here, in the table's order; guards are not asked."""
        return tuple(move for move in self.moves if move.source == state and set(actors) & set(move.actors))

    def step(self, state: str | None, event: str, actor: Actor, facts: Facts) -> Move:
        """The move this event is. `state` None: the subject is being born.

        Raises `NotFromHere`, `NotByThisActor`, `NotYet`; ValueError where the caller left out a fact the move needs.
        """
        here = None if state is None else self.stage(state)
        move = self.move(state, event)
        if move is None:
            named = next((other.act for other in self.moves if other.event == event), same(event))
            raise NotFromHere(here, named, self.may(state, actor))
        if actor not in move.actors:
            raise NotByThisActor(here, move, actor, self.may(state, actor))
        if missing := [name for name in move.needs if facts.get(name) is None]:
            raise ValueError(f"the move {event!r} needs the facts {missing}")
        if move.guard and not move.guard.holds(facts):
            raise NotYet(here, move, move.guard)
        return move
