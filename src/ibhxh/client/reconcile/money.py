"""The layers of funds and money: sums against lists, what was brought forward, what was paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ibhxh.client.reconcile.difference import Difference, State
from ibhxh.client.reconcile.kinds import KINDS
from ibhxh.law.months import month_of
from ibhxh.register.account import Account, Columns
from ibhxh.register.account_lines import COLUMNS
from ibhxh.register.close_month import MonthClose, summed
from ibhxh.register.participant_list import ParticipantRow
from ibhxh.words import Words, day_text, money_text

_ADJUSTED = Words("Dòng B.4", "Line B.4")
_BOTH = Words("Kỳ trước mang sang cộng dòng B.4", "Brought forward and line B.4 together")


def fund_differences(own: MonthClose, theirs: MonthClose) -> Iterator[Difference]:
    """Line B.3 beyond what the lists of people explain, and a head count that is not the list's."""
    rest = _beyond_list(theirs) - _beyond_list(own)
    if rest:
        yield _rounding(rest, theirs) or unexplained(rest)
    counted, listed = theirs.account["Đ.1"]["total"], theirs.participants.heads
    if counted != listed:
        yield Difference(KINDS["R21"], Columns(), {"own": counted, "theirs": listed})


def money_differences(ours: MonthClose, notice: MonthClose, brought: Columns, names: str) -> Iterator[Difference]:
    """What was brought forward, adjusted, paid and charged as late money.

    `brought` is what lines that wait for a decision add to the unit's opening balance, `names` whose they are.

    What an adjustment or a late credit sets right of an earlier month's difference is settled, and no difference; nor
    is what earlier months brought along by rounding.
    """
    own, theirs = ours.account, notice.account
    if brought:
        yield Difference(KINDS["R12"], -brought, {"name": names})
    opening = theirs.opening - own.opening + brought
    adjusted = (theirs["B.4"] - theirs["B.6"]) - (own["B.4"] - own["B.6"])
    paid = _payments(own, theirs)
    late = [one for one in paid.unknown if one.payment and month_of(one.payment.paid_on) < theirs.month]
    carried = opening + adjusted + sum((one.amounts for one in late), Columns())
    if rounding := _rounding(carried, notice):
        yield rounding
    elif carried:
        yield from _of_earlier_months(own, theirs, opening, adjusted)
        yield from late
    yield from (one for one in (*paid.missing, *paid.unknown) if one not in late)
    yield from paid.moved
    if paid.rest and not paid.rest["total"]:
        yield Difference(KINDS["R18"], paid.rest, {})
    charged = (theirs["A.3"] + theirs["B.5.3"]) - (own["A.3"] + own["B.5.3"])
    if charged:
        yield Difference(KINDS["R14"], charged, _sides(own["B.5.3"], theirs["B.5.3"]))


def _of_earlier_months(own: Account, theirs: Account, opening: Columns, adjusted: Columns) -> Iterator[Difference]:
    """What was brought forward and what was adjusted; where both differ, one sets the other right in part."""
    if opening and adjusted:
        sides = _sides(own.opening + own["B.4"] - own["B.6"], theirs.opening + theirs["B.4"] - theirs["B.6"])
        yield Difference(KINDS["R13"], opening + adjusted, {"lines": _BOTH, **sides})
    elif adjusted:
        yield Difference(KINDS["R13"], adjusted, {"lines": _ADJUSTED, **_sides(own["B.4"], theirs["B.4"])})
    elif opening:
        yield Difference(KINDS["R20"], opening, _sides(own.opening, theirs.opening))


def unexplained(amounts: Columns) -> Difference:
    """What is left over because the notice does not agree with itself."""
    return Difference(KINDS["R99"], amounts, {"amount": money_text(amounts["total"])})


def _rounding(rest: Columns, theirs: MonthClose) -> Difference | None:
    """What is left of a column, where it is not more than a đồng for everybody who pays."""
    paying = sum(bool(row.bases) for row in theirs.participants)
    if not rest or any(abs(rest[column]) > paying for column in COLUMNS):
        return None
    return Difference(KINDS["R19"], rest, {"count": paying}, state=State.EXPLAINED, count=paying)


def _beyond_list(side: MonthClose) -> Columns:
    return side.account["B.3"] - summed(side.participants.rows, ParticipantRow.columns)


def _sides(own: Columns, theirs: Columns) -> dict[str, object]:
    """Both totals; where they are the same, the funds that differ."""
    if own["total"] != theirs["total"]:
        return {"own": money_text(own["total"]), "theirs": money_text(theirs["total"])}
    differ = {column: words for column, words in COLUMNS.items() if own[column] != theirs[column]}
    return {"own": _by_fund(own, differ), "theirs": _by_fund(theirs, differ)}


def _by_fund(figures: Columns, funds: Mapping[str, Words]) -> Words:
    return Words(
        ", ".join(f"{words.vi} {money_text(figures[column])}" for column, words in funds.items()),
        ", ".join(f"{words.en} {money_text(figures[column])}" for column, words in funds.items()),
    )


@dataclass(frozen=True, slots=True)
class _Payments:
    """Orders the agency misses, orders the unit does not know, other days, and what allocation leaves."""

    missing: tuple[Difference, ...]
    unknown: tuple[Difference, ...]
    moved: tuple[Difference, ...]
    rest: Columns


def _payments(own: Account, theirs: Account) -> _Payments:
    """The two sides' orders, matched by number and amount, then by day and amount."""
    left, right = list(own.payments), list(theirs.payments)
    moved: list[Difference] = []
    for one in own.payments:
        other = next((p for p in right if (p.order_number, p.amount) == (one.order_number, one.amount)), None)
        other = other or next((p for p in right if (p.paid_on, p.amount) == (one.paid_on, one.amount)), None)
        if other:
            left.remove(one)
            right.remove(other)
            if other.paid_on != one.paid_on:
                days = {"own": day_text(one.paid_on), "theirs": day_text(other.paid_on)}
                moved.append(Difference(KINDS["R17"], Columns(), {"order": one.order_number, **days}))
    rest = own["C"] - theirs["C"]
    one_sided: dict[str, list[Difference]] = {"R15": [], "R16": []}
    for code, sign, payments in (("R15", 1, left), ("R16", -1, right)):
        for payment in payments:
            amounts = _share(payment.amount * sign, rest)
            rest = rest - amounts
            values = {"order": payment.order_number, "day": day_text(payment.paid_on)}
            values["amount"] = money_text(payment.amount)
            one_sided[code].append(Difference(KINDS[code], amounts, values, payment=payment))
    return _Payments(tuple(one_sided["R15"]), tuple(one_sided["R16"]), tuple(moved), rest)


def _share(amount: int, rest: Columns) -> Columns:
    """A payment laid on the columns in which the sums paid differ its way, what fits nowhere on BHXH."""
    left, shares = amount, dict.fromkeys(COLUMNS, 0)
    for column in COLUMNS:
        fits = min(left, max(rest[column], 0)) if amount > 0 else max(left, min(rest[column], 0))
        shares[column] += fits
        left -= fits
    shares["bhxh"] += left
    return Columns.summed(shares)
