"""Late money under every rule, and where a delay lies under two of them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.amounts.errors import MoneyOutOfRange
from ibhxh.amounts.late_money import YieldNotLoaded
from ibhxh.amounts.late_money.kinds import LATE_MONEY, MONTH_CHARGE
from ibhxh.law import Law, load_law, shipped_law
from ibhxh.law.errors import LawDataFault, NoLawForDay, UnknownLawKey
from ibhxh.law.late_rule import DailyRule, read_late_rules
from ibhxh.law.months import month_index, month_text
from tests.amounts.asking import answers, asked
from tests.build.drawn import drawn

pytestmark = pytest.mark.unit

LAW = shipped_law()
NAMES = ("late_money", "months", "days")


def with_yields(folder: Path, **yields: int) -> Law:
    """The law with yields (1/1,000,000) of the years y2016=… laid over both parameters."""
    entries = "\n".join(
        f"  - {{valid: {{from: {year[1:]}-01-01, to: {year[1:]}-12-31}}, value: {value}, published: {year[1:]}-12-31, "
        f"reference: {{act: Thông báo thử}}, confidence: low}}"
        for year, value in yields.items()
    )
    paths = [folder / f"{name}_more.yaml" for name in ("investment_yield", "interbank_9m")]
    for path in paths:
        path.write_text(f"amends: {path.stem.removesuffix('_more')}\nentries:\n{entries}\n", encoding="utf-8")
    return load_law(paths)


def debt(month: str, paid_on: date, amount: int = 100_000_000, **others: Any) -> dict[str, Any]:
    return {"month": month, "amount": amount, "paid_on": paid_on, **others}


def late(*rows: dict[str, Any], law: Law = LAW, **readings: str) -> list[tuple[Any, ...]]:
    return answers(asked(LATE_MONEY, rows, readings, law), *NAMES)


# The monthly rule.


def test_c2_what_is_to_be_paid_in_april() -> None:
    """475.000.000 contributions, the interest of 01/03 and that of 01/04; no interest on interest."""
    charges = [(3, "si", 200, 100), (3, "hi", 35, 20), (4, "si", 200, 0), (4, "hi", 35, 0)]
    rows = [
        {"month": f"2016-{month:02}", "insurance": kind, "owed": owed * 10**6, "not_yet_due": due * 10**6}
        for month, kind, owed, due in charges
    ]
    found = [amount for (amount,) in answers(asked(MONTH_CHARGE, rows), "late_money")]
    assert found == [1_065_000, 162_495, 2_130_000, 379_155]
    assert 475_000_000 + sum(found) == 478_736_650


def test_c4_a_unit_that_vanished(tmp_path: Path) -> None:
    """50.000.000 frozen from 01/2016 to 06/2017 at 1 % and 1,2 % a month."""
    law = with_yields(tmp_path, y2015=60_000, y2016=72_000)
    found = asked(LATE_MONEY, [debt("2015-11", date(2017, 6, 30), 50_000_000)], {"late_at_change": "charge_day"}, law)
    pieces = found.frame.filter(found.frame["months"] > 0)
    assert pieces.select("months", "rate", "late_money").rows() == [(12, 10_000, 6_000_000), (6, 12_000, 3_600_000)]
    assert late(debt("2015-11", date(2017, 6, 30), 50_000_000), law=law, late_at_change="charge_day")[0][0] == 9_600_000


def test_c5_what_an_evader_owes() -> None:
    principals = {"2015-01": 50, "2015-02": 60, "2015-05": 65, "2015-06": 70}
    rows = [debt(month, date(2016, 5, 20), amount * 10**6, cause="evasion") for month, amount in principals.items()]
    found = late(*rows)
    assert [months for _, months, _ in found] == [15, 14, 11, 10]
    assert sum(amount for amount, _, _ in found) == 32_003_250


def test_c7_evasion_until_the_end_of_2015(tmp_path: Path) -> None:
    """100.000.000 × 12 × 2 × 0,7 %, the rate of 2016 for months before it."""
    law = with_yields(tmp_path, y2015=84_000)
    assert late(debt("2014-12", date(2016, 1, 10), cause="evasion"), law=law) == [(16_800_000, 12, 0)]


def test_evasion_found_before_2016_is_by_the_law_before(tmp_path: Path) -> None:
    """Once the yield of each year, not twice that of the year before."""
    law = with_yields(tmp_path, y2014=60_000, y2015=84_000)
    found = asked(LATE_MONEY, [debt("2014-10", date(2015, 3, 10), cause="evasion")], law=law).frame
    assert found.select("months", "rate", "late_money").rows() == [(2, 5_000, 1_000_000), (2, 7_000, 1_400_000)]


def test_a_delay_over_the_turn_of_2015_is_cut(tmp_path: Path) -> None:
    """Delay of November and December 2015 by the old rule at 0,7 %, of January 2016 at twice the yield of 2015."""
    law = with_yields(tmp_path, y2015=84_000)
    assert late(debt("2015-10", date(2016, 2, 10)), law=law) == [(700_000 * 2 + 1_400_000, 3, 0)]
    by_charge = late(debt("2015-10", date(2016, 2, 10)), law=law, late_at_change="charge_day")
    assert by_charge == [(700_000 + 1_400_000 * 2, 3, 0)]


@pytest.mark.parametrize(
    ("month", "paid_on", "cycle", "months"),
    [
        ("2016-01", date(2016, 2, 28), 1, 0),
        ("2016-01", date(2016, 3, 1), 1, 1),
        ("2016-01", date(2016, 3, 31), 1, 1),
        ("2016-01", date(2016, 4, 1), 1, 2),
        ("2016-01", date(2016, 5, 1), 3, 1),
        ("2016-03", date(2016, 5, 1), 3, 1),
        ("2016-04", date(2016, 7, 15), 3, 0),
        ("2016-04", date(2016, 8, 1), 3, 1),
        ("2016-01", date(2016, 8, 1), 6, 1),
    ],
)
def test_how_many_months_are_charged(month: str, paid_on: date, cycle: int, months: int) -> None:
    assert late(debt(month, paid_on, cycle=cycle)) == [(1_065_000 * months, months, 0)]


def test_29_days_are_too_few_although_a_first_of_month_has_come(tmp_path: Path) -> None:
    law = with_yields(tmp_path, y2016=60_000)
    assert late(debt("2017-01", date(2017, 3, 1)), law=law) == [(0, 0, 0)]
    assert late(debt("2017-01", date(2017, 3, 2)), law=law) == [(1_000_000, 1, 0)]


@pytest.mark.parametrize(("insurance", "found"), [("si", 1_065_000), ("hi", 1_083_300)])
def test_health_insurance_has_a_rate_of_its_own(insurance: str, found: int) -> None:
    assert late(debt("2016-01", date(2016, 3, 5), insurance=insurance)) == [(found, 1, 0)]


def test_a_year_without_a_yield_says_what_to_load() -> None:
    with pytest.raises(YieldNotLoaded) as raised:
        late(debt("2024-06", date(2026, 8, 12)))
    assert raised.value.fix and "amends: investment_yield" in raised.value.fix.vi
    assert "2023-01-01" in raised.value.fix.vi
    with pytest.raises(YieldNotLoaded, match="2012"):
        late(debt("2012-01", date(2012, 12, 31)))


def test_a_year_without_a_yield_does_not_matter_where_nothing_is_charged() -> None:
    assert late(debt("2024-06", date(2024, 6, 30))) == [(0, 0, 0)]


def test_a_month_of_the_daily_rule_is_not_charged_by_month() -> None:
    with pytest.raises(NoLawForDay):
        asked(MONTH_CHARGE, [{"month": "2025-07", "owed": 1}])


# A delay that crosses 30/06/2025.


def test_what_was_overdue_on_30_06_2025_is_cut_there(tmp_path: Path) -> None:
    """March 2025: April and June delays by month at 1 %, July and 15 days of August by day."""
    law = with_yields(tmp_path, y2024=60_000)
    row = debt("2025-03", date(2025, 8, 15))
    found = asked(LATE_MONEY, [row], law=law).frame
    assert found.select("months", "days", "late_money").rows() == [(3, 0, 3_000_000), (0, 46, 1_380_000)]
    assert late(row, law=law) == [(4_380_000, 3, 46)]
    assert late(row, law=law, late_at_change="charge_day") == [(3_380_000, 2, 46)]


def test_june_2025_was_due_on_its_own_last_day_and_is_charged_by_day(tmp_path: Path) -> None:
    law = with_yields(tmp_path, y2024=60_000)
    assert late(debt("2025-06", date(2025, 7, 10)), law=law) == [(300_000, 0, 10)]
    assert late(debt("2025-05", date(2025, 7, 10)), law=law) == [(1_300_000, 1, 10)]


# The daily rule.


def test_the_rate_may_change_inside_a_delay(tmp_path: Path) -> None:
    path = tmp_path / "rate.yaml"
    path.write_text(
        "amends: late_money_daily_rate\nentries:\n  - {valid: {from: 2026-10-01}, value: 500, published: 2026-09-01, "
        "reference: {act: Luật thử}, confidence: low}\n",
        encoding="utf-8",
    )
    found = asked(LATE_MONEY, [debt("2026-07", date(2026, 10, 10))], law=load_law([path])).frame
    assert found.select("days", "rate", "late_money").rows() == [(30, 300, 900_000), (10, 500, 500_000)]


def test_later_than_the_data_there_is_no_law() -> None:
    with pytest.raises(NoLawForDay):
        late(debt("2026-07", date(2028, 1, 1)))


def test_before_the_data_there_is_no_law() -> None:
    with pytest.raises(NoLawForDay):
        late(debt("2006-07", date(2006, 12, 31), due_on=date(2006, 8, 31)))


def test_an_unknown_cycle_is_refused() -> None:
    with pytest.raises(UnknownLawKey):
        late(debt("2026-07", date(2026, 9, 1), cycle=2))


def test_too_great_an_amount_is_refused() -> None:
    with pytest.raises(MoneyOutOfRange):
        late(debt("2026-07", date(2026, 9, 1), 10**13))


def test_a_correction_of_an_unknown_day_leaves_the_amount_unknown() -> None:
    row = debt("2026-06", date(2026, 8, 12), correction=-1)
    assert late(row, row | {"corrected_on": date(2026, 7, 1)}) == [(None, 0, 12), (360_000, 0, 12)]
    assert late(row, late_base_after_correction="gross") == [(360_000, 0, 12)]


@pytest.mark.parametrize("name", ["month", "amount", "paid_on", "correction", "cycle"])
def test_a_blank_gives_a_blank(name: str) -> None:
    row = debt("2026-06", date(2026, 8, 12))
    (blank, _, _), (whole, _, _) = late(row | {name: None}, row)
    assert (blank, whole) == (None, 360_000)


@pytest.mark.parametrize("name", ["month", "owed", "not_yet_due"])
def test_a_blank_charge_is_blank(name: str) -> None:
    row = {"month": "2016-03", "owed": 200, "not_yet_due": 100}
    assert answers(asked(MONTH_CHARGE, [row | {name: None}, row]), "late_money") == [(None,), (1,)]


# What holds for all of them.

DELAY = st.builds(
    lambda month, days, amount, cycle: debt(
        month_text(month), date(2026, 1, 31) + timedelta(days=days), amount, cycle=cycle
    ),
    st.integers(month_index("2025-07"), month_index("2026-12")),
    st.integers(-100, 600),
    st.integers(0, 10**11),
    st.sampled_from([1, 3, 6]),
)


@settings(max_examples=drawn(20))
@given(st.lists(DELAY, min_size=1, max_size=5))
def test_one_question_is_as_many(rows: list[dict[str, Any]]) -> None:
    assert late(*rows) == [late(row)[0] for row in rows]


@settings(max_examples=drawn(20))
@given(DELAY, st.integers(0, 40))
def test_a_day_more_never_costs_less(row: dict[str, Any], more: int) -> None:
    (sooner,), (later,) = late(row), late(row | {"paid_on": row["paid_on"] + timedelta(days=more)})
    assert sooner[0] <= later[0] and sooner[2] <= later[2] <= sooner[2] + more


@settings(max_examples=drawn(20))
@given(DELAY)
def test_it_is_the_amount_times_days_in_plain_integers(row: dict[str, Any]) -> None:
    ((amount, _, days),) = late(row)
    assert amount == (row["amount"] * 300 * days + 500_000) // 1_000_000
    ((less, _, fewer),) = late(row, late_day_count="not_counted")
    assert fewer == max(days - 1, 0) and less <= amount


def test_the_why_tells_the_delay_the_line_to_evasion_and_the_arithmetic() -> None:
    row = debt("2026-06", date(2026, 8, 12), 281_649_655, correction=-1_460_250, corrected_on=date(2026, 7, 13))
    why = asked(LATE_MONEY, [row]).why(0)
    assert why.title.vi == "Tiền chậm đóng theo ngày, tiền đóng của tháng 06/2026: từ 01/08/2026 đến 12/08/2026"
    assert why.title.en == "Late money by day, contributions of 06/2026: from 01/08/2026 to 12/08/2026"
    assert why["late_money"].value_text() == "280.189.405\u00a0đ × 0,03\u00a0% × 12 = 1.008.682\u00a0đ"
    assert "Điều 34 khoản 4 Luật 41/2024/QH15" in why["days_late"].cite_text("vi")
    assert "29/09/2026 (chưa quá)" in why["evasion_line"].words.vi


def test_the_why_of_a_monthly_charge_cites_the_yield() -> None:
    why = asked(LATE_MONEY, [debt("2015-01", date(2016, 5, 20), 50_000_000, cause="evasion")]).why(0)
    assert why["rate"].value_text() == "6,39\u00a0% × 2 ÷ 12 = 1,065\u00a0%"
    assert why["late_money"].value_text() == "50.000.000\u00a0đ × 1,065\u00a0% × 15 = 7.987.500\u00a0đ"
    assert why["yield"].cite_text("vi").startswith("Điều 37 ví dụ 12 Quyết định 595/QĐ-BHXH")
    assert why.title.vi.endswith("tính ngày 01/03/2015 đến 01/05/2016")


# The data.


def test_every_day_since_2007_has_one_rule() -> None:
    rules = sorted(LAW.late_rules, key=lambda rule: rule.valid.start)
    assert rules[0].valid.start == date(2007, 1, 1) and rules[-1].valid.end is None
    for earlier, later_one in pairwise(rules):
        assert earlier.valid.end is not None
        assert earlier.valid.end + timedelta(days=1) == later_one.valid.start


def test_every_rule_names_parameters_there_are() -> None:
    for rule in LAW.late_rules:
        for name in [rule.rate] if isinstance(rule, DailyRule) else rule.yields.values():
            assert name in LAW.parameters


@pytest.mark.parametrize(
    "text",
    [
        "- {rule: weekly, words: {vi: a, en: a}, valid: {from: 2007-01-01}, yields: {si: a, hi: a}, "
        "yield_months_before: 1, times: {late: 1, evasion: 1, late_rise: 1}, least_days: 30, "
        "reference: {act: a, published: 2007-01-01}, confidence: low}",
        "- {rule: daily, words: {vi: a, en: a}, valid: {from: 2007-01-01}, rate: a, times: 1, "
        "reference: {act: a, published: 2007-01-01}, confidence: low}",
    ],
)
def test_a_strange_rule_is_a_fault(text: str, tmp_path: Path) -> None:
    path = tmp_path / "late_rules.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LawDataFault):
        read_late_rules(path)
