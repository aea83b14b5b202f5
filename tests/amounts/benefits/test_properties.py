"""What holds for every benefit: rounding, blanks, many rows at once, parts that make up wholes."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ibhxh.amounts import voluntary
from ibhxh.amounts.asked import WrongQuestion, question_table
from ibhxh.amounts.benefits.rounding import percent
from ibhxh.amounts.errors import MoneyOutOfRange
from ibhxh.amounts.kind import ROW, Ask, Kind
from ibhxh.amounts.kinds import KINDS
from ibhxh.amounts.questions import UnevenLists
from ibhxh.amounts.readings import AverageRounding, BenefitDailyRounding, Readings
from ibhxh.law import shipped_law
from ibhxh.law.months import month_index, month_text
from ibhxh.law.value import Unit, Value
from tests.build.drawn import drawn

pytestmark = pytest.mark.unit

LAW = shipped_law()
#: The kinds tested here; the others have tests of their own.
MINE = [kind for kind in KINDS.values() if kind.run.__module__.split(".")[2] in {
    "benefits", "voluntary", "household_health", "conscript", "union_fee", "lowest_base", "contribution_kind",
}]  # fmt: skip
#: Results that stand whatever is blank: what is not asked for is 0.
ALWAYS = {"death", "bhyt_fund", "bhtn_st", "halves", "less"}
#: Counts that a whole leave or life can have.
COUNTS = {"years_paid": 40, "children": 6, "weeks": 45, "loss": 100, "region": 4, "members": 8, "deaths": 2, "at": 1}
LEAST = {"children": 1, "region": 1, "at": 1}
#: The holidays are known to the end of 2027; a leave drawn here lasts up to 248 days.
FIRST, LAST = date(2016, 1, 1), date(2027, 4, 26)
WAGE = st.integers(0, 120_000_000)


def half_up(amount: Fraction) -> int:
    return floor(amount + Fraction(1, 2))


def one(kind: str, readings: Readings | None = None, **given: Any) -> dict[str, Any]:
    found = KINDS[kind].run(question_table(KINDS[kind], [given]), LAW, readings or Readings())
    return found.frame.row(0, named=True)


def value_for(ask: Ask) -> st.SearchStrategy[Any]:
    """Something that can be told for an ask."""
    if isinstance(ask.dtype, pl.List):
        inner = {"years": st.integers(1990, 2025), "months": st.integers(1, 12)}.get(ask.name, WAGE)
        return st.lists(inner, min_size=3, max_size=3)
    if ask.choices:
        return st.sampled_from(ask.choices)
    if ask.month:
        return st.integers(month_index("2016-01"), month_index("2027-06")).map(month_text)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        pl.Date(): st.dates(FIRST, LAST),
        pl.Boolean(): st.booleans(),
        pl.String(): st.just(ask.default),
    }
    numbers = {
        Unit.RATE: st.integers(0, 10_000),
        Unit.COUNT: st.integers(LEAST.get(ask.name, 0), COUNTS.get(ask.name, 60)),
    }
    return plain.get(ask.dtype, numbers.get(ask.unit, WAGE))


def question(kind: Kind) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({ask.name: value_for(ask) for ask in kind.asks}).map(orderly)


def orderly(given: dict[str, Any]) -> dict[str, Any]:
    """Last days after first ones, spans of months forwards."""
    if "last_day" in given:
        given["last_day"] = given["first_day"] + timedelta(days=given["last_day"].day * 8)
        if "half_days" in given:  # a sick leave is of one year
            given["last_day"] = min(given["last_day"], date(given["first_day"].year, 12, 31))
    if "back_on" in given:
        given["back_on"] = given["first_day"] - timedelta(days=given["back_on"].day)
    if "accident_on" in given:
        given |= {"accident_on": date(2018, 5, 5), "paid_from": ["2017-01"] * 3, "paid_to": ["2019-12"] * 3}
    if "sex" in given and "born_on" in given:
        given["born_on"] = date(given["born_on"].year - 50, 5, 5)
    if given.get("case") in ("rest", "infertility"):  # since 2016, since 07/2025
        given["born_on"] = date(2026, 5, 5)
    if isinstance(given.get("paid_from"), str) and isinstance(given.get("paid_to"), str):
        given["paid_from"], given["paid_to"] = sorted((given["paid_from"], given["paid_to"]))
    if isinstance(given.get("joined"), str):
        given |= {"joined": "2020-02", "paid_from": "2021-05", "paid_to": "2027-12"}
    return given


@pytest.mark.parametrize("kind", MINE, ids=lambda kind: kind.name)
@settings(max_examples=drawn(8), suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_many_rows_are_one_row_many_times_and_each_tells_its_why(kind: Kind, data: st.DataObject) -> None:
    rows = data.draw(st.lists(question(kind), min_size=2, max_size=3))
    together = kind.run(question_table(kind, rows), LAW, Readings())
    assert together.frame[ROW].is_sorted()
    assert {together.frame.schema[result.name] for result in kind.results} == {pl.Int64}
    for number, row in enumerate(rows):
        alone = kind.run(question_table(kind, [row]), LAW, Readings())
        names = [result.name for result in kind.results]
        assert together.frame.filter(pl.col(ROW) == number).select(names).equals(alone.frame.select(names))
        for place in range(alone.frame.height):
            text = alone.why(place).text("vi") + alone.why(place).text("en")
            assert "None" not in text


@pytest.mark.parametrize("kind", MINE, ids=lambda kind: kind.name)
def test_blank_in_blank_out(kind: Kind) -> None:
    filled = {ask.name: value_of_blank(ask) for ask in kind.asks}
    table = pl.DataFrame([filled], schema={ask.name: ask.dtype for ask in kind.asks})
    found = kind.run(table, LAW, Readings())
    for row in range(found.frame.height):
        assert {result.name for result in kind.results if found.frame[result.name][row] is not None} <= ALWAYS
        found.why(row).text("vi")


def value_of_blank(ask: Ask) -> Any:
    return ask.default if ask.default is not None and ask.dtype == pl.String else None


@given(WAGE, st.integers(1, 28), st.sampled_from(BenefitDailyRounding))
@settings(max_examples=drawn(60))
def test_a_sickness_benefit_is_the_fraction_rounded_where_the_reading_says(
    wage: int, days: int, rounding: BenefitDailyRounding
) -> None:
    first = date(2026, 3, 2)
    found = one(
        "sickness", Readings(benefit_daily_rounding=rounding), first_day=first, wage=wage, week="every_day",
        last_day=first + timedelta(days=days - 1),
    )  # fmt: skip
    rate = Fraction(3, 4)
    expected = {
        BenefitDailyRounding.LAST: half_up(wage * rate * days / 24),
        BenefitDailyRounding.DAILY_RATE_FIRST: half_up(half_up(Fraction(wage, 24)) * rate * days),
        BenefitDailyRounding.DAY_BENEFIT_FIRST: half_up(wage * rate / 24) * days,
    }[rounding]
    assert (found["days"], found["benefit"]) == (days, expected)
    assert abs(expected - half_up(wage * rate * days / 24)) <= days


@given(st.lists(WAGE, min_size=1, max_size=6), st.sampled_from(AverageRounding))
@settings(max_examples=drawn(60))
def test_a_maternity_benefit_of_the_exact_or_the_rounded_average(wages: list[int], rounding: AverageRounding) -> None:
    given_ = {"born_on": date(2026, 3, 2), "wages": wages, "odd_days": 7}
    found = one("birth_leave", Readings(average_rounding=rounding), **given_)
    total = Fraction(0)
    for wage in wages:
        total += wage
    average = total / len(wages)
    used = Fraction(half_up(average)) if rounding is AverageRounding.TO_DONG else average
    assert found["average"] == half_up(average)
    assert found["leave_pay"] == half_up(used * 6) + half_up(used * 7 / 30)
    assert found["total"] == found["leave_pay"] + found["lump_sum"]


@given(st.integers(5, 30), st.integers(5, 30))
@settings(max_examples=drawn(40))
def test_what_a_reassessment_adds_makes_up_the_whole(before: int, after: int) -> None:
    wages = {"month": "2026-08", "wages": [9_000_000]}
    low, high = sorted((before, after))
    part = [one("labour_accident", loss=loss, **wages)["by_loss"] for loss in (low, high)]
    more = one("labour_accident", loss=high, loss_before=low, **wages)
    assert part[0] + more["by_loss"] == part[1]
    assert more["by_years"] == 0


@given(st.sampled_from(["female", "male"]), st.integers(180, 600))
@settings(max_examples=drawn(60))
def test_a_pension_grows_with_the_time_paid_up_to_three_quarters(sex: str, months: int) -> None:
    rates = [one("pension_rate", month="2026-08", sex=sex, months_paid=paid)["rate"] for paid in (months, months + 1)]
    assert 400_000 <= rates[0] <= rates[1] <= 750_000


@given(st.integers(0, 144), st.integers(0, 12), st.integers(0, 24))
@settings(max_examples=drawn(60))
def test_months_kept_are_those_that_no_month_of_benefit_used(paid: int, received: int, late: int) -> None:
    found = one("unemployment_reserve", month="2023-06", months_paid=paid, received=received, confirmed_late=late)
    assert found["kept"] == max(0, paid + late - 12 * received)
    assert 0 <= found["kept_later"] <= found["kept"]


@given(st.integers(1, 12_000_000), st.integers(0, 20_000), st.integers(1, 120))
@settings(max_examples=drawn(40))
def test_sums_ahead_are_less_and_sums_for_missing_years_more_than_the_months(
    monthly: int, rate: int, months: int
) -> None:
    ahead, missing = voluntary.ahead(monthly, rate, months), voluntary.missing(monthly, rate, months)
    assert ahead <= monthly * months <= missing
    if rate == 0:
        assert ahead == missing == monthly * months


def test_a_household_pays_less_for_each_further_member() -> None:
    pieces = (
        KINDS["household_health"]
        .run(question_table(KINDS["household_health"], [{"month": "2026-08", "members": 7}]), LAW, Readings())
        .frame["to_pay"]
    )
    assert pieces.is_sorted(descending=True) and pieces.len() == 7


def test_what_is_no_count_or_wage_is_refused() -> None:
    day = {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 3)}
    with pytest.raises((MoneyOutOfRange, WrongQuestion)):
        one("sickness", wage=10**13, **day)
    with pytest.raises((MoneyOutOfRange, WrongQuestion)):
        one("sickness", wage=10_000_000, used_days=10**9, **day)
    with pytest.raises((MoneyOutOfRange, WrongQuestion)):
        one("birth_leave", born_on=date(2026, 3, 2), wages=[10**15])
    for fund_rate, months in ((200_000, 12), (90_000, 1_000)):  # 20 % a month; 9 % a month for 83 years
        with pytest.raises((MoneyOutOfRange, WrongQuestion)):
            one(
                "voluntary_at_once", month="2026-05", income=5_000_000, what="missing", months=months,
                fund_rate=fund_rate,
            )  # fmt: skip


def test_the_greatest_wage_and_count_are_still_reckoned_exactly() -> None:
    wage, most = 10**12, 2_000
    leave = one("birth_leave", born_on=date(2026, 3, 2), wages=[wage] * 3, odd_days=most)
    assert leave["leave_pay"] == 72_666_666_666_667


def test_lists_that_go_together_are_of_one_length() -> None:
    with pytest.raises(UnevenLists, match="không có cùng số mục"):
        one("average_wage", month="2026-05", years=[2020, 2021], wages=[1], months=[1])
    with pytest.raises(UnevenLists):
        one(
            "labour_accident_basis", accident_on=date(2017, 1, 9), paid_from=["2015-01"], paid_to=["2016-01"],
            wages=[1, 2],
        )  # fmt: skip


def test_rates_that_are_taken_as_whole_per_cents_are() -> None:
    names = (
        "sickness_rate", "recovery_rate", "survivor_rate", "ui_benefit_rate", "one_time_under_year_rate",
        "voluntary_rate", "voluntary_support", "household_health_share", "health_support", "conscript_rate",
    )  # fmt: skip
    for name in names:
        for series in LAW.parameter(name).series.values():
            for dated in series:
                assert not isinstance(dated, Value) or dated.amount % 10_000 == 0, name
    assert pl.select(percent(pl.lit(750_000))).item() == 75
