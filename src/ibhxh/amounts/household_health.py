"""Health insurance of a household, and of those the State supports.

4,5 % of the base salary a month; in a household the first member pays all of it, the further ones 70, 60, 50 and 40 %
(Decree 188/2025/NĐ-CP article 6, Decree 146/2018/NĐ-CP articles 7–8). The base of the month of payment counts for all
months paid: nothing is asked or given back when it changes later.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.benefits.rounding import percent
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import numbered, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.law import Law
from ibhxh.law.value import RATE_SCALE, Unit
from ibhxh.words import Words

#: The order from which on everybody pays alike.
_FIFTH = pl.lit(5, pl.Int64)
_FULL = Words("Mức đóng đầy đủ", "Full contribution")
_TO_PAY = Words("Số tiền phải đóng", "To pay")
_SUPPORT = Words("Nhà nước hỗ trợ", "State support")


def household_health(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """A piece for each member of each question, in order. Columns as its kind asks."""
    within_reason(table, counts=("members", "months"))
    orders = pl.int_ranges(1, pl.col("members") + 1).alias("place")
    facts = numbered(table).with_columns(orders).explode("place", empty_as_null=True)
    facts = facts.with_columns(money.least(pl.col("place"), _FIFTH).alias("order"))
    return _calculation(
        Words("Mức đóng BHYT hộ gia đình tháng {month}", "Household health insurance, {month}"), True
    ).run(facts, law)


def supported_health(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """What each question pays after the least support. Columns as its kind asks."""
    within_reason(table, counts=("months",))
    title = Words("Mức đóng BHYT được Nhà nước hỗ trợ tháng {month}", "Supported health insurance, {month}")
    return _calculation(title, False).run(numbered(table), law)


@cache
def _calculation(title: Words, household: bool) -> Calculation:
    # The rate has half a per cent, so it is taken in thousandths; shares are whole per cents.
    thousandths = pl.col("rate") // (RATE_SCALE // 1000)
    full = money.portion(pl.col("base"), thousandths * pl.col("count"), pl.lit(1000, pl.Int64))
    share = LookUp("household_health_share", ("order",)) if household else LookUp("health_support", ("group",))
    part = money.portion(pl.col("full"), percent(pl.col("share")), pl.lit(100, pl.Int64))
    words = Words("Tỷ lệ theo thứ tự trong hộ", "Share by order") if household else Words("Tỷ lệ hỗ trợ", "Support")
    last = (
        (Step("to_pay", _TO_PAY, part, how="{full} × {share}"),),
        (),
    )
    supported = (
        (Step("support", _SUPPORT, part, how="{full} × {share}"),),
        (Step("to_pay", _TO_PAY, pl.col("full") - pl.col("support"), how="{full} − {support}"),),
    )
    return Calculation(
        title=title,
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("months", pl.Int64()),
            Fact("order", pl.Int64()) if household else Fact("group", pl.String()),
        ),
        layers=(
            (
                Step("base", Words("Mức lương cơ sở", "Base salary"), LookUp("base_salary")),
                Step(
                    "rate", Words("Mức đóng BHYT", "Health insurance rate"), LookUp("household_health_rate"), Unit.RATE
                ),
                Step("share", words, share, Unit.RATE, told=False),
                Step("count", Words("Số tháng đóng", "Months"), pl.col("months"), Unit.COUNT),
            ),
            (Step("full", _FULL, full, how="{base} × {rate} × {count}"),),
            *(last if household else supported),
        ),
        results=("full", "to_pay") if household else ("full", "support", "to_pay"),
    )


_MONTH = Ask("month", pl.Int32(), Words("Tháng đóng", "Month of payment"), month=True)
_MONTHS = Ask("months", pl.Int64(), Words("Số tháng đóng", "Months"), Unit.COUNT, default=12)

KINDS = (
    Kind(
        name="household_health",
        words=Words("Đóng BHYT hộ gia đình", "Household health insurance"),
        asks=(
            _MONTH,
            Ask("members", pl.Int64(), Words("Số người trong hộ", "Members"), Unit.COUNT, default=1),
            _MONTHS,
        ),
        results=(Result("full", _FULL), Result("to_pay", _TO_PAY)),
        run=household_health,
    ),
    Kind(
        name="supported_health",
        words=Words("Đóng BHYT được Nhà nước hỗ trợ", "Supported health insurance"),
        asks=(
            _MONTH,
            Ask(
                "group",
                pl.String(),
                Words("Đối tượng", "Group"),
                choices=("student", "near_poor", "average_farm"),
                default="student",
            ),
            _MONTHS,
        ),
        results=(Result("full", _FULL), Result("support", _SUPPORT), Result("to_pay", _TO_PAY)),
        run=supported_health,
    ),
)
