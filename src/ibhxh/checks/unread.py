"""Cells that could not be read as their field's type, told as findings: what was typed stays word for word.

Frozen content has no such cells, so these rules find in drafts only, and a draft without them gives the report its
content will give.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

import polars as pl

from ibhxh.checks.param import text
from ibhxh.checks.rule import ANY_FORM, Rule, Severity
from ibhxh.checks.view import View
from ibhxh.dossier import Unread
from ibhxh.law import FormVersion, Kind
from ibhxh.words import Words

_FORMULA, _ERROR_CELL = "formula", "error cell"
_DAYS, _NUMBERS = (Kind.DATE, Kind.PARTIAL_DATE), (Kind.MONEY, Kind.COEFFICIENT)
_OTHERS = tuple(kind for kind in Kind if kind not in (*_DAYS, *_NUMBERS, Kind.MONTH))
_EXCEL_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?")


def unread_as(unread: Unread, version: FormVersion) -> str:
    """What the text was taken for: a formula without a stored value, an error cell, or the kind it should have been."""
    if unread.text.startswith("="):
        return _FORMULA
    if _EXCEL_ERROR.fullmatch(unread.text.strip()):
        return _ERROR_CELL
    return version.wire.field(unread.field).kind


def names_of_facilities(view: View) -> dict[int, str]:
    """Row → the name of a care facility for which no code was found: told by the rule that suggests some."""
    return {cell.row: cell.text for cell in view.unread if cell.row is not None and _names_facility(cell, view)}


def _names_facility(cell: Unread, view: View) -> bool:
    return cell.field == "care_facility" and view.version is not None and unread_as(cell, view.version) == Kind.CODE


def _unread(view: View, taken_for: Iterable[str]) -> pl.DataFrame:
    found = [
        cell
        for cell in view.unread
        if view.version and unread_as(cell, view.version) in taken_for and not _names_facility(cell, view)
    ]
    return pl.DataFrame(
        {
            "row": pl.Series([cell.row for cell in found], dtype=pl.UInt32),
            "field": pl.Series([cell.field for cell in found], dtype=pl.String),
            "x": pl.Series([cell.text for cell in found], dtype=pl.String),
        }
    )


def _rule(rule_id: str, taken_for: Iterable[str], vi: str, en: str) -> Rule:
    return Rule(
        id=rule_id,
        severity=Severity.ERROR,
        forms=ANY_FORM,
        fields=(),
        words=Words(vi, en),
        wrong=partial(_unread, taken_for=tuple(taken_for)),
        params={"x": text()},
    )


UNREAD_RULES = (
    _rule(
        "CELL-001",
        [_FORMULA],
        "Ô có công thức “{x}” nhưng tệp không kèm giá trị đã tính. Mở tệp bằng Excel, lưu lại rồi nhập, hoặc gõ giá "
        "trị.",
        "The cell holds the formula “{x}” but no computed value. Open and save the file in Excel and import it again, "
        "or type the value.",
    ),
    _rule(
        "CELL-002",
        [_ERROR_CELL],
        "Ô báo lỗi “{x}” của Excel. Sửa công thức trong tệp, hoặc gõ giá trị.",
        "The cell shows Excel's error “{x}”. Mend the formula in the file, or type the value.",
    ),
    _rule(
        "CELL-003",
        [Kind.MONTH],
        "Tháng “{x}” chưa đúng dạng. Ghi tháng/năm, ví dụ 07/2026.",
        "“{x}” is no month. Write month/year, e.g. 07/2026.",
    ),
    _rule(
        "CELL-004",
        _DAYS,
        "“{x}” không phải ngày. Ghi ngày/tháng/năm, ví dụ 31/07/2026; ngày sinh chỉ có năm thì ghi năm.",
        "“{x}” is no date. Write day/month/year, e.g. 31/07/2026; a birth date may be the year alone.",
    ),
    _rule(
        "CELL-005",
        _NUMBERS,
        "“{x}” không phải số. Ghi số, ví dụ 7.500.000 với tiền, 4,65 với hệ số.",
        "“{x}” is no number. Write it as 7.500.000 for money, 4,65 for a coefficient.",
    ),
    _rule(
        "CELL-006",
        _OTHERS,
        "“{x}” không phải giá trị của ô này. Chọn trong danh sách, hoặc ghi theo hướng dẫn của ô.",
        "“{x}” is no value of this cell. Choose from its list, or follow its help.",
    ),
)
