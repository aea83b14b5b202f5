"""For which month and fund money counts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.register import Payment, Posting, allocate
from tests.build.register import DECEMBER, FEBRUARY, JANUARY
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

RULES = LAW.payment_rules


def posting(month: int, fund: str, amount: int, booked_in: int | None = None) -> Posting:
    return Posting("P", month, fund, "ER", amount, 0, date(2026, 1, 1), booked_in or month)


def shares(postings: list[Posting], *payments: Payment, **others: str) -> list[tuple[int, str, int]]:
    return [(s.month, s.fund, s.amount) for s in allocate(payments, postings, RULES, **others)]  # type: ignore[arg-type]


OWED = [posting(month, fund, 100) for month in (DECEMBER, JANUARY) for fund in ("HTTT", "BHYT")]


def test_the_oldest_month_comes_first_and_in_it_the_order_of_the_funds() -> None:
    assert shares(OWED, Payment(date(2026, 1, 28), 250, "1")) == [
        (DECEMBER, "BHYT", 100), (DECEMBER, "HTTT", 100), (JANUARY, "BHYT", 50),
    ]  # fmt: skip


def test_the_other_reading_covers_a_fund_in_all_months_first() -> None:
    assert shares(OWED, Payment(date(2026, 1, 28), 250, "1"), scope="fund_order") == [
        (DECEMBER, "BHYT", 100), (JANUARY, "BHYT", 100), (DECEMBER, "HTTT", 50),
    ]  # fmt: skip


def test_what_is_left_over_is_credit_of_the_last_fund() -> None:
    assert shares([posting(JANUARY, "BHYT", 30)], Payment(date(2026, 1, 28), 100, "1")) == [
        (JANUARY, "BHYT", 30), (JANUARY, "HTTT", 70),
    ]  # fmt: skip


def test_a_funds_credit_covers_its_own_later_month() -> None:
    taken_back = posting(DECEMBER, "BHYT", -40, JANUARY)
    postings = [posting(DECEMBER, "BHYT", 100), taken_back, posting(JANUARY, "BHYT", 100)]
    first, second = Payment(date(2025, 12, 31), 100, "1"), Payment(date(2026, 1, 28), 100, "2")
    assert shares(postings, first, second) == [
        (DECEMBER, "BHYT", 100), (JANUARY, "BHYT", 60), (JANUARY, "HTTT", 40),
    ]  # fmt: skip


def test_money_entered_later_covers_what_was_booked_by_then() -> None:
    late = Payment(date(2026, 1, 28), 100, "1", posted_on=date(2026, 2, 2))
    (share,) = allocate([late], [posting(FEBRUARY, "BHYT", 100)], RULES)
    assert (share.month, share.booked_in) == (FEBRUARY, FEBRUARY)


@given(
    st.lists(st.tuples(st.integers(DECEMBER, FEBRUARY), st.sampled_from(["HTTT", "BHYT"]), st.integers(-500, 900))),
    st.lists(st.integers(1, 3_000), max_size=4),
)
def test_every_dong_is_allocated(owed: list[tuple[int, str, int]], money: list[int]) -> None:
    postings = [posting(*one) for one in owed]
    payments = [Payment(date(2026, 1, 1 + n), amount, str(n)) for n, amount in enumerate(money)]
    found = allocate(payments, postings, RULES)
    assert {p.order_number: p.amount for p in payments} == {
        p.order_number: sum(s.amount for s in found if s.order_number == p.order_number) for p in payments
    }
    assert all(s.amount > 0 for s in found)
