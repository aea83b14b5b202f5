"""The code columns of the twin: look-up formulas over its own, abbreviated code sheets."""

from __future__ import annotations

import polars as pl
import xlsxwriter

from ibhxh.dossier import Sheet
from ibhxh.formats.excel.vnpt_columns import VnptColumn
from ibhxh.law import CodeList, Law

#: The cell looked up, joined where a province narrows it, and the table it is looked up in; `{n}` is the row.
_LOOKUPS = {
    "E": ("D{n}", "'Tổng hợp '!$B$25:$C$29,2"),
    "G": ("F{n}", "'Tổng hợp '!$B$43:$C$88,2"),
    "AG": ("AF{n}", "QuocTich!$A$3:$B$243,2"),
    "AI": ("AH{n}", "'Dân tộc'!$A$3:$B$58,2"),
    "AK": ("AJ{n}", "TinhBenhVien!$A$3:$B$65,2"),
    "AM": ("AL{n}&AK{n}", "BenhVien!$A$3:$D$14894,3"),
    "AO": ("AN{n}", "Tinh!$A$3:$B$67,2"),
    "AQ": ("AP{n}&AO{n}", "Xa!$A$3:$D$3500,3"),
    "AS": ("AR{n}&AQ{n}", "Xa!$A$3:$D$3500,3"),
    "AU": ("AT{n}", "Tinh!$A$3:$B$67,2"),
    "AW": ("AV{n}&AU{n}", "Xa!$A$3:$D$3500,3"),
    "AY": ("AX{n}&AW{n}", "Xa!$A$3:$D$3500,3"),
    "CB": ("CA{n}", "Tinh!$A$3:$B$67,2"),
    "CD": ("CC{n}&CB{n}", "Xa!$A$3:$D$3500,3"),
}
_FIRST = 4
DECLARATION_KINDS = {
    "1": "Tăng lao động",
    "2": "Tăng mức lương",
    "3": "Giảm lao động",
    "4": "Giảm mức lương",
    "5": "Khác",
}


def formula_bodies(column: VnptColumn, codes: pl.Series | None, height: int, *, computed: bool) -> pl.Series:
    """The formulas of a code column, with the codes as the values Excel would have stored."""
    wanted, table = _LOOKUPS[column.letters]
    look = f"VLOOKUP({wanted.replace('&', '&amp;')},{table},FALSE)"
    before, *rest = f'IF(ISNA({look}),"",{look})'.split("{n}")
    rows = pl.DataFrame({"n": pl.int_range(_FIRST, _FIRST + height, eager=True).cast(pl.String)})
    known = pl.Series([], dtype=pl.String) if codes is None else codes
    rows = rows.with_columns(known.extend_constant(None, height - known.len()).fill_null("").alias("code"))
    parts = [pl.lit(before), *(part for text in rest for part in (pl.col("n"), pl.lit(text)))]
    value = [pl.lit("<v>"), pl.col("code"), pl.lit("</v>")] if computed else []
    kind = ' t="str"' if computed else ""
    body = pl.concat_str(pl.lit(f"{kind}><f>"), *parts, pl.lit("</f>"), *value, pl.lit("</c>"))
    return rows.select(body).to_series()


def write_code_sheets(book: xlsxwriter.Workbook, sheet: Sheet, law: Law) -> None:
    """The code sheets with what the people need, at the rows and columns the formulas look in."""
    codes = law.codes
    used: set[str] = set(sheet.rows["care_facility"].drop_nulls()) if "care_facility" in sheet.rows.columns else set()
    known = [code for code in sorted(used) if code in codes["care_facilities"]]
    facilities = [(codes["care_facilities"].words(code).vi, code, code[:2]) for code in known]
    wards = [(row["vi"], code, row["province"]) for code, row in list(codes["wards"].rows.items())[:200]]
    provinces = _named(codes["provinces"])
    for title, pairs in (
        ("Dân tộc", _named(codes["ethnic_groups"])),
        ("QuocTich", _named(codes["nationalities"])),
        ("Tinh", provinces),
        ("TinhBenhVien", [*provinces, ("Bộ quốc phòng", "97")]),
    ):
        table = book.add_worksheet(title)
        for row, pair in enumerate(pairs, 2):
            table.write_row(row, 0, pair)
    for title, triples in (("BenhVien", facilities), ("Xa", wards)):
        table = book.add_worksheet(title)
        for row, (name, code, province) in enumerate(triples, 2):
            table.write_row(row, 0, [f"{name}{province}", name, code, province])
    # Their sheet's title does end in a blank.
    rest = book.add_worksheet("Tổng hợp ")
    for row, (kind, name) in enumerate(DECLARATION_KINDS.items(), 24):
        rest.write_row(row, 1, [name, int(kind)])
    for row, (plan, names) in enumerate(codes["plans"].rows.items(), 42):
        rest.write_row(row, 1, [f"{plan} - {names['portal_name']}", plan])


def _named(codes: CodeList) -> list[tuple[str, str]]:
    return [(row["vi"], code) for code, row in codes.rows.items()]
