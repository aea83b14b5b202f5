"""What comes out of a workbook: sheets, and everything the clerk should know about how they were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ibhxh.dossier import Cell, Sheet
from ibhxh.law import FieldId
from ibhxh.words import Words

#: VNPT's D02-TK1 file, our own template, or any list recognised by its headings.
Template = Literal["vnpt-d02-tk1", "ibhxh-d02", "headings"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something repaired, converted or left behind while reading.

    `sheet` is the form it belongs to (`D02-LT`), `row` the row of that sheet from 0; None speaks of the whole sheet.
    """

    code: str
    words: Words
    sheet: str
    row: int | None = None
    field: FieldId | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer."""

    value: Cell
    words: Words


@dataclass(frozen=True, slots=True)
class Question:
    """What the file does not say and the form needs: asked once for the whole sheet.

    `used` is what was filled in, the answer or else the default; `rows` in how many rows (0 for a field of the header).
    """

    field: FieldId
    words: Words
    options: tuple[Option, ...]
    default: Cell
    used: Cell
    rows: int


@dataclass(frozen=True, slots=True)
class Places:
    """Where the cells of one form lie in the file: columns from 0, Excel row numbers from 1.

    `varying` is for a field that comes from one column in one row and from another in the next.
    """

    title: str
    rows: Sequence[int]
    columns: Mapping[FieldId, int]
    varying: Mapping[FieldId, Sequence[int | None]] = field(default_factory=dict)
    header: Mapping[FieldId, str] = field(default_factory=dict)

    def address(self, row: int | None, field_id: FieldId) -> str:
        """`Dữ Liệu!P12`; a field the file has no column for gives its whole row, `Dữ Liệu!12:12`."""
        if row is None:
            return self.header.get(field_id, self.title)
        column = self.columns.get(field_id)
        if field_id in self.varying:
            column = self.varying[field_id][row]
        number = self.rows[row]
        return f"{self.title}!{number}:{number}" if column is None else f"{self.title}!{letters(column)}{number}"


@dataclass(frozen=True, slots=True)
class Imported:
    """A workbook read. `header` holds the unit's facts found in it, which the sheets carry as well."""

    template: Template
    sheets: tuple[Sheet, ...]
    header: Mapping[FieldId, Cell]
    notes: tuple[Note, ...]
    questions: tuple[Question, ...]
    places: Mapping[str, Places]

    def told(self, note: Note) -> Words:
        """A note with the cell it is about."""
        if not note.field:
            return note.words
        where = f"{self.place(note.sheet, note.row, note.field)}: "
        return Words(where + note.words.vi, where + note.words.en)

    def place(self, sheet: str, row: int | None, field_id: FieldId) -> str:
        """The Excel address of a cell of the form `sheet` (`D02-LT`), for findings; row None is the header."""
        return self.places[sheet].address(row, field_id)


def letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def column_of(text: str) -> int:
    """A → 0, AA → 26."""
    column = 0
    for letter in text:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
