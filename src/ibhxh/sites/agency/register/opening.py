"""Opening the register of a unit: its people and what it owed when the register began."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ibhxh.law.months import last_day
from ibhxh.register import Account, Participant, Posting
from ibhxh.register.account_lines import COLUMNS
from ibhxh.register.booking import open_month
from ibhxh.register.close_month import by_column
from ibhxh.sites.agency.register.booking import REGISTER, open_unit
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.sites.agency.register.models import PostingRow, RegisteredPerson, RegisteredUnit
from ibhxh.sites.agency.register.stored import participant_data, posting_row

_AT_ONCE = 1000
#: The fund that stands for a column of the account where only the column's sum is known.
_FUND_OF_COLUMN = {"bhxh": "HTTT", "bhyt": "BHYT", "bhtn": "BHTN", "tnld": "TNLD"}


def open_register(unit: RegisteredUnit, people: Iterable[Participant], account: Account, *, at: datetime) -> None:
    """Starts the register with these people and the account of its first month, and opens the month after it.

    `unit` is stored already and has no register yet; runs in the transaction that is open on the agency's database.
    What the account carries forward is booked, so that money that comes for it finds it.
    """
    listed = list(people)
    unit.opening_month, unit.opening_account = account.month, account.as_dict()
    unit.opened_through = account.month
    unit.save()
    RegisteredPerson.objects.bulk_create(
        [RegisteredPerson(unit=unit, key=person.key, standing=participant_data(person)) for person in listed], _AT_ONCE
    )
    owed = _brought_forward(unit, account)
    PostingRow.objects.bulk_create(
        [posting_row(posting, unit, officer=REGISTER, recorded_at=at) for posting in owed], _AT_ONCE
    )
    open_unit(unit, at=at)


def _brought_forward(unit: RegisteredUnit, account: Account) -> tuple[Posting, ...]:
    """The first month person by person where that is just what is owed, else the columns of the account."""
    ledger, month = Ledger(unit), account.month
    regular = open_month(ledger.people, (), month, ledger.reckoning, recorded_on=last_day(month))
    if by_column((posting.fund, posting.amount) for posting in regular) == account.closing:
        return regular
    owed = account.closing
    return tuple(
        Posting("", month, _FUND_OF_COLUMN[column], "ER", owed[column], 0, last_day(month), month)
        for column in COLUMNS
        if owed[column]
    )
