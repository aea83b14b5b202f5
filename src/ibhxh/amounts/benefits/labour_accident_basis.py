"""The years and the wage that a labour accident benefit counts, of one or several contracts.

Time counts up to the month before the accident, months of several contracts once; less than a year over is dropped. The
wage is that of the month before in each contract then paid; a contract that begins in the month of the accident counts
with that month where the accident happened in it (Decree 88/2020/NĐ-CP article 11.6–7; Circular
28/2021/TT-BLĐTBXH article 9, example 7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.amounts.kind import ROW, Ask, Kind, Result
from ibhxh.amounts.questions import even, numbered
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.told import Told
from ibhxh.law import Law
from ibhxh.law.months import month_of, month_words
from ibhxh.law.value import Unit
from ibhxh.words import Words

_TITLE = Words("Thời gian và tiền lương tính trợ cấp tai nạn lao động", "Years and wage of a labour accident benefit")
_MONTHS = Words("Số tháng đóng đến hết tháng trước khi bị tai nạn", "Months paid before the accident")
_YEARS = Words("Số năm đóng (đủ năm)", "Whole years paid")
_WAGE = Words("Tiền lương tính hưởng", "Wage counted")
_RESULTS = ("months", "years", "wage")


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract that pays into the fund from month to month (indices, ends included), on one wage."""

    paid_from: int
    paid_to: int
    wage: int


def months_before(contracts: Sequence[Contract], month: int) -> int:
    """The months paid before that month, those of several contracts once."""
    return len({paid for one in contracts for paid in range(one.paid_from, min(one.paid_to, month - 1) + 1)})


def wages_counted(contracts: Sequence[Contract], month: int, at: int) -> tuple[int, ...]:
    """The wages that count for an accident in that month in the contract of place `at`."""
    return tuple(
        one.wage
        for place, one in enumerate(contracts)
        if one.paid_from < month <= one.paid_to + 1 or (place == at and one.paid_from == month)
    )


def labour_accident_basis(table: pl.DataFrame, law: Law, readings: Readings) -> Told:
    """Months, years and wage of each question. Columns as `KIND` asks; `at` counts the contracts from 1."""
    found = [_answer(row) for row in numbered(table).iter_rows(named=True)]
    frame = pl.DataFrame([row for row, _ in found], schema={ROW: pl.Int64, **dict.fromkeys(_RESULTS, pl.Int64)})
    return Told(frame, _RESULTS, [told for _, told in found])


def _answer(row: Mapping[str, Any]) -> tuple[dict[str, Any], Explanation]:
    given = [row[name] for name in ("accident_on", "paid_from", "paid_to", "wages", "at")]
    if any(item is None for item in given):
        return {ROW: row[ROW]}, Explanation(_TITLE, ())
    accident_on, paid_from, paid_to, wages, at = given
    even(row[ROW], paid_from=paid_from, paid_to=paid_to, wages=wages)
    contracts = [Contract(*one) for one in zip(paid_from, paid_to, wages, strict=True)]
    month = month_of(accident_on)
    months, counted = months_before(contracts, month), wages_counted(contracts, month, at - 1)
    wage = 0
    for one in counted:
        wage += one
    parts = " + ".join(Unit.MONEY.text(one) for one in counted)
    last = Words("{words} (đến {last})", "{words} (up to {last})").fill(words=_MONTHS, last=month_words(month - 1))
    steps = (
        Explained("months", last, months, Unit.COUNT),
        Explained("years", _YEARS, months // 12, Unit.COUNT),
        Explained("wage", _WAGE, wage, Unit.MONEY, how=parts if len(counted) > 1 else None),
    )
    return {ROW: row[ROW], "months": months, "years": months // 12, "wage": wage}, Explanation(_TITLE, steps)


KIND = Kind(
    name="labour_accident_basis",
    words=Words("Thời gian và tiền lương tính trợ cấp tai nạn lao động", "Years and wage of a labour accident benefit"),
    asks=(
        Ask("accident_on", pl.Date(), Words("Ngày bị tai nạn", "Day of the accident")),
        Ask(
            "paid_from",
            pl.List(pl.Int64()),
            Words("Đóng từ tháng, từng hợp đồng", "Paid from, each contract"),
            month=True,
        ),
        Ask(
            "paid_to",
            pl.List(pl.Int64()),
            Words("Đóng đến tháng, từng hợp đồng", "Paid up to, each contract"),
            month=True,
        ),
        Ask("wages", pl.List(pl.Int64()), Words("Tiền lương đóng, từng hợp đồng", "Wage paid on, each contract")),
        Ask(
            "at",
            pl.Int64(),
            Words("Tai nạn ở hợp đồng thứ mấy", "Contract of the accident, from 1"),
            Unit.COUNT,
            default=1,
        ),
    ),
    results=(
        Result("months", _MONTHS, Unit.COUNT, adds_up=False),
        Result("years", _YEARS, Unit.COUNT, adds_up=False),
        Result("wage", _WAGE, adds_up=False),
    ),
    run=labour_accident_basis,
)
