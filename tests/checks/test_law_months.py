"""Look-ups by month and counts of working days, against the law asked one day at a time."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.checks.law_months import REGION_STEP, law_months, looked_up
from ibhxh.checks.rules.retirement import retirement_months
from ibhxh.checks.working_days import WEEKS, working_days
from ibhxh.law.holidays import unit_calendar
from ibhxh.law.months import first_day, month_index
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

MONTHS = law_months(LAW)
HOLIDAYS = LAW.holidays


@pytest.mark.parametrize(
    ("month", "full", "foreign", "reduced"),
    [
        ("2026-07", 320_000, 300_000, 318_000),
        ("2021-08", 315_000, 75_000, None),
        ("2022-08", 310_000, 300_000, None),
        ("2016-01", 325_000, None, None),
    ],
)
def test_rates_are_those_of_both_payers(month: str, full: int, foreign: int | None, reduced: int | None) -> None:
    index = month_index(month)
    assert MONTHS.rate[index] == full
    assert foreign is None or MONTHS.rate_foreign[index] == foreign
    assert reduced is None or MONTHS.rate_reduced[index] == reduced


def test_levels_and_regions_are_the_laws() -> None:
    for text in ("2025-07", "2026-06", "2026-07"):
        month = month_index(text)
        assert MONTHS.reference_level[month] == LAW.parameter("reference_level").on(first_day(month)).amount
        assert MONTHS.si_cap[month] == 20 * MONTHS.reference_level[month]
    key = month_index("2026-02") * REGION_STEP + 1
    assert (MONTHS.regional_minimum[key], MONTHS.regional_since[key]) == (5_310_000, 20260101)
    assert month_index("2025-06") not in MONTHS.reference_level


def test_the_next_change_of_the_base_salary() -> None:
    assert MONTHS.base_changes[month_index("2016-01")] == month_index("2016-05")
    assert MONTHS.base_changes[month_index("2024-07")] == month_index("2026-07")  # 07/2025 kept the amount
    assert month_index("2026-07") not in MONTHS.base_changes


@pytest.mark.parametrize("month", [None, -1, 0, month_index("1990-01"), month_index("2206-07"), 2**31 - 1])
def test_a_month_the_law_does_not_answer_for_gives_a_blank(month: int | None) -> None:
    frame = pl.DataFrame({"m": pl.Series([month, month_index("2026-07")], dtype=pl.Int32)})
    assert frame.select(looked_up(pl.col("m"), MONTHS.reference_level)).to_series().to_list() == [None, 2_530_000]


DAYS = st.dates(date(2013, 1, 1), date(2027, 12, 31))


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, DAYS), min_size=1), st.sampled_from(sorted(WEEKS)))
def test_working_days_are_the_calendars(spans: list[tuple[date, date]], week: str) -> None:
    calendar = unit_calendar(HOLIDAYS, WEEKS[week])
    frame = pl.DataFrame(spans, schema={"a": pl.Date, "b": pl.Date}, orient="row")
    counted = frame.select(working_days(pl.col("a"), pl.col("b"), week, LAW.holidays)).to_series().to_list()
    assert counted == [calendar.working_days(a, b) for a, b in spans]


def test_days_outside_the_calendar_and_an_unknown_week_give_a_blank() -> None:
    outside = HOLIDAYS.covers.end
    assert outside is not None
    first = date(2026, 1, 1)
    frame = pl.DataFrame({"a": [first, None, first], "b": [outside + timedelta(days=1), None, None]})
    for week in ("6", "7", None):
        counted = frame.with_columns(n=working_days(pl.col("a"), pl.col("b"), week, LAW.holidays))
        assert counted["n"].to_list() == [None] * 3


@pytest.mark.parametrize(
    ("sex", "born", "reached"),
    [
        ("male", "1961-01", "2021-04"),  # 60 years 3 months
        ("male", "1961-10", "2022-04"),  # 60 years 6 months: 60 and 3 would have come in 2022
        ("male", "1966-04", "2028-04"),  # 62 years
        ("female", "1966-01", "2021-05"),  # 55 years 4 months
        ("female", "1969-06", "2026-06"),  # 57 years
        ("female", "1975-05", "2035-05"),  # 60 years
    ],
)
def test_retirement_age_follows_the_roadmap(sex: str, born: str, reached: str) -> None:
    assert retirement_months(sex)[month_index(born)] == month_index(reached)
