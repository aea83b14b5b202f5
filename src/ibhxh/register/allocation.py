"""For which month and fund money counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ibhxh.law.payment_rule import PaymentRules
from ibhxh.register.payment import Payment
from ibhxh.register.posting import Posting

#: `oldest_month`: a month is covered, fund by fund, before the next; `fund_order`: a fund is covered in all months
#: before the next. The law orders the funds and is silent about months.
AllocationScope = Literal["oldest_month", "fund_order"]


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
    scope: AllocationScope = "oldest_month",
) -> tuple[Allocation, ...]:
    """Every payment spread over what was booked by its month, in the order of the funds on its value date.

    Late money is not in it. A fund's credit (what was taken back after it was paid) covers the same fund's later months
    first. What is left over stays as credit of the last fund in the order, in the month of the payment.
    Raises `NoLawForDay` for a value date without an order.
    """
    waiting = sorted(postings, key=lambda posting: posting.booked_in, reverse=True)
    owed: dict[tuple[int, str], int] = {}
    found: list[Allocation] = []
    for payment in sorted(payments, key=lambda payment: (payment.booked_in, payment.paid_on)):
        while waiting and waiting[-1].booked_in <= payment.booked_in:
            posting = waiting.pop()
            owed[posting.month, posting.fund] = owed.get((posting.month, posting.fund), 0) + posting.amount
        order = rules.fund_order(payment.paid_on)
        for month, fund, amount in _shares(payment, owed, order, scope):
            owed[month, fund] = owed.get((month, fund), 0) - amount
            found.append(Allocation(payment.order_number, month, fund, amount, payment.booked_in))
    return tuple(found)


def _shares(
    payment: Payment, owed: dict[tuple[int, str], int], order: tuple[str, ...], scope: AllocationScope
) -> Iterator[tuple[int, str, int]]:
    still = {place: amount for fund in order for place, amount in _after_credit(owed, fund)}
    by_fund = {place: (order.index(place[1]), place[0]) for place in still}
    by_month = {place: (place[0], order.index(place[1])) for place in still}
    left = payment.amount
    for place in sorted(still, key=(by_month if scope == "oldest_month" else by_fund).__getitem__):
        if share := min(left, still[place]):
            left -= share
            yield (*place, share)
    if left:
        yield payment.booked_in, order[-1], left


def _after_credit(owed: dict[tuple[int, str], int], fund: str) -> Iterator[tuple[tuple[int, str], int]]:
    """The months of a fund in which something is owed once its credits have covered the oldest."""
    amounts = sorted((month, amount) for (month, name), amount in owed.items() if name == fund)
    credit = -sum(amount for _, amount in amounts if amount < 0)
    for month, amount in amounts:
        if amount > 0:
            covered = min(credit, amount)
            credit -= covered
            if amount > covered:
                yield (month, fund), amount - covered
