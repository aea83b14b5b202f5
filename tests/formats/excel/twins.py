"""Twins of VNPT's file, written and read back, and what to ask of the reading."""

from __future__ import annotations

from datetime import date

from ibhxh.dossier import Cell, Sheet, Unread
from ibhxh.formats.excel import Imported, read_workbook, write_vnpt
from ibhxh.formats.excel.vnpt_writer import RawCell
from tests.build.sheets import D02_OF_2017, FILED_ON, LAW, worker


def imported(
    *rows: dict[str, Cell], on: date = FILED_ON, tk1: Sheet | None = None, computed: bool = True, **raw: RawCell
) -> Imported:
    """A twin with these people read back; `raw` puts raw cells into the first row, by field or column letters."""
    version = LAW.form("D02-LT", FILED_ON) if on == FILED_ON else D02_OF_2017
    sheet = Sheet.of(version, {}, rows or [worker()])
    overrides = {(0, where): cell for where, cell in raw.items()}
    data = write_vnpt(sheet, LAW, tk1=tk1, overrides=overrides, computed=computed)
    return read_workbook(data, "mau.xlsx", LAW, filed_on=on)


def first(read: Imported, field: str) -> Cell:
    return read.sheets[0].rows[field][0]


def codes(read: Imported) -> set[tuple[str, str | None]]:
    return {(note.code, note.field) for note in read.notes}


def unread(read: Imported) -> tuple[Unread, ...]:
    return read.sheets[0].unread
