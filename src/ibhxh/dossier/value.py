"""Values of a field in the content's JSON: one way to write each, and what is no value of its type.

Money đồng; coefficients and percents 1/10,000; dates `YYYY-MM-DD`, partial dates `YYYY` or `YYYY-MM` too; months
`YYYY-MM`; flags true or false; everything else text in normal form.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import polars as pl

from ibhxh.dossier.sheet import FEW, Cell, Sheet
from ibhxh.dossier.text import normal_text
from ibhxh.law import Field, FieldId, FormVersion, Kind
from ibhxh.law.months import month_index, month_text

LARGEST = 2**53 - 1
#: Month indices below this have years of four digits.
MONTHS = 12 * 10_000
_PARTIAL = re.compile(r"(\d{4})(-\d\d(-\d\d)?)?", re.ASCII)
_ALWAYS_CARRIED = frozenset({Kind.TEXT, Kind.DIGITS, Kind.CODE, Kind.CHOICE, Kind.FLAG, Kind.DATE})
_NUMBERS = (Kind.MONEY, Kind.COEFFICIENT)


def json_of_cell(field: Field, value: Cell) -> str | int | None:
    """A cell as the content writes it; flags are bool, which is an int to Python and `true` to JSON."""
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if field.kind is Kind.MONTH:
        return month_text(int(value))
    return value


def json_column(field: Field) -> pl.Expr:
    """A column of cells as JSON texts: `null`, `1234`, `true`, `"text"`."""
    column = pl.col(field.id)
    match field.kind:
        case Kind.MONEY | Kind.COEFFICIENT:
            text = column.cast(pl.String)
        case Kind.FLAG:
            text = pl.when(column).then(pl.lit("true")).when(~column).then(pl.lit("false"))
        case Kind.DATE:
            text = pl.concat_str(pl.lit('"'), column.dt.strftime("%Y-%m-%d"), pl.lit('"'))
        case Kind.MONTH:
            year, month = (column // 12).cast(pl.String), (column % 12 + 1).cast(pl.String)
            text = pl.concat_str(pl.lit('"'), year.str.zfill(4), pl.lit("-"), month.str.zfill(2), pl.lit('"'))
        case _:
            escaped = column.str.replace_all("\\", "\\\\", literal=True).str.replace_all('"', '\\"', literal=True)
            text = pl.concat_str(pl.lit('"'), escaped, pl.lit('"'))
    return text.fill_null("null")


def cell_of_json(field: Field, value: Cell) -> Cell:
    """The cell a JSON value stands for. Raises ValueError or TypeError where it is none of the field's type."""
    if value is None:
        return None
    if field.kind in _NUMBERS:
        if type(value) is not int:
            raise TypeError(f"{field.id}: a whole number is expected")
        return value
    if field.kind is Kind.FLAG:
        if type(value) is not bool:
            raise TypeError(f"{field.id}: true or false is expected")
        return value
    if type(value) is not str:
        raise TypeError(f"{field.id}: a text is expected")
    if field.kind is Kind.MONTH:
        return month_index(value)
    return date.fromisoformat(value) if field.kind is Kind.DATE else value


def wrong_cells(sheet: Sheet) -> list[tuple[int | None, FieldId]]:
    """Places (row from 0, or None for the header; field) whose value the content could not carry.

    This is about shape only: numbers within ±(2⁵³−1), months of the years 0000–9999, partial dates that exist, texts in
    normal form. Whether a code is in its list, or ten digits are ten, is for the checks: a wrong number must be able to
    be frozen, sent and refused.
    """
    wrong: list[tuple[int | None, FieldId]] = [
        (None, field.id) for field in sheet.version.wire.header if not _carries(field, sheet.header.get(field.id))
    ]
    if sheet.rows.height <= FEW:
        cells = zip(sheet.version.wire.row, sheet.rows.iter_columns(), strict=True)
        return wrong + [
            (row, field.id)
            for field, column in cells
            if field.kind not in _ALWAYS_CARRIED
            for row, cell in enumerate(column.to_list())
            if not _carries(field, cell)
        ]
    for hit in sheet.rows.select(_uncarried_masks(sheet.version)):
        if hit.any():
            wrong += [(row, hit.name) for row in hit.arg_true().to_list()]
    return wrong


def is_partial_date(text: str) -> bool:
    """`1990`, `1990-05` or `1990-05-17`, and such a day exists."""
    if not _PARTIAL.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _carries(field: Field, value: Cell) -> bool:
    if value is None:
        return True
    if isinstance(value, str):
        return normal_text(value) == value and (field.kind is not Kind.PARTIAL_DATE or is_partial_date(value))
    if field.kind is Kind.MONTH:
        return isinstance(value, int) and 0 <= value < MONTHS
    return not isinstance(value, int) or abs(value) <= LARGEST


@lru_cache(maxsize=64)
def _uncarried_masks(version: FormVersion) -> tuple[pl.Expr, ...]:
    return tuple(mask.alias(field.id) for field in version.wire.row if (mask := _uncarried(field)) is not None)


def _uncarried(field: Field) -> pl.Expr | None:
    column = pl.col(field.id)
    if field.kind in _NUMBERS:
        return ~column.is_between(-LARGEST, LARGEST)  # not abs(): the least Int64 has no opposite
    if field.kind is Kind.MONTH:
        return ~column.is_between(0, MONTHS - 1)
    if field.kind is Kind.PARTIAL_DATE:
        full = pl.concat_str(column, pl.lit("-01-01")).str.slice(0, 10)
        shaped = column.str.contains(r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")
        return column.is_not_null() & ~(shaped & full.str.to_date("%Y-%m-%d", strict=False).is_not_null())
    return None
