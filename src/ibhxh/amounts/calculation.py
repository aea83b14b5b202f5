"""One calculation, many readers: layers of named steps over a table of facts and the dated law.

One row or a million run the same. Every step is a column, so that “why this amount?” is that row's columns printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.errors import MissingFact
from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.amounts.law_columns import LawColumns, LookUp
from ibhxh.amounts.why import explain
from ibhxh.law import Law
from ibhxh.law.month_table import Key
from ibhxh.law.value import Unit
from ibhxh.words import Words

_FEW = 100


@dataclass(frozen=True, slots=True)
class Fact:
    """A column the caller gives. With a `default` it may be left out or blank, and then reads as that.

    A fact with `words` is money, and opens the explanation.
    """

    name: str
    dtype: pl.DataType
    default: Key | None = None
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One named column: a look-up in the law, or words of `money` over columns of earlier layers.

    `how` shows the arithmetic with `{names}` of those columns. What is not `told` is left out of an explanation; the
    step that uses it then cites its law.
    """

    name: str
    words: Words
    value: LookUp | pl.Expr
    unit: Unit = Unit.MONEY
    how: str | None = None
    told: bool = True

    def sources(self) -> Sequence[str]:
        """The columns this step is made from."""
        return () if isinstance(self.value, LookUp) else self.value.meta.root_names()


@dataclass(frozen=True, slots=True)
class Calculation:
    """Steps in layers; a step uses facts and steps of earlier layers. `dated_by` is the month that decides the law.

    Few wide layers, since each is a pass over the table. `results` are the steps that the caller gets.
    """

    title: Words
    dated_by: str
    facts: tuple[Fact, ...]
    layers: tuple[tuple[Step, ...], ...]
    results: tuple[str, ...]

    def run(
        self, facts: pl.DataFrame, law: Law, *, known_on: date | None = None, results: Sequence[str] | None = None
    ) -> Amounts:
        """The results (all, or the named ones: only what they need is computed) of each row, in the rows' order.

        Columns that are no facts are carried along. A blank fact gives blank results. Raises `MissingFact` for a column
        that is not there or of another type, `MoneyOutOfRange`, `NoLawForDay` for a month the law pack does not cover,
        `UnknownLawKey` for a class, region … it does not know.
        """
        asked = tuple(results) if results is not None else self.results
        return Amounts(self, law, known_on, facts, asked, facts.hstack(self.columns(facts, law, known_on, asked)))

    def columns(self, facts: pl.DataFrame, law: Law, known_on: date | None, names: Sequence[str]) -> pl.DataFrame:
        """Any steps, one column each."""
        facts = self.read_facts(facts)
        look_ups = self.law_columns(facts, law, known_on)
        plan = facts.lazy()
        for layer in self.layers:
            plan = plan.with_columns(
                (look_ups.read(step.value) if isinstance(step.value, LookUp) else step.value).alias(step.name)
                for step in layer
            )
        # Of a few rows, thinking about the plan takes longer than carrying it out.
        flags = pl.QueryOptFlags() if facts.height > _FEW else pl.QueryOptFlags.none()
        return plan.select(names).collect(optimizations=flags)

    def read_facts(self, table: pl.DataFrame) -> pl.DataFrame:
        """The facts in a table, checked, blanks filled with their defaults."""
        given: list[pl.Series] = []
        for fact in self.facts:
            found = table.schema.get(fact.name)
            if found is None and fact.default is not None:
                continue
            if found != fact.dtype:
                raise MissingFact(fact.name, str(fact.dtype), str(found) if found else None)
            column = money.checked(table[fact.name]) if found == pl.Int64 else table[fact.name]
            given.append(column if fact.default is None else column.fill_null(fact.default))
        return pl.DataFrame(given)

    def law_columns(self, facts: pl.DataFrame, law: Law, known_on: date | None) -> LawColumns:
        """The law for these facts."""
        defaults = {f.name: f.default for f in self.facts if f.default is not None and f.name not in facts.columns}
        return LawColumns(facts, self.dated_by, defaults, law, known_on)

    def steps(self) -> Iterator[Step]:
        """All steps, in order."""
        return (step for layer in self.layers for step in layer)


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """What a calculation found: `frame` is the table given, with the results beside it."""

    calculation: Calculation
    law: Law
    known_on: date | None
    table: pl.DataFrame
    results: tuple[str, ...]
    frame: pl.DataFrame

    def steps(self, *names: str) -> pl.DataFrame:
        """Steps that are no results, for those who need them: one column each, in the rows' order."""
        return self.calculation.columns(self.table, self.law, self.known_on, names)

    def why(self, row: int) -> Explanation:
        """The steps behind the results of one row (counted from 0), computed again for it alone."""
        calculation = self.calculation
        facts = calculation.read_facts(self.table[row])
        made = calculation.columns(facts, self.law, self.known_on, [step.name for step in calculation.steps()])
        cells = {**facts.row(0, named=True), **made.row(0, named=True)}
        columns = calculation.law_columns(facts, self.law, self.known_on)
        law = {step.name: columns.value(step.value) for step in calculation.steps() if isinstance(step.value, LookUp)}
        return explain(calculation, self.results, cells, law)

    def unverified(self) -> tuple[Explained, ...]:
        """The steps that rest on a figure of the law which is not beyond doubt, once for each figure.

        One row of each kind is asked; rows are of one kind when they differ in money only.
        """
        kinds = [fact.name for fact in self.calculation.facts if fact.name in self.table.columns and not fact.words]
        rows = self.table.select(kinds).with_row_index("row").unique(kinds, keep="first", maintain_order=True)["row"]
        found = {(step.name, step.cites): step for row in rows for step in self.why(row).unverified}
        return tuple(found.values())
