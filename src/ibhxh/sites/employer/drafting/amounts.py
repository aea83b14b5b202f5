"""What the lines of a draft make due, and why. Only D02 lists make anything due; a declaration makes nothing."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ibhxh.amounts import Amounts, MoneyOutOfRange, contributions, line_facts
from ibhxh.amounts.explanation import Explanation
from ibhxh.checks.rule import D02
from ibhxh.dossier import Draft, Sheet
from ibhxh.law import Law
from ibhxh.law.errors import NoLawForDay
from ibhxh.problem import Problem
from ibhxh.sites.employer.drafting.sheets import draft_of
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.project.the_law import the_law

_ARREARS = ("arrears", "reversal")


@dataclass(frozen=True, slots=True)
class LineAmount:
    """What one line makes due in one month, đồng. `sheet` and `row` count from 0, `month` is an index."""

    sheet: int
    row: int
    month: int
    declared_wage: int
    employer: int
    worker: int
    total: int
    arrears: bool


@dataclass(frozen=True, slots=True)
class LineAmounts:
    """The lines of a dossier that make something due. `trouble` says why nothing could be computed, if so.

    A line of an increase, a return or a wage change shows its first month, at the whole new amount; a line of arrears
    each of its months.
    """

    lines: tuple[LineAmount, ...]
    trouble: Problem | None = None

    @property
    def current(self) -> int:
        """Due for the first months of the lines, arrears not counted."""
        return sum(line.total for line in self.lines if not line.arrears)

    @property
    def arrears(self) -> int:
        """Arrears less what is given back."""
        return sum(line.total for line in self.lines if line.arrears)

    @property
    def wages(self) -> int:
        """Wages and allowances declared by lines that are no arrears."""
        return sum(line.declared_wage for line in self.lines if not line.arrears)

    @property
    def arrear_months(self) -> tuple[int, ...]:
        """The months arrears are for, in order."""
        return tuple(sorted({line.month for line in self.lines if line.arrears}))

    @property
    def months(self) -> tuple[int, ...]:
        """The first months of the other lines, in order."""
        return tuple(sorted({line.month for line in self.lines if not line.arrears}))

    def by_row(self, sheet: int) -> dict[int, int]:
        """What each row of a sheet makes due over all its months; rows that make nothing due are not in it."""
        due: dict[int, int] = {}
        for line in self.lines:
            if line.sheet == sheet:
                due[line.row] = due.get(line.row, 0) + line.total
        return due


def line_amounts(dossier: Dossier) -> LineAmounts:
    """The amounts of every line of a dossier's lists."""
    return draft_amounts(draft_of(dossier), the_law())


def draft_amounts(draft: Draft, law: Law) -> LineAmounts:
    """The amounts of every line of a draft's lists."""
    try:
        found = [line for number, sheet in enumerate(draft.sheets) for line in _lines(number, sheet, law)]
    except (MoneyOutOfRange, NoLawForDay) as trouble:
        return LineAmounts((), trouble)
    return LineAmounts(tuple(found))


def why_line(sheet: Sheet, row: int, law: Law) -> tuple[Explanation, ...]:
    """The steps behind what a line makes due, month by month; empty where it makes nothing due.

    Raises `MoneyOutOfRange`, `NoLawForDay`.
    """
    if sheet.version.form not in D02:
        return ()
    facts = line_facts(sheet, law).filter(pl.col("line") == row)
    amounts = contributions(facts, law)
    return tuple(amounts.why(place) for place in range(facts.height))


def _lines(number: int, sheet: Sheet, law: Law) -> list[LineAmount]:
    if sheet.version.form not in D02:
        return []
    amounts: Amounts = contributions(line_facts(sheet, law), law)
    effects = law.codes["plans"].rows
    plans = sheet.rows["plan"]
    columns = ("line", "month", "declared_wage", "total_er", "total_ee", "total")
    return [
        LineAmount(number, row, month, wage, er, ee, total, arrears=effects[plans[row]]["effect"] in _ARREARS)
        for row, month, wage, er, ee, total in amounts.frame.select(columns).drop_nulls().iter_rows()
    ]
