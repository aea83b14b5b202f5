"""From days to a month's status, and from there to what is due."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.amounts import FUNDS, Readings, contributions
from ibhxh.amounts.month_contribution import BY_STATUS, SEVERAL_CONTRACTS, SPECIAL_MONTH
from ibhxh.amounts.month_facts import DUE, FOURTEEN, MonthFacts, with_due
from ibhxh.law import shipped_law
from ibhxh.law.concurrent_contract import read_contract_rules
from ibhxh.law.errors import LawDataFault, NoLawForDay
from ibhxh.law.months import first_day, month_index, month_text
from tests.amounts.asking import answers, asked
from tests.build.drawn import drawn

pytestmark = pytest.mark.unit

LAW = shipped_law()
DAYS = st.integers(0, 27)
MONTHS = st.integers(month_index("2007-01"), month_index("2027-12"))


@given(
    st.builds(
        MonthFacts,
        birth=DAYS, maternity=DAYS, sick=DAYS, unpaid=DAYS, before_joining=DAYS, after_leaving=DAYS,
        first_month=st.booleans(), part_time=st.booleans(), agreed=st.booleans(), back_early=st.booleans(),
    ),
    MONTHS,
)  # fmt: skip
def test_every_month_has_a_status_the_law_knows(facts: MonthFacts, month: int) -> None:
    entry = LAW.month_status(facts.status(), first_day(month))
    days = (facts.birth, facts.maternity, facts.sick, facts.unpaid)
    if max(days) < FOURTEEN and not facts.birth and facts.unpaid + facts.before_joining + facts.after_leaving < 14:
        assert entry.due >= {"HTTT", "ODTS", "TNLD", "BHYT"}


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({}, "full"),
        ({"sick": 13}, "full"),
        ({"sick": 14}, "sick_14"),
        ({"sick": 14, "first_month": True}, "sick_14_first_month"),
        ({"unpaid": 14}, "unpaid_14"),
        ({"unpaid": 14, "agreed": True}, "unpaid_14_agreed"),
        ({"unpaid": 14, "agreed": True, "part_time": True}, "unpaid_14_part_time"),
        ({"unpaid": 7, "sick": 7}, "full"),
        ({"unpaid": 7, "before_joining": 7}, "joined_14"),
        ({"before_joining": 14}, "joined_14"),
        ({"after_leaving": 14}, "left_14"),
        ({"before_joining": 7, "after_leaving": 7}, "left_14"),
        ({"birth": 1}, "birth_leave_part"),
        ({"birth": 14}, "birth_leave_14"),
        ({"birth": 14, "back_early": True}, "birth_leave_14"),
        ({"birth": 5, "back_early": True}, "birth_leave_early_return"),
        ({"maternity": 13}, "full"),
        ({"maternity": 14}, "maternity_14"),
    ],
)
def test_the_status_of_a_month(facts: dict[str, Any], status: str) -> None:
    assert MonthFacts(**facts).status() == status


STATUSES = tuple(dict.fromkeys(entry.status for entry in LAW.month_statuses))
CHOSEN = st.fixed_dictionaries(
    {
        name: st.sampled_from([value.value for value in type(default)])
        for name, default in Readings().chosen().items()
        if name != "rounding"
    }
)


@settings(max_examples=drawn(40))
@given(
    st.lists(
        st.tuples(st.integers(month_index("2007-01"), month_index("2027-12")), st.sampled_from(STATUSES)), min_size=1
    ),
    CHOSEN,
)
def test_the_columns_are_what_the_data_says(rows: list[tuple[int, str]], chosen: dict[str, str]) -> None:
    table = pl.DataFrame(rows, schema={"month": pl.Int32, "status": pl.String}, orient="row")
    found = with_due(table, LAW, Readings.of(chosen))
    assert found.select("month", "status").rows() == rows
    for (month, status), row in zip(rows, found.select(DUE).iter_rows(named=True), strict=True):
        entry = LAW.month_status(status, first_day(month))
        assert {fund for fund in FUNDS if row[f"due_{fund.lower()}"]} == entry.due_by(chosen)
        assert row["bhyt_by_fund"] == ("BHYT" in entry.by_fund)


def test_an_unknown_status_is_refused_and_a_blank_one_is_blank() -> None:
    table = pl.DataFrame(
        {"month": [24318, 24318, None], "status": ["full", None, "full"]}, schema_overrides={"month": pl.Int32}
    )
    assert with_due(table, LAW)["due_httt"].to_list() == [True, None, None]
    with pytest.raises(NoLawForDay, match="asleep"):
        with_due(table.with_columns(status=pl.lit("asleep")), LAW)


def test_a_full_month_is_the_plain_contribution() -> None:
    row = {"month": "2026-07", "region": 1, "declared_wage": 60_000_000}
    plain = pl.DataFrame(
        {
            "month": [month_index("2026-07")],
            "region": [1],
            "participant_class": ["vn_employee"],
            "declared_wage": [60_000_000],
        },
        schema_overrides={"month": pl.Int32, "region": pl.Int8},
    )
    names = ("httt_er", "bhyt_ee", "total")
    assert answers(asked(BY_STATUS, [row]), *names) == contributions(plain, LAW).frame.select(names).rows()
    assert answers(asked(SPECIAL_MONTH, [row]), *names) == answers(asked(BY_STATUS, [row]), *names)


def test_the_why_of_a_special_month_opens_with_the_days_and_the_status() -> None:
    row = {"month": "2026-01", "region": 1, "declared_wage": 5_681_700, "absence": "sick", "days_absent": 14}
    steps = asked(SPECIAL_MONTH, [row]).why(0).steps
    assert [step.name for step in steps[:2]] == ["days_sick", "status"]
    assert steps[1].cite_text("vi").startswith("Điều 33 khoản 5 Luật 41/2024/QH15")


@pytest.mark.parametrize("name", ["month", "declared_wage"])
def test_a_blank_gives_a_blank(name: str) -> None:
    row = {"month": "2026-01", "region": 1, "declared_wage": 5_681_700}
    for kind in (BY_STATUS, SPECIAL_MONTH):
        assert answers(asked(kind, [row | {name: None}, row]), "total") == [(None,), (1_818_145,)]


def test_days_outside_the_month_do_not_count() -> None:
    row = {
        "month": "2026-02", "region": 1, "declared_wage": 5_681_700, "week": "mon_sat", "absence": "unpaid",
        "absent_from": date(2026, 1, 5), "absent_to": date(2026, 2, 10), "joined_on": date(2025, 3, 1),
        "left_on": date(2026, 3, 1),
    }  # fmt: skip
    ((total, days),) = answers(asked(SPECIAL_MONTH, [row]), "total", "days_away")
    assert (total, days) == (1_818_145, 8)


@settings(max_examples=drawn(25))
@given(
    st.lists(st.integers(1, 60_000_000), min_size=1, max_size=4),
    st.integers(month_index("2016-01"), month_index("2027-12")),
)
def test_one_contract_carries_each_fund_and_all_carry_injury(wages: list[int], month: int) -> None:
    row = {"month": month_text(month), "region": 1, "wages": wages}
    frame = asked(SEVERAL_CONTRACTS, [row]).frame
    assert frame["contract"].to_list() == list(range(1, len(wages) + 1))
    for fund in ("httt", "odts", "bhyt", "bhtn"):
        assert frame[f"base_{fund}"].is_not_null().sum() == 1
    assert frame["base_tnld"].is_not_null().all()
    carrier = frame["base_bhyt"].is_not_null().arg_true().item()
    highest = month < month_index("2025-07")
    assert carrier == (wages.index(max(wages)) if highest else 0)


def test_no_contract_or_an_unknown_wage_is_blank() -> None:
    rows = [{"month": "2026-01", "region": 1, "wages": wages} for wages in (None, [], [1_000_000, None])]
    assert answers(asked(SEVERAL_CONTRACTS, rows), "total") == [(None,)] * 3


def test_a_strange_carrier_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "concurrent_contracts.yaml"
    path.write_text(
        "- {valid: {from: 2026-01-01}, funds: {HTTT: last}, reference: {act: a, published: 2026-01-01}, "
        "confidence: low}",
        encoding="utf-8",
    )
    with pytest.raises(LawDataFault):
        read_contract_rules(path)
