"""Numbers that a page's own forms send, and what anybody else may write there."""

from __future__ import annotations

import pytest

from ibhxh.law.months import month_index
from ibhxh.sites.project.sent import month_sent, number_sent

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("text", ["", None, "-1", "1.5", "٣", "1e3", " 7", "1234567890", "9" * 5000])
def test_no_number(text: str | None) -> None:
    assert number_sent(text) is None
    assert month_sent(text) is None


def test_numbers_and_months() -> None:
    assert number_sent("007") == 7
    assert month_sent(str(month_index("2026-01"))) == month_index("2026-01")
    assert month_sent("0") is month_sent("999999999") is None
