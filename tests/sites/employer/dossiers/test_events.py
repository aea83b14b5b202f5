"""What happened becomes rows: plan, months by the rule of fourteen days, rate, arrears of what is over."""

from __future__ import annotations

from datetime import date

import pytest

from ibhxh.checks import Severity, examine_draft
from ibhxh.dossier import BusinessKey, Draft, Sheet
from ibhxh.law.months import month_index
from ibhxh.sample import FACTORY_UNIT
from ibhxh.sites.employer.dossiers.events import EVENTS, Row, Setting, why_month
from tests.build.sheets import D02, D02_OF_2017, LAW

pytestmark = pytest.mark.unit

JANUARY = month_index("2026-01")
OLD = Setting(FACTORY_UNIT, D02_OF_2017, LAW, JANUARY)
NEW_HAND: Row = {
    "full_name": "Trần Thị Mẫu Lan",
    "birth_date": "1999-05-17",
    "sex": "female",
    "nationality": "VN",
    "personal_id": "099199900101",
    "engagement": "full_time",
    "contract_kind": "fixed",
    "contract_end": date(2027, 1, 4),
    "job_title": "Công nhân may",
    "workplace": "Xã Hóc Môn, Thành phố Hồ Chí Minh",
    "wage": 5_681_700,
}
OLD_HAND: Row = {
    "full_name": "Trần Văn Mẫu Lợi",
    "birth_date": "1990-11-20",
    "sex": "male",
    "nationality": "VN",
    "si_number": "9900000005",
    "personal_id": "099090900005",
    "job_title": "Công nhân may",
    "engagement": "full_time",
    "workplace": "Xã Hóc Môn, Thành phố Hồ Chí Minh",
    "old_wage": 5_307_200,
    "old_allowance": 0,
}


def rows(code: str, said: Row, at: Setting = OLD) -> list[Row]:
    return EVENTS[code].rows(said, at)


@pytest.mark.parametrize(
    ("start", "first"),
    [
        (date(2026, 1, 5), "2026-01"),  # 2 working days of a six-day week before it
        (date(2026, 1, 17), "2026-01"),  # 13
        (date(2026, 1, 19), "2026-02"),  # 14: January is not due
    ],
)
def test_a_hire_begins_by_the_rule_of_fourteen_days(start: date, first: str) -> None:
    (row,) = rows("tang", {**NEW_HAND, "effective_on": start})
    assert (row["plan"], row["declaration_kind"], row["from_month"]) == ("TM", "1", month_index(first))
    assert (row["declared_rate"], row["wage_region"], row["has_book"]) == (320_000, "01", False)


def test_a_second_contract_takes_part_in_one_fund() -> None:
    (row,) = rows("tang", {**NEW_HAND, "engagement": "second_contract", "effective_on": date(2026, 1, 19)})
    assert (row["plan"], row["declared_rate"], row["from_month"]) == ("TL", 5_000, JANUARY)


def test_a_foreigner_has_no_unemployment_insurance() -> None:
    (row,) = rows("tang", {**NEW_HAND, "nationality": "JP", "effective_on": date(2026, 1, 5)})
    assert row["declared_rate"] == 300_000


@pytest.mark.parametrize(
    ("left", "first"),
    [
        (date(2026, 1, 16), "2026-01"),  # 14 working days unpaid
        (date(2026, 1, 17), "2026-02"),  # 13
        (date(2026, 1, 26), "2026-02"),
    ],
)
def test_who_leaves_is_out_by_the_rule_of_fourteen_days(left: date, first: str) -> None:
    (row,) = rows("giam", {**OLD_HAND, "effective_on": left})
    assert (row["plan"], row["declaration_kind"], row["from_month"]) == ("GH", "3", month_index(first))
    assert "wage" not in row
    assert row["note"] == f"nghỉ việc từ {left:%d/%m/%Y}"


@pytest.mark.parametrize(
    ("code", "said", "told"),
    [
        ("tang", {**NEW_HAND, "effective_on": date(2026, 1, 17)}, None),
        ("tang", {**NEW_HAND, "effective_on": date(2026, 1, 19)}, "có 14 ngày làm việc không hưởng tiền lương"),
        ("giam", {**OLD_HAND, "effective_on": date(2026, 1, 16)}, "nên tháng đó không đóng"),
        ("giam", {**OLD_HAND, "effective_on": date(2026, 1, 17)}, "dưới 14 ngày nên tháng đó vẫn đóng"),
        ("luong", {**OLD_HAND, "wage": 5_681_700, "effective_on": date(2026, 1, 1)}, None),
    ],
)
def test_a_month_by_the_rule_of_fourteen_days_says_why(code: str, said: Row, told: str | None) -> None:
    why = why_month(rows(code, said)[0], OLD)
    assert (why is None) is (told is None)
    if told and why:
        assert told in why.vi
        assert "Điều 33 khoản 5 Luật BHXH 2024" in why.vi
        assert "art. 33(5)" in why.en


def test_a_rise_of_this_month_is_one_row() -> None:
    (row,) = rows("luong", {**OLD_HAND, "wage": 5_681_700, "effective_on": date(2026, 1, 1)})
    assert (row["plan"], row["declaration_kind"], row["from_month"], row["wage"]) == ("DC", "2", JANUARY, 5_681_700)


def test_a_rise_of_months_over_is_paid_in_arrears_by_its_difference() -> None:
    arrears, change = rows("luong", {**OLD_HAND, "wage": 5_681_700, "effective_on": date(2025, 11, 1)})
    assert (arrears["plan"], arrears["wage"]) == ("AD", 374_500)
    assert (arrears["from_month"], arrears["to_month"]) == (month_index("2025-11"), month_index("2025-12"))
    assert (change["plan"], change["from_month"], change["wage"]) == ("DC", JANUARY, 5_681_700)


def test_a_fall_is_of_kind_four_and_makes_no_arrears() -> None:
    (row,) = rows("luong", {**OLD_HAND, "wage": 5_310_000, "old_wage": 6_000_000, "effective_on": date(2025, 12, 1)})
    assert (row["plan"], row["declaration_kind"], row["from_month"]) == ("DC", "4", month_index("2025-12"))


def test_an_allowance_not_told_stays_and_one_that_is_nought_goes() -> None:
    hand = {**OLD_HAND, "old_allowance": 500_000, "wage": 5_681_700, "effective_on": date(2026, 1, 1)}
    assert rows("luong", hand)[0]["wage_allowance"] == 500_000
    assert rows("luong", {**hand, "wage_allowance": 0})[0]["wage_allowance"] is None


def test_rows_have_only_fields_of_the_form_of_their_day() -> None:
    later = Setting(FACTORY_UNIT, D02, LAW, month_index("2026-07"))
    (row,) = rows("tang", {**NEW_HAND, "effective_on": date(2026, 7, 1)}, later)
    assert set(row) <= {f.id for f in D02.wire.row}
    assert row["result_medium"] == "electronic"


def test_the_checks_have_no_error_to_find_in_these_rows() -> None:
    told = [
        *rows("tang", {**NEW_HAND, "effective_on": date(2026, 1, 19)}),
        *rows("luong", {**OLD_HAND, "wage": 5_681_700, "effective_on": date(2026, 1, 1)}),
    ]
    header = FACTORY_UNIT.header(D02_OF_2017)
    draft = Draft(
        id="0" * 32,
        key=BusinessKey(FACTORY_UNIT.unit_code, "600", JANUARY, 1),
        mst=FACTORY_UNIT.mst,
        agency_code=FACTORY_UNIT.agency_code,
        sheets=(Sheet.of(D02_OF_2017, header, told),),
    )
    found = examine_draft(draft, LAW, filed_on=date(2026, 1, 30)).findings
    assert [f for f in found if f.severity is Severity.ERROR] == []
