"""Words are made on display: the place in front, values dressed, the law at the end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ibhxh.checks import Place, examine_draft
from ibhxh.dossier import Cell, Sheet
from ibhxh.law.months import month_index
from tests.build.sheets import D02, FILED_ON, HEADER, LAW, draft, worker
from tests.checks.cases import report_on

pytestmark = pytest.mark.unit


def said(lang: Any = "vi", **changes: Cell) -> list[str]:
    sheet = Sheet.of(D02, HEADER, [worker(**changes)])
    return [text for _, text in examine_draft(draft(sheet), LAW, filed_on=FILED_ON).texts(LAW, lang)]


def test_a_printed_column_is_named_by_its_sign() -> None:
    assert said(to_month=month_index("2026-06")) == [
        "Dòng 1, cột 15 “Đến tháng”: “Đến tháng” 06/2026 trước “Từ tháng” 07/2026. Bấm Sửa để đổi lại hai ô."
    ]


def test_an_unprinted_field_is_named_alone_and_the_law_stands_at_the_end() -> None:
    (text,) = said(personal_id="09919900101")
    assert text.startswith("Dòng 1, “Số CCCD/định danh”: CCCD “09919900101” có 11 chữ số, phải đủ 12.")
    (text,) = said(engagement="transferee")
    assert text.startswith("Dòng 1, “Hình thức làm việc”: Trần Thị Mai Lan")
    assert text.endswith("Bỏ dòng này. (Điều 2 khoản 2 Luật BHXH 2024)")


def test_money_months_and_days_are_dressed_for_people() -> None:
    (text,) = said(wage=5_307_200)
    assert "5.307.200\u00a0đ" in text and "vùng I (5.310.000\u00a0đ từ 01/01/2026)" in text
    assert said("en", wage=5_307_200)[0].startswith("Row 1, column 4 “Wage”: The wage 5.307.200\u00a0đ of a full-time")


def test_a_person_is_named_and_the_number_masked() -> None:
    sheet = Sheet.of(D02, HEADER, [worker(), worker()])
    (text,) = [t for _, t in examine_draft(draft(sheet), LAW, filed_on=FILED_ON).texts(LAW, "vi")]
    assert "dòng 1 và dòng 2 cùng là Trần Thị Mai Lan (099***…***101)" in text


def test_a_field_ticked_in_three_columns_is_named_by_all() -> None:
    (text,) = said(contract_kind="short", contract_end=None)
    assert text.startswith("Dòng 1, cột 10–12 “Loại HĐLĐ”")


def test_header_dossier_and_declaration_have_their_own_places() -> None:
    texts = [t for _, t in report_on({"header": {"mst": "0100233488"}}).texts(LAW, "vi")]
    assert texts[0].startswith("D02-LT, phần đầu, “Mã số thuế”: Mã số thuế 0100233488 là của đơn vị khác")
    texts = [t for _, t in report_on({"dossier": {"round": 100}}).texts(LAW, "en")]
    assert texts == ["Dossier, “Round”: Round 100 must lie between 1 and 99. Mend it."]
    texts = [t for _, t in report_on({"tk1": [{"result_medium": None}]}).texts(LAW, "vi")]
    assert texts[0].startswith("TK1-TS số 1, mục [10] “Đăng ký nhận kết quả”: Chưa chọn cách nhận kết quả")


def test_the_callers_own_cell_is_named_too() -> None:
    report = report_on({"row": {"to_month": "2026-06"}})

    def address(place: Place) -> str | None:
        return f"N{(place.row or 0) + 4}" if place.field == "to_month" else None

    ((_, text),) = report.texts(LAW, "vi", address=address)
    assert text.startswith("Dòng 1, cột 15 “Đến tháng” (ô N4): ")


def test_a_span_of_months_and_one_month() -> None:
    late = {"plan": "GH", "declaration_kind": "3", "wage": None}
    (one,) = said(**late, from_month=month_index("2026-06"), effective_on=date(2026, 6, 1))
    (two,) = said(**late, from_month=month_index("2026-05"), effective_on=date(2026, 5, 1))
    assert "chậm 1 tháng. Đơn vị vẫn đóng BHYT tháng 06/2026, thẻ" in one
    assert "chậm 2 tháng. Đơn vị vẫn đóng BHYT tháng 05/2026–06/2026, thẻ" in two


def test_what_could_not_be_read_is_not_called_missing() -> None:
    unread = {"row": 0, "field": "birth_date", "text": "31/02/1990"}
    report = report_on({"row": {"birth_date": None}, "unread": [unread]})
    assert [f.rule for f in report.findings] == ["CELL-004"]
    assert report.findings[0].params == {"x": "31/02/1990"}
