"""Whole đồng in benefits: amounts for days, and averages, in each reading of the law."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.calculation import Step
from ibhxh.amounts.readings import AverageRounding, BenefitDailyRounding, Readings
from ibhxh.law.value import RATE_SCALE, Unit
from ibhxh.words import Words

_PERCENT = RATE_SCALE // 100
_ONE, _HUNDRED = pl.lit(1, pl.Int64), pl.lit(100, pl.Int64)


def percent(rate: pl.Expr) -> pl.Expr:
    """A rate as a whole percent, which every rate of a benefit is."""
    return rate // _PERCENT


def share_of(amount: pl.Expr, rate: pl.Expr, times: pl.Expr) -> pl.Expr:
    """`amount` × `rate` × `times` in whole đồng, rounded once."""
    return money.portion(amount, percent(rate) * times, _HUNDRED)


def for_days(
    step: Step,
    *,
    wage: str,
    days: str,
    divisor: str,
    rounding: BenefitDailyRounding,
    rate: str | None = None,
    half_days: str | None = None,
    over: str | None = None,
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """`step` as wage × rate × days / divisor, in two layers: the amount of a day where it is rounded first, then all.

    The names are columns. Without a `rate` the whole wage counts; `half_days` come on top of the days. `over`: the
    wage is the sum of so many, and their average is meant.
    """
    size = pl.col(divisor) * pl.col(over) if over else pl.col(divisor)
    by = f"{{{over}}} / {{{divisor}}}" if over else f"{{{divisor}}}"
    paid = percent(pl.col(rate)) if rate else _HUNDRED
    times = f" × {{{rate}}}" if rate else ""
    # Counted in halves where there can be half days.
    count, of, shown = (
        (pl.col(days) * 2 + pl.col(half_days), 2, f"({{{days}}} + {{{half_days}}} / 2)")
        if half_days
        else (pl.col(days), 1, f"{{{days}}}")
    )
    day, words = f"{step.name}_day", Words("Mức một ngày", "Amount of a day")
    match rounding:
        case BenefitDailyRounding.LAST:
            value = money.portion(pl.col(wage), paid * count, size * (100 * of))
            return (), (replace(step, value=value, how=f"{{{wage}}}{times} × {shown} / {by}"),)
        case BenefitDailyRounding.DAILY_RATE_FIRST:
            first = money.portion(pl.col(wage), _ONE, size)
            value = money.portion(pl.col(day), paid * count, _HUNDRED * of)
            how, then = f"{{{wage}}} / {by}", f"{{{day}}}{times} × {shown}"
        case BenefitDailyRounding.DAY_BENEFIT_FIRST:
            first = money.portion(pl.col(wage), paid, size * 100)
            value = money.portion(pl.col(day), count, _ONE * of)
            how, then = f"{{{wage}}}{times} / {by}", f"{{{day}}} × {shown}"
    return (Step(day, words, first, how=how),), (replace(step, value=value, how=then),)


def average_of_wages() -> Step:
    """`average`: that of the wages given, `wage_total` over `wage_months`, in whole đồng."""
    return Step(
        "average",
        Words("Mức bình quân", "Average"),
        money.portion(pl.col("wage_total"), _ONE, pl.col("months_averaged")),
        how="{wage_total} / {months_averaged}",
    )


def months_averaged() -> Step:
    """How many wages were given, as a step of its own: facts that are counts cannot be told."""
    return Step(
        "months_averaged",
        Words("Số tháng tính bình quân", "Months averaged"),
        pl.col("wage_months"),
        Unit.COUNT,
        told=False,
    )


def of_average(parts: pl.Expr, of: pl.Expr, rounding: AverageRounding) -> pl.Expr:
    """`parts` / `of` of that average: of the whole đồng it was rounded to, or of the exact one."""
    if rounding is AverageRounding.TO_DONG:
        return money.portion(pl.col("average"), parts, of)
    return money.portion(pl.col("wage_total"), parts, of * pl.col("months_averaged"))


def days_of_average(
    step: Step, *, days: str, divisor: str, readings: Readings
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """`for_days` of that average."""
    exact = readings.average_rounding is AverageRounding.EXACT
    wage, over = ("wage_total", "months_averaged") if exact else ("average", None)
    return for_days(step, wage=wage, over=over, days=days, divisor=divisor, rounding=readings.benefit_daily_rounding)


def how_of_average(rest: str, rounding: AverageRounding) -> str:
    """`rest` after the average, in the arithmetic of an explanation."""
    return f"{'{average}' if rounding is AverageRounding.TO_DONG else '{wage_total} / {months_averaged}'} {rest}"
