"""Our own template, made from a form version: the unit's facts, the list, a guide, and drop-down lists behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
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
_HELP_OF_UNIT = Words(
    "Điền cột B. Các ô khác được khóa để giữ nguyên mẫu.", "Fill in column B. The other cells are locked."
)
_HELP_OF_LIST = Words(
    "Mỗi người một dòng, từ dòng 4. Cột có dấu * là bắt buộc. Cách điền: xem trang “Hướng dẫn”.",
    "One person a row, from row 4. Columns with * are required. How to fill: see the sheet “Hướng dẫn”.",
)
_ALLOWED = ("format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter")
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

    def quiet(self) -> Format:
        return self.of(font_color=_QUIET, italic=True)

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
    # A fixed instant, so that the same template is the same bytes.
    created = datetime.combine(first.accepted.start, time(12))
    book.set_properties({"title": first.face.title.text(lang), "created": created})
    unit = book.add_worksheet(UNIT)
    sheets = [book.add_worksheet(list_title(version.form)) for version in versions]
    guide, hidden = book.add_worksheet(GUIDE), book.add_worksheet(LISTS)
    template = _Template(_Looks(book), law, lang, {})
    template.write_lists(hidden, versions)
    template.write_unit(unit, first, facts)
    for sheet, version in zip(sheets, versions, strict=True):
        template.write_list(sheet, version, rows)
    template.write_guide(guide)
    hidden.hide()
    sheets[0].activate()
    book.close()
    return output.getvalue()


@dataclass(frozen=True, slots=True)
class _Template:
    """The template under way. `lists` is the range of the drop-down list of each form and field."""

    looks: _Looks
    law: Law
    lang: Lang
    lists: dict[tuple[str, FieldId], str]

    def write_lists(self, sheet: Worksheet, versions: Sequence[FormVersion]) -> None:
        """The drop-down lists, one a column; fields with the same choices share one."""
        known: dict[tuple[str, ...], str] = {}
        for version in versions:
            for field in (*version.wire.header, *version.wire.row):
                names = tuple(offered(field, version, self.law, self.lang).values())
                if names and names not in known:
                    column = len(known)
                    sheet.write_column(0, column, [version.face.name(field.id).text(self.lang), *names])
                    known[names] = f"='{LISTS}'!${letters(column)}$2:${letters(column)}${len(names) + 1}"
                if names:
                    self.lists[version.form, field.id] = known[names]

    def write_unit(self, sheet: Worksheet, version: FormVersion, facts: Mapping[FieldId, str]) -> None:
        """The unit's facts, one a row."""
        looks, lang = self.looks, self.lang
        sheet.hide_gridlines(2)
        for column, width in ((FACT_NAME, 36), (FACT_VALUE, 52), (FACT_HELP, 46), (FACT_CODE, 18)):
            sheet.set_column(column, column, width)
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, _TITLE_OF_UNIT.text(lang), looks.of(bold=True, font_size=15))
        sheet.write_string(1, 0, _HELP_OF_UNIT.text(lang), looks.quiet())
        name = looks.of(bold=True, bg_color=_HEAD, border=1, border_color=_LINE, valign="vcenter")
        value = looks.of(num_format="@", locked=False, border=1, border_color=_LINE, text_wrap=True, valign="vcenter")
        said = looks.of(font_color=_QUIET, text_wrap=True, valign="vcenter", indent=1)
        code = looks.of(font_size=8, font_color=_QUIET, valign="vcenter")
        for row, field in enumerate(version.wire.header, FIRST_FACT):
            label = version.face.labels[field.id]
            sheet.set_row(row, 22)
            sheet.write_string(row, FACT_NAME, _starred(field, label.name.text(lang)), name)
            sheet.write(row, FACT_VALUE, facts.get(field.id), value)
            sheet.write_string(row, FACT_HELP, label.help.text(lang) if label.help else "", said)
            sheet.write_string(row, FACT_CODE, field.id, code)
            if source := self.lists.get((version.form, field.id)):
                sheet.data_validation(row, FACT_VALUE, row, FACT_VALUE, self._choice(source))
        sheet.protect(options={"format_columns": True, "format_rows": True})
        _fit_width(sheet)

    def write_list(self, sheet: Worksheet, version: FormVersion, rows: int) -> None:
        """The headings of a list, with formats, help and drop-downs below them."""
        looks, lang = self.looks, self.lang
        sheet.set_row(0, 30)
        sheet.set_row(NAME_ROW, 48)
        title, bold = f"{version.face.title.text(lang)} ({version.form})", looks.of(bold=True, font_size=13)
        quiet = f"     {_HELP_OF_LIST.text(lang)}"
        sheet.write_rich_string(0, 0, bold, title, looks.quiet(), quiet, looks.of(valign="vcenter"))
        code = looks.code()
        last = FIRST_ROW + max(rows, 1) - 1
        for column, field in enumerate(version.wire.row):
            name = version.face.name(field.id).text(lang)
            longest = max(map(len, offered(field, version, self.law, lang).values()), default=0)
            sheet.set_column(column, column, _width(field, longest), looks.cell(field))
            head = looks.head(required=field.required_when == {})
            sheet.write_string(NAME_ROW, column, _starred(field, name), head)
            sheet.write_string(CODE_ROW, column, field.id, code)
            if validation := self._validation(version, field):
                sheet.data_validation(FIRST_ROW, column, last, column, validation)
        sheet.freeze_panes(FIRST_ROW, 1)
        sheet.protect(options=dict.fromkeys(_ALLOWED, True))
        sheet.repeat_rows(NAME_ROW)
        _fit_width(sheet)

    def _validation(self, version: FormVersion, field: Field) -> dict[str, object]:
        """The drop-down and the help of a column; empty where it has neither."""
        label, source = version.face.labels[field.id], self.lists.get((version.form, field.id))
        said: dict[str, object] = {}
        if label.help:
            title, message = label.name.text(self.lang), label.help.text(self.lang)
            said = {"input_title": title[:_MESSAGE_TITLE], "input_message": message[:_MESSAGE]}
        if source is None and not said:
            return {}
        return (self._choice(source) if source else {"validate": "any"}) | said

    def _choice(self, source: str) -> dict[str, object]:
        message = _NOT_LISTED.text(self.lang)
        return {"validate": "list", "source": source, "error_title": "iBHXH", "error_message": message}

    def write_guide(self, sheet: Worksheet) -> None:
        """How to fill the template in, and the table of plans."""
        looks, lang = self.looks, self.lang
        sheet.hide_gridlines(2)
        for column, width in enumerate(_GUIDE_WIDTHS):
            sheet.set_column(column, column, width)
        heading, text = looks.of(bold=True, font_size=14, valign="vcenter"), looks.of(text_wrap=True, valign="top")
        row = 0
        for is_heading, words in guide_lines():
            said = words.text(lang)
            if is_heading:
                sheet.set_row(row, 28)
                sheet.write_string(row, 0, said, heading)
            else:
                sheet.set_row(row, _height(said, sum(_GUIDE_WIDTHS)))
                sheet.merge_range(row, 0, row, len(_GUIDE_WIDTHS) - 1, said, text)
            row += 1
        head = looks.head(required=False)
        cell = looks.of(border=1, border_color=_LINE, text_wrap=True, valign="top")
        for at, line in enumerate(plan_lines(self.law)):
            texts = [words.text(lang) for words in line]
            sheet.set_row(row + at, max(map(_height, texts, _GUIDE_WIDTHS)))
            for column, said in enumerate(texts):
                sheet.write_string(row + at, column, said, head if at == 0 else cell)
        sheet.protect(options={"format_columns": True})
        _fit_width(sheet)


def _starred(field: Field, name: str) -> str:
    return f"{name} *" if field.required_when == {} else name


def _width(field: Field, longest: int) -> float:
    """Characters a column is wide; `longest` is the longest of the choices offered."""
    if field.kind is Kind.TEXT:
        return min(max(16, (field.size or 0) / 4), 40)
    return min(max(12, longest + 3), 30) if longest else _WIDTHS[field.kind]


def _height(text: str, width: float) -> int:
    """Points of a row whose text wraps in a column of this many characters."""
    return 4 + 15 * -(-len(text) // int(width * 0.95))


def _fit_width(sheet: Worksheet) -> None:
    """Printed on A4 across, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
