"""Our own template, blank or filled with the rows of sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ibhxh.dossier import Cell, Sheet
from ibhxh.formats.excel.imported import letters
from ibhxh.formats.excel.own_cells import poured_columns, shown_cell
from ibhxh.formats.excel.own_layout import FIRST_ROW
from ibhxh.formats.excel.own_template import blank_workbook
from ibhxh.formats.excel.rows_xml import PouredColumn, column_styles, pour, rows_xml, sheet_xml
from ibhxh.law import FieldId, FormVersion, Law
from ibhxh.words import Lang


def write_template(
    versions: Sequence[FormVersion],
    law: Law,
    *,
    lang: Lang = "vi",
    rows: int = 200,
    header: Mapping[FieldId, Cell] | None = None,
) -> bytes:
    """The blank template of forms filed together as .xlsx, the list first: `rows` rows each with drop-downs and help,
    the unit's facts from `header`."""
    the_list = versions[0]
    facts = {f.id: shown_cell(f, the_list, law, lang, (header or {}).get(f.id)) for f in the_list.wire.header}
    shown = {name: text for name, text in facts.items() if text is not None}
    return blank_workbook(versions, law, lang=lang, rows=rows, facts=shown)


def write_workbook(sheets: Sequence[Sheet], law: Law, *, lang: Lang = "vi") -> bytes:
    """The template filled with sheets, the first one giving the unit's facts; reading it gives the same sheets again.

    Cells that were never read are written as they were typed.
    """
    first = sheets[0]
    facts = {f.id: shown_cell(f, first.version, law, lang, first.header.get(f.id)) for f in first.version.wire.header}
    facts |= {cell.field: cell.text for cell in first.unread if cell.row is None}
    shown = {name: text for name, text in facts.items() if text is not None}
    most = max(sheet.rows.height for sheet in sheets)
    book = blank_workbook([sheet.version for sheet in sheets], law, lang=lang, rows=most + 50, facts=shown)
    rows, last = {}, {}
    for position, sheet in enumerate(sheets, 2):
        styles = column_styles(sheet_xml(book, position))
        columns = [PouredColumn(c.at, c.bodies, styles.get(c.at)) for c in poured_columns(sheet, law, lang)]
        height = sheet.rows.height
        rows[position] = rows_xml(columns, height, FIRST_ROW + 1)
        last[position] = f"{letters(len(columns) - 1)}{FIRST_ROW + height}"
    return pour(book, rows, last)
