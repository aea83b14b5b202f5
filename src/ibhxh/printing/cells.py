"""Values as the printed form says them: words for codes and choices, dd/mm/yyyy, 1.234.567."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ibhxh.dossier import Cell
from ibhxh.law import Field, FieldId, FormVersion, Kind, Law
from ibhxh.law.form_version import Column
from ibhxh.law.months import month_words
from ibhxh.printing.letters import showable
from ibhxh.words import day_text, number_text, scaled_text

COEFFICIENT_SCALE = 10_000
#: Lists whose names are longer than any column: a table prints the code, as the official guide allows.
LONG_LISTS = frozenset({"care_facilities"})


def column_text(column: Column, row: Mapping[FieldId, Cell], number: int, version: FormVersion, law: Law) -> str:
    """What a printed column says in row `number` (from 1); a column that shows nothing shows that number."""
    if not column.fields:
        return str(number)
    if column.mark is not None:
        return "x" if row[column.fields[0]] == column.mark else ""
    if column.total:
        amounts = [cell for name in column.fields if isinstance(cell := row[name], int)]
        return number_text(sum(amounts)) if amounts else ""
    texts = [value_text(version.wire.field(name), row[name], version, law) for name in column.fields]
    return column.join.join(text for text in texts if text)


def value_text(field: Field, cell: Cell, version: FormVersion, law: Law, *, full: bool = False) -> str:
    """One value in words; `full` adds the name to codes of lists too long for a table."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return day_text(cell)
    match field.kind:
        case Kind.MONEY:
            text = number_text(int(cell))
        case Kind.COEFFICIENT:
            text = scaled_text(int(cell), COEFFICIENT_SCALE)
        case Kind.MONTH:
            text = month_words(int(cell))
        case Kind.FLAG:
            text = "Có" if cell else "Không"
        case Kind.PARTIAL_DATE:
            text = "/".join(reversed(str(cell).split("-")))
        case Kind.CHOICE:
            choice = version.face.labels[field.id].choices.get(str(cell))
            text = choice.vi if choice else str(cell)
        case Kind.CODE:
            text = _code_text(str(cell), field.code_list or "", law, full=full)
        case _:
            text = str(cell)
    return showable(text)


def _code_text(code: str, list_name: str, law: Law, *, full: bool) -> str:
    codes = law.codes[list_name]
    if code not in codes:
        return code
    if list_name not in LONG_LISTS:
        return codes.words(code).vi
    return f"{code} - {codes.words(code).vi}" if full else code
