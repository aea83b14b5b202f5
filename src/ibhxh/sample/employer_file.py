"""An invented employer's list as a clerk would have it on disk."""

from __future__ import annotations

from typing import Literal

import polars as pl

from ibhxh.dossier import Sheet
from ibhxh.formats.excel import write_vnpt, write_workbook
from ibhxh.formats.xml_values import text_of
from ibhxh.law import Kind, Law
from ibhxh.sample.employer import Employer

Layout = Literal["ibhxh", "vnpt", "csv"]


def employer_file(employer: Employer, law: Law, layout: Layout) -> bytes:
    """Our template, a twin of VNPT's file (both .xlsx), or UTF-8 text with semicolons and the headings of the form.

    Only the two workbooks hold the declarations (TK1-TS) of newcomers; only our template holds the unit's facts.
    """
    the_list, *declared = employer.draft.sheets
    match layout:
        case "ibhxh":
            return write_workbook(employer.draft.sheets, law)
        case "vnpt":
            return write_vnpt(the_list, law, tk1=declared[0] if declared else None)
        case "csv":
            return _text(the_list)


def _text(sheet: Sheet) -> bytes:
    face = sheet.version.face
    columns = []
    for field in sheet.version.wire.row:
        text = text_of(field, pl.col(field.id))
        if field.kind is Kind.CHOICE:
            text = text.replace({value: words.vi for value, words in face.labels[field.id].choices.items()})
        columns.append(text.alias(face.name(field.id).vi))
    return sheet.rows.select(columns).write_csv(separator=";", include_bom=True).encode()
