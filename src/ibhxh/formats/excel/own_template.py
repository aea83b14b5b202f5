"""Our own template, made from a form version: the unit's facts, the list, a guide, and the drop-down lists behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ibhxh.formats.excel.guide import guide_lines, plan_lines
from ibhxh.formats.excel.imported import letters
from ibhxh.formats.excel.own_cells import offered
from ibhxh.formats.excel.own_layout import (
    CODE_ROW,
    FACT_CODE,
    FACT_HELP,
    FACT_NAME,
    FACT_VALUE,
    FIRST_FACT,
    FIRST_ROW,
    GUIDE,
    LISTS,
    NAME_ROW,
    UNIT,
    list_title,
)
from ibhxh.law import Field, FieldId, FormVersion, Kind, Law
from ibhxh.words import Lang, Words

_INK, _QUIET, _LINE = "#1F3A4D", "#7C8B95", "#C9D5DC"
_HEAD, _REQUIRED, _PAPER = "#E6EEF2", "#CBDDE6", "#F7F9FA"
_FORMATS = {Kind.MONEY: "#,##0", Kind.COEFFICIENT: "0.00##", Kind.DATE: "dd/mm/yyyy"}
_WIDTHS = {
    Kind.DIGITS: 15, Kind.MONEY: 14, Kind.COEFFICIENT: 12, Kind.DATE: 13, Kind.PARTIAL_DATE: 13, Kind.MONTH: 11,
    Kind.CODE: 16,
}  # fmt: skip
_GUIDE_WIDTHS = (8, 42, 46, 48)
_MESSAGE_TITLE, _MESSAGE = 32, 255
_TITLE_OF_UNIT = Words("Thông tin đơn vị", "Facts of the unit")
_HELP_OF_UNIT = Words("Điền cột giữa. Các ô khác được khóa để giữ nguyên mẫu.", "Fill in the middle column.")
_HELP_OF_LIST = Words(
    "Mỗi người một dòng, từ dòng 4. Cột có dấu * là bắt buộc. Cách điền: xem trang “Hướng dẫn”.",
    "One person a row, from row 4. Columns with * are required. How to fill: see the sheet “Hướng dẫn”.",
)
_NOT_LISTED = Words("Giá trị này không có trong danh sách.", "This value is not in the list.")


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of one workbook."""

    book: xlsxwriter.Workbook

    def of(self, **changes: object) -> Format:
        return self.book.add_format({"font_name": "Calibri", "font_size": 11, "font_color": _INK} | changes)

    def head(self, *, required: bool) -> Format:
        return self.of(
            bold=True, text_wrap=True, valign="vcenter", align="center", border=1, border_color=_LINE,
            bg_color=_REQUIRED if required else _HEAD,
        )  # fmt: skip

    def code(self) -> Format:
        return self.of(font_size=8, font_color=_QUIET, bg_color=_PAPER, border=1, border_color=_LINE, align="center")

    def cell(self, field: Field) -> Format:
        wrap = {"text_wrap": True} if field.kind is Kind.TEXT else {}
        right = {"align": "right"} if field.kind in (Kind.MONEY, Kind.COEFFICIENT) else {}
        return self.of(num_format=_FORMATS.get(field.kind, "@"), locked=False, valign="top", **wrap, **right)


def blank_workbook(
    versions: Sequence[FormVersion], law: Law, *, lang: Lang, rows: int, facts: Mapping[FieldId, str]
) -> bytes:
    """The workbook without people: sheet 1 the unit, then one sheet for each form, the guide, the lists (hidden).

    `facts` are the unit's, as shown; `rows` is how many rows get drop-downs and help.
    """
    output = BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    first = versions[0]
    book.set_properties(
        {"title": first.face.title.text(lang), "created": datetime.combine(first.accepted.start, _NOON)}
    )
    looks = _Looks(book)
    unit = book.add_worksheet(UNIT)
    sheets = [book.add_worksheet(list_title(version.form)) for version in versions]
    guide, hidden = book.add_worksheet(GUIDE), book.add_worksheet(LISTS)
    lists = _write_lists(hidden, versions, law, lang)
    _write_unit(unit, looks, first, law, lang, facts, lists)
    for sheet, version in zip(sheets, versions, strict=True):
        _write_list(sheet, looks, version, law, lang, rows, lists)
    _write_guide(guide, looks, law, lang)
    hidden.hide()
    sheets[0].activate()
    book.close()
    return output.getvalue()


_NOON = datetime.min.replace(hour=12).time()


def _write_lists(
    sheet: Worksheet, versions: Sequence[FormVersion], law: Law, lang: Lang
) -> dict[tuple[str, FieldId], str]:
    """The drop-down lists, one a column; the range of each by form and field."""
    ranges: dict[tuple[str, FieldId], str] = {}
    known: dict[tuple[str, ...], str] = {}
    for version in versions:
        for field in (*version.wire.header, *version.wire.row):
            names = tuple(offered(field, version, law, lang).values())
            if not names:
                continue
            if names not in known:
                column = len(known)
                sheet.write_column(0, column, [version.face.name(field.id).text(lang), *names])
                known[names] = f"='{LISTS}'!${letters(column)}$2:${letters(column)}${len(names) + 1}"
            ranges[version.form, field.id] = known[names]
    return ranges


def _write_unit(
    sheet: Worksheet,
    looks: _Looks,
    version: FormVersion,
    law: Law,
    lang: Lang,
    facts: Mapping[FieldId, str],
    lists: Mapping[tuple[str, FieldId], str],
) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(FACT_NAME, FACT_NAME, 36)
    sheet.set_column(FACT_VALUE, FACT_VALUE, 52)
    sheet.set_column(FACT_HELP, FACT_HELP, 46)
    sheet.set_column(FACT_CODE, FACT_CODE, 18)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, _TITLE_OF_UNIT.text(lang), looks.of(bold=True, font_size=15))
    sheet.write_string(1, 0, _HELP_OF_UNIT.text(lang), looks.of(font_color=_QUIET, italic=True))
    name = looks.of(bold=True, bg_color=_HEAD, border=1, border_color=_LINE, valign="vcenter")
    value = looks.of(num_format="@", locked=False, border=1, border_color=_LINE, text_wrap=True, valign="vcenter")
    help_text = looks.of(font_color=_QUIET, text_wrap=True, valign="vcenter", indent=1)
    code = looks.of(font_size=8, font_color=_QUIET, valign="vcenter")
    for row, field in enumerate(version.wire.header, FIRST_FACT):
        label = version.face.labels[field.id]
        sheet.set_row(row, 22)
        sheet.write_string(row, FACT_NAME, _starred(field, label.name.text(lang)), name)
        if field.id in facts:
            sheet.write_string(row, FACT_VALUE, facts[field.id], value)
        else:
            sheet.write_blank(row, FACT_VALUE, None, value)
        sheet.write_string(row, FACT_HELP, label.help.text(lang) if label.help else "", help_text)
        sheet.write_string(row, FACT_CODE, field.id, code)
        if source := lists.get((version.form, field.id)):
            sheet.data_validation(row, FACT_VALUE, row, FACT_VALUE, _choice(source, lang))
    sheet.protect(options={"format_columns": True, "format_rows": True})
    _fit_width(sheet)


def _write_list(
    sheet: Worksheet,
    looks: _Looks,
    version: FormVersion,
    law: Law,
    lang: Lang,
    rows: int,
    lists: Mapping[tuple[str, FieldId], str],
) -> None:
    sheet.set_row(0, 30)
    sheet.set_row(NAME_ROW, 48)
    title = f"{version.face.title.text(lang)} ({version.form})"
    quiet = looks.of(font_color=_QUIET, italic=True)
    bold = looks.of(bold=True, font_size=13)
    sheet.write_rich_string(0, 0, bold, title, quiet, f"     {_HELP_OF_LIST.text(lang)}", looks.of(valign="vcenter"))
    code = looks.code()
    for column, field in enumerate(version.wire.row):
        label = version.face.labels[field.id]
        longest = max(map(len, offered(field, version, law, lang).values()), default=0)
        sheet.set_column(column, column, _width(field, longest), looks.cell(field))
        head = looks.head(required=field.required_when == {})
        sheet.write_string(NAME_ROW, column, _starred(field, label.name.text(lang)), head)
        sheet.write_string(CODE_ROW, column, field.id, code)
        source = lists.get((version.form, field.id))
        validation = _choice(source, lang) if source else {"validate": "any"}
        said = label.help.text(lang) if label.help else ""
        if source or said:
            if said:
                validation |= {
                    "input_title": label.name.text(lang)[:_MESSAGE_TITLE],
                    "input_message": said[:_MESSAGE],
                }
            sheet.data_validation(FIRST_ROW, column, FIRST_ROW + max(rows, 1) - 1, column, validation)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.protect(
        options={
            "format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True, "sort": True,
            "autofilter": True,
        }
    )  # fmt: skip
    sheet.repeat_rows(NAME_ROW)
    _fit_width(sheet)


def _write_guide(sheet: Worksheet, looks: _Looks, law: Law, lang: Lang) -> None:
    sheet.hide_gridlines(2)
    for column, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(column, column, width)
    row = 0
    heading = looks.of(bold=True, font_size=14, valign="vcenter")
    text = looks.of(text_wrap=True, valign="top")
    for is_heading, words in guide_lines():
        if is_heading:
            sheet.set_row(row, 28)
            sheet.write_string(row, 0, words.text(lang), heading)
        else:
            sheet.set_row(row, _height(words.text(lang), sum(_GUIDE_WIDTHS)))
            sheet.merge_range(row, 0, row, 3, words.text(lang), text)
        row += 1
    head = looks.head(required=False)
    cell = looks.of(border=1, border_color=_LINE, text_wrap=True, valign="top")
    for at, line in enumerate(plan_lines(law)):
        heights = [_height(words.text(lang), width) for words, width in zip(line, _GUIDE_WIDTHS, strict=True)]
        sheet.set_row(row, max(heights))
        for column, words in enumerate(line):
            sheet.write_string(row, column, words.text(lang), head if at == 0 else cell)
        row += 1
    sheet.protect(options={"format_columns": True})
    _fit_width(sheet)


def _height(text: str, width: float) -> int:
    """Points of a row whose text wraps in a column of this many characters."""
    return 4 + 15 * -(-len(text) // int(width * 0.95))


def _fit_width(sheet: Worksheet) -> None:
    """Printed on A4 across, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _choice(source: str, lang: Lang) -> dict[str, object]:
    return {"validate": "list", "source": source, "error_title": "iBHXH", "error_message": _NOT_LISTED.text(lang)}


def _starred(field: Field, name: str) -> str:
    return f"{name} *" if field.required_when == {} else name


def _width(field: Field, longest: int) -> float:
    """Characters a column is wide; `longest` is the longest of the choices offered."""
    if field.kind is Kind.TEXT:
        return min(max(16, (field.size or 0) / 4), 40)
    return min(max(12, longest + 3), 30) if longest else _WIDTHS[field.kind]
