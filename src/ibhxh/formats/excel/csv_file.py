"""A text file of cells: UTF-8, or the UTF-16 that Excel calls “Unicode Text”."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePath

from ibhxh.formats.excel.errors import BrokenText, CellTooFar, EmptySheet, OldFonts
from ibhxh.formats.excel.grid import Grid, Raw
from ibhxh.formats.excel.imported import column_of, letters
from ibhxh.formats.excel.old_fonts import encoding_of
from ibhxh.formats.excel.package import LAST_COLUMN, LAST_ROW
from ibhxh.words import number_text

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DIVIDERS = (";", "\t", ",")


@dataclass(frozen=True, slots=True)
class CsvFile:
    """One sheet, titled after the file."""

    name: str
    _grid: Grid

    @staticmethod
    def open(data: bytes, name: str) -> CsvFile:
        """Raises `OldFonts` for an encoding from before Unicode, `EmptySheet`, `CellTooFar`."""
        encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as fault:
            raise OldFonts(name, encoding_of(data)) from fault
        title = PurePath(name).stem or name
        lines = text.split("\n", 5)[:5]
        divider = max(_DIVIDERS, key=lambda sign: sum(line.count(sign) for line in lines))
        try:
            rows: list[list[Raw]] = [list(row) for row in csv.reader(StringIO(text, newline=""), delimiter=divider)]
        except csv.Error as fault:
            raise BrokenText(name) from fault
        width = max(map(len, rows), default=0)
        if width == 0:
            raise EmptySheet(name, sheet=title, row=1)
        if len(rows) > LAST_ROW or width > column_of(LAST_COLUMN) + 1:
            far = f"{letters(width - 1)}{len(rows)}"
            raise CellTooFar(name, address=far, column=LAST_COLUMN, row=number_text(LAST_ROW))
        for row in rows:
            row.extend([""] * (width - len(row)))
        return CsvFile(name, Grid(title, rows))

    @property
    def titles(self) -> Sequence[str]:
        """The one sheet."""
        return [self._grid.title]

    def grid(self, title: str) -> Grid:
        """The one sheet, whatever the title."""
        return self._grid

    def marked(self, title: str, ignoring: Collection[int] = ()) -> Grid:
        """The same: a text file has values only."""
        return self._grid
