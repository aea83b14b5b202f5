"""Rows poured into a workbook: a small one is made with all its looks, then any number of rows is put into its sheet.

Cells are made a whole column at a time as the end of their XML element, `t="inlineStr"><is>…` or `><v>…`; null is no
cell. Text is written in place, so that no table of shared texts has to be built.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

import polars as pl

from ibhxh.formats.excel.imported import letters

_COLUMN_STYLE = re.compile(r'<col min="(\d+)" max="(\d+)"[^>]*? style="(\d+)"')
#: Excel reads `_x0041_` in a text as a letter's number, so an underscore that would begin one is written as its own.
_ESCAPED = r"_x[0-9A-Fa-f]{4}_"
_LITERAL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DAY_ZERO = date(1899, 12, 30)
#: Excel counts a 29/02/1900 that never was; before it its numbers are one off.
FIRST_TRUE_DAY = date(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class PouredColumn:
    """The cells of one column: where they stand, their style (None: the column's own), and their bodies."""

    at: int
    bodies: pl.Series
    style: int | None = None


def text_bodies(texts: pl.Series) -> pl.Series:
    """Text cells; null where there is no text."""
    if texts.str.contains(_ESCAPED).any():
        texts = texts.map_elements(lambda text: _LITERAL.sub("_x005F_", text), return_dtype=pl.String)
    frame = texts.to_frame("text").select(
        pl.concat_str(
            pl.lit(' t="inlineStr"><is><t xml:space="preserve">'),
            pl.col("text")
            .str.replace_all("&", "&amp;", literal=True)
            .str.replace_all("<", "&lt;", literal=True)
            .str.replace_all(">", "&gt;", literal=True),
            pl.lit("</t></is></c>"),
        )
    )
    return frame.to_series()


def text_body(text: str) -> str:
    """One text cell."""
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(_LITERAL.sub("_x005F_", text))}</t></is></c>'


def number_bodies(numbers: pl.Series) -> pl.Series:
    """Number cells from texts such as `5681700` or `4.65`."""
    return numbers.to_frame("number").select(pl.concat_str(pl.lit("><v>"), "number", pl.lit("</v></c>"))).to_series()


def day_bodies(days: pl.Series) -> pl.Series:
    """True dates; days Excel miscounts are texts."""
    serial = (pl.col("day") - pl.lit(_DAY_ZERO)).dt.total_days().cast(pl.String)
    early = text_bodies(days.dt.strftime("%d/%m/%Y"))
    frame = days.to_frame("day").with_columns(early.alias("early"))
    number = pl.concat_str(pl.lit("><v>"), serial, pl.lit("</v></c>"))
    return frame.select(pl.when(pl.col("day") >= FIRST_TRUE_DAY).then(number).otherwise("early")).to_series()


def rows_xml(columns: Sequence[PouredColumn], height: int, first: int) -> str:
    """The `<row>` elements of `height` rows from the Excel row number `first` on."""
    frame = pl.DataFrame({"n": pl.int_range(first, first + height, eager=True).cast(pl.String)}).with_columns(
        column.bodies.alias(str(column.at)) for column in columns
    )
    cells = []
    for column in sorted(columns, key=lambda column: column.at):
        style = "" if column.style is None else f' s="{column.style}"'
        body = pl.col(str(column.at))
        cell = pl.concat_str(pl.lit(f'<c r="{letters(column.at)}'), "n", pl.lit(f'"{style}'), body)
        cells.append(cell.fill_null(""))
    row = pl.concat_str(pl.lit('<row r="'), "n", pl.lit('">'), *cells, pl.lit("</row>"))
    return "".join(frame.select(row).to_series().to_list())


def column_styles(sheet: str) -> dict[int, int]:
    """The style each column of a sheet's XML has of its own, by column from 0."""
    styles: dict[int, int] = {}
    for first, last, style in _COLUMN_STYLE.findall(sheet):
        styles |= dict.fromkeys(range(int(first) - 1, int(last)), int(style))
    return styles


def sheet_xml(workbook: bytes, position: int) -> str:
    """The XML of a sheet of a workbook xlsxwriter made, by its position from 1."""
    with zipfile.ZipFile(BytesIO(workbook)) as package:
        return package.read(_part(position)).decode()


def pour(workbook: bytes, rows: Mapping[int, str], last: Mapping[int, str]) -> bytes:
    """The workbook with rows put behind those its sheets have; `last` is each sheet's last cell, as `AK100003`."""
    poured = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as source, zipfile.ZipFile(poured, "w", zipfile.ZIP_DEFLATED) as target:
        parts = {_part(position): position for position in rows}
        for entry in source.infolist():
            data = source.read(entry)
            if (position := parts.get(entry.filename)) is not None:
                sheet = data.decode().replace("</sheetData>", f"{rows[position]}</sheetData>", 1)
                data = re.sub(
                    r'<dimension ref="[^"]*"', f'<dimension ref="A1:{last[position]}"', sheet, count=1
                ).encode()
            target.writestr(zipfile.ZipInfo(entry.filename), data, zipfile.ZIP_DEFLATED, 3)
    return poured.getvalue()


def _part(position: int) -> str:
    return f"xl/worksheets/sheet{position}.xml"
