"""Calculations that people ask for by name, each saying what it has to be told.

A kind is the one description from which the command line takes its options, the JSON interface its schema, and the
reference its page. What it is told is a table with one row for each question; it may work each out in several rows
(the months of a span, the pieces of a delay), which `row` leads back to the question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from ibhxh.amounts.explanation import Explanation
from ibhxh.amounts.readings import Readings
from ibhxh.law import Law
from ibhxh.law.month_table import Key
from ibhxh.law.value import Unit
from ibhxh.words import Words

#: The column that names the question a worked-out row belongs to, from 0.
ROW = "row"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing a kind is told, under a `name` that JSON and the command line share.

    `dtype`: Int64 (đồng, or a count where `unit` says so), Date, Int32 month index where `month`, String with its
    `choices`, Boolean, or List(Int64) for several amounts in order. Without a `default` it must be told. Numbers are
    not negative unless `signed`.
    """

    name: str
    dtype: pl.DataType
    words: Words
    unit: Unit = Unit.MONEY
    choices: tuple[str, ...] = ()
    default: Key | None = None
    optional: bool = False
    month: bool = False
    signed: bool = False


class Reckoned(Protocol):
    """What a kind found: `frame` has a row for each piece, with `row` and the `results` (Int64)."""

    @property
    def frame(self) -> pl.DataFrame:
        """The pieces, in the order of the questions."""

    @property
    def results(self) -> tuple[str, ...]:
        """The columns that are results."""

    def why(self, row: int, /) -> Explanation:
        """The steps behind one piece (counted from 0)."""


@dataclass(frozen=True, slots=True)
class Result:
    """A figure a kind finds. `adds_up`: a question's pieces sum to its answer; otherwise each piece has its own."""

    name: str
    words: Words
    unit: Unit = Unit.MONEY
    adds_up: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """`run` takes a table with the asked columns (defaults filled in, blanks left blank) and raises what its
    calculation raises. `readings` are the named settings (fields of `Readings`) that can change the answer."""

    name: str
    words: Words
    asks: tuple[Ask, ...]
    results: tuple[Result, ...]
    run: Callable[[pl.DataFrame, Law, Readings], Reckoned]
    readings: tuple[str, ...] = ()
