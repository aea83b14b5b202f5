"""The people of VNPT's sheet: which rows are people, and their cells column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from ibhxh.formats.excel.errors import EmptySheet
from ibhxh.formats.excel.grid import Book, Grid, NoValue, Raw
from ibhxh.formats.excel.transcript import Column
from ibhxh.formats.excel.vnpt_columns import MONEY, OF_A_PERSON, vnpt_columns


@dataclass(frozen=True, slots=True)
class VnptRows:
    """`at` are the people's rows in the grid, from 0; `positions` the columns of each element, left to right."""

    grid: Grid
    positions: Mapping[str, tuple[int, ...]]
    at: Sequence[int]
    columns: Sequence[Column]

    def __len__(self) -> int:
        return len(self.at)

    def column(self, element: str, nth: int = 0) -> Column:
        """The cells of an element, its `nth` column where it has several; all empty where the sheet lacks it."""
        position = self.position(element, nth)
        return ("",) * len(self.at) if position is None else self.columns[position]

    def position(self, element: str, nth: int = 0) -> int | None:
        """The column of an element in the grid."""
        found = self.positions.get(element, ())
        return found[nth] if nth < len(found) else None

    @property
    def numbers(self) -> list[int]:
        """The people's rows as Excel numbers them."""
        return [row + 1 for row in self.at]


def people_of(book: Book, title: str, code_row: int) -> VnptRows:
    """The rows below `code_row` that are people; prepared rows with nothing but formulas are none.

    Code columns are formulas throughout and looked up again wherever they have no value. Raises `EmptySheet`.
    """
    positions: dict[str, tuple[int, ...]] = {}
    nameless: set[int] = set()
    for position, element in enumerate(book.grid(title).row(code_row)):
        if isinstance(element, str) and element.strip():
            positions[element.strip()] = (*positions.get(element.strip(), ()), position)
        else:
            nameless.add(position)
    codes = {at for column in vnpt_columns() if column.part == "code" for at in positions.get(column.element or "", ())}
    grid = book.marked(title, codes | nameless)
    name = book.name
    telling = [position for element in OF_A_PERSON for position in positions.get(element, ())]
    if len(telling) < 2:
        raise EmptySheet(name, sheet=grid.title, row=code_row + 2)
    cells = itemgetter(*telling)
    at = [row for row in range(code_row + 1, len(grid.rows)) if any(map(_filled, cells(grid.rows[row])))]
    if not at:
        raise EmptySheet(name, sheet=grid.title, row=code_row + 2)
    columns: list[Column] = list(zip(*(grid.rows[row] for row in at), strict=True))
    for element in MONEY:
        for position in positions.get(element, ()):
            columns[position] = _without_zeros(grid, position, at, columns[position])
    return VnptRows(grid, positions, at, columns)


def _filled(raw: Raw) -> bool:
    return bool(raw.strip()) if isinstance(raw, str) else bool(raw)


def _without_zeros(grid: Grid, position: int, at: Sequence[int], column: Column) -> Column:
    """A money formula that was left at 0 by a writer that computes nothing is not worth 0."""
    left = {row: text for (row, at_column), text in grid.zero.items() if at_column == position}
    return [NoValue(left[row]) if row in left else raw for row, raw in zip(at, column, strict=True)] if left else column
