"""Contributions: published vectors, the traps of columns, and a plain Python reckoning beside."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.amounts import (
    FUNDS,
    LINES,
    PAYERS,
    MissingFact,
    MoneyOutOfRange,
    Readings,
    Rounding,
    contributions,
    line_name,
    money,
)
from ibhxh.amounts.asked import answer
from ibhxh.amounts.kinds import KINDS as ASKED
from ibhxh.law import load_law, shipped_law
from ibhxh.law.errors import NoLawForDay, UnknownLawKey
from ibhxh.law.law import FOLDER
from ibhxh.law.months import first_day, month_index

pytestmark = pytest.mark.unit

LAW = shipped_law()
VECTORS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "vectors" / "amounts" / "contributions.yaml").read_text(encoding="utf-8")
)
CASES = [case for cases in VECTORS.values() for case in cases]
SCHEMA = {"month": pl.Int32, "region": pl.Int8, "participant_class": pl.String, "declared_wage": pl.Int64}
FLAGS = [*(f"due_{fund.lower()}" for fund in FUNDS), "bhyt_by_fund", "budget_unit"]
GROUPS = {"si": ("HTTT", "ODTS", "TNLD"), "hi": ("BHYT",), "ui": ("BHTN",)}
JULY = month_index("2026-07")


def people(*rows: dict[str, Any]) -> pl.DataFrame:
    usual = {"month": JULY, "region": 1, "participant_class": "vn_employee", "declared_wage": 10_000_000}
    given = {name for row in rows for name in row} - set(SCHEMA)
    schema = SCHEMA | {name: pl.Boolean if name in FLAGS else pl.String for name in sorted(given)}
    return pl.DataFrame([usual | row for row in rows], schema=schema)


def one(**row: Any) -> dict[str, Any]:
    return contributions(people(row), LAW).frame.row(0, named=True)


def found_in(row: dict[str, Any], name: str) -> Any:
    """A value of the vector file: a column, the sum of an insurance's lines, or the trade union fee."""
    if name == "union_fee":
        return row["base_httt"] * LAW.parameter("union_fee_rate").on(first_day(row["month"])).amount // 1_000_000
    insurance, _, payer = name.partition("_")
    if insurance in GROUPS and payer in ("er", "ee"):
        return sum(row.get(f"{fund.lower()}_{payer}", 0) for fund in GROUPS[insurance])
    return row[name]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_published_cases(case: dict[str, Any]) -> None:
    facts = dict(case["facts"])
    months, kind, wage = facts.pop("months"), facts.pop("class"), facts.pop("wage")
    rows = [
        {"month": month_index(month), "participant_class": kind, "declared_wage": wage, **facts} for month in months
    ]
    for row in contributions(people(*rows), LAW).frame.iter_rows(named=True):
        assert {name: found_in(row, name) for name in case["expect"]} == case["expect"]


def test_all_cases_at_once_give_the_same() -> None:
    rows: list[dict[str, Any]] = []
    for case in CASES:
        facts = {"class": "vn_employee"} | case["facts"]
        row = {"month": month_index(facts["months"][0]), "participant_class": facts["class"]}
        row |= {"declared_wage": facts["wage"], "region": facts["region"]}
        rows.append(row | {name: facts.get(name) for name in (*FLAGS, "pay")})
    frame = contributions(people(*rows), LAW).frame
    for case, row in zip(CASES, frame.iter_rows(named=True), strict=True):
        assert {name: found_in(row, name) for name in case["expect"]} == case["expect"], case["id"]


# A second reckoning: plain integers, one look-up by day at a time.

KINDS = LAW.parameter("contribution_rate").keys["participant_class"]
ROW = st.fixed_dictionaries(
    {
        "month": st.integers(month_index("2007-01"), month_index("2027-12")),
        "region": st.integers(1, 4),
        "participant_class": st.sampled_from(KINDS),
        "declared_wage": st.integers(-200_000_000, 200_000_000),
        "pay": st.sampled_from(["employer", "state", None]),
        "budget_unit": st.none() | st.booleans(),
        "bhyt_by_fund": st.none() | st.booleans(),
        **{f"due_{fund.lower()}": st.sampled_from([True, True, True, None, False]) for fund in FUNDS},
    }
)


def amount_on(parameter: str, day: date, **keys: Any) -> int | None:
    try:
        return LAW.parameter(parameter).on(day, **keys).amount
    except NoLawForDay:
        return None


def reckon(row: dict[str, Any]) -> dict[str, int | None]:
    """One person's contribution without columns, tables or steps."""
    day, kind, wage = first_day(row["month"]), row["participant_class"], row["declared_wage"]
    base_of: dict[str, int] = {}
    for insurance in ("si", "hi"):
        cap = amount_on("si_hi_cap", day, participant_class=kind, base=insurance)
        lift = amount_on("contribution_base_lift", day, participant_class=kind, base=insurance)
        capped = min(wage, cap or 0)
        base_of[insurance] = capped if lift is None else max(capped, lift)
    base_of["ui"] = min(wage, amount_on("ui_cap", day, pay=row["pay"] or "employer", region=row["region"]) or 0)
    amounts: dict[tuple[str, str], int] = {}
    bases: dict[str, int | None] = {}
    for insurance, funds in GROUPS.items():
        for fund in funds:
            key = {"participant_class": kind, "budget_unit": bool(row["budget_unit"]), "fund": fund}
            rates = {payer: amount_on("contribution_rate", day, payer=payer, **key) for payer in PAYERS}
            due = row[f"due_{fund.lower()}"] is not False
            bases[f"base_{fund.lower()}"] = base_of[insurance] if due and set(rates.values()) != {None} else None
            for payer, rate in rates.items():
                asked, base = due, base_of[insurance]
                if payer == "FUND":
                    asked, base = row["bhyt_by_fund"] is True, amount_on("health_base_paid_by_fund", day) or base
                parts = base * (rate or 0) if asked else 0
                amounts[fund, payer] = (abs(parts) + 500_000) // 1_000_000 * (1 if parts >= 0 else -1)
    paid = {payer: sum(amount for (_, who), amount in amounts.items() if who == payer) for payer in ("ER", "EE")}
    totals = {"total_er": paid["ER"], "total_ee": paid["EE"], "total": paid["ER"] + paid["EE"]}
    return bases | {line_name(*line): amounts[line] for line in LINES} | totals


@settings(deadline=None)
@given(st.lists(ROW, min_size=1, max_size=20))
def test_columns_agree_with_plain_reckoning(rows: list[dict[str, Any]]) -> None:
    frame = contributions(people(*rows), LAW).frame
    for row, found in zip(rows, frame.iter_rows(named=True), strict=True):
        expected = reckon(row)
        assert {name: found[name] for name in expected} == expected


# Traps.


@pytest.mark.parametrize("fact", ["month", "region", "participant_class", "declared_wage"])
def test_a_blank_fact_never_becomes_a_cap_or_a_zero(fact: str) -> None:
    blank, whole = contributions(people({fact: None}, {}), LAW).frame.iter_rows(named=True)
    assert blank["total"] is None
    assert whole["total"] == 3_200_000
    if fact == "region":  # decides the cap of unemployment insurance only
        assert (blank["bhtn_er"], blank["base_bhtn"], blank["base_httt"]) == (None, None, 10_000_000)
        return
    names = {*(line_name(*line) for line in LINES), "total_er", "total_ee", "base_httt"} - {"bhyt_fund", "bhtn_st"}
    assert {blank[name] for name in names} == {None}


def test_a_blank_flag_reads_its_default() -> None:
    row = dict.fromkeys((*FLAGS, "pay"))
    assert one(**row)["total"] == one()["total"]


def test_an_adjustment_below_nought_mirrors_the_payment() -> None:
    paid, back = one(declared_wage=5_681_700), one(declared_wage=-5_681_700)
    names = [*(line_name(*line) for line in LINES), "total_er", "total_ee", "total"]
    assert {name: -back[name] for name in names} == {name: paid[name] for name in names}


def test_an_overflowing_wage_is_refused() -> None:
    with pytest.raises(MoneyOutOfRange):
        one(declared_wage=2**62)
    assert one(declared_wage=money.LIMIT)["base_httt"] == 50_600_000


@pytest.mark.parametrize("month", ["2006-12", "2028-01", "0001-01"])
def test_a_month_the_law_pack_does_not_cover_is_refused(month: str) -> None:
    with pytest.raises(NoLawForDay):
        contributions(people({}, {"month": month_index(month)}), LAW)


@pytest.mark.parametrize(
    "row", [{"participant_class": "vn_employe"}, {"region": 0}, {"region": 5}, {"region": -1}, {"pay": "boss"}]
)
def test_an_unknown_key_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(UnknownLawKey):
        contributions(people({}, row), LAW)


def test_columns_are_asked_for_by_name_and_type() -> None:
    with pytest.raises(MissingFact, match="declared_wage"):
        contributions(people({}).drop("declared_wage"), LAW)
    with pytest.raises(MissingFact, match="month"):
        contributions(people({}).cast({"month": pl.Int64}), LAW)
    with pytest.raises(MissingFact, match="declared_wage"):
        contributions(people({}).cast({"declared_wage": pl.Float64}), LAW)
    with pytest.raises(MissingFact, match="due_httt"):
        contributions(people({}).with_columns(due_httt=pl.lit(1)), LAW)


def test_an_empty_table_gives_an_empty_table() -> None:
    frame = contributions(people({})[:0], LAW).frame
    assert frame.height == 0
    assert frame.schema["total"] == pl.Int64


def test_other_columns_are_carried_along_and_rows_keep_their_order() -> None:
    table = people({"declared_wage": 3_000_000}, {"declared_wage": 1_000_000}).with_columns(
        person=pl.Series(["b", "a"])
    )
    frame = contributions(table, LAW).frame
    assert frame["person"].to_list() == ["b", "a"]
    assert frame["base_httt"].to_list() == [3_000_000, 1_000_000]


def test_only_the_results_asked_for_are_given() -> None:
    frame = contributions(people({}), LAW, results=("total", "httt_ee")).frame
    assert frame.columns == [*SCHEMA, "total", "httt_ee"]
    assert frame.row(0)[-2:] == (3_200_000, 800_000)


def test_truncation_is_a_reading() -> None:
    table = people({"month": month_index("2026-01"), "declared_wage": 5_681_700})
    cut = contributions(table, LAW, Readings(rounding=Rounding.TRUNCATE)).frame.row(0, named=True)
    assert (cut["tnld_er"], cut["bhyt_ee"]) == (28_408, 85_225)


def test_an_overlay_may_list_the_classes_in_another_order(tmp_path: Path) -> None:
    text = (FOLDER / "parameters" / "si_hi_cap.yaml").read_text(encoding="utf-8")
    moved = "    - vn_employee\n"
    assert text.count("  participant_class:\n" + moved) == 1
    text = text.replace("  participant_class:\n" + moved, "  participant_class:\n")
    text = text.replace("    - manager_without_salary\n  base:", f"    - manager_without_salary\n{moved}  base:")
    (tmp_path / "si_hi_cap.yaml").write_text(text, encoding="utf-8")
    other = load_law([tmp_path / "si_hi_cap.yaml"])
    assert other.parameter("si_hi_cap").keys != LAW.parameter("si_hi_cap").keys
    table = people(*({"participant_class": kind, "declared_wage": 90_000_000} for kind in KINDS))
    assert contributions(table, other).frame.equals(contributions(table, LAW).frame)


def test_what_was_known_then() -> None:
    table = people({"declared_wage": 60_000_000})
    then = contributions(table, LAW, known_on=date(2026, 5, 14)).frame.row(0, named=True)
    assert (then["base_httt"], then["base_bhtn"]) == (46_800_000, 60_000_000)


def asked(month: str, region: int, wage: int, participant_class: str = "vn_employee") -> dict[str, Any]:
    question = {"month": month, "region": region, "declared_wage": wage, "participant_class": participant_class}
    (told,) = answer(ASKED["contribution"], [question], LAW)["answers"]
    return dict(told)


def test_an_answer_as_data() -> None:
    told = asked("2026-07", 1, 20_000_000)
    assert (told["httt_ee"], told["tnld_er"], told["total"]) == (1_600_000, 100_000, 6_400_000)
    assert [step["name"] for step in told["unverified"]] == ["bhtn_er", "bhtn_ee"]
    assert set(told["pieces"][0]["steps"][0]) == {"name", "words", "value", "cite"}


def test_an_answer_for_one_who_is_in_one_fund() -> None:
    told = asked("2026-07", 3, 6_000_000, "tnld_only")
    assert (told["total"], told["tnld_er"], told["unverified"]) == (30_000, 30_000, [])
    relieved = asked("2021-08", 1, 6_000_000)
    assert relieved["tnld_er"] == 0
    assert "tnld_er" in {step["name"] for step in relieved["pieces"][0]["steps"]}, "a rate of nought is told"
