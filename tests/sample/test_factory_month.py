"""Every figure of the factory's months, to the đồng, against the published vectors."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from ibhxh.amounts import FUNDS, Readings, Rounding, contributions, month_totals
from ibhxh.law import shipped_law
from ibhxh.law.months import month_index
from ibhxh.sample.factory import factory_month
from ibhxh.sample.month_days import own_calendar

pytestmark = pytest.mark.unit

LAW = shipped_law()
VECTORS = Path(__file__).parents[1] / "vectors" / "month"
MONTHS = [f"2025-{m:02}" for m in (12,)] + [f"2026-{m:02}" for m in range(1, 9)]


def vectors(name: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = yaml.safe_load((VECTORS / f"{name}.yaml").read_text(encoding="utf-8"))
    return listed


def each(name: str) -> list[Any]:
    """One case for each entry and month of a vector file."""
    return [
        pytest.param(case, month, id=f"{month} {' '.join(case.get('people', ['unit']))}")
        for case in vectors(name)
        for month in case["months"]
    ]


USED = Readings()


def computed(month: str, readings: Readings = USED, known_on: date | None = None) -> pl.DataFrame:
    return contributions(factory_month(month_index(month), readings, known_on=known_on), LAW).frame


def pair(row: dict[str, Any], fund: str) -> list[int]:
    """What the unit and the person pay into a fund."""
    return [row[f"{fund}_er"], row[f"{fund}_ee"]]


@pytest.mark.parametrize(("case", "month"), each("people"))
def test_what_a_person_owes(case: dict[str, Any], month: str) -> None:
    frame = computed(month)
    for person in case["people"]:
        row = frame.row(by_predicate=pl.col("person") == person, named=True)
        bases = {fund: case.get(f"base_{fund}", case["base"]) for fund in ("httt", "odts", "tnld", "bhyt", "bhtn")}
        assert {fund: row[f"base_{fund}"] for fund in bases} == bases
        assert pair(row, "httt") == case["httt"]
        assert pair(row, "odts") == [case["odts"], 0]
        assert row["tnld_er"] == case["tnld"]
        assert pair(row, "bhyt") == case["bhyt"]
        assert pair(row, "bhtn") == case["bhtn"]
        assert [row["total_er"], row["total_ee"], row["total"]] == [case["er"], case["ee"], case["total"]]


@pytest.mark.parametrize(("case", "month"), each("unit"))
def test_what_the_whole_unit_owes(case: dict[str, Any], month: str) -> None:
    facts = factory_month(month_index(month))
    found = month_totals(contributions(facts, LAW)).row(0, named=True)
    assert facts["head"].sum() == case["heads"]
    assert found["paying"] == case["paying"]
    for fund, base in case["bases"].items():
        assert [found[f"base_{fund}"], found[f"people_{fund}"]] == base
    for fund, amounts in case["amounts"].items():
        payers = ("er", "ee")[: len(amounts)]
        assert [found[f"{fund}_{payer}"] for payer in payers] == amounts
    assert [found[name] for name in ("total_er", "total_ee", "total")] == [case["er"], case["ee"], case["total"]]


def test_the_vectors_cover_every_month_of_the_case() -> None:
    assert [month for case in vectors("unit") for month in case["months"]] == MONTHS


@pytest.mark.parametrize("case", vectors("readings"), ids=lambda case: f"{case['reading']} {case['month']}")
def test_the_other_reading_changes_one_person_only(case: dict[str, Any]) -> None:
    used, other = computed(case["month"]), computed(case["month"], Readings.of(case["reading"]))
    assert other["total"].sum() - used["total"].sum() == case["more"]
    assert other["head"].sum() == used["head"].sum()
    sums = [name for name in used.columns if name.startswith("total")]
    changed = other.join(used.select("person", *sums), on="person", how="full", suffix="_used", coalesce=True)
    changed = changed.with_columns(pl.col(f"{name}_used").fill_null(0) for name in sums)
    row = changed.filter(pl.col("total") != pl.col("total_used")).to_dicts()
    assert [r["person"] for r in row] == [case["person"]]
    more = {name: row[0][name] - row[0][f"{name}_used"] for name in sums}
    assert more == {"total_er": case["er"], "total_ee": case["ee"], "total": case["more"]}


def test_health_insurance_of_a_late_decrease_is_free_under_the_other_reading() -> None:
    july = date(2026, 7, 31)
    owed = computed("2026-06", known_on=july)
    free = computed("2026-06", Readings.of({"bhyt_late_decrease": "free"}), july)
    assert owed["total"].sum() - free["total"].sum() == 238_950
    assert "NV041" not in free["person"]


@pytest.mark.parametrize("case", vectors("corrections"), ids=lambda case: case["person"])
def test_what_julys_lists_change_in_months_already_booked(case: dict[str, Any]) -> None:
    found = dict.fromkeys([*(fund.lower() for fund in FUNDS), "total"], 0)
    for month in case["months"]:
        for frame, sign in ((computed(month, known_on=date(2026, 7, 31)), 1), (computed(month), -1)):
            row = frame.row(by_predicate=pl.col("person") == case["person"], named=True)
            for fund in FUNDS:
                found[fund.lower()] += sign * (row[f"{fund}_ER".lower()] + row.get(f"{fund}_EE".lower(), 0))
            found["total"] += sign * row["total"]
    assert found == {name: case[name] for name in found}


def test_julys_lists_change_nobody_else_in_june() -> None:
    booked, known = computed("2026-06"), computed("2026-06", known_on=date(2026, 7, 31))
    both = known.join(booked.select("person", before="total"), on="person", how="full", coalesce=True)
    changed = both.filter(~pl.col("total").eq_missing(pl.col("before")))["person"].to_list()
    assert sorted(changed) == ["NV041", "NV086"]


@pytest.mark.parametrize("month", MONTHS[1:7])
def test_the_fund_pays_health_insurance_of_birth_leave(month: str) -> None:
    row = computed(month).row(by_predicate=pl.col("person") == "NV012", named=True)
    assert (row["bhyt_fund"], row["total"]) == (105_300, 0)


def test_a_five_day_week_leaves_twelve_sick_days_and_everything_due() -> None:
    facts = factory_month(month_index("2026-01"), calendar=own_calendar("5"))
    frame = contributions(facts, LAW).frame
    row = frame.row(by_predicate=pl.col("person") == "NV021", named=True)
    assert row["total"] == 1_818_145


def test_rounding_the_total_instead_of_each_person_differs_by_18_dong() -> None:
    facts = factory_month(month_index("2026-01"))
    injury = {}
    for rounding in (Rounding.PERSON_FUND_PAYER, Rounding.FUND_TOTAL):
        readings = Readings(rounding=rounding)
        injury[rounding] = month_totals(contributions(facts, LAW, readings), readings)["tnld_er"].to_list()
    assert injury == {Rounding.PERSON_FUND_PAYER: [4_383_633], Rounding.FUND_TOTAL: [4_383_615]}


def test_cutting_off_loses_the_half_dong() -> None:
    frame = contributions(factory_month(month_index("2026-01")), LAW, Readings(rounding=Rounding.TRUNCATE)).frame
    row = frame.row(by_predicate=pl.col("person") == "NV001", named=True)
    assert (row["tnld_er"], row["bhyt_ee"]) == (28_408, 85_225)
