"""Unemployment benefit: its monthly amount, how many months of it, and the time paid that is kept for later.

60 % of the average of the last six months paid (months skipped for leave do not count), up to five times the regional
wage, or the base salary for pay by the State's scale up to 2025. Legal source: Law 74/2025/QH15 articles 38–39, Law
38/2013/QH13 articles 49–50, Circular 28/2015/TT-BLĐTBXH articles 8–9. The law of the last month paid decides.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.benefits.asks import WAGES
from ibhxh.amounts.benefits.rounding import average_of_wages, how_of_average, months_averaged, of_average, percent
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import numbered, summed, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.law import Law
from ibhxh.law.value import Unit
from ibhxh.words import Words

_NOTHING = pl.lit(0, pl.Int64)
_TITLE = Words("Trợ cấp thất nghiệp, đóng đến tháng {month}", "Unemployment benefit, paid up to {month}")
_AVERAGE = Words("Mức bình quân", "Average")
_MONTHLY = Words("Trợ cấp một tháng", "Benefit of a month")
_GRANTED = Words("Số tháng hưởng", "Months of benefit")
_KEPT = Words("Số tháng đóng được bảo lưu", "Months paid that are kept")
_KEPT_LATER = Words("Trong đó bảo lưu thêm sau quyết định hưởng", "Of them, kept beyond those at the grant")


def unemployment_benefit(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """Amount and length of the benefit of each question. Columns as its kind asks."""
    within_reason(table, counts=("months_paid",))
    facts = summed(numbered(table), "wages", "wage_total", "wage_months").with_columns(_YEARS)
    return _benefit(readings).run(facts, law)


def unemployment_reserve(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """The months paid that each question keeps. Columns as its kind asks."""
    within_reason(table, counts=("months_paid", "received", "suspended", "confirmed_late"))
    return _reserve().run(numbered(table).with_columns(_YEARS), law)


#: Whole times twelve months, by which the length of the benefit is looked up.
_YEARS = (pl.col("months_paid") // 12).alias("years_paid")


@cache
def _benefit(readings: Readings) -> Calculation:
    share = of_average(percent(pl.col("rate")), pl.lit(100, pl.Int64), readings.average_rounding)
    return Calculation(
        title=_TITLE,
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("region", pl.Int64()),
            Fact("pay", pl.String()),
            Fact("wage_total", pl.Int64(), words=Words("Tổng lương sáu tháng cuối", "Wages of the last six months")),
            Fact("wage_months", pl.Int64()),
            Fact("months_paid", pl.Int64()),
            Fact("years_paid", pl.Int64()),
        ),
        layers=(
            (
                Step("rate", Words("Tỷ lệ hưởng", "Rate"), LookUp("ui_benefit_rate"), Unit.RATE),
                Step("cap", Words("Mức tối đa", "Most"), LookUp("ui_benefit_cap", ("pay", "region"), absent=None)),
                *_granted(),
                months_averaged(),
            ),
            (average_of_wages(), _counted()),
            (
                _kept_at_grant("kept", _KEPT),
                Step(
                    "share",
                    Words("Mức theo bình quân", "Share of the average"),
                    share,
                    how=how_of_average("× {rate}", readings.average_rounding),
                ),
            ),
            (
                Step(
                    "monthly",
                    _MONTHLY,
                    pl.when(pl.col("cap").is_null())
                    .then("share")
                    .otherwise(money.least(pl.col("share"), pl.col("cap"))),
                ),
            ),
        ),
        results=("average", "monthly", "granted", "kept"),
    )


@cache
def _reserve() -> Calculation:
    used = pl.col("received") + pl.col("suspended")
    return Calculation(
        title=_TITLE,
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("months_paid", pl.Int64()),
            Fact("years_paid", pl.Int64()),
            Fact("received", pl.Int64()),
            Fact("suspended", pl.Int64()),
            Fact("confirmed_late", pl.Int64()),
        ),
        layers=(
            (
                *_granted(),
                Step(
                    "late",
                    Words("Số tháng xác nhận bổ sung", "Months confirmed later"),
                    pl.col("confirmed_late"),
                    Unit.COUNT,
                ),
                Step(
                    "used", Words("Số tháng đã hưởng hoặc tạm dừng", "Months received or suspended"), used, Unit.COUNT
                ),
            ),
            (_counted(),),
            (_kept_at_grant("kept_at_grant", Words("Đã bảo lưu khi có quyết định hưởng", "Kept at the grant")),),
            (
                Step(
                    "kept",
                    _KEPT,
                    money.most(pl.col("counted") + pl.col("late") - pl.col("used") * pl.col("each_month"), _NOTHING),
                    Unit.COUNT,
                ),
            ),
            (
                Step(
                    "kept_later",
                    _KEPT_LATER,
                    money.most(pl.col("kept") - pl.col("kept_at_grant"), _NOTHING),
                    Unit.COUNT,
                    how="{kept} − {kept_at_grant}",
                ),
            ),
        ),
        results=("granted", "kept", "kept_later"),
    )


def _granted() -> tuple[Step, ...]:
    """The months of benefit, the rule of what is kept, and the months paid."""
    return (
        Step("granted", _GRANTED, LookUp("ui_benefit_months", ("years_paid",)), Unit.COUNT),
        *(
            Step(part, words, LookUp("ui_reserve", fixed=(("part", part),), absent=None), Unit.COUNT, told=False)
            for part, words in (
                ("each_month", Words("Số tháng đóng cho mỗi tháng hưởng", "Months paid for each of benefit")),
                ("at_most", Words("Số tháng đóng tối đa được xét", "Most months counted")),
            )
        ),
        Step("paid", Words("Số tháng đã đóng", "Months paid"), pl.col("months_paid"), Unit.COUNT),
    )


def _counted() -> Step:
    value = money.least(pl.col("paid"), pl.col("at_most"))
    return Step("counted", Words("Số tháng được xét", "Months counted"), value, Unit.COUNT, told=False)


def _kept_at_grant(name: str, words: Words) -> Step:
    """What the months granted leave of those counted."""
    kept = money.most(pl.col("counted") - pl.col("granted") * pl.col("each_month"), _NOTHING)
    return Step(name, words, kept, Unit.COUNT)


_MONTH = Ask("month", pl.Int32(), Words("Tháng cuối cùng đóng BHTN", "Last month paid"), month=True)
_PAID = Ask(
    "months_paid",
    pl.Int64(),
    Words("Số tháng đã đóng BHTN chưa hưởng", "Months paid and not yet used"),
    Unit.COUNT,
)

KINDS = (
    Kind(
        name="unemployment_benefit",
        words=Words("Trợ cấp thất nghiệp", "Unemployment benefit"),
        asks=(
            _MONTH,
            WAGES,
            _PAID,
            Ask("region", pl.Int64(), Words("Vùng lương tối thiểu", "Wage region"), Unit.COUNT, default=1),
            Ask(
                "pay",
                pl.String(),
                Words("Chế độ tiền lương", "Who sets the wage"),
                choices=("employer", "state"),
                default="employer",
            ),
        ),
        results=(
            Result("average", _AVERAGE, adds_up=False),
            Result("monthly", _MONTHLY, adds_up=False),
            Result("granted", _GRANTED, Unit.COUNT, adds_up=False),
            Result("kept", _KEPT, Unit.COUNT, adds_up=False),
        ),
        run=unemployment_benefit,
        readings=("average_rounding",),
    ),
    Kind(
        name="unemployment_reserve",
        words=Words("Bảo lưu thời gian đóng bảo hiểm thất nghiệp", "Unemployment insurance time kept"),
        asks=(
            _MONTH,
            _PAID,
            Ask(
                "received",
                pl.Int64(),
                Words("Số tháng đã nhận trợ cấp", "Months of benefit received"),
                Unit.COUNT,
                default=0,
            ),
            Ask("suspended", pl.Int64(), Words("Số tháng bị tạm dừng", "Months suspended"), Unit.COUNT, default=0),
            Ask(
                "confirmed_late",
                pl.Int64(),
                Words("Số tháng đóng được xác nhận bổ sung sau khi hưởng", "Months confirmed after the grant"),
                Unit.COUNT,
                default=0,
            ),
        ),
        results=(
            Result("granted", _GRANTED, Unit.COUNT, adds_up=False),
            Result("kept", _KEPT, Unit.COUNT, adds_up=False),
            Result("kept_later", _KEPT_LATER, Unit.COUNT, adds_up=False),
        ),
        run=unemployment_reserve,
    ),
)
