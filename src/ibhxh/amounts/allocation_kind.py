"""The question what a payment covers, of what is owed by due day and fund."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.allocation import Debt, Share, spread
from ibhxh.amounts.contribution import FUNDS
from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.amounts.kind import ROW, Ask, Kind, Result
from ibhxh.amounts.questions import numbered
from ibhxh.amounts.readings import AllocationScope, Readings
from ibhxh.amounts.told import Told
from ibhxh.law import Law
from ibhxh.law.payment_rule import OrderRule
from ibhxh.law.value import Unit, Value
from ibhxh.problem import Problem
from ibhxh.words import Words

#: The place, among the due days, of those who are paid for first.
_FIRST = -1
_LEAVERS = "leavers"
_LISTS = ("owed", "late_money", "leavers_owed", "leavers_late_money")
_SUMS: Mapping[str, Words] = {
    "to_contributions": Words("Phân bổ vào tiền đóng", "To contributions"),
    "to_late_money": Words("Phân bổ vào tiền chậm đóng", "To late money"),
    "left_contributions": Words("Tiền đóng còn thiếu", "Contributions still owed"),
    "left_late_money": Words("Tiền chậm đóng còn thiếu", "Late money still owed"),
    "left": Words("Còn thiếu", "Still owed"),
    "credit": Words("Còn thừa, chuyển kỳ sau", "Left over, carried forward"),
}
_BY_FUND: Mapping[str, Words] = {
    "paid": Words("{fund}: tiền đóng được phân bổ", "{fund}: contributions covered"),
    "paid_late": Words("{fund}: tiền chậm đóng được phân bổ", "{fund}: late money covered"),
    "left": Words("{fund}: tiền đóng còn thiếu", "{fund}: contributions still owed"),
    "left_late": Words("{fund}: tiền chậm đóng còn thiếu", "{fund}: late money still owed"),
}


class NotByFunds(Problem):
    """A list of debts that does not hold the same funds for every due day."""

    code: ClassVar[str] = "NOT_BY_FUNDS"

    def __init__(self, name: str, length: int) -> None:
        funds = ", ".join(FUNDS)
        super().__init__(
            Words("“{name}” có {n} số, không chia đều cho các quỹ.", "“{name}” holds {n} {n:amount|amounts}.").fill(
                name=name, n=length
            ),
            fix=Words(
                f"Với mỗi hạn đóng, từ hạn sớm nhất, ghi đủ số của các quỹ theo thứ tự {funds}.",
                f"For each due day, the earliest first, give the amounts of {funds}.",
            ),
        )


def allocation(table: pl.DataFrame, law: Law, readings: Readings) -> Told:
    """What the payment of each row covers, one row of the frame for each due day (`place`, −1: leavers).

    Columns: `amount` (Int64 đồng), `paid_on` (Date: value date), `owed`, `late_money` (lists of đồng: for each due day,
    the earliest first, the funds as in `FUNDS`), `leavers_owed`, `leavers_late_money` (the same of those who are paid
    for first, in one sum each). Lists of late money may be blank.

    Results, Int64 đồng: `paid_httt` …, `paid_late_httt` …, `left_httt` …, `left_late_httt` …, their sums, and `credit`.
    A blank gives one row of blanks. Raises `NotByFunds`, `NoLawForDay`.
    """
    rows: list[dict[str, Any]] = []
    told: list[Explanation] = []
    for question in numbered(table).iter_rows(named=True):
        for row, why in _answers(question, law, readings.allocation_scope):
            rows.append({ROW: question[ROW], **row})
            told.append(why)
    schema = {ROW: pl.Int64, "place": pl.Int64, **dict.fromkeys(RESULTS, pl.Int64)}
    return Told(pl.DataFrame(rows, schema=schema), RESULTS, told)


#: Results by name.
RESULTS: tuple[str, ...] = (*(f"{what}_{fund.lower()}" for what in _BY_FUND for fund in FUNDS), *_SUMS)


def _answers(
    question: Mapping[str, Any], law: Law, scope: AllocationScope
) -> Iterator[tuple[dict[str, int | None], Explanation]]:
    amount, paid_on, debts = question["amount"], question["paid_on"], _debts(question)
    if amount is None or paid_on is None or debts is None:
        yield {"place": None}, Explanation(Words("Phân bổ số tiền nộp", "Allocation of a payment"), ())
        return
    order = law.payment_rules.order_rule(paid_on)
    shares, credit = spread(amount, debts, order, scope, first={_LEAVERS})
    places = sorted({debt.due for debt in debts}) or [0]
    for place in places:
        row = _row(place, debts, shares, credit if place == places[-1] else 0)
        yield row, Explanation(_title(place), tuple(_told(row, order, amount)))


def _debts(question: Mapping[str, Any]) -> list[Debt] | None:
    """What is owed, in time; None where it is not known."""
    owed, late, first, first_late = (question[name] for name in _LISTS)
    if owed is None or any(None in (listed or ()) for listed in (owed, late, first, first_late)):
        return None
    return [*_of("leavers_owed", first, first_late, _FIRST, _LEAVERS), *_of("owed", owed, late, 0, "")]


def _of(name: str, owed: Sequence[int] | None, late: Sequence[int] | None, start: int, person: str) -> Iterator[Debt]:
    """One debt for each amount of a list."""
    for listed in (owed, late):
        if listed is not None:
            money.checked(pl.Series(name, listed, dtype=pl.Int64))
        if listed is not None and (len(listed) % len(FUNDS) or len(listed) != len(owed or listed)):
            raise NotByFunds(name, len(listed))
    for number, contribution in enumerate(owed or ()):
        place, fund = divmod(number, len(FUNDS))
        interest = late[number] if late else 0
        yield Debt(start + place, tuple(FUNDS)[fund], contribution, interest, person)


def _row(place: int, debts: Sequence[Debt], shares: Sequence[Share], credit: int) -> dict[str, int | None]:
    row: dict[str, int] = {"place": place, **dict.fromkeys(RESULTS, 0), "credit": credit}
    for debt in debts:
        if debt.due == place:
            fund = debt.fund.lower()
            row[f"left_{fund}"] += debt.contribution
            row[f"left_late_{fund}"] += debt.late_money
            row["left_contributions"] += debt.contribution
            row["left_late_money"] += debt.late_money
    for share in shares:
        debt = debts[share.debt]
        if debt.due == place:
            late, kind = ("_late", "late_money") if share.to_late_money else ("", "contributions")
            row[f"paid{late}_{debt.fund.lower()}"] += share.amount
            row[f"left{late}_{debt.fund.lower()}"] -= share.amount
            row[f"to_{kind}"] += share.amount
            row[f"left_{kind}"] -= share.amount
    row["left"] = row["left_contributions"] + row["left_late_money"]
    return {**row}


def _title(place: int) -> Words:
    if place == _FIRST:
        return Words("Phân bổ cho người nghỉ việc, hưởng chế độ: trước hết", "Leavers and claimants, paid for first")
    return Words("Phân bổ cho hạn đóng thứ {place}", "Covered of due day number {place}").fill(place=place + 1)


def _told(row: Mapping[str, int | None], order: OrderRule, amount: int) -> Iterator[Explained]:
    """The payment, then fund by fund in the order of the law what is covered and what is left."""
    yield Explained("amount", Words("Số tiền nộp", "Paid"), amount, Unit.MONEY)
    cites: tuple[Value, ...] = (Value(0, order.valid, order.source),)
    for group in order.groups:
        for late in ("", "_late"):
            for fund in group:
                for what in (f"paid{late}", f"left{late}"):
                    if value := row[f"{what}_{fund.lower()}"]:
                        words = _BY_FUND[what].fill(fund=FUNDS[fund])
                        yield Explained(f"{what}_{fund.lower()}", words, value, Unit.MONEY, cites=cites)
                        cites = ()
    for name, words in _SUMS.items():
        if value := row[name]:
            yield Explained(name, words, value, Unit.MONEY)


_FUND_LIST = Words("{what}: lần lượt {funds}, hạn sớm trước", "{what}: {funds}, the earliest due day first")


def _listed(vi: str, en: str) -> Words:
    return _FUND_LIST.fill(what=Words(vi, en), funds=", ".join(FUNDS))


KIND = Kind(
    name="allocation",
    words=Words("Phân bổ số tiền nộp", "Allocation of a payment"),
    asks=(
        Ask("amount", pl.Int64(), Words("Số tiền nộp", "Amount paid")),
        Ask("paid_on", pl.Date(), Words("Ngày nộp (ngày ghi có)", "Value date")),
        Ask("owed", pl.List(pl.Int64()), _listed("Tiền đóng còn thiếu", "Contributions owed")),
        Ask(
            "late_money",
            pl.List(pl.Int64()),
            _listed("Tiền chậm đóng còn thiếu", "Late money owed"),
            optional=True,
        ),
        Ask(
            "leavers_owed",
            pl.List(pl.Int64()),
            _listed(
                "Tiền đóng của người nghỉ việc, người hưởng chế độ (không ghi lại ở trên)",
                "Contributions of leavers and claimants (not among the former)",
            ),
            optional=True,
        ),
        Ask(
            "leavers_late_money",
            pl.List(pl.Int64()),
            _listed("Tiền chậm đóng của những người đó", "Late money of those"),
            optional=True,
        ),
    ),
    results=(
        *(Result(name, words) for name, words in _SUMS.items()),
        *(
            Result(f"{what}_{fund.lower()}", words.fill(fund=named))
            for what, words in _BY_FUND.items()
            for fund, named in FUNDS.items()
        ),
    ),
    run=allocation,
    readings=("allocation_scope",),
)
