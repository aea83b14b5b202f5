"""What money covers: persons who are paid for first, then the funds in the order of the law on the value date.

`spread` is the algorithm, for one payment and any debts. Legal source: Decree 233/2025/NĐ-CP article 7.4, Decision
595/QĐ-BHXH article 43 and Decision 60/2015/QĐ-TTg article 6 before; the orders are data in `law/payment_rules.yaml`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ibhxh.amounts.readings import AllocationScope
from ibhxh.law.payment_rule import OrderRule


@dataclass(frozen=True, slots=True)
class Debt:
    """What is owed to a fund, đồng: the contribution and the late money on it.

    `due` puts debts in time: a month index or a day's number, as long as all have the same. `person` is only needed
    where some persons are paid for first.
    """

    due: int
    fund: str
    contribution: int
    late_money: int = 0
    person: str = ""


class Share(NamedTuple):
    """Part of a payment for one debt (by its place among those given)."""

    debt: int
    to_late_money: bool
    amount: int


def spread(
    amount: int,
    debts: Sequence[Debt],
    order: OrderRule,
    scope: AllocationScope = AllocationScope.OLDEST_MONTH,
    first: Collection[str] = (),
) -> tuple[tuple[Share, ...], int]:
    """The shares of a payment of `amount` đồng in the order in which it covers the debts, and what is left over.

    `first`: the persons paid for before everybody else, in all funds. Within a group of funds contributions come before
    late money. Debts of funds the order does not name are not covered.
    """
    shares: list[Share] = []
    left = amount
    for debt, to_late_money, owed in _in_order(debts, order, scope, first):
        if share := min(left, owed):
            left -= share
            shares.append(Share(debt, to_late_money, share))
    return tuple(shares), left


def _in_order(
    debts: Sequence[Debt], order: OrderRule, scope: AllocationScope, first: Collection[str]
) -> Iterator[tuple[int, bool, int]]:
    """Place of the debt, whether it is its late money, and the amount, for everything that is owed."""
    rank = {fund: place for place, group in enumerate(order.groups) for fund in group}
    place_in_order = {fund: place for place, fund in enumerate(order.funds)}

    def key(part: tuple[int, bool, int]) -> tuple[int, ...]:
        place, late, _ = part
        debt = debts[place]
        others, group = debt.person not in first, rank[debt.fund]
        when = (debt.due, group) if scope == AllocationScope.OLDEST_MONTH else (group,)
        return others, *when, late, debt.due, place_in_order[debt.fund]

    parts = [
        (place, late, owed)
        for place, debt in enumerate(debts)
        for late, owed in ((False, debt.contribution), (True, debt.late_money))
        if owed > 0 and debt.fund in rank
    ]
    return iter(sorted(parts, key=key))
