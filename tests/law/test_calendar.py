"""Working days: the agency's clock against published vectors, and a unit's own week."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from ibhxh.law.errors import LawDataFault, NoLawForDay
from ibhxh.law.holidays import WorkWeek, public_calendar, read_holidays, unit_calendar
from ibhxh.law.law import FOLDER

pytestmark = pytest.mark.unit

VECTORS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "vectors" / "law" / "working_days.yaml").read_text(encoding="utf-8")
)
HOLIDAYS = read_holidays(FOLDER / "holidays")
PUBLIC = public_calendar(HOLIDAYS)
FACTORY = unit_calendar(HOLIDAYS, WorkWeek.MON_SAT)


@pytest.mark.parametrize("case", VECTORS["public"], ids=lambda case: str(case["received"]))
def test_the_agency_s_clock(case: dict[str, Any]) -> None:
    assert PUBLIC.add_working_days(case["received"], case["days"]) == case["due"]
    after = case["received"] + timedelta(days=1)
    assert PUBLIC.working_days(after, case["due"]) == case["days"]


@pytest.mark.parametrize("case", VECTORS["every_day"], ids=lambda case: str(case["received"]))
def test_plain_days_without_holidays(case: dict[str, Any]) -> None:
    calendar = unit_calendar(HOLIDAYS, WorkWeek.EVERY_DAY)
    assert calendar.add_working_days(case["received"], case["days"]) == case["due"]


@pytest.mark.parametrize(("year", "total"), VECTORS["year_totals"].items())
def test_the_working_days_of_a_year(year: int, total: int) -> None:
    assert PUBLIC.working_days(date(year, 1, 1), date(year, 12, 31)) == total


def test_the_rule_gives_the_published_days_off_in_lieu() -> None:
    offices = unit_calendar(HOLIDAYS, WorkWeek.MON_FRI)
    day, end = offices.covers.start, offices.covers.end
    found: list[date] = []
    while end and day <= end:
        if day.isoweekday() <= 5 and day not in HOLIDAYS.statutory and not offices.is_working(day):
            found.append(day)
        day += timedelta(days=1)
    assert found == [day for year in VECTORS["days_off_in_lieu"] for day in year]


def test_a_unit_does_not_take_part_in_the_public_swaps() -> None:
    assert not PUBLIC.is_working(date(2026, 1, 2))
    assert PUBLIC.is_working(date(2026, 1, 10))
    offices = unit_calendar(HOLIDAYS, WorkWeek.MON_FRI)
    assert offices.is_working(date(2026, 1, 2))
    assert not offices.is_working(date(2026, 1, 10))


def test_the_factory_s_january_of_2026() -> None:
    assert FACTORY.working_days(date(2026, 1, 1), date(2026, 1, 31)) == 26
    assert FACTORY.working_days(date(2026, 1, 1), date(2026, 1, 18)) == 14
    assert FACTORY.working_days(date(2026, 1, 12), date(2026, 1, 27)) == 14
    offices = unit_calendar(HOLIDAYS, WorkWeek.MON_FRI)
    assert offices.working_days(date(2026, 1, 1), date(2026, 1, 18)) == 11
    assert offices.working_days(date(2026, 1, 12), date(2026, 1, 27)) == 12


def test_a_holiday_on_a_saturday_gives_a_day_in_lieu_only_where_saturday_is_rest() -> None:
    # 30/04/2022 was a Saturday, 01/05/2022 a Sunday.
    offices = unit_calendar(HOLIDAYS, WorkWeek.MON_FRI)
    assert [offices.is_working(date(2022, 5, day)) for day in (2, 3, 4)] == [False, False, True]
    assert [FACTORY.is_working(date(2022, 5, day)) for day in (2, 3, 4)] == [False, True, True]


def test_a_saturday_worked_till_noon_is_a_working_day() -> None:
    half = unit_calendar(HOLIDAYS, WorkWeek.MON_SAT_NOON)
    assert half.is_working(date(2026, 7, 4))
    assert half.working_days(date(2026, 7, 1), date(2026, 7, 31)) == 27


@pytest.mark.parametrize("day", [date(2012, 12, 31), date(2028, 1, 1)])
def test_days_outside_the_data_are_refused(day: date) -> None:
    with pytest.raises(NoLawForDay) as problem:
        PUBLIC.is_working(day)
    assert "01/01/2013" in problem.value.text("vi")
    with pytest.raises(NoLawForDay):
        PUBLIC.working_days(date(2027, 12, 1), date(2028, 1, 1))
    with pytest.raises(NoLawForDay):
        PUBLIC.add_working_days(date(2027, 12, 31), 1)


def test_a_period_has_at_least_one_day() -> None:
    with pytest.raises(ValueError, match="at least one"):
        PUBLIC.add_working_days(date(2026, 1, 5), 0)
    assert PUBLIC.working_days(date(2026, 1, 6), date(2026, 1, 5)) == 0


def test_a_proposal_is_no_holiday_and_an_estimate_is_told() -> None:
    assert PUBLIC.is_working(date(2026, 11, 23))
    assert not PUBLIC.is_working(date(2026, 11, 28))
    assert date(2027, 2, 4) in PUBLIC.unverified_between(date(2027, 2, 1), date(2027, 2, 28))
    assert PUBLIC.unverified_between(date(2026, 1, 1), date(2026, 10, 31)) == ()


def test_working_days_are_in_order_and_never_rest_days() -> None:
    assert all(a < b for a, b in pairwise(PUBLIC.days))
    assert {day.isoweekday() for day in FACTORY.days} == {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("days_off.csv", "2026-01-01,2026-01-01,new_year", "2026-01-01,2025-12-31,new_year"),
        ("days_off.csv", "2026-01-01,2026-01-01,new_year", "2026-01-01,2026-01-01,nine_year"),
        ("days_off.csv", "2026-01-01,2026-01-01,new_year", "2026-04-30,2026-04-30,new_year"),
        ("days_off.csv", "2026-04-26,2026-04-26,hung_kings", "2025-04-26,2025-04-26,hung_kings"),
        ("days_off.csv", "2026-01-01,2026-01-01,new_year", "01/01/2026,2026-01-01,new_year"),
        ("days_off.csv", "first,last", "from,to"),
        ("swaps.csv", "2026-01-02,2026-01-10", "2026-01-02,2026-01-09"),
        ("swaps.csv", "2026-01-02,2026-01-10", "2026-01-03,2026-01-10"),
        ("swaps.csv", "2026-01-02,2026-01-10", "2026-01-01,2026-01-10"),
        ("swaps.csv", "2026-01-02,2026-01-10,high", "2026-01-02,2026-01-10,sure"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, file: str, old: str, new: str) -> None:
    for name in ("days_off.csv", "swaps.csv"):
        shutil.copy(FOLDER / "holidays" / name, tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LawDataFault, match=r"Tệp dữ liệu pháp luật") as problem:
        read_holidays(tmp_path)
    assert file in problem.value.text("en")
