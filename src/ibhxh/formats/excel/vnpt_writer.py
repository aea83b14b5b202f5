"""A twin of VNPT's D02-TK1 file, made from our own table of its columns: for samples, tests and people who move to us.

The layout is theirs as far as a reader can tell: notes, headings, element names, people from row 4, code columns with
look-up formulas and their stored values, prepared rows, code sheets (abbreviated), doubled and nameless columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

import polars as pl
import xlsxwriter

from ibhxh.dossier import Sheet
from ibhxh.formats.excel.imported import column_of, letters
from ibhxh.formats.excel.rows_xml import (
    PouredColumn,
    number_bodies,
    pour,
    rows_xml,
    sheet_xml,
    text_bodies,
    text_body,
)
from ibhxh.formats.excel.vnpt_columns import FIRST_ROW, HOUSEHOLD, PEOPLE, SCHEDULE, VnptColumn, vnpt_columns
from ibhxh.formats.excel.vnpt_formulas import DECLARATION_KINDS, formula_bodies, write_code_sheets
from ibhxh.formats.xml_values import text_of
from ibhxh.law import FieldId, Law

#: A raw cell put in place of the sheet's own: a text beginning with `=` is a formula nobody computed, `#N/A` an error.
RawCell = str | int | float | date | None
_NOTES = {
    "A": "Người tham gia bắt đầu từ dòng thứ 4.",
    "K": "Chỉ cho người đóng theo hệ số lương.",
    "N": "Chỉ ghi số tiền.",
    "R": "Khi giảm do chết.",
    "T": "Dùng dấu phẩy thập phân.",
    "U": "0: không, 1: có",
    "V": "0: không, 1: có",
    "AA": "Ghi x nếu lập TK1.",
    "AD": "ngày/tháng/năm, tháng/năm hoặc năm",
    "AE": "Nam: 1, Nữ: 0",
    "BX": "Không: 0, Nhận: 1",
    "BY": "Không: 0, Nhận: 1",
}
_CONTRACT_OF = {
    "Hdld_tungay": "indefinite",
    "Hdld_xdth_tungay": "fixed",
    "Hdld_xdth_denngay": "fixed",
    "Hdld_khac_tungay": "other",
    "Hdld_khac_denngay": "other",
}
_MEDIUM_OF = {"Nhan_BanDientu": "electronic", "Nhan_Bangiay": "paper"}
_LIST_OF = {
    "TenQuocTich": "nationalities",
    "TenDanToc": "ethnic_groups",
    "TenTinhBenhVien": "provinces",
    "TenBenhVien": "care_facilities",
    "Tinh_NhanBangiay": "provinces",
    "Xa_NhanBangiay": "wards",
}
_AS_NUMBERS = frozenset(
    {
        "wage", "wage_allowance", "wage_supplement", "position_allowance", "seniority_beyond_scale", "trade_seniority",
        "chosen_base", "late_interest", "has_book", "sex", "result_medium",
    }
)  # fmt: skip
_TEXT = pl.String()
_STYLE_OF_DAYS = re.compile(f'r="{letters(len(vnpt_columns()))}1" s="([0-9]+)"')


def write_vnpt(
    sheet: Sheet,
    law: Law,
    *,
    tk1: Sheet | None = None,
    overrides: Mapping[tuple[int, FieldId], RawCell] | None = None,
    computed: bool = True,
    prepared: int = 20,
) -> bytes:
    """The twin as .xlsx.

    `tk1` holds the declarations of people of `sheet`, found by name and identity number. `overrides` puts raw cells by
    (row, field id or column letters), the field's last column where it has several. Without `computed` no formula has a
    value, as in a file written without Excel. `prepared` rows with formulas only follow the people.
    """
    total = sheet.rows.height + prepared
    twin = _Twin(_people(sheet, tk1), sheet, law)
    blank = _blank(sheet, law)
    day_style = _STYLE_OF_DAYS.findall(sheet_xml(blank, 1))[0]
    columns: dict[str, pl.Series] = {}
    for column in vnpt_columns():
        if column.part == "code":
            columns[column.letters] = formula_bodies(column, twin.codes(column), total, computed=computed)
        elif (bodies := twin.bodies(column)) is not None:
            columns[column.letters] = bodies.extend(pl.Series([None] * prepared, dtype=_TEXT))
    for (row, where), raw in (overrides or {}).items():
        at = _letters_of(where)
        bodies = columns.get(at, pl.Series([None] * total, dtype=_TEXT))
        columns[at] = bodies.scatter(row, _raw_body(raw, day_style))
    poured = [PouredColumn(column_of(at), bodies) for at, bodies in columns.items()]
    rows = rows_xml(poured, total, FIRST_ROW + 1)
    return pour(blank, {1: rows}, {1: f"{vnpt_columns()[-1].letters}{FIRST_ROW + total}"})


def _people(sheet: Sheet, tk1: Sheet | None) -> pl.DataFrame:
    """The people's values; those only their declarations have beside them, with an x."""
    rows = sheet.rows.with_row_index("row")
    if tk1 is None:
        return rows
    keys = ["full_name", "personal_id"]
    more = [name for name in tk1.rows.columns if name not in rows.columns]
    declared = tk1.rows.select(*keys, *more, pl.lit("x").alias("Tk1_Save")).unique(keys, keep="first")
    return rows.join(declared, on=keys, how="left", nulls_equal=True, maintain_order="left")


@dataclass(frozen=True, slots=True)
class _Twin:
    """What the columns are made of."""

    frame: pl.DataFrame
    sheet: Sheet
    law: Law

    def bodies(self, column: VnptColumn) -> pl.Series | None:
        """The cells of a column that is no formula; None where it stays empty."""
        name, element = column.field, column.element or ""
        if element == "STT":
            return number_bodies(self._select(pl.col("row").add(1).cast(_TEXT)))
        if element == "Tk1_Save" and element in self.frame.columns:
            return text_bodies(self.frame[element])
        if name is None or name not in self.frame.columns or element.endswith("NN"):
            return None
        if column.part == "name":
            return text_bodies(self._names(column))
        text = self._text(name, element)
        return number_bodies(text) if name in _AS_NUMBERS else text_bodies(text)

    def _text(self, name: FieldId, element: str) -> pl.Series:
        value = self._shown(name)
        match name:
            case "wage":
                value = pl.coalesce(value, self._shown("wage_coefficient"))
            case "personal_id":
                value = pl.coalesce(value, "passport_number")
            case "declared_rate":
                value = value.str.strip_suffix(".0").str.replace(".", ",", literal=True)
            case "sex":
                value = value.replace({"male": "1", "female": "0"})
            case "effective_on" | "contract_end":
                value = pl.when(pl.col("contract_kind") == _CONTRACT_OF[element]).then(value).otherwise(None)
            case "result_medium":
                value = (pl.col(name) == _MEDIUM_OF[element]).cast(pl.Int8).cast(_TEXT)
            case _:
                pass
        return self._select(value)

    def _shown(self, name: FieldId) -> pl.Expr:
        """A field's values as the electronic forms write them, which is how VNPT's sheet shows them."""
        known = {f.id: f for f in self.sheet.version.wire.row}
        return text_of(known[name], pl.col(name)) if name in known else pl.col(name).cast(_TEXT)

    def _select(self, value: pl.Expr) -> pl.Series:
        return self.frame.select(value).to_series()

    def codes(self, column: VnptColumn) -> pl.Series | None:
        """The codes behind a name and its formula; None where the people have no such field."""
        name, element = column.field, column.element or ""
        if name is None or name not in self.frame.columns or element.endswith("NN"):
            return None
        codes = self.frame[name]
        return codes.str.slice(0, 2) if element in ("TenTinhBenhVien", "MaTinhBenhVien") else codes

    def _names(self, column: VnptColumn) -> pl.Series:
        """What people choose, for the code a formula then finds."""
        codes, element = self.codes(column), column.element or ""
        assert codes is not None  # noqa: S101 - asked for only where the field is there
        if element == "TenPhuongAn":
            plans = self.law.codes["plans"].rows
            names = {code: f"{code} - {row['portal_name']}" for code, row in plans.items()}
        elif element in _LIST_OF:
            listed = self.law.codes[_LIST_OF[element]].rows
            names = {code: listed[code]["vi"] for code in codes.drop_nulls().unique() if code in listed}
        else:
            names = DECLARATION_KINDS
        return codes.replace_strict(list(names), list(names.values()), default=None, return_dtype=_TEXT)


def _letters_of(where: FieldId) -> str:
    """A field's last column, or the letters themselves."""
    if where.isupper():
        return where
    return [column.letters for column in vnpt_columns() if column.field == where][-1]


def _raw_body(raw: RawCell, day_style: str) -> str | None:
    match raw:
        case None:
            return None
        case int() | float():
            body = f"><v>{raw}</v></c>"
        case date():
            body = f' s="{day_style}"><v>{(raw - date(1899, 12, 30)).days}</v></c>'
        case str() if raw.startswith("="):
            body = f"><f>{escape(raw[1:])}</f></c>"
        case str() if raw.startswith("#"):
            body = f' t="e"><v>{escape(raw)}</v></c>'
        case str():
            body = text_body(raw)
    return body


def _blank(sheet: Sheet, law: Law) -> bytes:
    output = BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E6EEF2", "valign": "vcenter"})
    quiet = book.add_format({"font_size": 8, "font_color": "#7C8B95"})
    people = book.add_worksheet(PEOPLE)
    people.set_column(0, len(vnpt_columns()) - 1, 16)
    people.write_blank(0, len(vnpt_columns()), None, day)  # so that the style of dates can be found
    for at, column in enumerate(vnpt_columns()):
        people.write_string(0, at, _NOTES.get(column.letters) or column.band or "", quiet)
        people.write_string(1, at, column.heading, head)
        people.write_string(2, at, column.element or "", quiet)
    people.freeze_panes(FIRST_ROW, 0)
    household, schedule = book.add_worksheet(HOUSEHOLD), book.add_worksheet(SCHEDULE)
    household.write_row(2, 0, ["STT", "HoTen", "MasoBHXH", "NgaySinh", "GioiTinh", "TenTinhKS", "Matinh_KS"])
    schedule.write_row(2, 0, ["STT", "HoTen", "MasoBHXH", "TenLoaiVanBan", "SoVanBan", "NgayBanHanh"])
    write_code_sheets(book, sheet, law)
    book.close()
    return output.getvalue()
