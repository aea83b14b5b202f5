"""Differences between what a unit reckons and what the agency's notices say, each of a named kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ibhxh.register.account import Columns
from ibhxh.register.payment import Payment
from ibhxh.words import Words


class Layer(StrEnum):
    """Where a difference lies."""

    PEOPLE = "people"
    FUNDS = "funds"
    MONEY = "money"


class State(StrEnum):
    """What is left to do about a difference."""

    OPEN = "open"
    EXPLAINED = "explained"  #: closed by itself: rounding


@dataclass(frozen=True, slots=True)
class DifferenceKind:
    """A kind of the catalogue. `what` is filled with the difference's `values`; `choice` says what clears it."""

    code: str
    layer: Layer
    name: Words
    what: Words
    cause: Words
    choice: Words


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `amounts` is what the agency has more than the unit, by column, đồng; negative where less.

    `own_key` and `their_key` name the person in either list, None where there is none; `payment` is the order that only
    one side has; `count` how many lines were put together in it.
    """

    kind: DifferenceKind
    amounts: Columns
    values: Mapping[str, object]
    own_key: str | None = None
    their_key: str | None = None
    payment: Payment | None = None
    state: State = State.OPEN
    count: int = 1

    @property
    def code(self) -> str:
        """R01 …"""
        return self.kind.code

    @property
    def what(self) -> Words:
        """The difference in a sentence."""
        return self.kind.what.fill(**self.values)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A month compared. The amounts of `differences` add up to `gap` in every column.

    `gap` is what the agency says is owed at the end of the month, late money included, less what the unit reckons.
    `compared` is how many people were met on both sides.
    """

    month: int
    differences: tuple[Difference, ...]
    gap: Columns
    compared: int

    @property
    def open(self) -> tuple[Difference, ...]:
        """Those that somebody must see to."""
        return tuple(d for d in self.differences if d.state is State.OPEN)

    @property
    def agrees(self) -> bool:
        """Whether nothing is open."""
        return not self.open
