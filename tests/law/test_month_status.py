"""What a month's status makes due."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ibhxh.amounts import Readings
from ibhxh.law import shipped_law
from ibhxh.law.errors import LawDataFault, NoLawForDay
from ibhxh.law.month_status import read_month_statuses

pytestmark = pytest.mark.unit

LAW = shipped_law()
DAY = date(2026, 1, 1)
FUNDS = {"HTTT", "ODTS", "TNLD", "BHYT", "BHTN"}


def test_only_known_funds_and_readings_are_named() -> None:
    readings = Readings()
    for entry in LAW.month_statuses:
        assert entry.due | entry.by_fund <= FUNDS and not entry.due & entry.by_fund
        for other in entry.readings:
            assert other.due <= FUNDS and other.due != entry.due
            assert getattr(readings, other.reading) != other.value, "the default is what stands under `due`"


def test_another_reading_makes_something_else_due() -> None:
    entry = LAW.month_status("unpaid_14", DAY)
    assert entry.due_by({"bhyt_unpaid_14": "none"}) == frozenset()
    assert entry.due_by({"bhyt_unpaid_14": "due"}) == {"BHYT"}


def test_an_unknown_status_or_day_has_no_law() -> None:
    with pytest.raises(NoLawForDay):
        LAW.month_status("asleep", DAY)
    with pytest.raises(NoLawForDay):
        LAW.month_status("full", date(2006, 12, 31))


def test_a_key_nobody_knows_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "month_statuses.yaml"
    path.write_text("- {status: full, vi: a, words: {vi: a, en: a}}", encoding="utf-8")
    with pytest.raises(LawDataFault):
        read_month_statuses(path)
