"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from ibhxh.sites.project.days import read_day

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("text", ["31/07/2026", " 31/7/2026 ", "2026-07-31"])
def test_the_day_comes_first(text: str) -> None:
    assert read_day(text) == date(2026, 7, 31)


@pytest.mark.parametrize("text", ["", "07/31/2026", "31/02/2026", "31/07", "mai", "31.07.2026"])
def test_what_is_no_day(text: str) -> None:
    assert read_day(text) is None
