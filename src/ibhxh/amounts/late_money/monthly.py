"""Late interest charged on the first of every month, at a multiple of a year's yield (2007 to 06/2025).

Contributions due at the end of month c are first charged on the first of month c + 2, for their first whole month of
delay; recovered in month T they have borne (T − c) − 1 charges. The months of one year's yield are one piece: amount ×
rate × months, made whole once. Legal source: Law 58/2014/QH13 article 122.3, Decision 595/QĐ-BHXH articles 37 and 38,
Circular 20/2016/TT-BTC article 5; which years hold which multiple is data in `law/late_rules.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, reduce

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.late_money.delay import month_of_day
from ibhxh.amounts.late_money.errors import YieldNotLoaded
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.readings import LateAtChange, Readings
from ibhxh.law import Law
from ibhxh.law.errors import NoLawForDay
from ibhxh.law.late_rule import INSURANCES, MonthlyRule
from ibhxh.law.months import first_day, month_of
from ibhxh.law.value import Unit
from ibhxh.words import Words

_FIRST_CHARGE = 2
_FOREVER = 9999 * 12


def monthly_pieces(questions: pl.DataFrame, rule: MonthlyRule, law: Law, readings: Readings) -> Iterator[Amounts]:
    """The charges of the rule on what `delays` found, one row for each question and year's yield.

    Raises `YieldNotLoaded`.
    """
    for insurance in INSURANCES:
        pieces = _pieces(questions.filter(pl.col("insurance") == insurance), rule, law, readings)
        if pieces.height:
            yield charged(pieces, rule, insurance, law)


def charged(pieces: pl.DataFrame, rule: MonthlyRule, insurance: str, law: Law) -> Amounts:
    """The interest of each piece: `amount`, `counted`, `not_yet_due` (Int64 đồng), `times`, `months` (Int64),
    `yield_month` (Int32, a month of the year of the yield). Raises `YieldNotLoaded`."""
    parameter = law.parameter(rule.yields[insurance])
    for month in pieces.filter(pl.col("months") > 0)["yield_month"].drop_nulls().unique().sort():
        try:
            parameter.on(first_day(month))
        except NoLawForDay as error:
            raise YieldNotLoaded(parameter.id, parameter.words, month // 12) from error
    return monthly_calculation(rule.yields[insurance]).run(pieces, law)


@cache
def monthly_calculation(parameter: str) -> Calculation:
    """The steps of one piece, for the yield of that name."""
    col = pl.col
    rate = money.portion(col("yield"), col("doubled"), pl.lit(12, pl.Int64))
    interest = money.share(col("base"), col("rate") * col("charges"))
    base = money.sum(col("amount"), col("counted").fill_null(0)) - col("not_yet_due").fill_null(0)
    return Calculation(
        title=Words("Lãi chậm đóng", "Late interest"),
        dated_by="yield_month",
        facts=(
            Fact("yield_month", pl.Int32()),
            Fact("amount", pl.Int64(), words=Words("Số tiền chậm đóng", "Amount overdue")),
            Fact("counted", pl.Int64(), words=Words("Điều chỉnh trước hạn đóng", "Corrected before the due day")),
            Fact("not_yet_due", pl.Int64(), words=Words("Trong đó chưa đến hạn", "Of which not yet due")),
            Fact("times", pl.Int64()),
            Fact("months", pl.Int64()),
        ),
        layers=(
            (
                Step("yield", Words("Lãi suất năm", "Yield of the year"), LookUp(parameter, absent=None), Unit.RATE),
                Step("doubled", Words("Số lần", "Times"), col("times"), Unit.COUNT, told=False),
                Step("charges", Words("Số tháng tính lãi", "Months charged"), col("months"), Unit.COUNT),
                Step("base", Words("Số tiền tính lãi", "Amount charged"), money.most(base, pl.lit(0, pl.Int64))),
            ),
            (Step("rate", Words("Tỷ lệ một tháng", "Rate of a month"), rate, Unit.RATE, "{yield} × {doubled} ÷ 12"),),
            (
                Step(
                    "late_money",
                    Words("Lãi chậm đóng", "Late interest"),
                    pl.when(col("charges") == 0).then(pl.lit(0, pl.Int64)).otherwise(interest),
                    how="{base} × {rate} × {charges}",
                ),
            ),
        ),
        results=("base", "rate", "late_money"),
    )


def _pieces(questions: pl.DataFrame, rule: MonthlyRule, law: Law, readings: Readings) -> pl.DataFrame:
    """One row for each question and year of yield in which it is charged; a row of no months in the rule that holds on
    the day of payment keeps a question that bears nothing."""
    # A charge is for the month before it, so the rule's last charge falls on the day after its end.
    after = 1 if readings.late_at_change == LateAtChange.DELAY else 0
    low = month_of(rule.valid.start) + after
    high = month_of(rule.valid.end) + after if rule.valid.end else _FOREVER
    offset = rule.yield_months_before
    reaching = _reached(rule)
    first = month_of_day(pl.col("due_by_law")) + _FIRST_CHARGE
    spans = (
        questions.filter(~_taken_by_later(rule, law))
        .with_columns(
            low=pl.when(reaching).then(first).otherwise(money.most(first, pl.lit(low, pl.Int32))),
            high=money.least(month_of_day(pl.col("paid_on")), pl.lit(high, pl.Int32)),
            home=pl.col("paid_on").is_between(rule.valid.start, rule.valid.end or pl.date(9999, 12, 31)),
        )
        # So short a delay bears nothing at all.
        .with_columns(high=pl.when(pl.col("days_late") < rule.least_days).then(pl.col("low") - 1).otherwise("high"))
        .filter((pl.col("low") <= pl.col("high")) | pl.col("home"))
        .with_columns(year=money.most((pl.col("low") - offset) // 12, pl.lit((low - offset) // 12, pl.Int32)))
    )
    last_year = money.most((pl.col("high") - offset) // 12, pl.col("year"))
    pieces = spans.with_columns(first_year="year", year=pl.int_ranges("year", last_year + 1, dtype=pl.Int32))
    pieces = pieces.explode("year")
    start = pl.when(pl.col("year") == pl.col("first_year")).then("low").otherwise(pl.col("year") * 12 + offset)
    end = money.least(pl.col("high"), pl.col("year") * 12 + 11 + offset)
    nought = pl.lit(0, pl.Int64)
    return pieces.with_columns(first_charge=start, last_charge=end).with_columns(
        yield_month=pl.col("year") * 12,
        times=pl.col("cause").replace_strict(dict(rule.times), return_dtype=pl.Int64),
        months=money.most(nought + pl.col("last_charge") - pl.col("first_charge") + 1, nought),
        not_yet_due=pl.lit(None, pl.Int64),
        days=nought,
    )


def _reached(rule: MonthlyRule) -> pl.Expr:
    """Questions that the rule charges for months before it as well."""
    paid_under_it = pl.col("paid_on") >= rule.valid.start
    return (pl.col("cause").is_in(sorted(rule.reaches_back)) & paid_under_it).fill_null(False)


def _taken_by_later(rule: MonthlyRule, law: Law) -> pl.Expr:
    """Questions that a later rule charges for this rule's months as well."""
    later = [other for other in law.late_rules if isinstance(other, MonthlyRule)]
    later = [other for other in later if other.valid.start > rule.valid.start]
    return reduce(lambda a, b: a | b, map(_reached, later), pl.lit(False))
