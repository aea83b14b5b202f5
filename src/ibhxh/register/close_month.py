"""Closing a month: its participant list (D09-TS) and its account (C12-TS)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ibhxh.amounts.readings import AllocationScope
from ibhxh.law.months import last_day
from ibhxh.register.account import Account, Columns
from ibhxh.register.account_lines import COLUMN_OF_FUND, COLUMNS, FIGURES, LINE, Measure
from ibhxh.register.allocation import allocate
from ibhxh.register.movement import Movement
from ibhxh.register.obligation import OWED, bases_of, reckoned
from ibhxh.register.participant import Participant
from ibhxh.register.participant_list import ParticipantRow, Participants
from ibhxh.register.payment import Payment
from ibhxh.register.person_month import folded
from ibhxh.register.posting import Posting
from ibhxh.register.reckoning import Reckoning
from ibhxh.register.standing import standing_frame

#: The fund whose base stands for a column's payroll; HTTT and OĐTS share theirs.
_PAYROLL_FUND = {"bhxh": "HTTT", "bhyt": "BHYT", "bhtn": "BHTN", "tnld": "TNLD"}


@dataclass(frozen=True, slots=True)
class MonthClose:
    """A closed month: what its two notices say."""

    account: Account
    participants: Participants


def participants_of(
    unit_code: str,
    month: int,
    people: Iterable[Participant],
    movements: Iterable[Movement],
    reckoning: Reckoning,
    *,
    closed_on: date | None = None,
) -> Participants:
    """The participant list of a month (index) as known on the day it closes, by default its last."""
    closed = closed_on or last_day(month)
    known = {person.key: person for person in people}
    standing = standing_frame(folded(known.values(), movements, range(month, month + 1), closed), reckoning)
    rows = tuple(_row(known[row["person"]], row) for row in reckoned(standing, reckoning))
    return Participants(unit_code, month, closed, rows)


def close_month(
    previous: MonthClose | None,
    participants: Participants,
    postings: Sequence[Posting],
    payments: Sequence[Payment],
    reckoning: Reckoning,
    *,
    agency_code: str,
    scope: AllocationScope = AllocationScope.OLDEST_MONTH,
) -> MonthClose:
    """The account of the month of `participants`, after the month closed before (None for the first).

    `postings` and `payments` are all there are since the register began, later ones do no harm: which months money
    covers follows from them. One that is no adjustment of this month may stand for many, summed. Late money is not
    computed; its lines are nought and the account says so.
    """
    month = participants.month
    lines = dict.fromkeys(FIGURES, Columns())
    lines |= {code: Columns(total=None) for code in FIGURES if LINE[code].measure is Measure.PAYROLL}
    if previous:
        carried = {"A.1": "Đ.1", "A.2.1": "Đ.2.1", "A.2.2": "Đ.2.2", "A.3": "Đ.3"}
        lines |= {code: previous.account[from_code] for code, from_code in carried.items()}
    lines |= _arising(previous.participants.rows if previous else (), participants.rows)
    lines |= _regular(postings, month) | _adjustments(postings, month)
    lines |= _paid(payments, postings, month, reckoning, scope)
    owed = lines["A.2.2"] - lines["A.2.1"] + lines["B.3"] + lines["B.4"] - lines["B.6"] - lines["D.1"]
    lines["Đ.1"] = lines["B.1"]
    lines["Đ.2.1"] = Columns.summed({column: max(-owed[column], 0) for column in COLUMNS})
    lines["Đ.2.2"] = Columns.summed({column: max(owed[column], 0) for column in COLUMNS})
    account = Account(
        unit_code=participants.unit_code,
        agency_code=agency_code,
        month=month,
        closed_on=participants.closed_on,
        lines=lines,
        payments=tuple(payment for payment in payments if payment.booked_in == month),
    )
    return MonthClose(account, participants)


def _row(person: Participant, row: dict[str, Any]) -> ParticipantRow:
    return ParticipantRow(
        key=person.key,
        full_name=person.full_name,
        birth_date=person.birth_date,
        si_number=person.si_number,
        personal_id=person.personal_id,
        participant_class=row["participant_class"],
        status=row["status"],
        head=row["head"],
        wage=row["wage"],
        allowance=row["allowance"],
        declared_wage=row["declared_wage"],
        bases=bases_of(row),
        amounts={name: amount for _, _, name in OWED if (amount := row[name])},
    )


def _arising(before: Sequence[ParticipantRow], now: Sequence[ParticipantRow]) -> dict[str, Columns]:
    """B.1, B.2 and the changes of B.3: this month's list against that of the month before, person by person."""
    pairs = _changed(before, now)
    people, wages, money = (_changes(pairs, figures) for figures in (counted, payroll, ParticipantRow.columns))
    # One fund of a person may rise while another falls: a line's total is that of its funds, not of the persons.
    rise, fall = (Columns.summed(line.funds()) for line in money)
    return {
        "B.1": summed(now, counted), "B.1.1": people[0], "B.1.2": people[1],
        "B.2": summed(now, payroll), "B.2.1": wages[0], "B.2.2": wages[1],
        "B.3.1": rise, "B.3.2": fall,
    }  # fmt: skip


def counted(row: ParticipantRow) -> Columns:
    """Who counts as a person of each fund, and of the list."""
    return Columns(**{column: int(fund in row.bases) for column, fund in _PAYROLL_FUND.items()}, total=int(row.head))


def payroll(row: ParticipantRow) -> Columns:
    """The bases of one person."""
    return Columns(**{column: row.bases.get(fund, 0) for column, fund in _PAYROLL_FUND.items()}, total=None)


_Figures = Callable[[ParticipantRow], Columns]
_Pair = tuple[ParticipantRow | None, ParticipantRow | None]


def summed(rows: Iterable[ParticipantRow], figures: _Figures) -> Columns:
    """Figures of everybody, added up."""
    return Columns.added(map(figures, rows), _nought(figures))


def _changed(before: Sequence[ParticipantRow], now: Sequence[ParticipantRow]) -> list[_Pair]:
    """Everybody who is new, has gone or is listed otherwise: as they were and as they are."""
    was = {row.key: row for row in before}
    pairs = [(was.pop(row.key, None), row) for row in now]
    return [(old, row) for old, row in pairs if old != row] + [(old, None) for old in was.values()]


def _changes(pairs: Iterable[_Pair], figures: _Figures) -> tuple[Columns, Columns]:
    """What the people's figures rose by, and what they fell by."""
    more = less = nought = _nought(figures)
    for old, new in pairs:
        change = (figures(new) if new else nought) - (figures(old) if old else nought)
        more += change.each(change, lambda a, _: max(a, 0))
        less += change.each(change, lambda a, _: max(-a, 0))
    return more, less


def _nought(figures: _Figures) -> Columns:
    return Columns(total=None) if figures is payroll else Columns()


def _regular(postings: Iterable[Posting], month: int) -> dict[str, Columns]:
    return {"B.3": by_column((p.fund, p.amount) for p in postings if p.booked_in == p.month == month)}


def _adjustments(postings: Iterable[Posting], month: int) -> dict[str, Columns]:
    """B.4: what was booked this month for earlier ones, each person, month and fund as one increase or decrease."""
    sums: dict[tuple[str, int, str], int] = {}
    for posting in postings:
        if posting.booked_in == month and posting.is_adjustment:
            key = (posting.person, posting.month, posting.fund)
            sums[key] = sums.get(key, 0) + posting.amount
    january = month - month % 12
    more = [(fund, amount, of < january) for (_, of, fund), amount in sums.items() if amount > 0]
    less = [(fund, -amount, of < january) for (_, of, fund), amount in sums.items() if amount < 0]
    lines = {
        "B.4.1": by_column((fund, amount) for fund, amount, _ in more),
        "B.4.1.1": by_column((fund, amount) for fund, amount, earlier_year in more if earlier_year),
        "B.4.2": by_column((fund, amount) for fund, amount, _ in less),
        "B.4.2.1": by_column((fund, amount) for fund, amount, earlier_year in less if earlier_year),
    }
    return lines | {"B.4": lines["B.4.1"] - lines["B.4.2"]}


def _paid(
    payments: Sequence[Payment], postings: Sequence[Posting], month: int, reckoning: Reckoning, scope: AllocationScope
) -> dict[str, Columns]:
    until = [payment for payment in payments if payment.booked_in <= month]
    shares = allocate(until, postings, reckoning.law.payment_rules, scope)
    paid = by_column((share.fund, share.amount) for share in shares if share.booked_in == month)
    return {"C": paid, "D.1": paid}


def by_column(amounts: Iterable[tuple[str, int]]) -> Columns:
    """Amounts of funds, summed into the columns of the notice."""
    sums: dict[str, int] = dict.fromkeys(COLUMNS, 0)
    for fund, amount in amounts:
        sums[COLUMN_OF_FUND[fund]] += amount
    return Columns.summed(sums)
