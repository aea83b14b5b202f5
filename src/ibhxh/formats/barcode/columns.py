"""Rows of a form as numbers and texts, column by column.

Each column says where it has values (nowhere, everywhere, or a bit for each row) and whether values repeat the one
above. What remains becomes numbers where the field's kind allows and text where it does not, so that any value that can
be frozen is carried. `docs/reference/barcode.md` is the normative text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ibhxh.dossier import Cell
from ibhxh.formats.barcode.packing import Fixed, Packing, Short, Spread
from ibhxh.formats.barcode.personal_id import SHORT_WIDTH, number_of_personal_id, personal_id_of_number
from ibhxh.formats.barcode.streams import Reader, Writer
from ibhxh.law import Field, FieldId, Kind

NOWHERE, EVERYWHERE, SOMEWHERE = range(3)
PERSONAL_ID, BIRTH_DATE, SEX = "personal_id", "birth_date", "sex"
TEXT_COST = 24  # bits that a text taken from the dictionary costs at least

Columns = Mapping[FieldId, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Coding:
    """How the values of a column become numbers; `number` gives None for a value that must travel as text.

    Both take the row as well, because a personal ID leans on the row's other cells.
    """

    number: Callable[[Cell, int], int | None]
    value: Callable[[int, int], Cell]
    packing: Packing


def write_columns(out: Writer, fields: Sequence[Field], columns: Columns, rows: int) -> None:
    """All columns of `rows` rows."""
    for field in _in_order(fields):
        _write_column(out, _coding(field, columns), columns[field.id], rows)


def read_columns(source: Reader, fields: Sequence[Field], rows: int) -> dict[FieldId, list[Cell]]:
    """The columns back. Raises ValueError or OverflowError for bytes that no `write_columns` made."""
    columns: dict[FieldId, list[Cell]] = {}
    for field in _in_order(fields):
        columns[field.id] = _read_column(source, _coding(field, columns), rows)
    return columns


def _in_order(fields: Sequence[Field]) -> list[Field]:
    """Wire order, but a personal ID comes last: the birth date and sex it leans on must be there."""
    return sorted(fields, key=lambda field: field.id == PERSONAL_ID)


def _write_column(out: Writer, coding: Coding | None, cells: Sequence[Cell], rows: int) -> None:
    filled = [row for row in range(rows) if cells[row] is not None]
    if not filled:
        out.bits(NOWHERE, 2)
        return
    out.bits(EVERYWHERE if len(filled) == rows else SOMEWHERE, 2)
    if len(filled) < rows:
        for row in range(rows):
            out.bits(cells[row] is not None, 1)
    new = _write_repeats(out, coding, cells, filled)
    if coding is None:
        for row in new:
            out.text(str(cells[row]))
        return
    numbers = [coding.number(cells[row], row) for row in new]
    odd = None in numbers
    out.bits(odd, 1)
    if odd:
        for number in numbers:
            out.bits(number is None, 1)
    coding.packing.write(out, [number for number in numbers if number is not None])
    for row, number in zip(new, numbers, strict=True):
        if number is None:
            out.text(str(cells[row]))


def _write_repeats(out: Writer, coding: Coding | None, cells: Sequence[Cell], filled: Sequence[int]) -> list[int]:
    """The rows whose value must be written: all filled ones, or only those that differ from the one above."""
    changed = [cells[here] != cells[above] for above, here in pairwise(filled)]
    saved = changed.count(False) * (coding.packing.cost if coding else TEXT_COST)
    marked = saved > len(changed)
    out.bits(marked, 1)
    if not marked:
        return list(filled)
    for change in changed:
        out.bits(change, 1)
    return [filled[0], *(row for row, change in zip(filled[1:], changed, strict=True) if change)]


def _read_column(source: Reader, coding: Coding | None, rows: int) -> list[Cell]:
    fill = source.bits(2)
    if fill > SOMEWHERE:
        raise ValueError("a column is filled in a way unknown")
    if fill == NOWHERE:
        return [None] * rows
    filled = list(range(rows)) if fill == EVERYWHERE else [row for row in range(rows) if source.bits(1)]
    marked = source.bits(1)
    new = [row for i, row in enumerate(filled) if not marked or i == 0 or source.bits(1)]
    values = _read_values(source, coding, new)
    cells: list[Cell] = [None] * rows
    above: Cell = None
    for row in filled:
        above = cells[row] = values.get(row, above)
    return cells


def _read_values(source: Reader, coding: Coding | None, new: Sequence[int]) -> dict[int, Cell]:
    if coding is None:
        return {row: source.text() for row in new}
    odd = [bool(source.bits(1)) for _ in new] if source.bits(1) else [False] * len(new)
    numbers = iter(coding.packing.read(source, odd.count(False)))
    return {
        row: source.text() if is_odd else coding.value(next(numbers), row) for row, is_odd in zip(new, odd, strict=True)
    }


def _coding(field: Field, columns: Columns) -> Coding | None:
    """The coding of a field's column; None where all values are text."""
    coding: Coding | None
    match field.kind:
        case Kind.TEXT | Kind.CODE:
            coding = None  # a code travels as itself: its place in a list changes when the list does
        case Kind.DIGITS if field.id == PERSONAL_ID and {BIRTH_DATE, SEX} <= set(columns):
            coding = _personal_ids(columns)
        case Kind.DIGITS:
            coding = _digits(field.size or 0)
        case Kind.CHOICE:
            coding = _choices(field.values)
        case Kind.FLAG:
            coding = Coding(lambda cell, _: int(cell is True), lambda number, _: bool(number), Fixed(1))
        case Kind.DATE:
            coding = Coding(lambda cell, _: _day(cell), lambda number, _: date.fromordinal(number), Spread())
        case Kind.PARTIAL_DATE:
            coding = Coding(_full_date, lambda number, _: date.fromordinal(number).isoformat(), Spread())
        case Kind.MONTH | Kind.MONEY | Kind.COEFFICIENT:
            coding = Coding(lambda cell, _: _whole(cell), lambda number, _: number, Spread())
    return coding


def _personal_ids(columns: Columns) -> Coding:
    def number(cell: Cell, row: int) -> int | None:
        return number_of_personal_id(str(cell), columns[BIRTH_DATE][row], columns[SEX][row])

    def value(number: int, row: int) -> Cell:
        return personal_id_of_number(number, columns[BIRTH_DATE][row], columns[SEX][row])

    return Coding(number, value, Short(SHORT_WIDTH, 40))


def _digits(size: int) -> Coding:
    shape = re.compile(rf"[0-9]{{{size}}}")
    return Coding(
        lambda cell, _: int(str(cell)) if shape.fullmatch(str(cell)) else None,
        lambda number, _: f"{number:0{size}d}",
        Fixed((10**size - 1).bit_length()),
    )


def _choices(values: Sequence[str]) -> Coding:
    numbers = {value: number for number, value in enumerate(values)}
    return Coding(
        lambda cell, _: numbers.get(str(cell)),
        lambda number, _: values[number],
        Fixed(max(1, (len(values) - 1).bit_length())),
    )


def _full_date(cell: Cell, _: int) -> int | None:
    text = str(cell)
    return date.fromisoformat(text).toordinal() if len(text) == len("yyyy-mm-dd") else None


def _day(cell: Cell) -> int:
    if not isinstance(cell, date):
        raise TypeError("a day is expected")
    return cell.toordinal()


def _whole(cell: Cell) -> int:
    if not isinstance(cell, int):
        raise TypeError("a whole number is expected")
    return cell
