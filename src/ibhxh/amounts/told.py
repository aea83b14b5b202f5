"""What was found outside a `Calculation`: counted in a calendar, or reckoned on whole numbers row by row.

Both are `Reckoned`, so that whoever asks a kind need not know which way it takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ibhxh.amounts.calculation import Amounts
from ibhxh.amounts.explanation import Explained, Explanation


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Amounts of days that were counted first: what was counted opens the explanation of its piece."""

    amounts: Amounts
    counts: Sequence[Sequence[Explained]]

    @property
    def frame(self) -> pl.DataFrame:
        """The pieces, in the order of the questions."""
        return self.amounts.frame

    @property
    def results(self) -> tuple[str, ...]:
        """The columns that are results."""
        return self.amounts.results

    def why(self, row: int, /) -> Explanation:
        """The steps behind one piece (counted from 0)."""
        made = self.amounts.why(row)
        return Explanation(made.title, (*self.counts[row], *made.steps))


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """Pieces with the explanation of each."""

    frame: pl.DataFrame
    results: tuple[str, ...]
    explanations: Sequence[Explanation]

    def why(self, row: int, /) -> Explanation:
        """The steps behind one piece (counted from 0)."""
        return self.explanations[row]
