"""The parameters that ship: figures known from elsewhere, and what holds for all of them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from ibhxh.law.errors import NoLawForDay
from ibhxh.law.law import FOLDER
from ibhxh.law.parameter import Parameter, load_parameters
from ibhxh.law.value import RATE_SCALE, Unit, Value

pytestmark = pytest.mark.unit

PARAMETERS = load_parameters(FOLDER / "parameters")
RATE = PARAMETERS["contribution_rate"]
FUNDS = {"si": ("HTTT", "ODTS", "TNLD"), "hi": ("BHYT",), "ui": ("BHTN",)}
_PERCENT = RATE_SCALE // 100

#: From which day, for an ordinary employee: si_er, si_ee, hi_er, hi_ee, ui_er, ui_ee in percent.
EMPLOYEE = {
    date(2007, 1, 1): (15, 5, 2, 1, 0, 0),
    date(2009, 1, 1): (15, 5, 2, 1, 1, 1),
    date(2010, 1, 1): (16, 6, 3, 1.5, 1, 1),
    date(2012, 1, 1): (17, 7, 3, 1.5, 1, 1),
    date(2014, 1, 1): (18, 8, 3, 1.5, 1, 1),
    date(2017, 6, 1): (17.5, 8, 3, 1.5, 1, 1),
    date(2021, 7, 1): (17, 8, 3, 1.5, 1, 1),
    date(2021, 10, 1): (17, 8, 3, 1.5, 0, 1),
    date(2022, 7, 1): (17.5, 8, 3, 1.5, 0, 1),
    date(2022, 10, 1): (17.5, 8, 3, 1.5, 1, 1),
    date(2026, 12, 1): (17.5, 8, 3, 1.5, 1, 1),
}
FOREIGNER = {
    date(2018, 12, 1): (3.5, 0, 3, 1.5, 0, 0),
    date(2021, 7, 1): (3, 0, 3, 1.5, 0, 0),
    date(2022, 1, 1): (17, 8, 3, 1.5, 0, 0),
    date(2022, 7, 1): (17.5, 8, 3, 1.5, 0, 0),
}
BASE_SALARY = {
    date(2007, 1, 1): 450_000,
    date(2008, 1, 1): 540_000,
    date(2009, 5, 1): 650_000,
    date(2010, 5, 1): 730_000,
    date(2011, 5, 1): 830_000,
    date(2012, 5, 1): 1_050_000,
    date(2013, 7, 1): 1_150_000,
    date(2016, 5, 1): 1_210_000,
    date(2017, 7, 1): 1_300_000,
    date(2018, 7, 1): 1_390_000,
    date(2019, 7, 1): 1_490_000,
    date(2020, 7, 1): 1_490_000,
    date(2023, 7, 1): 1_800_000,
    date(2024, 7, 1): 2_340_000,
    date(2026, 7, 1): 2_530_000,
}
UI_CAP = {
    date(2015, 1, 1): (62_000_000, 55_000_000, 48_000_000, 43_000_000),
    date(2016, 1, 1): (70_000_000, 62_000_000, 54_000_000, 48_000_000),
    date(2017, 1, 1): (75_000_000, 66_400_000, 58_000_000, 51_600_000),
    date(2018, 1, 1): (79_600_000, 70_600_000, 61_800_000, 55_200_000),
    date(2019, 1, 1): (83_600_000, 74_200_000, 65_000_000, 58_400_000),
    date(2020, 1, 1): (88_400_000, 78_400_000, 68_600_000, 61_400_000),
    date(2022, 7, 1): (93_600_000, 83_200_000, 72_800_000, 65_000_000),
    date(2024, 7, 1): (99_200_000, 88_200_000, 77_200_000, 69_000_000),
    date(2026, 1, 1): (106_200_000, 94_600_000, 82_800_000, 74_000_000),
}


def rate(day: date, kind: str, funds: tuple[str, ...], payer: str, budget_unit: bool) -> int:
    total = 0
    for fund in funds:
        try:
            total += RATE.on(day, participant_class=kind, budget_unit=budget_unit, fund=fund, payer=payer).amount
        except NoLawForDay:
            continue
    return total


def rates(day: date, kind: str, budget_unit: bool = False) -> tuple[float, ...]:
    return tuple(
        rate(day, kind, FUNDS[insurance], payer, budget_unit) / _PERCENT
        for insurance in ("si", "hi", "ui")
        for payer in ("ER", "EE")
    )


@pytest.mark.parametrize(("day", "percents"), EMPLOYEE.items())
def test_the_rates_of_an_employee(day: date, percents: tuple[float, ...]) -> None:
    assert rates(day, "vn_employee") == percents


@pytest.mark.parametrize(("day", "percents"), FOREIGNER.items())
def test_the_rates_of_a_foreigner(day: date, percents: tuple[float, ...]) -> None:
    assert rates(day, "foreign_employee") == percents


@pytest.mark.parametrize("day", [date(2021, 7, 1), date(2021, 10, 1), date(2022, 6, 30), date(2022, 9, 30)])
def test_the_relief_does_not_reach_units_paid_by_the_budget(day: date) -> None:
    assert rates(day, "vn_employee", budget_unit=True) == (17.5, 8, 3, 1.5, 1, 1)


@pytest.mark.parametrize(("day", "amount"), BASE_SALARY.items())
def test_the_base_salary_and_the_cap_of_twenty(day: date, amount: int) -> None:
    assert PARAMETERS["base_salary"].on(day).amount == amount
    for base in ("si", "hi"):
        cap = PARAMETERS["si_hi_cap"].on(day, participant_class="vn_employee", base=base)
        assert cap.amount == 20 * amount


def test_the_reference_level_is_the_base_salary_by_data() -> None:
    level = PARAMETERS["reference_level"]
    assert (level.on(date(2025, 7, 1)).amount, level.on(date(2026, 7, 1)).amount) == (2_340_000, 2_530_000)
    assert level.on(date(2026, 7, 1)).acts()[-1] == "Điều 3 khoản 2 Nghị định 161/2026/NĐ-CP"
    with pytest.raises(NoLawForDay, match="Mức tham chiếu"):
        level.on(date(2025, 6, 30))


def test_before_the_decree_was_published_the_old_cap_was_the_law_known() -> None:
    cap, day = PARAMETERS["si_hi_cap"], date(2026, 7, 1)
    known = {
        known_on: cap.on(day, known_on=known_on, participant_class="vn_employee", base="si").amount
        for known_on in (date(2026, 5, 14), date(2026, 5, 15))
    }
    assert known == {date(2026, 5, 14): 46_800_000, date(2026, 5, 15): 50_600_000}


@pytest.mark.parametrize(("day", "caps"), UI_CAP.items())
def test_the_cap_of_unemployment_insurance(day: date, caps: tuple[int, ...]) -> None:
    found = tuple(PARAMETERS["ui_cap"].on(day, pay="employer", region=region).amount for region in (1, 2, 3, 4))
    assert found == caps


def test_the_wages_of_domestic_and_foreign_owned_firms_meet_in_2011() -> None:
    wage = PARAMETERS["regional_minimum_wage"]
    assert [wage.on(date(2011, 9, 30), sector=s, region=1).amount for s in ("domestic", "fdi")] == [
        1_350_000,
        1_550_000,
    ]
    assert [wage.on(date(2011, 10, 1), sector=s, region=1).amount for s in ("domestic", "fdi")] == [2_000_000] * 2
    with pytest.raises(NoLawForDay, match="Lương tối thiểu vùng"):
        wage.on(date(2008, 6, 1), sector="fdi", region=4)


@pytest.mark.parametrize(("region", "floor"), [(1, 4_729_400), (2, 4_194_400), (3, 3_670_100), (4, 3_284_900)])
def test_the_floor_of_trained_work_in_2020(region: int, floor: int) -> None:
    day = date(2020, 3, 1)
    wage = PARAMETERS["contribution_floor"].on(day, base="si", sector="domestic", region=region).amount
    more = PARAMETERS["trained_work_supplement"].on(day, work="trained").amount
    assert wage * (RATE_SCALE + more) == floor * RATE_SCALE


def test_since_07_2025_the_floor_is_the_reference_level_and_since_2026_unemployment_insurance_has_none() -> None:
    floor = PARAMETERS["contribution_floor"]
    assert floor.on(date(2025, 6, 30), base="si", sector="fdi", region=2).amount == 4_410_000
    assert floor.on(date(2025, 7, 1), base="si", sector="fdi", region=2).amount == 2_340_000
    with pytest.raises(NoLawForDay, match="Mức sàn"):
        floor.on(date(2026, 1, 1), base="ui", sector="fdi", region=2)


def all_values() -> list[tuple[Parameter, Value]]:
    return [
        (parameter, dated)
        for parameter in PARAMETERS.values()
        for series in parameter.series.values()
        for dated in series
        if isinstance(dated, Value)
    ]


def test_an_act_has_one_day_of_publication() -> None:
    days: dict[str, set[date]] = defaultdict(set)
    for _, value in all_values():
        if value.measure is None:
            days[value.source.act].add(value.source.published)
    assert len(days) > 40
    assert {act: found for act, found in days.items() if len(found) > 1} == {}


def test_values_are_of_the_size_of_their_unit() -> None:
    for parameter, value in all_values():
        if parameter.unit is Unit.RATE:
            most = RATE_SCALE // 4 if parameter.id == "contribution_rate" else RATE_SCALE
            assert 0 <= value.amount <= most, parameter.id
        elif parameter.unit is Unit.MONEY:
            assert 400_000 <= value.amount <= 200_000_000, parameter.id
        else:
            assert 0 <= value.amount <= 10_000, parameter.id


def test_a_value_holds_from_its_publication_or_was_issued_for_the_past_within_weeks() -> None:
    known_afterwards = {"investment_yield", "interbank_9m"}  # a year's yield is published when it is over
    late = {
        value.source.act
        for parameter, value in all_values()
        if (value.source.published - value.valid.start).days > 0 and parameter.id not in known_afterwards
    }
    for_the_past = {
        "Nghị định 47/2016/NĐ-CP",
        "Quyết định 23/2021/QĐ-TTg",
        # Each year's indexation is issued in its first weeks.
        "Thông tư 01/2025/TT-BLĐTBXH",
        "Công văn 340/BHXH-CSXH",
    }
    assert late <= for_the_past | {value.source.act for _, value in all_values() if value.measure}
