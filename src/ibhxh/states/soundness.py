"""Whether a lifecycle's table holds together: asked once, when the table is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from string import Formatter

from ibhxh.states.move import Move, Stage
from ibhxh.words import Words

#: Values every telling has: when the last move was made, and by whom.
OF_THE_EVENT = frozenset({"event_at", "event_by"})


def faults(states: type[StrEnum], stages: Sequence[Stage], moves: Sequence[Move]) -> tuple[str, ...]:
    """What is wrong with a table, in words for its author; nothing when it is sound.

    Every state has one stage with words in both languages; every event from a state is one move; every state can be
    reached from a birth; from every state a final one can be reached; a move that stays where it is has a sentence of
    its own; and every fact named in a sentence is known whichever way the state was reached.
    """
    found = list(_of_stages(states, stages))
    found += [f"{s}: {event} twice" for (s, event), n in Counter((m.source, m.event) for m in moves).items() if n > 1]
    found += [f"{m.source}: {m.event}: who?" for m in moves if not m.actors]
    found += [
        f"{m.source}: {m.event} stays and tells nothing"
        for m in moves
        if m.source == m.target and (m.sentence is None or m.next_step is None)
    ]
    found += _of_one_voice(moves)
    # Each looks further than the one before and can only look at what held so far.
    found = found or list(_of_paths(states, stages, moves))
    found = found or list(_of_sentences(stages, moves))
    return tuple(found)


def names_in(*texts: Words | None) -> frozenset[str]:
    """The facts that texts name, in either language."""
    written = [side for words in texts if words for side in (words.vi, words.en)]
    return frozenset(name for text in written for _, name, _, _ in Formatter().parse(text) if name)


def _of_stages(states: type[StrEnum], stages: Sequence[Stage]) -> Iterator[str]:
    counted = Counter(stage.state for stage in stages)
    yield from (f"{state}: {counted[state]} stages" for state in states if counted[state] != 1)
    for stage in stages:
        for words in (stage.label, stage.sentence, stage.next_step):
            if not words.vi or not words.en:
                yield f"{stage.state}: a text is missing"


def _of_one_voice(moves: Sequence[Move]) -> Iterator[str]:
    """What is told depends on the state and the last event alone, so that a record of these two is enough."""
    voices: dict[tuple[str, str], set[tuple[Words | None, Words | None]]] = {}
    for move in moves:
        voices.setdefault((move.target, move.event), set()).add((move.sentence, move.next_step))
    yield from (f"{state}: {event} tells two things" for (state, event), said in voices.items() if len(said) > 1)


def _of_paths(states: type[StrEnum], stages: Sequence[Stage], moves: Sequence[Move]) -> Iterator[str]:
    reached = _closure({m.target for m in moves if m.source is None}, [(m.source, m.target) for m in moves])
    yield from (f"{state} is never reached" for state in states if state not in reached)
    ending = _closure({s.state for s in stages if s.final}, [(m.target, m.source) for m in moves])
    yield from (f"{state} is a dead end" for state in states if state not in ending)


def _closure(start: set[StrEnum], ways: Sequence[tuple[StrEnum | None, StrEnum | None]]) -> set[StrEnum]:
    reached, fresh = set(start), set(start)
    while fresh:
        fresh = {to for source, to in ways if source in fresh and to is not None} - reached
        reached |= fresh
    return reached


def _of_sentences(stages: Sequence[Stage], moves: Sequence[Move]) -> Iterator[str]:
    told = {stage.state: stage for stage in stages}
    known = _known(moves)
    for move in moves:
        stage = told[move.target]
        shown = (move.sentence or stage.sentence, move.next_step or stage.next_step)
        before = known[move.source] if move.source is not None else frozenset()
        if untold := names_in(*shown) - before - set(move.needs) - OF_THE_EVENT:
            yield f"{move.source}: after {move.event} nobody knows {sorted(untold)}"
        for words in shown:
            if names_in(Words(words.vi, "")) != names_in(Words("", words.en)):
                yield f"{move.target}: the two languages name different facts"


def _known(moves: Sequence[Move]) -> dict[StrEnum, frozenset[str]]:
    """State → the facts known there by every way: start from all names, and take away until nothing changes."""
    everything = frozenset(name for move in moves for name in move.needs)
    known = {move.target: everything for move in moves}
    while True:
        after = {
            state: frozenset.intersection(
                *(
                    (known.get(m.source, everything) if m.source is not None else frozenset()) | frozenset(m.needs)
                    for m in moves
                    if m.target == state
                )
            )
            for state in known
        }
        if after == known:
            return known
        known = after
