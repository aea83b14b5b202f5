"""For which month and fund money counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ibhxh.amounts.allocation import Debt, spread
from ibhxh.amounts.readings import AllocationScope
from ibhxh.law.payment_rule import OrderRule, PaymentRules
from ibhxh.register.payment import Payment
from ibhxh.register.posting import Posting


@dataclass(frozen=True, slots=True)
class Allocation:
    """Part of a payment: `amount` đồng for a month and fund, in the account of the month `booked_in`."""

    order_number: str
    month: int
    fund: str
    amount: int
    booked_in: int


def allocate(
    payments: Iterable[Payment],
    postings: Iterable[Posting],
    rules: PaymentRules,
    scope: AllocationScope = AllocationScope.OLDEST_MONTH,
) -> tuple[Allocation, ...]:
    """Every payment spread over what was booked by its month, in the order of the funds on its value date.

    Late money is not in it. A debt is as old as the month it is for, whenever it was booked. A fund's credit (what was
    taken back after it was paid) covers the same fund's later months first. What is left over stays as credit of the
    last fund in the order, in the month of the payment. Raises `NoLawForDay` for a value date without an order.
    """
    waiting = sorted(postings, key=lambda posting: posting.booked_in, reverse=True)
    owed: dict[tuple[int, str], int] = {}
    found: list[Allocation] = []
    for payment in sorted(payments, key=lambda payment: (payment.booked_in, payment.paid_on)):
        while waiting and waiting[-1].booked_in <= payment.booked_in:
            posting = waiting.pop()
            owed[posting.month, posting.fund] = owed.get((posting.month, posting.fund), 0) + posting.amount
        for month, fund, amount in _shares(payment, owed, rules.order_rule(payment.paid_on), scope):
            owed[month, fund] = owed.get((month, fund), 0) - amount
            found.append(Allocation(payment.order_number, month, fund, amount, payment.booked_in))
    return tuple(found)


def _shares(
    payment: Payment, owed: dict[tuple[int, str], int], order: OrderRule, scope: AllocationScope
) -> Iterator[tuple[int, str, int]]:
    debts = [debt for fund in order.funds for debt in _after_credit(owed, fund)]
    shares, left = spread(payment.amount, debts, order, scope)
    for share in shares:
        yield debts[share.debt].due, debts[share.debt].fund, share.amount
    if left:
        yield payment.booked_in, order.funds[-1], left


def _after_credit(owed: dict[tuple[int, str], int], fund: str) -> Iterator[Debt]:
    """The months of a fund in which something is owed once its credits have covered the oldest."""
    amounts = sorted((month, amount) for (month, name), amount in owed.items() if name == fund)
    credit = -sum(amount for _, amount in amounts if amount < 0)
    for month, amount in amounts:
        if amount > 0:
            covered = min(credit, amount)
            credit -= covered
            if amount > covered:
                yield Debt(month, fund, amount - covered)
