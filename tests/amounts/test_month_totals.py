"""The unit's month: the hundred people of 12/2025, blanks, and the two ways to round."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest

from ibhxh.amounts import Readings, Rounding, contributions, month_totals
from ibhxh.law import shipped_law
from ibhxh.law.months import month_index

pytestmark = pytest.mark.unit

LAW = shipped_law()
FACTORY = [  # heads, wage, class
    (40, 5_307_200, "vn_employee"),
    (20, 4_960_000, "vn_employee"),
    (15, 7_500_000, "vn_employee"),
    (10, 10_300_000, "vn_employee"),
    (8, 12_000_000, "vn_employee"),
    (4, 25_000_000, "vn_employee"),
    (1, 48_000_000, "vn_employee"),
    (1, 60_000_000, "vn_employee"),
    (1, 55_000_000, "foreign_employee"),
]
FUND_TOTAL = Readings(rounding=Rounding.FUND_TOTAL)


def people(groups: Sequence[tuple[int, int | None, str]], month: str = "2025-12") -> pl.DataFrame:
    rows = [(month_index(month), 1, kind, wage) for heads, wage, kind in groups for _ in range(heads)]
    schema = {"month": pl.Int32, "region": pl.Int8, "participant_class": pl.String, "declared_wage": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_the_hundred_people_of_12_2025() -> None:
    totals = month_totals(contributions(people(FACTORY), LAW)).row(0, named=True)
    expected = {
        "people": 100,
        "paying": 100,
        "people_httt": 100,
        "base_httt": 863_388_000,
        "base_odts": 863_388_000,
        "people_tnld": 100,
        "base_tnld": 863_388_000,
        "people_bhyt": 100,
        "base_bhyt": 863_388_000,
        "people_bhtn": 99,
        "base_bhtn": 830_988_000,
        "httt_er": 120_874_320,
        "httt_ee": 69_071_040,
        "odts_er": 25_901_640,
        "tnld_er": 4_316_940,
        "bhyt_er": 25_901_640,
        "bhyt_ee": 12_950_820,
        "bhtn_er": 8_309_880,
        "bhtn_ee": 8_309_880,
        "total_er": 185_304_420,
        "total_ee": 90_331_740,
        "total": 275_636_160,
    }
    assert {name: totals[name] for name in expected} == expected


def test_months_come_in_order_and_each_by_itself() -> None:
    table = pl.concat([people(FACTORY, "2026-01"), people(FACTORY[:1], "2025-12")])
    totals = month_totals(contributions(table, LAW))
    assert totals["month"].to_list() == [month_index("2025-12"), month_index("2026-01")]
    assert totals["people"].to_list() == [40, 100]
    assert totals["total"][0] == 40 * 1_698_304


def test_a_month_with_a_blank_wage_has_no_total() -> None:
    table = pl.concat([people([*FACTORY, (1, None, "vn_employee")]), people(FACTORY, "2025-11")])
    november, december = month_totals(contributions(table, LAW)).iter_rows(named=True)
    assert (december["people"], december["paying"]) == (101, 100)
    sums = ("base_httt", "base_bhtn", "httt_er", "total_er", "total_ee", "total")
    assert {december[name] for name in sums} == {None}
    assert november["total"] == 275_636_160


def test_who_has_no_fund_due_is_counted_but_does_not_pay() -> None:
    table = people([(2, 5_000_000, "vn_employee")]).with_columns(
        pl.Series([True, False]).alias(f"due_{fund}") for fund in ("httt", "odts", "tnld", "bhyt", "bhtn")
    )
    totals = month_totals(contributions(table, LAW)).row(0, named=True)
    assert (totals["people"], totals["paying"], totals["people_httt"], totals["base_httt"]) == (2, 1, 1, 5_000_000)


def test_rounding_by_fund_total_differs_by_the_half_dongs() -> None:
    # 36 wages with 28.408,5 of TNLD: 18 đồng between rounding each and rounding the sum.
    amounts = contributions(people([(36, 5_681_700, "vn_employee")], "2026-01"), LAW)
    each, whole = (month_totals(amounts, readings).row(0, named=True) for readings in (Readings(), FUND_TOTAL))
    assert (each["tnld_er"], whole["tnld_er"]) == (36 * 28_409, 36 * 28_409 - 18)
    assert whole["total_er"] == each["total_er"] - 18
    assert whole["total"] == whole["total_er"] + whole["total_ee"]
    assert whole["base_tnld"] == each["base_tnld"]


def test_rounding_by_fund_total_takes_each_rate_by_itself() -> None:
    groups = [(3, 5_681_700, "vn_employee"), (5, 5_681_700, "vn_employee_reduced_tnld"), (2, 7_000_001, "tnld_only")]
    totals = month_totals(contributions(people(groups, "2026-01"), LAW), FUND_TOTAL).row(0, named=True)
    at_half = 3 * 5_681_700 + 2 * 7_000_001
    assert (
        totals["tnld_er"] == (at_half * 5_000 + 500_000) // 1_000_000 + (5 * 5_681_700 * 3_000 + 500_000) // 1_000_000
    )
    assert totals["people_httt"] == 8


def test_rounding_by_fund_total_keeps_blanks_blank_and_leaves_out_who_is_not_due() -> None:
    blank = contributions(people([(1, None, "vn_employee"), (1, 5_000_000, "vn_employee")]), LAW)
    assert month_totals(blank, FUND_TOTAL).row(0, named=True)["total"] is None
    freed = people([(2, 5_000_000, "vn_employee")]).with_columns(due_bhtn=pl.Series([True, False]))
    totals = month_totals(contributions(freed, LAW), FUND_TOTAL).row(0, named=True)
    assert (totals["bhtn_ee"], totals["people_bhtn"]) == (50_000, 1)


def test_no_people_no_months() -> None:
    assert month_totals(contributions(people([]), LAW)).height == 0
