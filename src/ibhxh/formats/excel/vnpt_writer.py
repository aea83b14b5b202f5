"""A twin of VNPT's D02-TK1 file, made from our own table of its columns: for samples, tests and people who move to us.

The layout is theirs as far as a reader can tell: notes, headings, element names, people from row 4, code columns with
look-up formulas and their stored values, prepared rows, code sheets (abbreviated), doubled and nameless columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO

import polars as pl
import xlsxwriter

from ibhxh.dossier import Sheet
from ibhxh.formats.excel.imported import column_of
from ibhxh.formats.excel.rows_xml import (
    PouredColumn,
    number_bodies,
    pour,
    rows_xml,
    text_bodies,
    text_body,
)
from ibhxh.formats.excel.vnpt_cells import CONTRACT_KINDS
from ibhxh.formats.excel.vnpt_columns import FIRST_ROW, HOUSEHOLD, PEOPLE, SCHEDULE, VnptColumn, vnpt_columns
from ibhxh.formats.excel.vnpt_formulas import formula_bodies, write_code_sheets
from ibhxh.formats.xml_values import text_of
from ibhxh.law import FieldId, Kind, Law

#: A raw cell put in place of the sheet's own: a text beginning with `=` is a formula nobody computed, `#N/A` an error.
RawCell = str | int | float | date | None
_NUMBERS = (Kind.MONEY, Kind.COEFFICIENT, Kind.FLAG)
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
_CONTRACT_COLUMNS = {
    "Hdld_tungay": ("indefinite", "effective_on"),
    "Hdld_xdth_tungay": ("fixed", "effective_on"),
    "Hdld_xdth_denngay": ("fixed", "contract_end"),
    "Hdld_khac_tungay": ("other", "effective_on"),
    "Hdld_khac_denngay": ("other", "contract_end"),
}
_TEXT = pl.String()
assert {kind for kind, _ in _CONTRACT_COLUMNS.values()} == set(CONTRACT_KINDS)  # noqa: S101


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
    height = sheet.rows.height
    frame = _people(sheet, tk1)
    columns: dict[str, pl.Series] = {}
    for column in vnpt_columns():
        bodies = _bodies(column, frame, sheet, law, prepared, computed=computed)
        if bodies is not None:
            columns[column.letters] = bodies
    for (row, where), raw in (overrides or {}).items():
        at = _letters_of(where)
        bodies = columns.get(at, pl.Series([None] * (height + prepared), dtype=_TEXT))
        columns[at] = bodies.scatter(row, _raw_body(raw))
    poured = [PouredColumn(column_of(at), bodies) for at, bodies in columns.items()]
    total = height + prepared
    rows = rows_xml(poured, total, FIRST_ROW + 1)
    return pour(_blank(sheet, law), {1: rows}, {1: f"{vnpt_columns()[-1].letters}{FIRST_ROW + total}"})


def _people(sheet: Sheet, tk1: Sheet | None) -> pl.DataFrame:
    """The people's values, those of their declarations beside them under `tk1.`."""
    rows = sheet.rows.with_row_index("row")
    if tk1 is None:
        return rows
    keys = ["full_name", "personal_id"]
    names = {name: f"tk1.{name}" for name in tk1.rows.columns if name not in keys}
    declared = tk1.rows.rename(names).unique(keys, keep="first").with_columns(pl.lit("x").alias("tk1.x"))
    return rows.join(declared, on=keys, how="left", nulls_equal=True, maintain_order="left")


def _bodies(
    column: VnptColumn, frame: pl.DataFrame, sheet: Sheet, law: Law, prepared: int, *, computed: bool
) -> pl.Series | None:
    if column.part == "code":
        return formula_bodies(column, _codes(column, frame), frame.height + prepared, computed=computed)
    value = _value(column, frame, sheet, law)
    if value is None:
        return None
    texts, is_number = value
    bodies = number_bodies(texts) if is_number else text_bodies(texts)
    return bodies.extend(pl.Series([None] * prepared, dtype=_TEXT))


def _value(column: VnptColumn, frame: pl.DataFrame, sheet: Sheet, law: Law) -> tuple[pl.Series, bool] | None:
    """The column's texts and whether they are numbers; None for a column that stays empty."""
    element, name = column.element, column.field
    version = sheet.version
    if element == "STT":
        return frame.select(pl.col("row").add(1).cast(_TEXT)).to_series(), True
    if element == "Tk1_Save":
        return (frame["tk1.x"], False) if "tk1.x" in frame.columns else None
    if element in _CONTRACT_COLUMNS:
        kind, day = _CONTRACT_COLUMNS[element]
        text = pl.when(pl.col("contract_kind") == kind).then(text_of(version.wire.field(day), pl.col(day)))
        return frame.select(text).to_series(), False
    if element in ("Nhan_BanDientu", "Nhan_Bangiay"):
        if "result_medium" not in frame.columns:
            return None
        marked = "electronic" if element == "Nhan_BanDientu" else "paper"
        return frame.select((pl.col("result_medium") == marked).cast(pl.Int8).cast(_TEXT)).to_series(), True
    if column.part == "name":
        return _names(column, frame, law)
    if name is None or (element or "").endswith("NN"):
        return None
    if name not in frame.columns:
        return (frame[f"tk1.{name}"].cast(_TEXT), name == "chosen_base") if f"tk1.{name}" in frame.columns else None
    field = version.wire.field(name)
    text = text_of(field, pl.col(name))
    match name:
        case "wage":
            coefficient = text_of(version.wire.field("wage_coefficient"), pl.col("wage_coefficient"))
            text = pl.coalesce(text, coefficient)
        case "personal_id":
            text = pl.coalesce(text, "passport_number")
        case "declared_rate":
            text = text.str.strip_suffix(".0").str.replace(".", ",", literal=True)
        case "sex":
            text = text.replace({"male": "1", "female": "0"})
        case _:
            pass
    return frame.select(text).to_series(), (field.kind in _NUMBERS and name != "declared_rate") or name == "sex"


def _names(column: VnptColumn, frame: pl.DataFrame, law: Law) -> tuple[pl.Series, bool] | None:
    """What people choose, for the code a formula then finds."""
    codes = _codes(column, frame)
    if codes is None:
        return None
    match column.element:
        case "TenLoaiKhaiBao":
            kinds = {
                "1": "Tăng lao động",
                "2": "Tăng mức lương",
                "3": "Giảm lao động",
                "4": "Giảm mức lương",
                "5": "Khác",
            }
            return codes.replace(kinds), False
        case "TenPhuongAn":
            plans = law.codes["plans"].rows
            return codes.replace({code: f"{code} - {row['portal_name']}" for code, row in plans.items()}), False
        case "TenTinhBenhVien" | "Tinh_NhanBangiay":
            return _named(codes, law, "provinces"), False
        case "TenQuocTich":
            return _named(codes, law, "nationalities"), False
        case "TenDanToc":
            return _named(codes, law, "ethnic_groups"), False
        case "TenBenhVien":
            return _named(codes, law, "care_facilities"), False
        case _:
            return _named(codes, law, "wards"), False


def _named(codes: pl.Series, law: Law, listed: str) -> pl.Series:
    rows = law.codes[listed].rows
    names = {code: rows[code]["vi"] for code in codes.drop_nulls().unique() if code in rows}
    return codes.replace_strict(list(names), list(names.values()), default=None, return_dtype=_TEXT)


def _codes(column: VnptColumn, frame: pl.DataFrame) -> pl.Series | None:
    """The codes behind a pair of columns; None where the sheet has no such field."""
    name = column.field
    if name is None or (column.element or "").endswith("NN"):
        return None
    found = next((key for key in (name, f"tk1.{name}") if key in frame.columns), None)
    if found is None:
        return None
    codes = frame[found]
    return codes.str.slice(0, 2) if column.element in ("TenTinhBenhVien", "MaTinhBenhVien") else codes


def _letters_of(where: FieldId) -> str:
    """A field's last column, or the letters themselves."""
    if where.isupper():
        return where
    return [column.letters for column in vnpt_columns() if column.field == where][-1]


def _raw_body(raw: RawCell) -> str | None:
    match raw:
        case None:
            return None
        case bool():
            return f' t="b"><v>{int(raw)}</v></c>'
        case int() | float():
            return f"><v>{raw}</v></c>"
        case date():
            return f' s="1"><v>{(raw - date(1899, 12, 30)).days}</v></c>'
        case str() if raw.startswith("="):
            return f"><f>{raw[1:].replace('&', '&amp;').replace('<', '&lt;')}</f></c>"
        case str() if raw.startswith("#"):
            return f' t="e"><v>{raw}</v></c>'
    return text_body(raw)


def _blank(sheet: Sheet, law: Law) -> bytes:
    output = BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E6EEF2", "valign": "vcenter"})
    quiet = book.add_format({"font_size": 8, "font_color": "#7C8B95"})
    people = book.add_worksheet(PEOPLE)
    people.set_column(0, len(vnpt_columns()) - 1, 16)
    # The first format of a workbook is its style 1, which raw dates refer to.
    people.write_blank(0, len(vnpt_columns()), None, day)
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
