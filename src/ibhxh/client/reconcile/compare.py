"""Comparing a month: what the unit reckons against what the agency's two notices say."""

from __future__ import annotations

from collections.abc import Collection

from ibhxh.client.reconcile.difference import Reconciliation
from ibhxh.client.reconcile.match import matched
from ibhxh.client.reconcile.money import fund_differences, money_differences, unexplained
from ibhxh.client.reconcile.people import people_differences
from ibhxh.law import Law, shipped_law
from ibhxh.law.months import first_day
from ibhxh.register.account import Account, Columns
from ibhxh.register.close_month import MonthClose
from ibhxh.register.participant import Participant

_NOTHING = Columns()


def reconcile(
    own: MonthClose,
    theirs: MonthClose,
    *,
    waiting: Collection[Participant] = (),
    brought: Columns = _NOTHING,
    law: Law | None = None,
) -> Reconciliation:
    """The month of both sides, layer by layer: people, funds, money. Both are of the same unit and month.

    `waiting` are the unit's people for whom it has filed a line that was not settled when the agency closed the month,
    and `brought` what such lines add to the unit's opening balance. The amounts of the differences add up to the gap,
    column by column, whatever the notices say: what the catalogue cannot name is left over as R99. Raises ValueError
    for two different months or units.
    """
    ours, notice = own.account, theirs.account
    if (ours.unit_code, ours.month) != (notice.unit_code, notice.month):
        raise ValueError("two different units or months cannot be compared")
    pairs = matched(own.participants, theirs.participants)
    people, met = people_differences(pairs, waiting, law or shipped_law(), first_day(ours.month))
    names = ", ".join(person.full_name for person in waiting)
    found = [*people, *fund_differences(own, theirs), *money_differences(own, theirs, brought, names)]
    gap = _owed(notice) - _owed(ours)
    rest = gap - sum((one.amounts for one in found), Columns())
    if rest:
        found.append(unexplained(rest))
    return Reconciliation(ours.month, tuple(found), gap, met)


def _owed(account: Account) -> Columns:
    return account.closing + account["Đ.3"]
