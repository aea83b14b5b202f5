"""Small .xlsx files for these tests, cell by cell."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

Cell = str | int | float | bool | date | None


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """A file with these sheets; texts stay texts, whatever they look like."""
    output = BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                else:
                    sheet.write(number, column, cell)
    book.close()
    return output.getvalue()


def changed(
    data: bytes, change: Callable[[str, bytes], bytes | None], extra: Mapping[str, bytes] | None = None
) -> bytes:
    """The file with its parts changed (None leaves one out) and others added."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = change(entry.filename, source.read(entry))
            if part is not None:
                target.writestr(entry.filename, part)
        for name, part in (extra or {}).items():
            target.writestr(name, part)
    return output.getvalue()


def with_sheet_xml(data: bytes, change: Callable[[str], str], position: int = 1) -> bytes:
    """The file with the XML of one sheet changed."""
    name = f"xl/worksheets/sheet{position}.xml"
    return changed(data, lambda part, xml: change(xml.decode()).encode() if part == name else xml)
