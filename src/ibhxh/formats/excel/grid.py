"""A workbook opened: its sheets as grids of raw cells, with the cells that hold no value marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Protocol

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from ibhxh.formats.excel.errors import BrokenWorkbook
from ibhxh.formats.excel.imported import letters
from ibhxh.formats.excel.package import Package
from ibhxh.formats.excel.sheet_xml import FormulaCells, formula_cells, has_others


@dataclass(frozen=True, slots=True)
class NoValue:
    """A cell that shows an error or holds a formula nobody computed; `text` is what it shows or holds."""

    text: str


#: A cell as the file has it; an empty one is "". Numbers are float whatever they count.
Raw = str | float | int | bool | date | datetime | time | timedelta | NoValue


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet from A1 on: `rows[i][j]` is Excel row i + 1, column j. All rows have the same length.

    `zero` are formulas whose stored value is 0, by (row, column); `computed` counts formulas with a value by column.
    """

    title: str
    rows: Sequence[list[Raw]]
    zero: Mapping[tuple[int, int], str] = field(default_factory=dict)
    computed: Mapping[int, int] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return len(self.rows[0]) if self.rows else 0

    def row(self, number: int) -> list[Raw]:
        """A row by its index from 0; an empty one beyond the end."""
        return self.rows[number] if number < len(self.rows) else []


class Book(Protocol):
    """What the readers need of a file: its sheets by title."""

    @property
    def name(self) -> str:
        """The file's name."""
        ...

    @property
    def titles(self) -> Sequence[str]:
        """The sheets in order."""
        ...

    def grid(self, title: str) -> Grid:
        """One sheet as its cells show; a cell without a value shows nothing. Raises `BrokenWorkbook`."""
        ...

    def marked(self, title: str, ignoring: Collection[int] = ()) -> Grid:
        """The same with the cells marked that hold no value, in columns that are not ignored."""
        ...


@dataclass(slots=True)
class Workbook:
    """A .xlsx file that `admit` let in."""

    package: Package
    _calamine: CalamineWorkbook
    _rows: dict[str, list[list[Raw]]] = field(default_factory=dict)

    @staticmethod
    def open(package: Package) -> Workbook:
        """Raises `BrokenWorkbook`."""
        with _broken(package.name, "xl/workbook.xml"):
            return Workbook(package, CalamineWorkbook.from_filelike(BytesIO(package.data)))

    @property
    def name(self) -> str:
        """The file's name."""
        return self.package.name

    @property
    def titles(self) -> Sequence[str]:
        """The sheets in order."""
        return [title for title in self._calamine.sheet_names if title in self.package.parts]

    def grid(self, title: str) -> Grid:
        """One sheet, read once."""
        if title not in self._rows:
            with _broken(self.name, self.package.parts[title]):
                rows: list[list[Raw]] = self._calamine.get_sheet_by_name(title).to_python(skip_empty_area=False)  # type: ignore[assignment]
            self._rows[title] = rows
        return Grid(title, self._rows[title])

    def marked(self, title: str, ignoring: Collection[int] = ()) -> Grid:
        """The sheet with its valueless cells marked."""
        part, rows = self.package.parts[title], list(self.grid(title).rows)
        found = FormulaCells()
        if part in self.package.formulas | self.package.faults:
            with _broken(self.name, part):
                found = self._formulas(part, frozenset(map(letters, ignoring)))
            _mark(rows, found)
        return Grid(title, rows, found.zero, found.computed)

    def _formulas(self, part: str, ignoring: frozenset[str]) -> FormulaCells:
        package = self.package
        if ignoring and not has_others(package.rows_of(part), ignoring, errors=part in package.faults):
            return FormulaCells()
        with package.open(part) as xml:
            return formula_cells(xml, errors=part in package.faults, ignoring=ignoring)


def _mark(rows: list[list[Raw]], found: FormulaCells) -> None:
    width = max([len(rows[0]) if rows else 0, *(column + 1 for _, column in found.valueless)])
    height = max([len(rows), *(row + 1 for row, _ in found.valueless)])
    if rows and width > len(rows[0]):
        for row in rows:
            row.extend([""] * (width - len(row)))
    rows += [[""] * width for _ in range(height - len(rows))]
    for (number, column), text in found.valueless.items():
        rows[number][column] = NoValue(text)


@contextmanager
def _broken(name: str, part: str) -> Iterator[None]:
    try:
        yield
    except (CalamineError, etree.XMLSyntaxError, OSError, ValueError, OverflowError) as fault:
        raise BrokenWorkbook(name, part) from fault
    except BaseException as fault:  # a panic of calamine's Rust arrives as pyo3's PanicException, which is no Exception
        if type(fault).__name__ != "PanicException":
            raise
        raise BrokenWorkbook(name, part) from fault
