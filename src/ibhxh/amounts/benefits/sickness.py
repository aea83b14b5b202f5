"""Sickness benefit of a leave: the person's own illness, or care for a sick child under seven.

75 % of the wage of the month before the leave, for each working day of the person's own week, up to the days of the
year. Legal source: Law 41/2024/QH15 articles 43–45 and their predecessors; every rate, divisor and quota is dated data.
Two children sick at once are one leave; each child and each parent has days of its own.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.benefits.asks import FIRST_DAY, LAST_DAY, REST_DAYS, USED_DAYS, WAGE_BEFORE, WEEK, WORK, YEARS_PAID
from ibhxh.amounts.benefits.leaves import counted_leaves
from ibhxh.amounts.benefits.rounding import for_days
from ibhxh.amounts.calculation import Calculation, Fact, Step
from ibhxh.amounts.errors import LeaveOverNewYear
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import month_index, numbered, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.told import Counted
from ibhxh.law import Law
from ibhxh.law.value import Unit
from ibhxh.words import Words

_QUOTA = Words("Số ngày tối đa trong năm", "Most days in the year")
_CHILD = {"child_under_3": "under_3", "child_under_7": "under_7"}


def sickness(table: pl.DataFrame, law: Law, readings: Readings) -> Counted:
    """The benefit of each leave. Columns as `KIND` asks; raises what `Calculation.run` and the calendar raise."""
    within_reason(table, wages=("wage",), counts=("rest_days", "used_days", "half_days"))
    for row, (first, last) in enumerate(table.select("first_day", "last_day").iter_rows()):
        if first and last and first.year != last.year:
            raise LeaveOverNewYear(row, first, last)
    days_off, told = counted_leaves(table, law)
    own = pl.col("reason") == "own"
    facts = numbered(table).with_columns(
        month_index("first_day"),
        days_off,
        own.alias("own"),
        (~own).alias("for_child"),
        pl.when(own).then(pl.lit("own")).when(~own).then(pl.lit("child")).alias("case"),
        pl.col("reason").replace_strict(_CHILD, default=None, return_dtype=pl.String).alias("child"),
    )
    with_halves = bool((table["half_days"].fill_null(0) != 0).any())
    return Counted(_calculation(readings, with_halves).run(facts, law), told)


@cache
def _calculation(readings: Readings, with_halves: bool) -> Calculation:
    left = money.most(pl.col("quota") - pl.col("used"), pl.lit(0, pl.Int64))
    benefit = Step("benefit", Words("Trợ cấp ốm đau", "Sickness benefit"), pl.lit(None, pl.Int64))
    first, amount = for_days(
        benefit,
        wage="wage",
        rate="rate",
        days="days",
        divisor="divisor",
        rounding=readings.benefit_daily_rounding,
        half_days="halves" if with_halves else None,
    )
    return Calculation(
        title=Words("Trợ cấp ốm đau, nghỉ từ tháng {month}", "Sickness benefit of a leave from {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("wage", pl.Int64(), words=WAGE_BEFORE.words),
            Fact("case", pl.String()),
            Fact("child", pl.String()),
            Fact("own", pl.Boolean()),
            Fact("for_child", pl.Boolean()),
            Fact("work", pl.String()),
            Fact("years_paid", pl.Int64()),
            Fact("days_off", pl.Int64()),
            Fact("used_days", pl.Int64()),
            Fact("half_days", pl.Int64()),
        ),
        layers=(
            (
                _quota("own", LookUp("sickness_days_a_year", ("work", "years_paid"), absent=None, where="own")),
                _quota("child", LookUp("child_care_days", ("child",), absent=None, where="for_child")),
                Step("rate", Words("Tỷ lệ hưởng", "Rate"), LookUp("sickness_rate", ("case", "years_paid")), Unit.RATE),
                Step("divisor", Words("Số ngày chia", "Divisor"), LookUp("sickness_daily_divisor"), Unit.COUNT),
                Step(
                    "half",
                    Words("Số nửa ngày cho một lần nghỉ dưới nửa ngày", "Half days for less than half a day"),
                    LookUp("sickness_half_day"),
                    Unit.COUNT,
                    told=False,
                ),
                Step("off", Words("Ngày nghỉ", "Days off"), pl.col("days_off"), Unit.COUNT, told=False),
                Step("used", Words("Đã hưởng trong năm", "Taken this year"), pl.col("used_days"), Unit.COUNT),
            ),
            (
                Step(
                    "quota",
                    _QUOTA,
                    pl.when("own").then("own_quota").when("for_child").then("child_quota"),
                    Unit.COUNT,
                ),
            ),
            (Step("left", Words("Số ngày còn được hưởng", "Days left"), left, Unit.COUNT, how="{quota} − {used}"),),
            (
                Step(
                    "days", Words("Số ngày hưởng", "Days paid"), money.least(pl.col("off"), pl.col("left")), Unit.COUNT
                ),
            ),
            (
                *first,
                Step(
                    "halves",
                    Words("Số nửa ngày hưởng", "Half days paid"),
                    money.least(pl.col("half_days") * pl.col("half"), (pl.col("left") - pl.col("days")) * 2),
                    Unit.COUNT,
                    told=with_halves,
                ),
            ),
            amount,
        ),
        results=("days", "halves", "benefit"),
    )


def _quota(whose: str, look_up: LookUp) -> Step:
    return Step(f"{whose}_quota", _QUOTA, look_up, Unit.COUNT, told=False)


KIND = Kind(
    name="sickness",
    words=Words("Trợ cấp ốm đau", "Sickness benefit"),
    asks=(
        FIRST_DAY,
        LAST_DAY,
        WAGE_BEFORE,
        Ask(
            "reason",
            pl.String(),
            Words("Lý do nghỉ", "Reason"),
            choices=("own", "child_under_3", "child_under_7"),
            default="own",
        ),
        WEEK,
        REST_DAYS,
        WORK,
        YEARS_PAID,
        USED_DAYS,
        Ask(
            "half_days",
            pl.Int64(),
            Words("Số lần nghỉ dưới nửa ngày", "Leaves of less than half a day"),
            Unit.COUNT,
            default=0,
        ),
    ),
    results=(
        Result("days", Words("Số ngày hưởng", "Days paid"), Unit.COUNT),
        Result("halves", Words("Số nửa ngày hưởng", "Half days paid"), Unit.COUNT),
        Result("benefit", Words("Trợ cấp ốm đau", "Sickness benefit")),
    ),
    run=sickness,
    readings=("benefit_daily_rounding",),
)
