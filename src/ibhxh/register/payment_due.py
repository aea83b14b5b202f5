"""What a unit has to pay, by when, under which reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ibhxh.amounts.readings import DueDayOnWeekend
from ibhxh.law import Law
from ibhxh.law.holidays import WorkCalendar
from ibhxh.law.months import month_words
from ibhxh.law.payment_rule import DueRule, last_of_cycle
from ibhxh.register.account import Account

#: The group of compulsory contributions in the reference of a transfer.
_GROUP = "103+00"


@dataclass(frozen=True, slots=True)
class PaymentDue:
    """`amount` đồng to be paid by `due_on` with `reference` as the transfer's text.

    `overdue` is the part of it that belongs to earlier months, due before. `rule` says where the day comes from.
    """

    amount: int
    overdue: int
    due_on: date
    reference: str
    rule: DueRule


def payment_due(
    account: Account,
    law: Law,
    calendar: WorkCalendar,
    *,
    reading: DueDayOnWeekend = DueDayOnWeekend.STAYS,
    cycle: int = 1,
) -> PaymentDue:
    """What the account of a month asks for. `calendar` is the public one, `cycle` 1, 3 or 6 months.

    The credit of one fund does not cover what another is owed. Late money is not in it unless the account has it.
    Raises `NoLawForDay`.
    """
    last = last_of_cycle(account.month, cycle)
    rule, day = law.payment_rules.due_rule(last), law.payment_rules.due_on(last)
    if reading == DueDayOnWeekend.MOVES:
        day = calendar.on_or_after(day)
    amount = account["Đ.2.2"]["total"] + account["Đ.3"]["total"]
    earlier = sum(max(account["Đ.2.2"][column] - account["B.3"][column], 0) for column in account["B.3"].funds())
    return PaymentDue(amount, earlier + account["Đ.3"]["total"], day, payment_reference(account), rule)


def payment_reference(account: Account) -> str:
    """The text of the transfer by which the money is matched: +BHXH+103+00+unit+agency+text+, in plain letters."""
    text = f"dong BHXH BHYT BHTN thang {month_words(account.month)}"
    return f"+BHXH+{_GROUP}+{account.unit_code}+{account.agency_code}+{text}+"
