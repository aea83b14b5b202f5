"""The factory's ledger of 07 and 08/2026: what its accounts, its late money and its money in say together.

Obligations of every month and person, and both sides of the readings that change them, are tested against the same
published vectors in tests/sample/test_factory_month.py; the accounts in tests/register/test_factory_account.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ibhxh.amounts import FUNDS, Readings
from ibhxh.amounts.allocation_kind import KIND as ALLOCATION
from ibhxh.amounts.arrears import KIND as ARREARS
from ibhxh.amounts.late_money.kinds import LATE_MONEY
from ibhxh.amounts.month_contribution import SPECIAL_MONTH
from ibhxh.sample.factory import PEOPLE
from tests.amounts.asking import answers, asked
from tests.build.register import AUGUST, JULY, factory_register, totals

pytestmark = pytest.mark.unit

FOLDER = Path(__file__).parents[1] / "vectors" / "month"
PAID, PAID_ON, CORRECTED_ON = 280_189_405, date(2026, 8, 12), date(2026, 7, 13)
FUND_NAMES = tuple(fund.lower() for fund in FUNDS)


def vectors(name: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return listed


def month(text: str) -> dict[str, int]:
    """Fund → what unit and people owe of the month together."""
    case = next(case for case in vectors("unit") if text in case["months"])
    return {fund: sum(case["amounts"][fund]) for fund in FUND_NAMES}


@cache
def corrections() -> dict[str, dict[str, int]]:
    """Person → fund → what July's lists change in May and June, by the arrears of the wage or status."""
    rows = {
        "NV086": {"from_month": "2026-05", "to_month": "2026-06", "old_wage": 12_000_000, "new_wage": 13_200_000},
        "NV041": {
            "from_month": "2026-06", "to_month": "2026-06", "old_wage": 5_310_000, "new_wage": 5_310_000,
            "new_status": "left_reported_late",
        },
    }  # fmt: skip
    found = answers(asked(ARREARS, [row | {"region": 1} for row in rows.values()]), *FUND_NAMES)
    return {person: dict(zip(FUND_NAMES, amounts, strict=True)) for person, amounts in zip(rows, found, strict=True)}


@pytest.mark.parametrize("case", vectors("corrections"), ids=lambda case: case["person"])
def test_line_b4_by_fund(case: dict[str, Any]) -> None:
    found = corrections()[case["person"]]
    assert found == {fund: case[fund] for fund in FUND_NAMES}
    assert sum(found.values()) == case["total"]


def owed() -> tuple[dict[str, int], dict[str, int]]:
    """What was due on 31/07 and on 31/08, by fund."""
    june, july = month("2026-06"), month("2026-07")
    return (
        {fund: june[fund] + corrections()["NV041"][fund] for fund in FUND_NAMES},
        {fund: july[fund] + corrections()["NV086"][fund] for fund in FUND_NAMES},
    )


def test_what_was_overdue_in_august() -> None:
    overdue, next_due = (sum(amounts.values()) for amounts in owed())
    assert (overdue, next_due) == (PAID, 284_793_366)


@pytest.mark.parametrize(
    ("readings", "late_money"),
    [
        ({}, 1_008_682),
        ({"late_day_count": "not_counted"}, 924_625),
        ({"late_base_after_correction": "gross"}, 1_013_939),
        ({"late_day_count": "not_counted", "late_base_after_correction": "gross"}, 929_444),
    ],
)
def test_late_money_of_june(readings: Mapping[str, str], late_money: int) -> None:
    row = {
        "month": "2026-06", "amount": 281_649_655, "paid_on": PAID_ON,
        "correction": sum(corrections()["NV041"].values()), "corrected_on": CORRECTED_ON,
    }  # fmt: skip
    assert answers(asked(LATE_MONEY, [row], readings), "late_money") == [(late_money,)]


def test_late_money_by_fund_is_within_a_few_dong() -> None:
    """The case reckons it on the total; each fund by itself rounds by itself."""
    rows = [{"month": "2026-06", "amount": amount, "paid_on": PAID_ON} for amount in owed()[0].values()]
    by_fund = sum(amount for (amount,) in answers(asked(LATE_MONEY, rows), "late_money"))
    assert abs(by_fund - 1_008_682) <= len(FUNDS)


def test_arrears_of_the_rise_bear_nothing_until_the_end_of_august() -> None:
    row = {"month": "2026-05", "amount": 768_000, "due_on": date(2026, 8, 31)}
    rows = [row | {"paid_on": day} for day in (date(2026, 8, 31), date(2026, 9, 1))]
    assert answers(asked(LATE_MONEY, rows), "late_money") == [(0,), (230,)]


@pytest.mark.parametrize(
    ("readings", "late_money"),
    [
        ({}, 826_908),
        ({"late_day_count": "not_counted"}, 744_218),
        ({"due_day_on_weekend": "moves"}, 661_527),
        ({"due_day_on_weekend": "moves", "late_day_count": "not_counted"}, 578_836),
    ],
)
def test_december_due_on_a_saturday(readings: Mapping[str, str], late_money: int) -> None:
    row = {"month": "2025-12", "amount": 275_636_160, "paid_on": date(2026, 2, 10)}
    assert answers(asked(LATE_MONEY, [row], readings), "late_money") == [(late_money,)]


def allocated(scope: str) -> list[dict[str, Any]]:
    amounts = [amounts[fund] for amounts in owed() for fund in FUND_NAMES]
    row = {"amount": PAID, "paid_on": PAID_ON, "owed": amounts}
    found = list(asked(ALLOCATION, [row], {"allocation_scope": scope}).frame.iter_rows(named=True))
    assert sum(piece["to_contributions"] for piece in found) == PAID
    return found


def test_junes_money_covers_june_fund_by_fund() -> None:
    june, july = allocated("oldest_month")
    assert {fund: june[f"paid_{fund}"] for fund in FUND_NAMES} == owed()[0]
    assert (june["left"], july["left"], july["to_contributions"]) == (0, 284_793_366, 0)


def test_by_the_order_of_the_funds_the_retirement_fund_of_june_is_partly_unpaid() -> None:
    june, july = allocated("fund_order")
    assert {fund: june[f"left_{fund}"] for fund in FUND_NAMES if june[f"left_{fund}"]} == {"httt": 88_705_980}
    assert {fund: july[f"left_{fund}"] for fund in FUND_NAMES if july[f"left_{fund}"]} == {"httt": owed()[1]["httt"]}
    assert june["left"] + july["left"] == 284_793_366


def test_the_ledger_of_july_and_august() -> None:
    """The account's lines, and what late money the account does not have yet: B.5 and Đ.3 of August."""
    register = factory_register()
    b4 = {person: sum(funds.values()) for person, funds in corrections().items()}
    assert totals(register.at(JULY), "A.2.2", "B.3", "B.4.1", "B.4.2", "C", "Đ.2.2") == {
        "A.2.2": 281_649_655, "B.3": 284_025_366, "B.4.1": b4["NV086"], "B.4.2": -b4["NV041"], "C": 0,
        "Đ.2.2": 564_982_771,
    }  # fmt: skip
    august = totals(register.at(AUGUST), "A.2.2", "B.3", "B.4", "C", "D.1", "D.2", "Đ.2.2")
    assert august == {
        "A.2.2": 564_982_771, "B.3": 285_474_200, "B.4": 0, "C": PAID, "D.1": PAID, "D.2": 0, "Đ.2.2": 570_267_566,
    }  # fmt: skip
    assert august["Đ.2.2"] == sum(owed()[1].values()) + sum(month("2026-08").values())


# The people of 01 and 07/2026 whose months are special, from their days alone, under both readings.

NEW_WAGE = 5_681_700
PERSONS: dict[str, dict[str, Any]] = {
    "NV102": {"joined_on": date(2026, 1, 19)},
    "NV005": {"left_on": date(2026, 1, 25)},
    "NV006": {"left_on": date(2026, 1, 16)},
    "NV021": {"absence": "sick", "absent_from": date(2026, 1, 12), "absent_to": date(2026, 1, 27)},
    "NV033": {"absence": "unpaid", "absent_from": date(2026, 1, 5), "absent_to": date(2026, 1, 24)},
    "NV012": {
        "month": "2026-07", "absence": "birth", "absent_from": date(2026, 1, 12), "absent_to": date(2026, 7, 11)
    },
}  # fmt: skip


def special(person: str, **readings: str) -> int:
    row = {"month": "2026-01", "region": 1, "declared_wage": NEW_WAGE, "week": "mon_sat", **PERSONS[person]}
    ((total,),) = answers(asked(SPECIAL_MONTH, [row], readings), "total")
    return int(total)


@pytest.mark.parametrize(
    ("person", "reading", "used", "other"),
    [
        ("NV102", {"joiner_leaver_14_days": "any_day"}, 0, 1_818_145),
        ("NV006", {"joiner_leaver_14_days": "any_day"}, 0, 1_818_145),
        ("NV006", {"bhyt_decrease_in_month": "charged"}, 0, 255_677),
        ("NV033", {"bhyt_unpaid_14": "due"}, 0, 255_677),
        ("NV012", {"birth_leave_part_month": "qd595"}, 369_311, 1_818_145),
    ],
)
def test_both_sides_of_a_reading(person: str, reading: dict[str, str], used: int, other: int) -> None:
    assert PEOPLE[person].code == person
    assert (special(person), special(person, **reading)) == (used, other)


def test_who_is_due_whatever_the_reading() -> None:
    """NV005 left six working days before the end: due in full. NV021 was sick for fourteen: free."""
    names = [name for name in Readings().chosen() if name != "rounding"]
    for name in names:
        for value in type(Readings().chosen()[name]):  # type: ignore[attr-defined]
            assert (special("NV005", **{name: value}), special("NV021", **{name: value})) == (1_818_145, 0)
