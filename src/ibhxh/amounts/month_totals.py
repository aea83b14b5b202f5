"""The unit's month: heads, bases and amounts of each fund, summed over its people. Line B.3 of C12-TS."""

from __future__ import annotations

from functools import reduce

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.calculation import Amounts
from ibhxh.amounts.contribution import FUNDS, LINES, line_name, line_parts
from ibhxh.amounts.readings import USUAL, Readings, Rounding


def month_totals(amounts: Amounts, readings: Readings = USUAL) -> pl.DataFrame:
    """One row for each `month` of the contributions, in order. All columns Int64.

    `people` (rows), `paying` (rows with any fund due), for each fund `people_httt` … and `base_httt` …, the amounts
    named by `line_name`, `total_er`, `total_ee`, `total`. A month with a blank row has blank sums, since what is
    unknown has no total. Raises polars' InvalidOperationError for a sum beyond Int64.

    The reading `fund_total` takes each amount from the sum of the bases instead of summing the people's amounts.
    """
    bases = [f"base_{fund.lower()}" for fund in FUNDS]
    paying = reduce(lambda a, b: a | b, (pl.col(base).is_not_null() for base in bases))
    months = (
        amounts.frame.group_by("month")
        .agg(
            pl.len().alias("people"),
            pl.col("month").filter(paying).len().alias("paying"),
            *(pl.col(base).count().alias(base.replace("base", "people")) for base in bases),
            *(money.total(pl.col(base).drop_nulls(), unless=pl.col("total")).alias(base) for base in bases),
            *(money.total(pl.col(line_name(*line))).alias(line_name(*line)) for line in LINES),
        )
        .sort("month")
    )
    if readings.rounding is Rounding.FUND_TOTAL:
        months = months.update(_from_bases(amounts), on="month")
    for payer in ("ER", "EE"):
        parts = (pl.col(line_name(fund, who)) for fund, who in LINES if who == payer)
        months = months.with_columns(money.sum(*parts).alias(f"total_{payer.lower()}"))
    return months.with_columns(total=money.sum(pl.col("total_er"), pl.col("total_ee"))).cast({pl.UInt32: pl.Int64})


def _from_bases(amounts: Amounts) -> pl.DataFrame:
    """The amounts of each month as shares of its summed bases, one sum for each rate in use."""
    steps = {step for line in LINES for step in line_parts(*line)}
    rows = amounts.table.select("month").hstack(amounts.steps(*sorted(steps)))
    months = rows.select("month").unique()
    for line in LINES:
        base, rate = line_parts(*line)
        amount = (
            rows.group_by("month", rate)
            .agg(money.total(pl.col(base)))
            .select("month", money.share(pl.col(base), pl.col(rate)).alias(line_name(*line)))
            .group_by("month")
            .agg(money.total(pl.col(line_name(*line))))
        )
        months = months.join(amount, on="month")
    return months
