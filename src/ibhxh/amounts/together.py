"""Several calculations told as one: questions that are worked out by different laws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ibhxh.amounts.calculation import Amounts
from ibhxh.amounts.explanation import Explanation
from ibhxh.amounts.kind import ROW


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """The rows of all parts in the order of the questions (`row`); of one question, part by part.

    `part` and `place` (Int64) of the frame say where a row comes from.
    """

    parts: tuple[Amounts, ...]
    frame: pl.DataFrame
    results: tuple[str, ...]

    def why(self, row: int) -> Explanation:
        """The steps behind one row (counted from 0)."""
        part, place = (int(self.frame[name][row]) for name in ("part", "place"))
        return self.parts[part].why(place)


def together(parts: Sequence[Amounts], columns: Sequence[str], results: Sequence[str]) -> Together:
    """The parts as one, with these columns; a column that a part lacks is blank in its rows. At least one part."""
    frames = []
    for number, amounts in enumerate(parts):
        frame = amounts.frame
        lacking = [pl.lit(None).alias(name) for name in columns if name not in frame.columns]
        place = pl.int_range(frame.height, dtype=pl.Int64, eager=True).alias("place")
        frame = frame.with_columns(*lacking).select(*columns, pl.lit(number, pl.Int64).alias("part"), place)
        frames.append(frame)
    filled = [frame for frame in frames if frame.height] or frames[:1]
    whole = pl.concat(filled, how="vertical_relaxed").sort(ROW, "part", "place")
    return Together(tuple(parts), whole, tuple(results))
