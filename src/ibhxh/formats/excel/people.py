"""The rows of a sheet that are people, their cells column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ibhxh.dossier import Cell
from ibhxh.formats.excel.field_readers import reader_of
from ibhxh.formats.excel.grid import Grid, NoValue
from ibhxh.formats.excel.transcript import Column, Transcript
from ibhxh.law import FieldId, Law

MONEY: frozenset[FieldId] = frozenset({"wage", "wage_allowance", "wage_supplement", "chosen_base"})


@dataclass(frozen=True, slots=True)
class People:
    """`at` are the people's rows in the grid, from 0, in which `columns` are cut."""

    grid: Grid
    at: Sequence[int]
    columns: Sequence[Column]

    @staticmethod
    def of(grid: Grid, at: Sequence[int]) -> People:
        """The people in these rows."""
        return People(grid, at, list(zip(*(grid.rows[row] for row in at), strict=True)))

    def __len__(self) -> int:
        return len(self.at)

    @property
    def numbers(self) -> list[int]:
        """The people's rows as Excel numbers them."""
        return [row + 1 for row in self.at]

    def column(self, position: int | None) -> Column:
        """The cells of a column; all empty where there is none."""
        return ("",) * len(self.at) if position is None else self.columns[position]

    def money(self, position: int | None) -> Column:
        """The same, but a formula left at 0 by a writer that computes nothing has no value."""
        column = self.column(position)
        left = {row: text for (row, at_column), text in self.grid.zero.items() if at_column == position}
        if not left:
            return column
        return [NoValue(left[row]) if row in left else raw for row, raw in zip(self.at, column, strict=True)]

    def say_formulas(self, transcript: Transcript, field_id: FieldId, position: int | None) -> None:
        """Tells of money that formulas computed: what is stored may be older than the cells around it."""
        count = 0 if position is None else self.grid.computed.get(position, 0)
        if count and field_id in transcript:
            transcript.note("FORMULA_VALUES", field_id, n=count)


def wage_region_of(transcript: Transcript, column: Column, law: Law) -> dict[FieldId, Cell]:
    """The wage region for a header that has one for the unit, from a column that has one for each person."""
    version = transcript.version
    if "wage_region" in transcript or "wage_region" not in {f.id for f in version.wire.header}:
        return {}
    reader = reader_of(version.wire.field("wage_region"), version, law)
    found = sorted({str(value) for raw in set(column) if isinstance(value := reader(raw), str)})
    if len(found) > 1:
        transcript.note("WAGE_REGIONS", "wage_region", before=", ".join(found))
    return {"wage_region": found[0]} if len(found) == 1 else {}
