"""Cells of a draft: JSON as stored, text as shown and typed, `Cell` as the kernel has it.

The shown text of a value is the same in both languages (codes and choices are shown as they are stored, their names
come with the column), and reading it gives the value back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ibhxh.dossier import Cell
from ibhxh.dossier.value import cell_of_json, json_of_cell
from ibhxh.formats.excel.cells import CellReader, Repaired, Unreadable
from ibhxh.formats.excel.field_readers import reader_of
from ibhxh.law import Field, FormVersion, Kind, Law
from ibhxh.law.months import month_words
from ibhxh.words import day_text, number_text

#: A value as the database keeps it.
Stored = str | int | bool | None
_SCALE = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell holds: a value, or the text that is none. Both None: the cell is empty."""

    value: Stored
    unread: str | None = None


EMPTY = Entry(None)


def entry_of(cells: Mapping[str, Stored], unread: Mapping[str, str], field_id: str) -> Entry:
    """The entry of a field in a stored row or header."""
    return Entry(cells.get(field_id), unread.get(field_id))


def put(cells: dict[str, Stored], unread: dict[str, str], field_id: str, entry: Entry) -> None:
    """Writes an entry into a stored row or header; what is empty is left out."""
    cells.pop(field_id, None)
    unread.pop(field_id, None)
    if entry.value is not None:
        cells[field_id] = entry.value
    if entry.unread is not None:
        unread[field_id] = entry.unread


def typed_reader(field: Field, version: FormVersion, law: Law) -> Callable[[str], Entry]:
    """Reads a typed or pasted text as a cell of an Excel file is read; what cannot be read is kept word for word."""
    reader = reader_of(field, version, law)
    return lambda text: _read(field, reader, text)


def _read(field: Field, reader: CellReader, text: str) -> Entry:
    match reader(text):
        case Unreadable(said):
            return Entry(None, said)
        case Repaired(value):
            return Entry(json_of_cell(field, value))
        case value:
            return Entry(json_of_cell(field, value))


def shown(field: Field, entry: Entry) -> str:
    """The text of a cell: `7.500.000`, `4,65`, `31/07/2026`, `07/2026`, `TM`; what could not be read as typed."""
    if entry.unread is not None:
        return entry.unread
    return text_of_cell(field, cell_of_json(field, entry.value))


def text_of_cell(field: Field, value: Cell) -> str:  # noqa: PLR0911 - one for each kind
    """The shown text of a value; empty for none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, str):
        return "/".join(reversed(value.split("-"))) if field.kind is Kind.PARTIAL_DATE else value
    match field.kind:
        case Kind.FLAG:
            return "1" if value else "0"
        case Kind.MONTH:
            return month_words(value)
        case Kind.COEFFICIENT:
            return _coefficient(value)
        case _:
            return number_text(value)


def _coefficient(value: int) -> str:
    whole, rest = divmod(abs(value), _SCALE)
    decimals = f",{rest:04}".rstrip("0") if rest else ""
    return f"{'-' if value < 0 else ''}{whole}{decimals}"
