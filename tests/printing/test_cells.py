"""Values on paper: Vietnamese words, day/month/year, dotted thousands."""

from __future__ import annotations

from datetime import date

import pytest

from ibhxh.dossier import Cell
from ibhxh.law.form_version import Column
from ibhxh.law.months import month_index
from ibhxh.printing.cells import column_text, value_text
from ibhxh.words import same
from tests.build.sheets import D02, D02_OF_2017, LAW, TK1, worker

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("field", "cell", "words"),
    [
        ("wage", 5_681_700, "5.681.700"),
        ("wage_coefficient", 46_500, "4,65"),
        ("trade_seniority", 50_000, "5"),
        ("effective_on", date(2026, 7, 1), "01/07/2026"),
        ("birth_date", "1999-05-17", "17/05/1999"),
        ("birth_date", "1999-05", "05/1999"),
        ("birth_date", "1999", "1999"),
        ("from_month", month_index("2026-07"), "07/2026"),
        ("plan", "TM", "Tăng mới"),
        ("plan", "QQ", "QQ"),
        ("care_facility", "79001", "79001"),
        ("result_medium", "paper", "Bản giấy"),
        ("contract_kind", "khác", "khác"),
        ("has_book", True, "Có"),
        ("late_interest", False, "Không"),
        ("note", None, ""),
    ],
)
def test_values_in_words(field: str, cell: Cell, words: str) -> None:
    assert value_text(D02.wire.field(field), cell, D02, LAW) == words


def test_a_declaration_names_the_facility() -> None:
    named = value_text(TK1.wire.field("care_facility"), "01001", TK1, LAW, full=True)
    assert named == "01001 - Bệnh viện Hữu Nghị"


def shown(sign: str, **changes: Cell) -> str:
    """What the column with this official sign says of a worker in row 7."""
    row = dict.fromkeys(field.id for field in D02.wire.row) | worker(**changes)
    leaves = [leaf for column in D02.face.print.columns for leaf in column.leaves()]
    return column_text(next(leaf for leaf in leaves if leaf.number == sign), row, 7, D02, LAW)


def test_columns_of_the_2026_list() -> None:
    assert shown("A") == "7"
    assert shown("3") == "Công nhân may; Xã Hóc Môn, Thành phố Hồ Chí Minh"
    assert shown("3", job_title=None) == "Xã Hóc Môn, Thành phố Hồ Chí Minh"
    assert [shown(sign) for sign in ("10", "11", "12")] == ["", "x", ""]
    assert shown("9") == ""
    assert shown("9", wage_allowance=500_000) == "500.000"
    assert shown("9", wage_allowance=500_000, wage_supplement=300_000) == "800.000"
    assert shown("18") == "Tăng mới"


def test_joined_values_leave_out_what_is_empty() -> None:
    column = Column("10", same("Ghi chú"), 40, ("plan", "note"))
    row = {"plan": "GH", "note": None}
    assert column_text(column, row, 1, D02_OF_2017, LAW) == "Giảm (chấm dứt hợp đồng)"
