"""Late money by day: a share of the amount for each day after the due day (since 07/2025).

Each month's contributions by themselves: amount × rate × days, made whole once; nothing is added to the amount.
Legal source: Law 41/2024/QH15 articles 38 to 41, Decree 188/2025/NĐ-CP article 4; whether the day of payment counts is
a reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.late_money.delay import month_of_day
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.readings import LateDayCount, Readings
from ibhxh.law import Law
from ibhxh.law.late_rule import DailyRule
from ibhxh.law.value import Unit, Value
from ibhxh.words import Words

_DAY = timedelta(days=1)


def daily_pieces(questions: pl.DataFrame, rule: DailyRule, law: Law, readings: Readings) -> Iterator[Amounts]:
    """The late money of what `delays` found, one row for each question and rate.

    Raises `NoLawForDay` for a payment later than the law pack answers for.
    """
    parameter = law.parameter(rule.rate)
    last = questions["paid_on"].max()
    if isinstance(last, date):
        parameter.on(max(last, rule.valid.start))
    for dated in parameter.series[()]:
        if isinstance(dated, Value) and dated.valid.overlaps(rule.valid):
            start = max(dated.valid.start, rule.valid.start)
            end = min((day for day in (dated.valid.end, rule.valid.end) if day), default=date.max)
            pieces = _pieces(questions, start, end, readings)
            yield daily_calculation(rule.rate).run(pieces, law)


@cache
def daily_calculation(parameter: str) -> Calculation:
    """The steps of one piece, for the rate of that name."""
    col = pl.col
    base = money.most(money.sum(col("amount"), col("counted").fill_null(0)), pl.lit(0, pl.Int64))
    return Calculation(
        title=Words("Tiền chậm đóng", "Late money"),
        dated_by="rate_month",
        facts=(
            Fact("rate_month", pl.Int32()),
            Fact("amount", pl.Int64(), words=Words("Số tiền chậm đóng", "Amount overdue")),
            Fact("counted", pl.Int64(), words=Words("Điều chỉnh trước hạn đóng", "Corrected before the due day")),
            Fact("days", pl.Int64()),
        ),
        layers=(
            (
                Step("rate", Words("Mức mỗi ngày", "Rate of a day"), LookUp(parameter, absent=None), Unit.RATE),
                Step("day_count", Words("Số ngày tính tiền chậm đóng", "Days charged"), col("days"), Unit.COUNT),
                Step("base", Words("Số tiền tính tiền chậm đóng", "Amount charged"), base),
            ),
            (
                Step(
                    "late_money",
                    Words("Tiền chậm đóng", "Late money"),
                    money.share(col("base"), col("rate") * col("day_count")),
                    how="{base} × {rate} × {day_count}",
                ),
            ),
        ),
        results=("base", "rate", "late_money"),
    )


def _pieces(questions: pl.DataFrame, start: date, end: date, readings: Readings) -> pl.DataFrame:
    """One row for each question with days between `start` and `end`; one of no days where it was paid in them, or is
    not yet known to be."""
    until = pl.col("paid_on") if readings.late_day_count == LateDayCount.COUNTED else pl.col("paid_on") - _DAY
    low, high = money.most(pl.col("due_on") + _DAY, pl.lit(start)), money.least(until, pl.lit(end))
    home = pl.col("paid_on").is_between(start, end) | pl.col("paid_on").is_null() | pl.col("due_on").is_null()
    return (
        questions.with_columns(first_day=low, last_day=high)
        .filter((pl.col("first_day") <= pl.col("last_day")) | home)
        .with_columns(
            days=money.most((pl.col("last_day") - pl.col("first_day")).dt.total_days() + 1, pl.lit(0, pl.Int64)),
            months=pl.lit(0, pl.Int64),
            rate_month=month_of_day(money.least(pl.col("first_day"), pl.col("paid_on"))),
        )
    )
