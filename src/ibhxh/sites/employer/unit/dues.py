"""What the unit has to pay: what the agency's last notice says is owed, then the months since by own figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ibhxh.amounts import FUNDS, line_name
from ibhxh.formats.notices import AccountNotice
from ibhxh.law.holidays import public_calendar
from ibhxh.law.months import month_of
from ibhxh.law.payment_rule import DueRule
from ibhxh.register import Account, ParticipantRow, Payment, payment_due
from ibhxh.sites.employer.unit.month_notices import last_account, month_notices
from ibhxh.sites.employer.unit.own_ledger import OwnLedger
from ibhxh.sites.project.the_law import the_law


@dataclass(frozen=True, slots=True)
class FundShare:
    """What both payers owe a fund for the month, đồng."""

    fund: str
    employer: int
    worker: int

    @property
    def total(self) -> int:
        """Together."""
        return self.employer + self.worker


@dataclass(frozen=True, slots=True)
class MonthDue:
    """What is to be paid for a month (index), đồng.

    Of the first month shown (`whole`) `amount` is everything its account says is owed at its end (`notice`: the
    agency's, else the unit's own reckoning), of a month after it only what it adds. `paid` is what the unit entered as
    paid since; what is too much stands with the last month.
    """

    month: int
    amount: int
    paid: int
    due_on: date
    reference: str
    rule: DueRule
    account: Account
    shares: tuple[FundShare, ...]
    notice: AccountNotice | None = None
    whole: bool = False

    @property
    def left(self) -> int:
        """Still to be paid; negative where more was paid than is due."""
        return self.amount - self.paid

    @property
    def of_month(self) -> int:
        """What the month itself costs."""
        return self.account["B.3"]["total"]

    @property
    def arising(self) -> int:
        """What the month costs with the adjustments of earlier months that it took."""
        return self.of_month + self.account["B.4"]["total"]

    @property
    def carried(self) -> int:
        """What comes from earlier months, their adjustments and what was paid within the month."""
        return self.amount - self.of_month

    @property
    def employer(self) -> int:
        """The unit's part of the month."""
        return sum(share.employer for share in self.shares)

    @property
    def worker(self) -> int:
        """What is kept from the wages of the month."""
        return sum(share.worker for share in self.shares)


def months_due(ledger: OwnLedger) -> tuple[MonthDue, ...]:
    """The last account, and what each month after it adds, up to this one; money paid since covers the oldest first."""
    this = month_of(ledger.known_on)
    told = last_account(ledger.unit)
    start = told.account.month if told else ledger.opening_month
    # Of months between an account and a register that begins later, nothing is known.
    months = (start, *range(max(start + 1, ledger.opening_month), this + 1))
    closes = {close.account.month: close for close in ledger.closes(max(this, start))}
    found: list[MonthDue] = []
    left = sum(payment.amount for payment in payments_since(ledger.payments, told))
    credit: Mapping[str, int] = {}
    for month in months:
        notice = told if month == start else None
        account = notice.account if notice else closes[month].account
        asked = payment_due(
            account, the_law(), public_calendar(the_law().holidays), cycle=int(ledger.unit.payment_cycle)
        )  # fmt: skip
        if month == start:
            amount, credit = asked.amount, account["Đ.2.1"].funds()
        else:
            amount, credit = _after_credit((account["B.3"] + account["B.4"]).funds(), credit)
        covered = left if month == months[-1] else min(left, amount)
        left -= covered
        found.append(
            MonthDue(
                month,
                amount,
                covered,
                (notice.pay_by if notice else None) or asked.due_on,
                (notice.transfer_reference if notice else None) or asked.reference,
                asked.rule,
                account,
                _shares(_rows(ledger, month, notice) or (closes[month].participants if month in closes else ())),
                notice,
                whole=month == start,
            )
        )
    return tuple(found)


def payments_since(payments: Iterable[Payment], told: AccountNotice | None) -> tuple[Payment, ...]:
    """The orders entered that the account does not have: matched by number and amount, then by day and amount, as
    reconciliation does. Those of months before the account are the business of earlier accounts."""
    if told is None:
        return tuple(payments)
    since = [payment for payment in payments if payment.booked_in >= told.account.month]
    for there in told.account.payments:
        same = next((p for p in since if (p.order_number, p.amount) == (there.order_number, there.amount)), None)
        same = same or next((p for p in since if (p.paid_on, p.amount) == (there.paid_on, there.amount)), None)
        if same:
            since.remove(same)
    return tuple(since)


def _after_credit(owed: Mapping[str, int], credit: Mapping[str, int]) -> tuple[int, Mapping[str, int]]:
    """What the columns ask for once each has used its own credit, and the credit that stays: funds do not pay for one
    another."""
    rest = {column: amount - credit.get(column, 0) for column, amount in owed.items()}
    return sum(max(amount, 0) for amount in rest.values()), {column: max(-amount, 0) for column, amount in rest.items()}


def _rows(ledger: OwnLedger, month: int, notice: AccountNotice | None) -> tuple[ParticipantRow, ...]:
    """The agency's list of the month, where its notice counts."""
    told = month_notices(ledger.unit, month) if notice else None
    return told.participants.participants.rows if told and told.participants else ()


def _shares(rows: Iterable[ParticipantRow]) -> tuple[FundShare, ...]:
    listed = tuple(rows)

    def of(fund: str, payer: str) -> int:
        return sum(row.amounts.get(line_name(fund, payer), 0) for row in listed)

    return tuple(FundShare(fund, of(fund, "ER"), of(fund, "EE")) for fund in FUNDS)
