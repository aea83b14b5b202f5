"""Voluntary insurance: what is paid for a month, and the sums paid years ahead or for years that are missing.

22 % of the income chosen, less the State's support, a share of the same 22 % of the lowest income (Law 41/2024/QH15
article 36, Decree 159/2025/NĐ-CP article 5). An income below the lowest or above the highest is not mended: both stand
beside the result. Sums ahead are discounted, sums for missing years compounded, each month by itself, with the average
monthly rate the fund earned in the year before (Decision 595/QĐ-BHXH article 10, examples 6 and 7), reckoned on whole
numbers and fractions and rounded once.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from math import floor
from typing import Any

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.benefits.rounding import percent
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.errors import MoneyOutOfRange
from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.amounts.kind import ROW, Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import numbered, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.told import Told
from ibhxh.law import Law
from ibhxh.law.months import first_day, month_words
from ibhxh.law.value import RATE_SCALE, Unit
from ibhxh.words import Words

_INCOME = Words("Thu nhập chọn để đóng", "Income chosen")
_MONTHLY = Words("Mức đóng một tháng", "Contribution of a month")
_SUPPORT = Words("Nhà nước hỗ trợ một tháng", "State support of a month")
_TO_PAY = Words("Số tiền phải đóng", "To pay")
_LOWEST = Words("Thu nhập thấp nhất được chọn", "Lowest income")
_HIGHEST = Words("Thu nhập cao nhất được chọn", "Highest income")
_HUNDRED = pl.lit(100, pl.Int64)
#: 10 % a month: no fund earns more; a greater rate is a slip of the hand, such as that of a year.
_LARGEST_FUND_RATE = RATE_SCALE // 10


def voluntary(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """What each question pays for its months, by the law of the month of payment. Columns as its kind asks."""
    return _calculation().run(numbered(within_reason(table, wages=("income",), counts=("months",))), law)


@cache
def _calculation() -> Calculation:
    full = money.portion(pl.col("lowest"), percent(pl.col("rate")), _HUNDRED)
    return Calculation(
        title=Words("Đóng BHXH tự nguyện tháng {month}", "Voluntary insurance, {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("income", pl.Int64(), words=_INCOME),
            Fact("group", pl.String()),
            Fact("months", pl.Int64()),
        ),
        layers=(
            (
                Step("lowest", _LOWEST, LookUp("voluntary_floor")),
                Step("highest", _HIGHEST, LookUp("voluntary_cap")),
                Step("rate", Words("Tỷ lệ đóng", "Rate"), LookUp("voluntary_rate"), Unit.RATE),
                Step(
                    "support_rate",
                    Words("Tỷ lệ hỗ trợ", "Rate of support"),
                    LookUp("voluntary_support", ("group",)),
                    Unit.RATE,
                    told=False,
                ),
                Step("count", Words("Số tháng đóng", "Months"), pl.col("months"), Unit.COUNT),
            ),
            (
                Step(
                    "monthly",
                    _MONTHLY,
                    money.portion(pl.col("income"), percent(pl.col("rate")), _HUNDRED),
                    how="{income} × {rate}",
                ),
                Step("full", Words("Mức đóng theo thu nhập thấp nhất", "Contribution on the lowest income"), full),
            ),
            (
                Step(
                    "support",
                    _SUPPORT,
                    money.portion(pl.col("full"), percent(pl.col("support_rate")), _HUNDRED),
                    how="{full} × {support_rate}",
                ),
            ),
            (
                Step(
                    "to_pay",
                    _TO_PAY,
                    (pl.col("monthly") - pl.col("support")) * pl.col("count"),
                    how="({monthly} − {support}) × {count}",
                ),
            ),
        ),
        results=("lowest", "highest", "monthly", "support", "to_pay"),
    )


def ahead(monthly: int, rate: int, months: int) -> int:
    """Σ monthly / (1 + r)^(i − 1) for i from 1 to `months`, half up; `rate` r a month in 1/1,000,000."""
    step = Fraction(RATE_SCALE, RATE_SCALE + rate)
    return _half_up(sum_of_powers(monthly, step, 0, months))


def missing(monthly: int, rate: int, months: int) -> int:
    """Σ monthly × (1 + r)^i for i from 1 to `months`, half up."""
    step = Fraction(RATE_SCALE + rate, RATE_SCALE)
    return _half_up(sum_of_powers(monthly, step, 1, months))


def sum_of_powers(monthly: int, step: Fraction, first: int, months: int) -> Fraction:
    """`monthly` × (step^first + step^(first + 1) + …), `months` terms."""
    total, power = Fraction(0), step**first
    for _ in range(months):
        total += power
        power *= step
    return monthly * total


def _half_up(amount: Fraction) -> int:
    return floor(amount + Fraction(1, 2))


def prepaid(table: pl.DataFrame, law: Law, readings: Readings) -> Told:
    """The sum of each question. Columns as its kind asks; raises `NoLawForDay` for the rate of a month without one."""
    within_reason(table, wages=("income",), counts=("months",))
    money.checked(table["fund_rate"], _LARGEST_FUND_RATE)
    found = [_sum(row, law) for row in numbered(table).iter_rows(named=True)]
    schema = {ROW: pl.Int64, "monthly": pl.Int64, "to_pay": pl.Int64}
    return Told(
        pl.DataFrame([row for row, _ in found], schema=schema), ("monthly", "to_pay"), [told for _, told in found]
    )


def _sum(row: Mapping[str, Any], law: Law) -> tuple[dict[str, Any], Explanation]:
    month, income, months, fund_rate, what = (row[name] for name in ("month", "income", "months", "fund_rate", "what"))
    title = Words("Đóng BHXH tự nguyện một lần tháng {month}", "Voluntary insurance at once, {month}")
    title = title.fill(month="…" if month is None else month_words(month))
    if any(item is None for item in (month, income, months, fund_rate, what)):
        return {ROW: row[ROW]}, Explanation(title, ())
    rate = law.parameter("voluntary_rate").on(first_day(month))
    monthly = _half_up(Fraction(income * rate.amount, RATE_SCALE))
    to_pay = ahead(monthly, fund_rate, months) if what == "ahead" else missing(monthly, fund_rate, months)
    if to_pay > money.LIMIT:
        raise MoneyOutOfRange("to_pay", row[ROW], to_pay)
    power = "/ (1 + r)^(i − 1)" if what == "ahead" else "× (1 + r)^i"
    steps = (
        Explained("income", _INCOME, income, Unit.MONEY),
        Explained("rate", Words("Tỷ lệ đóng", "Rate"), rate.amount, Unit.RATE, cites=(rate,)),
        Explained(
            "monthly", _MONTHLY, monthly, Unit.MONEY, f"{Unit.MONEY.text(income)} × {Unit.RATE.text(rate.amount)}"
        ),
        Explained("fund_rate", _FUND_RATE, fund_rate, Unit.RATE),
        Explained("months", Words("Số tháng", "Months"), months, Unit.COUNT),
        Explained("to_pay", _TO_PAY, to_pay, Unit.MONEY, f"Σ {Unit.MONEY.text(monthly)} {power}, i = 1…{months}"),
    )
    return {ROW: row[ROW], "monthly": monthly, "to_pay": to_pay}, Explanation(title, steps)


_FUND_RATE = Words(
    "Lãi suất bình quân tháng của quỹ năm trước (r)", "Average monthly rate of the fund, year before (r)"
)
_MONTH = Ask("month", pl.Int32(), Words("Tháng đóng", "Month of payment"), month=True)
_CHOSEN = Ask("income", pl.Int64(), _INCOME)

KINDS = (
    Kind(
        name="voluntary",
        words=Words("Đóng BHXH tự nguyện", "Voluntary insurance"),
        asks=(
            _MONTH,
            _CHOSEN,
            Ask(
                "group",
                pl.String(),
                Words("Đối tượng được hỗ trợ", "Group supported"),
                choices=("other", "ethnic_minority", "near_poor", "poor"),
                default="other",
            ),
            Ask("months", pl.Int64(), Words("Số tháng đóng", "Months"), Unit.COUNT, default=1),
        ),
        results=(
            Result("lowest", _LOWEST, adds_up=False),
            Result("highest", _HIGHEST, adds_up=False),
            Result("monthly", _MONTHLY, adds_up=False),
            Result("support", _SUPPORT, adds_up=False),
            Result("to_pay", _TO_PAY),
        ),
        run=voluntary,
    ),
    Kind(
        name="voluntary_at_once",
        words=Words("Đóng BHXH tự nguyện một lần cho nhiều năm", "Voluntary insurance for years at once"),
        asks=(
            _MONTH,
            _CHOSEN,
            Ask(
                "what",
                pl.String(),
                Words("Cho những năm về sau hay những năm còn thiếu", "For years ahead or years missing"),
                choices=("ahead", "missing"),
                default="ahead",
            ),
            Ask("months", pl.Int64(), Words("Số tháng", "Months"), Unit.COUNT),
            Ask("fund_rate", pl.Int64(), _FUND_RATE, Unit.RATE),
        ),
        results=(Result("monthly", _MONTHLY, adds_up=False), Result("to_pay", _TO_PAY)),
        run=prepaid,
    ),
)
