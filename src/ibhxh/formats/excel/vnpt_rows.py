"""The people of VNPT's sheet: which rows are people, and their cells by element name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

from ibhxh.formats.excel.errors import EmptySheet
from ibhxh.formats.excel.grid import Book, Grid, Raw
from ibhxh.formats.excel.people import People
from ibhxh.formats.excel.transcript import Column
from ibhxh.formats.excel.vnpt_columns import OF_A_PERSON, vnpt_columns


@dataclass(frozen=True, slots=True)
class VnptRows:
    """The people, with `positions`, the columns of each element, left to right."""

    people: People
    positions: Mapping[str, tuple[int, ...]]

    def __len__(self) -> int:
        return len(self.people)

    @property
    def grid(self) -> Grid:
        """The sheet."""
        return self.people.grid

    def position(self, element: str, nth: int = 0) -> int | None:
        """The column of an element in the sheet, its `nth` where it has several."""
        found = self.positions.get(element, ())
        return found[nth] if nth < len(found) else None

    def column(self, element: str, nth: int = 0) -> Column:
        """The cells of an element; all empty where the sheet lacks it."""
        return self.people.column(self.position(element, nth))


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
    telling = [position for element in OF_A_PERSON for position in positions.get(element, ())]
    cells = itemgetter(*telling, telling[0])
    at = [row for row in range(code_row + 1, len(grid.rows)) if any(map(_filled, cells(grid.rows[row])))]
    if not at:
        raise EmptySheet(book.name, sheet=grid.title, row=code_row + 2)
    return VnptRows(People.of(grid, at), positions)


def _filled(raw: Raw) -> bool:
    return bool(raw.strip()) if isinstance(raw, str) else bool(raw)
