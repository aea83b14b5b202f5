"""The factory's accounts from 12/2025 to 08/2026, to the đồng, as the case publishes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ibhxh.law.holidays import public_calendar
from ibhxh.law.months import month_index, month_text
from ibhxh.register import COLUMNS, broken_identities, payment_due
from tests.build.register import AUGUST, DECEMBER, FEBRUARY, JANUARY, JULY, Register, factory_register, totals
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

UNIT = yaml.safe_load((Path(__file__).parents[1] / "vectors" / "month" / "unit.yaml").read_text(encoding="utf-8"))
FUNDS_OF = {"bhxh": ("httt", "odts"), "bhyt": ("bhyt",), "bhtn": ("bhtn",), "tnld": ("tnld",)}


@cache
def factory() -> Register:
    return factory_register()


@pytest.mark.parametrize(("case", "month"), [(case, month) for case in UNIT for month in case["months"]])
def test_the_months_obligation_is_the_published_one(case: dict[str, Any], month: str) -> None:
    account = factory().at(month_index(month)).account
    for column in COLUMNS:
        assert account["B.3"][column] == sum(sum(case["amounts"][fund]) for fund in FUNDS_OF[column])
        assert [account["B.2"][column], account["B.1"][column]] == case["bases"][FUNDS_OF[column][0]]
    assert account["B.3"].total == case["total"]
    assert account["B.1"].total == factory().at(month_index(month)).participants.heads == case["heads"]


def test_january() -> None:
    assert totals(factory().at(JANUARY), "A.1", "A.2.2", "B.1.1", "B.1.2", "B.3", "B.4", "C", "Đ.2.1", "Đ.2.2") == {
        "A.1": 100, "A.2.2": 275_636_160, "B.1.1": 3, "B.1.2": 1, "B.3": 278_013_365, "B.4": 0, "C": 275_636_160,
        "Đ.2.1": 0, "Đ.2.2": 278_013_365,
    }  # fmt: skip


def test_july_adjusts_may_and_june() -> None:
    july = factory().at(JULY)
    assert totals(july, "A.2.2", "B.3", "B.4.1", "B.4.1.1", "B.4.2", "C", "Đ.2.2") == {
        "A.2.2": 281_649_655, "B.3": 284_025_366, "B.4.1": 768_000, "B.4.1.1": 0, "B.4.2": 1_460_250, "C": 0,
        "Đ.2.2": 564_982_771,
    }  # fmt: skip
    assert july.account["B.4.1"].funds() == {"bhxh": 600_000, "bhyt": 108_000, "bhtn": 48_000, "tnld": 12_000}
    assert july.account["B.4.2"].funds() == {"bhxh": 1_327_500, "bhyt": 0, "bhtn": 106_200, "tnld": 26_550}


def test_august_gets_junes_money() -> None:
    august = factory().at(AUGUST)
    assert totals(august, "A.2.2", "B.3", "B.4", "C", "D.1", "D.2", "Đ.2.2", "Đ.3") == {
        "A.2.2": 564_982_771, "B.3": 285_474_200, "B.4": 0, "C": 280_189_405, "D.1": 280_189_405, "D.2": 0,
        "Đ.2.2": 570_267_566, "Đ.3": 0,
    }  # fmt: skip
    assert not august.account.late_money_computed


def test_junes_money_covers_the_oldest_months_in_the_order_of_the_funds() -> None:
    """May's arrears and June are covered in full but for HTTT, the last in the order, which lacks 768.000."""
    june, july, august = (factory().at(month).account for month in (JULY - 1, JULY, AUGUST))
    owed = june["B.3"] + july["B.4"]
    assert (owed - august["D.1"]).funds() == {"bhxh": 768_000, "bhyt": 0, "bhtn": 0, "tnld": 0}


@pytest.mark.parametrize("month", range(DECEMBER, AUGUST + 1), ids=month_text)
def test_every_identity_holds(month: int) -> None:
    close = factory().at(month)
    previous = factory().at(month - 1).account if month > DECEMBER else None
    assert broken_identities(close.account, previous, close.participants) == []


@pytest.mark.parametrize(
    ("month", "reading", "amount", "due"),
    [
        (DECEMBER, "stays", 275_636_160, "2026-01-31"),
        (DECEMBER, "moves", 275_636_160, "2026-02-02"),
        (JANUARY, "stays", 278_013_365, "2026-02-28"),
    ],
)
def test_what_to_pay(month: int, reading: Any, amount: int, due: str) -> None:
    found = payment_due(factory().at(month).account, LAW, public_calendar(LAW.holidays), reading=reading)
    assert (found.amount, found.overdue, found.due_on.isoformat()) == (amount, 0, due)


def test_the_reference_names_unit_agency_and_month() -> None:
    found = payment_due(factory().at(JANUARY).account, LAW, public_calendar(LAW.holidays))
    assert found.reference == "+BHXH+103+00+TZ99001+07999+dong BHXH BHYT BHTN thang 01/2026+"


def test_what_is_overdue_is_told_apart() -> None:
    """July's notice asks for July, due 31/08, and for June, which was due on 31/07."""
    found = payment_due(factory().at(JULY).account, LAW, public_calendar(LAW.holidays))
    assert (found.amount, found.due_on.isoformat()) == (564_982_771, "2026-08-31")
    assert found.overdue == 564_982_771 - 284_025_366


def test_a_cycle_of_three_months_is_due_after_its_last() -> None:
    found = payment_due(factory().at(FEBRUARY).account, LAW, public_calendar(LAW.holidays), cycle=3)
    assert found.due_on.isoformat() == "2026-04-30"
