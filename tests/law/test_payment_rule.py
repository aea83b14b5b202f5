"""By when contributions are paid, and which fund money covers first."""

from __future__ import annotations

from datetime import date

import pytest

from ibhxh.law import shipped_law
from ibhxh.law.errors import NoLawForDay
from ibhxh.law.months import month_index
from ibhxh.law.payment_rule import last_of_cycle

pytestmark = pytest.mark.unit

RULES = shipped_law().payment_rules


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ("2015-12", date(2015, 12, 31)),
        ("2025-06", date(2025, 6, 30)),
        ("2025-07", date(2025, 8, 31)),
        ("2026-01", date(2026, 2, 28)),
    ],
)
def test_the_due_day(month: str, day: date) -> None:
    assert RULES.due_on(month_index(month)) == day


def test_the_order_of_the_funds_changed_in_july_2025() -> None:
    assert RULES.fund_order(date(2025, 6, 30)) == ("BHYT", "BHTN", "TNLD", "ODTS", "HTTT")
    assert RULES.fund_order(date(2025, 7, 1)) == ("BHYT", "BHTN", "ODTS", "TNLD", "HTTT")


def test_before_july_2017_social_insurance_was_one_debt() -> None:
    assert RULES.order_rule(date(2017, 6, 30)).groups == (("BHYT",), ("BHTN",), ("TNLD", "ODTS", "HTTT"))
    assert RULES.order_rule(date(2017, 7, 1)).groups == (("BHYT",), ("BHTN",), ("TNLD",), ("ODTS", "HTTT"))


@pytest.mark.parametrize(("cycle", "last"), [(1, "2026-02"), (3, "2026-03"), (6, "2026-06")])
def test_the_last_month_of_a_payment_cycle(cycle: int, last: str) -> None:
    assert last_of_cycle(month_index("2026-02"), cycle) == month_index(last)


def test_every_order_names_every_fund_once() -> None:
    for rule in RULES.order:
        assert sorted(rule.funds) == ["BHTN", "BHYT", "HTTT", "ODTS", "TNLD"]


def test_before_the_data_there_is_no_rule() -> None:
    with pytest.raises(NoLawForDay):
        RULES.fund_order(date(2015, 12, 31))
