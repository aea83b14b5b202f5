"""What a payment covers: every đồng, in the order of the law."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.amounts import FUNDS
from ibhxh.amounts.allocation import Debt, Share, spread
from ibhxh.amounts.allocation_kind import KIND, RESULTS, NotByFunds
from ibhxh.amounts.readings import AllocationScope
from ibhxh.law import shipped_law
from ibhxh.law.errors import NoLawForDay
from tests.amounts.asking import answers, asked
from tests.build.drawn import drawn

pytestmark = pytest.mark.unit

RULES = shipped_law().payment_rules
NOW, RETIRED = RULES.order_rule(date(2026, 8, 12)), RULES.order_rule(date(2017, 6, 2))
DEBTS = st.lists(
    st.builds(
        Debt,
        due=st.integers(0, 4),
        fund=st.sampled_from(list(FUNDS)),
        contribution=st.integers(0, 500),
        late_money=st.integers(0, 50),
        person=st.sampled_from(["", "A", "B"]),
    ),
    max_size=12,
)


@given(st.integers(0, 3_000), DEBTS, st.sampled_from(AllocationScope), st.sampled_from([NOW, RETIRED]))
def test_every_dong_is_allocated_and_no_debt_twice(amount: int, debts: list[Debt], scope: Any, order: Any) -> None:
    shares, left = spread(amount, debts, order, scope, first={"A"})
    owed = sum(debt.contribution + debt.late_money for debt in debts)
    assert sum(share.amount for share in shares) + left == amount
    assert left == max(amount - owed, 0)
    for place, debt in enumerate(debts):
        for late, most in ((False, debt.contribution), (True, debt.late_money)):
            covered = sum(share.amount for share in shares if (share.debt, share.to_late_money) == (place, late))
            assert 0 <= covered <= most


@given(st.integers(0, 3_000), st.integers(0, 500), DEBTS, st.sampled_from(AllocationScope))
def test_more_money_covers_what_less_did(amount: int, more: int, debts: list[Debt], scope: Any) -> None:
    fewer, _ = spread(amount, debts, NOW, scope)
    greater, _ = spread(amount + more, debts, NOW, scope)
    covered = {(share.debt, share.to_late_money): share.amount for share in greater}
    assert all(covered[share.debt, share.to_late_money] >= share.amount for share in fewer)


@given(DEBTS, st.sampled_from(AllocationScope))
def test_persons_paid_for_first_wait_for_nobody(debts: list[Debt], scope: Any) -> None:
    theirs = sum(debt.contribution + debt.late_money for debt in debts if debt.person == "A")
    shares, left = spread(theirs, debts, NOW, scope, first={"A"})
    assert left == 0
    assert all(debts[share.debt].person == "A" for share in shares)


def test_a_groups_contributions_come_before_its_late_money() -> None:
    """Before 07/2017 sickness, injury and pension were one debt; now each fund is followed by its own late money."""
    debts = [Debt(0, "ODTS", 100, 5), Debt(0, "HTTT", 100, 5)]
    then = [(share.debt, share.to_late_money) for share in spread(210, debts, RETIRED)[0]]
    now = [(share.debt, share.to_late_money) for share in spread(210, debts, NOW)[0]]
    assert then == [(0, False), (1, False), (0, True), (1, True)]
    assert now == [(0, False), (0, True), (1, False), (1, True)]


def test_a_fund_the_order_does_not_name_is_left() -> None:
    assert spread(10, [Debt(0, "UNION", 10)], NOW) == ((), 10)


def test_the_oldest_due_day_is_covered_first_or_the_fund() -> None:
    debts = [Debt(1, "BHYT", 10), Debt(0, "HTTT", 10)]
    assert spread(10, debts, NOW)[0] == (Share(1, False, 10),)
    assert spread(10, debts, NOW, AllocationScope.FUND_ORDER)[0] == (Share(0, False, 10),)


QUESTION = st.integers(0, 3).flatmap(
    lambda periods: st.fixed_dictionaries(
        {
            "amount": st.integers(0, 5_000),
            "paid_on": st.dates(date(2016, 1, 1), date(2026, 12, 31)),
            "owed": st.lists(st.integers(0, 400), min_size=5 * periods, max_size=5 * periods),
            "late_money": st.none() | st.lists(st.integers(0, 40), min_size=5 * periods, max_size=5 * periods),
            "leavers_owed": st.none() | st.lists(st.integers(0, 100), min_size=5, max_size=5),
        }
    )
)


@settings(max_examples=drawn(50))
@given(st.lists(QUESTION, min_size=1, max_size=4))
def test_what_is_paid_and_left_is_what_was_owed(rows: list[dict[str, Any]]) -> None:
    names = ("to_contributions", "to_late_money", "left", "credit")
    found = answers(asked(KIND, rows), *names)
    for row, (contributions, late, left, credit) in zip(rows, found, strict=True):
        owed = sum(sum(row[name] or ()) for name in ("owed", "late_money", "leavers_owed"))
        assert contributions + late + credit == row["amount"]
        assert contributions + late + left == owed
    assert answers(asked(KIND, rows), *RESULTS) == [answers(asked(KIND, [row]), *RESULTS)[0] for row in rows]


def test_the_pieces_are_the_due_days_leavers_first() -> None:
    row = {"amount": 30, "paid_on": date(2026, 8, 12), "owed": [0, 0, 0, 10, 10], "leavers_owed": [15, 0, 0, 0, 0]}
    frame = asked(KIND, [row]).frame
    assert frame.select("place", "to_contributions", "paid_httt", "left_bhtn").rows() == [
        (-1, 15, 15, 0),
        (0, 15, 0, 5),
    ]


def test_the_why_names_the_funds_in_the_order_of_the_law() -> None:
    row = {"amount": 25, "paid_on": date(2026, 8, 12), "owed": [10, 0, 0, 10, 10]}
    why = asked(KIND, [row]).why(0)
    assert [step.name for step in why.steps] == [
        "amount", "paid_bhyt", "paid_bhtn", "paid_httt", "left_httt", "to_contributions", "left_contributions", "left",
    ]  # fmt: skip
    assert why["paid_bhyt"].cite_text("vi") == "Điều 7 khoản 4 Nghị định 233/2025/NĐ-CP, áp dụng từ 01/07/2025"


@pytest.mark.parametrize("owed", [[1, 2, 3], [1, 2, 3, 4, 5, 6]])
def test_a_list_that_is_not_by_funds_is_refused(owed: list[int]) -> None:
    with pytest.raises(NotByFunds):
        asked(KIND, [{"amount": 1, "paid_on": date(2026, 8, 12), "owed": owed}])
    with pytest.raises(NotByFunds):
        asked(KIND, [{"amount": 1, "paid_on": date(2026, 8, 12), "owed": [0] * 5, "late_money": owed}])


@pytest.mark.parametrize("name", ["amount", "paid_on", "owed"])
def test_a_blank_gives_a_blank(name: str) -> None:
    row = {"amount": 25, "paid_on": date(2026, 8, 12), "owed": [10, 0, 0, 10, 10]}
    assert answers(asked(KIND, [row | {name: None}, row]), "left", "credit") == [(None, None), (5, 0)]
    assert answers(asked(KIND, [row | {"owed": [10, None, 0, 0, 0]}]), "left") == [(None,)]


def test_before_2016_there_is_no_order() -> None:
    with pytest.raises(NoLawForDay):
        asked(KIND, [{"amount": 1, "paid_on": date(2015, 12, 31), "owed": [1] * 5}])
