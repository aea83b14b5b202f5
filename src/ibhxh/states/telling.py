"""A state told to people: what happened, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ibhxh.states.clock import VIETNAM
from ibhxh.states.machine import Machine
from ibhxh.states.move import Fact, Facts
from ibhxh.words import Words, day_text, filled, number_text, same


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence on where the subject stands and a sentence on the next step, both filled."""

    sentence: Words
    next_step: Words


def tell(machine: Machine, state: str, event: str, facts: Facts, *, at: datetime, by: str) -> Telling:
    """The words for a state that was reached by `event` (made at `at` by `by`), filled from all facts known so far.

    A fact nobody recorded is shown as “…”: a page is never refused for want of a word.
    """
    stage = machine.stage(state)
    move = next((move for move in machine.moves if move.target == state and move.event == event), None)
    filling = _Filling({**facts, "event_at": at.isoformat(), "event_by": by})
    sentence = move.sentence if move and move.sentence else stage.sentence
    next_step = move.next_step if move and move.next_step else stage.next_step
    return Telling(filling.fill(sentence), filling.fill(next_step))


def fact_words(name: str, value: Fact) -> Words:
    """A fact for people, by the ending of its name: `_at` an instant in Vietnam's time, `_on` a day."""
    if value is None:
        return same("…")
    if name.endswith("_at"):
        local = datetime.fromisoformat(str(value)).astimezone(VIETNAM)
        clock, day = f"{local:%H:%M}", day_text(local.date())
        return Words(f"{clock} ngày {day}", f"{clock} on {day}")
    if name.endswith("_on"):
        return same(day_text(date.fromisoformat(str(value))))
    if isinstance(value, bool):
        return Words("có" if value else "không", "yes" if value else "no")
    return same(number_text(value) if isinstance(value, int) else value)


class _Filling:
    def __init__(self, facts: Facts) -> None:
        self.words = {name: fact_words(name, value) for name, value in facts.items()}

    def fill(self, text: Words) -> Words:
        return Words(
            filled(text.vi, _Side({name: words.vi for name, words in self.words.items()})),
            filled(text.en, _Side({name: words.en for name, words in self.words.items()})),
        )


class _Side(dict[str, str]):
    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(texts)

    def __missing__(self, name: str) -> str:
        return "…"
