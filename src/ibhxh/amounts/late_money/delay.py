"""How late money is: the due day, the days after it, the amount that counts, and the line to evasion."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.due_day import day_numbers, with_due_day
from ibhxh.amounts.readings import LateBaseAfterCorrection, LateDayCount, Readings
from ibhxh.law import Law
from ibhxh.law.errors import NoLawForDay
from ibhxh.words import Words, day_text

#: A thousand billion đồng: with more, an amount × a rate × many days could leave Int64.
LARGEST = 1_000_000_000_000


def delays(table: pl.DataFrame, law: Law, readings: Readings) -> pl.DataFrame:
    """The questions of the kind `late_money` with what every rule needs.

    Added: `due_told` (Boolean: the question names the day), `due_by_law`, `due_on` (Date, blanks filled), `days_late`
    (Int64, 0 where paid in time), `counted` (Int64, the part of `correction` that counts, blank where nothing does),
    `evasion_line_on` (Date, blank where the law draws none), `past_evasion_line` (Int64, 1 or 0), `due_day` and
    `evasion_line` (the same days as Int64 day numbers). Raises `MoneyOutOfRange`, `NoLawForDay`, `UnknownLawKey`.
    """
    for name in ("amount", "correction"):
        money.checked(table[name], LARGEST)
    _known(table["paid_on"].min(), law)
    counted_days = 0 if readings.late_day_count == LateDayCount.COUNTED else 1
    days = (pl.col("paid_on") - pl.col("due_on")).dt.total_days() - counted_days
    table = table.with_columns(due_told=pl.col("due_on").is_not_null())
    table = with_due_day(table, law, readings).with_columns(_correction(readings))
    return (
        table.with_columns(
            money.most(days, pl.lit(0, pl.Int64)).alias("days_late"),
            # What would lessen it is there, but not whether in time: the amount is unknown.
            pl.when(pl.col("unknown")).then(None).otherwise("amount").alias("amount"),
        )
        .drop("unknown")
        .join(_lines(table, law), on="due_on", how="left", nulls_equal=True, maintain_order="left")
        .with_columns(
            pl.when(pl.col("paid_on") > pl.col("evasion_line_on"))
            .then(pl.lit(1, pl.Int64))
            .when(pl.col("paid_on") <= pl.col("evasion_line_on"))
            .then(pl.lit(0, pl.Int64))
            .alias("past_evasion_line"),
            day_numbers("due_on").alias("due_day"),
            day_numbers("evasion_line_on").alias("evasion_line"),
        )
    )


def month_of_day(day: pl.Expr) -> pl.Expr:
    """The month index (Int32) a day lies in."""
    return day.dt.year() * 12 + day.dt.month() - 1


def _correction(readings: Readings) -> list[pl.Expr]:
    """`counted` and `unknown` (Boolean): a correction that may or may not have come in time."""
    there = pl.col("correction") != 0
    if readings.late_base_after_correction == LateBaseAfterCorrection.GROSS:
        return [pl.lit(None, pl.Int64).alias("counted"), pl.lit(False).alias("unknown")]
    in_time = pl.col("corrected_on") <= pl.col("due_on")
    return [
        pl.when(there & in_time).then("correction").alias("counted"),
        (there & in_time.is_null() | pl.col("correction").is_null()).alias("unknown"),
    ]


def _lines(table: pl.DataFrame, law: Law) -> pl.DataFrame:
    """The line to evasion of each due day."""
    rows = [{"due_on": day, "evasion_line_on": evasion_line(day, law)} for day in table["due_on"].drop_nulls().unique()]
    return pl.DataFrame(rows, schema={"due_on": pl.Date, "evasion_line_on": pl.Date})


def evasion_line(due_on: date, law: Law) -> date | None:
    """The last day after a due day before what is unpaid, and was asked for in writing, counts as evasion.

    None where the law of that day draws no line.
    """
    try:
        return law.deadline("evasion_unpaid", due_on).last_day(due_on, law.holidays)
    except NoLawForDay:
        return None


def _known(paid_on: Any, law: Law) -> None:
    """Money paid before the first rule has no law."""
    start = min(rule.valid.start for rule in law.late_rules)
    if paid_on is not None and paid_on < start:
        known = day_text(start)
        raise NoLawForDay("tiền chậm đóng", paid_on, Words(f"Dữ liệu có từ {known}.", f"The data starts on {known}."))
