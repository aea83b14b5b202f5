"""The parameters of benefits, voluntary insurance and households: figures known from elsewhere, and their sizes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ibhxh.law.errors import NoLawForDay
from ibhxh.law.law import FOLDER
from ibhxh.law.parameter import load_parameters
from ibhxh.law.value import RATE_SCALE, Confidence, Unit, Value

pytestmark = pytest.mark.unit

PARAMETERS = load_parameters(FOLDER / "parameters")
OLD, MIDDLE, NEW = date(2010, 6, 1), date(2020, 6, 1), date(2026, 8, 1)

#: Parameter, keys, and its figure under the laws of 2006, 2014 and 2024; None where the rule did not exist.
FIGURES: list[tuple[str, dict[str, Any], tuple[int | None, int | None, int | None]]] = [
    ("benefit_level", {}, (730_000, 1_490_000, 2_530_000)),
    ("sickness_rate", {"case": "own", "years_paid": 0}, (750_000, 750_000, 750_000)),
    ("sickness_rate", {"case": "long_after", "years_paid": 14}, (450_000, 500_000, 500_000)),
    ("sickness_rate", {"case": "long_after", "years_paid": 15}, (550_000, 550_000, 550_000)),
    ("sickness_rate", {"case": "long_after", "years_paid": 30}, (650_000, 650_000, 650_000)),
    ("sickness_daily_divisor", {}, (26, 24, 24)),
    ("sickness_half_day", {}, (None, None, 1)),
    ("sickness_days_a_year", {"work": "normal", "years_paid": 14}, (30, 30, 30)),
    ("sickness_days_a_year", {"work": "normal", "years_paid": 15}, (40, 40, 40)),
    ("sickness_days_a_year", {"work": "heavy", "years_paid": 30}, (70, 70, 70)),
    ("child_care_days", {"child": "under_3"}, (20, 20, 20)),
    ("child_care_days", {"child": "under_7"}, (15, 15, 15)),
    ("long_sickness_first_days", {}, (180, 180, None)),
    ("recovery_rate", {"place": "facility"}, (400_000, 300_000, 300_000)),
    ("recovery_days", {"after": "sickness_long"}, (10, 10, 10)),
    ("recovery_days", {"after": "birth_surgery"}, (7, 7, 7)),
    ("maternity_daily_divisor", {"count": "working_days"}, (26, 24, 24)),
    ("maternity_lump_sum", {}, (1_460_000, 2_980_000, 5_060_000)),
    ("voluntary_maternity", {}, (None, None, 2_000_000)),
    ("birth_leave_months", {"second_child": False, "children": 2}, (5, 7, 7)),
    ("birth_leave_months", {"second_child": True, "children": 1}, (4, 6, 7)),
    ("father_leave_days", {"second_child": False, "surgery": False, "children": 1}, (None, 5, 5)),
    ("father_leave_days", {"second_child": False, "surgery": True, "children": 3}, (None, 14, 17)),
    ("father_leave_days", {"second_child": True, "surgery": False, "children": 1}, (None, 5, 10)),
    ("father_leave_days", {"second_child": False, "surgery": False, "children": 4}, (None, 16, 16)),
    ("father_window_days", {}, (None, 30, 60)),
    ("miscarriage_days", {"weeks": 4}, (20, 10, 10)),
    ("miscarriage_days", {"weeks": 22}, (40, 40, 50)),
    ("short_maternity_days", {"case": "antenatal"}, (5, 5, 10)),
    ("short_maternity_days", {"case": "sterilisation"}, (15, 15, 15)),
    ("maternity_window", {"case": "infertility", "part": "window"}, (None, None, 24)),
    ("maternity_window", {"case": "rest", "part": "needed"}, (None, 3, 3)),
    ("labour_accident_coefficient", {"benefit": "lump_sum", "part": "first_loss"}, (5000, 5000, 5000)),
    ("labour_accident_death", {}, (26_280_000, 53_640_000, 91_080_000)),
    ("funeral_allowance", {}, (7_300_000, 14_900_000, 25_300_000)),
    ("survivor_rate", {"carer": False}, (700_000, 700_000, 700_000)),
    ("ui_benefit_months", {"years_paid": 3}, (6, 3, 3)),
    ("ui_benefit_months", {"years_paid": 40}, (12, 12, 12)),
    ("ui_benefit_cap", {"pay": "employer", "region": 4}, (None, 15_350_000, 18_500_000)),
    ("ui_benefit_cap", {"pay": "state", "region": 4}, (None, 7_450_000, 18_500_000)),
    ("one_time_months", {"period": "from_2014"}, (15, 20, 20)),
    ("half_years", {"odd_months": 6}, (1, 1, 1)),
    ("half_years", {"odd_months": 7}, (2, 2, 2)),
    ("indexation", {"salary_year": 2014}, (None, 114, 136)),
    ("pension_years", {"sex": "male", "part": "first"}, (15, 18, 20)),
    ("pension_years", {"sex": "male", "part": "lower"}, (None, None, 15)),
    ("pension_rate", {"sex": "female", "part": "each_year"}, (30_000, 20_000, 20_000)),
    ("retirement_age_months", {"sex": "female"}, (660, 660, 684)),
    ("voluntary_rate", {}, (180_000, 220_000, 220_000)),
    ("voluntary_floor", {}, (730_000, 700_000, 1_500_000)),
    ("voluntary_support", {"group": "near_poor"}, (None, 250_000, 400_000)),
    ("household_health_share", {"order": 3}, (None, 600_000, 600_000)),
    ("health_support", {"group": "student"}, (None, 300_000, 500_000)),
    ("conscript_multiple", {"service_year": 5}, (None, 10, 35)),
]


@pytest.mark.parametrize(
    ("name", "keys", "figures"), FIGURES, ids=lambda item: str(item) if isinstance(item, str) else ""
)
def test_a_figure_under_the_three_laws(
    name: str, keys: dict[str, Any], figures: tuple[int | None, int | None, int | None]
) -> None:
    for day, figure in zip((OLD, MIDDLE, NEW), figures, strict=True):
        if figure is None:
            with pytest.raises(NoLawForDay):
                PARAMETERS[name].on(day, **keys)
        else:
            assert PARAMETERS[name].on(day, **keys).amount == figure, day


def test_the_table_of_2026_is_that_of_2025_lifted() -> None:
    table = PARAMETERS["indexation"]
    for year in range(1994, 2026):
        before, after = (table.on(date(paid, 3, 1), salary_year=year).amount for paid in (2025, 2026))
        assert 100 <= before <= after <= before * 105 // 100, year


def test_a_benefit_level_begins_with_its_law() -> None:
    level = PARAMETERS["benefit_level"]
    assert level.on(date(2025, 6, 30)).source.act == "Luật 58/2014/QH13"
    assert level.on(date(2025, 7, 1)).acts()[0] == "Điều 7 Luật 41/2024/QH15"


def test_the_law_of_2006_is_never_beyond_doubt_where_it_was_not_read() -> None:
    for name, _, _ in FIGURES:
        for series in PARAMETERS[name].series.values():
            for dated in series:
                if isinstance(dated, Value) and dated.source.act == "Luật 71/2006/QH11" and name != "voluntary_rate":
                    assert dated.source.confidence is not Confidence.HIGH, name


def test_rates_are_shares_and_counts_are_small() -> None:
    for name in {name for name, _, _ in FIGURES}:
        parameter = PARAMETERS[name]
        most = {Unit.RATE: RATE_SCALE, Unit.COUNT: 5_000, Unit.MONEY: 100_000_000, Unit.DAY: 0}[parameter.unit]
        for series in parameter.series.values():
            assert all(dated.amount <= most for dated in series if isinstance(dated, Value)), name
