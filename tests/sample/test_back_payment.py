"""Ten years of back payment in one list of 07/2026: every month by its own law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

import polars as pl
import pytest

from ibhxh.amounts import contributions
from ibhxh.checks import examine_content
from ibhxh.dossier import Cell, Draft, Sheet, freeze, parse_content
from ibhxh.law import shipped_law
from ibhxh.law.months import first_day, month_index, month_text, months_between
from ibhxh.sample.factory import FACTORY_UNIT, PEOPLE, factory_draft

pytestmark = pytest.mark.unit

LAW = shipped_law()
FILED_ON = date(2026, 7, 24)
FIRST, LAST = month_index("2016-01"), month_index("2026-06")
PERSON = PEOPLE["NV094"]
DIFFERENCE = 3_333_335  # odd on purpose: half đồng arise in many months
FUND_PAYERS = [(fund, payer) for fund in ("HTTT", "ODTS", "TNLD", "BHYT", "BHTN") for payer in ("ER", "EE")]


def rates(month: int) -> dict[tuple[str, str], int]:
    """Fund and payer → rate in force on the month's first day; those the law names for an ordinary employee."""
    rate = LAW.parameter("contribution_rate")
    listed = [key for key in FUND_PAYERS if key not in {("ODTS", "EE"), ("TNLD", "EE")}]
    return {
        (fund, payer): rate.on(
            first_day(month), participant_class="vn_employee", budget_unit=False, fund=fund, payer=payer
        ).amount
        for fund, payer in listed
    }


def law_of(month: int) -> tuple[int, int]:
    """What a row of arrears must not cross: the base salary, and the rate of all funds together."""
    return LAW.parameter("base_salary").on(first_day(month)).amount, sum(rates(month).values())


def arrears() -> list[dict[str, Cell]]:
    """One AD row for each stretch of months under one law."""
    stretches = [list(months) for _, months in groupby(months_between(FIRST, LAST), key=law_of)]
    return [
        {
            "full_name": PERSON.full_name,
            "si_number": PERSON.si_number,
            "personal_id": PERSON.personal_id,
            "birth_date": PERSON.birth_date,
            "sex": PERSON.sex,
            "nationality": "VN",
            "declaration_kind": "2",
            "plan": "AD",
            "engagement": "full_time",
            "job_title": PERSON.job_title,
            "workplace": FACTORY_UNIT.address,
            "wage": DIFFERENCE,
            "effective_on": first_day(FIRST),
            "from_month": months[0],
            "to_month": months[-1],
            "declared_rate": sum(rates(months[0]).values()),
            "note": "Bản án lao động 07/2026: bổ sung tiền lương từ 01/2016",
        }
        for months in stretches
    ]


def draft() -> Draft:
    july = factory_draft(month_index("2026-07"), 2, LAW)
    version = july.sheets[0].version
    return Draft(
        "ab" * 16, july.key, july.mst, july.agency_code, (Sheet.of(version, july.sheets[0].header, arrears()),)
    )


def by_month(rows: pl.DataFrame) -> pl.DataFrame:
    """One row for each person and month of the arrears, as facts for the contributions."""
    months = rows.select(
        month=pl.int_ranges("from_month", pl.col("to_month") + 1, dtype=pl.Int32), declared_wage="wage"
    )
    return months.explode("month").with_columns(region=pl.lit(1, pl.Int8), participant_class=pl.lit("vn_employee"))


def test_the_rows_are_split_where_the_law_changed() -> None:
    starts = [month_text(int(str(row["from_month"]))) for row in arrears()]
    assert starts == [
        "2016-01", "2016-05", "2017-06", "2017-07", "2018-07", "2019-07", "2021-07", "2021-10", "2022-07", "2022-10",
        "2023-07", "2024-07",
    ]  # fmt: skip


def test_ten_years_freeze_and_read_back() -> None:
    content = freeze(draft(), made_on=FILED_ON)
    assert parse_content(content.data, LAW) == content


def test_the_checks_find_nothing_false() -> None:
    content = freeze(draft(), made_on=FILED_ON)
    assert examine_content(content, LAW, filed_on=FILED_ON).findings == ()


def test_one_row_across_the_whole_time_is_an_error() -> None:
    whole = draft().sheets[0].with_rows(draft().sheets[0].rows.head(1).with_columns(to_month=pl.lit(LAST, pl.Int32)))
    content = freeze(replace(draft(), sheets=(whole,)), made_on=FILED_ON)
    assert [f.rule for f in examine_content(content, LAW, filed_on=FILED_ON).findings] == ["D02-354"]


def test_every_month_is_charged_by_its_own_law() -> None:
    (sheet,) = parse_content(freeze(draft(), made_on=FILED_ON).data, LAW).sheets(LAW)
    facts = by_month(sheet.rows)
    assert facts["month"].to_list() == list(months_between(FIRST, LAST))
    frame = contributions(facts, LAW).frame
    for row in frame.iter_rows(named=True):
        expected = {key: (DIFFERENCE * rate + 500_000) // 1_000_000 for key, rate in rates(row["month"]).items()}
        assert {(f, p): row[f"{f}_{p}".lower()] for f, p in expected} == expected, month_text(row["month"])
        assert row["total"] == sum(expected.values())


def test_the_relief_of_2021_and_2022_is_in_the_sum() -> None:
    frame = contributions(by_month(draft().sheets[0].rows), LAW).frame
    month = pl.col("month")
    injury = frame.filter(month.is_between(month_index("2021-07"), month_index("2022-06")))["tnld_er"]
    unemployment = frame.filter(month.is_between(month_index("2021-10"), month_index("2022-09")))["bhtn_er"]
    assert injury.to_list() == [0] * 12
    assert unemployment.to_list() == [0] * 12
    assert frame["total"].sum() == sum(
        (DIFFERENCE * rate + 500_000) // 1_000_000
        for index in months_between(FIRST, LAST)
        for rate in rates(index).values()
    )
