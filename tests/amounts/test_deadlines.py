"""Time limits: the published clock vectors, and both readings of a day off."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from ibhxh.amounts.deadlines import DEADLINE, PAYMENT_DUE
from ibhxh.law import shipped_law
from ibhxh.law.deadline import Counts, read_deadlines
from ibhxh.law.errors import LawDataFault, NoLawForDay
from ibhxh.law.holidays import WorkWeek
from ibhxh.law.value import day_number
from tests.amounts.asking import answers, asked

pytestmark = pytest.mark.unit

LAW = shipped_law()
CLOCK: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "vectors" / "law" / "working_days.yaml").read_text(encoding="utf-8")
)
FIVE, THREE = "adjustment_by_agency", "supplement_notice"


def last_day(name: str, start: date, **readings: str) -> int:
    ((found,),) = answers(asked(DEADLINE, [{"deadline": name, "start": start}], readings), "last_day")
    return int(found)


@pytest.mark.parametrize("case", CLOCK["public"], ids=lambda case: str(case["received"]))
def test_the_published_clock(case: dict[str, Any]) -> None:
    """Where a time limit of so many working days held on that day; the calendar itself has them all."""
    limits = [limit for limit in LAW.deadlines if limit.counts == Counts.WORKING_DAYS and limit.count == case["days"]]
    held = [limit for limit in limits if case["received"] in limit.valid]
    for limit in held:
        assert last_day(limit.name, case["received"]) == day_number(case["due"])
    assert all(limit.last_day(case["received"], LAW.holidays) == case["due"] for limit in limits) and limits


@pytest.mark.parametrize("case", CLOCK["every_day"], ids=lambda case: str(case["received"]))
def test_a_pension_counts_weekends_but_no_holidays(case: dict[str, Any]) -> None:
    assert last_day("pension_by_agency", case["received"]) == day_number(case["due"])


def test_a_last_day_off_stays_or_moves() -> None:
    start = date(2026, 2, 10)
    assert last_day("pension_by_agency", start, due_day_on_weekend="moves") == day_number(date(2026, 3, 9))
    stays = asked(DEADLINE, [{"deadline": "pension_by_agency", "start": start}]).why(0)
    moves = asked(DEADLINE, [{"deadline": "pension_by_agency", "start": start}], {"due_day_on_weekend": "moves"}).why(0)
    assert stays["last_day"].value_text() == "07/03/2026" and "không chuyển" in stays["last_day"].words.vi
    assert moves["last_day"].value_text() == "09/03/2026" and "chuyển sang" in moves["last_day"].words.vi


def test_a_units_working_days_may_be_its_own() -> None:
    rows = [{"deadline": "benefit_list", "start": date(2026, 1, 9), "week": week} for week in ("mon_fri", "mon_sat")]
    public = answers(asked(DEADLINE, rows), "last_day")
    own = answers(asked(DEADLINE, rows, {"employer_working_days": "own"}), "last_day")
    assert public == [(day_number(date(2026, 1, 19)),)] * 2  # Saturday 10/01 is worked by the public calendar
    assert own == [(day_number(date(2026, 1, 20)),), (day_number(date(2026, 1, 17)),)]


def test_an_agencys_working_days_are_public_whatever_the_reading() -> None:
    row = {"deadline": FIVE, "start": date(2026, 1, 7), "week": "mon_sat"}
    assert answers(asked(DEADLINE, [row]), "last_day") == answers(
        asked(DEADLINE, [row], {"employer_working_days": "own"}), "last_day"
    )


def test_the_why_says_from_when_how_many_and_what_is_not_sure() -> None:
    why = asked(DEADLINE, [{"deadline": THREE, "start": date(2026, 11, 20)}]).why(0)
    assert why["start"].value_text() == "20/11/2026"
    assert why["count"].cite_text("vi") == "Điều 5 Quyết định 366/QĐ-BHXH, áp dụng từ 01/05/2026"
    assert why["doubtful_days"].amount == 1


def test_a_blank_gives_a_blank_and_an_unknown_limit_no_law() -> None:
    row = {"deadline": FIVE, "start": date(2026, 1, 7)}
    assert answers(asked(DEADLINE, [row | {"start": None}, row | {"deadline": None}]), "last_day") == [(None,), (None,)]
    with pytest.raises(NoLawForDay, match="thời hạn soon"):
        last_day("soon", date(2026, 1, 7))
    with pytest.raises(NoLawForDay):
        last_day(THREE, date(2026, 4, 30))
    assert answers(asked(PAYMENT_DUE, [{"month": None}]), "last_day") == [(None,)]


def test_every_limit_tells_whose_it_is_and_from_when() -> None:
    for limit in LAW.deadlines:
        assert limit.words.vi and limit.counted_from.en and limit.count > 0
        start = limit.valid.start
        for week in (None, WorkWeek.MON_SAT):
            last = limit.last_day(start, LAW.holidays, week)
            assert start <= last and (last - start).days <= 70


def test_a_limit_that_counts_nothing_known_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "deadlines.yaml"
    path.write_text(
        "- {deadline: a, words: {vi: a, en: a}, counted_from: {vi: a, en: a}, by: unit, counts: moons, count: 1, "
        "valid: {from: 2026-01-01}, reference: {act: a, published: 2026-01-01}, confidence: low}",
        encoding="utf-8",
    )
    with pytest.raises(LawDataFault):
        read_deadlines(path)
