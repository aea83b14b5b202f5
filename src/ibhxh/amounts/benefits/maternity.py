"""Maternity benefit: birth leave with its lump sum, a father's days, and the short leaves.

100 % of the average of the six months before the leave (of the months paid, where a short leave comes earlier). Legal
source: Law 41/2024/QH15 articles 51–59, Law 113/2025/QH15 articles 14 and 29 for a second child, and their
predecessors; every number of days, divisor and multiple is dated data.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.benefits.asks import (
    BORN_ON,
    CHILDREN,
    FIRST_DAY,
    LAST_DAY,
    REST_DAYS,
    SECOND_CHILD,
    SURGERY,
    USED_DAYS,
    WAGES,
    WEEK,
)
from ibhxh.amounts.benefits.leaves import counted_leaves
from ibhxh.amounts.benefits.rounding import (
    average_of_wages,
    days_of_average,
    how_of_average,
    months_averaged,
    of_average,
)
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import month_index, numbered, summed, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.told import Counted
from ibhxh.law import Law
from ibhxh.law.value import Unit
from ibhxh.words import Words

_ONE = pl.lit(1, pl.Int64)
_TOTAL = Words("Tổng căn cứ đóng các tháng tính bình quân", "Sum of the bases averaged")
_READINGS = ("average_rounding", "benefit_daily_rounding")
_WAGE_FACTS = (Fact("wage_total", pl.Int64(), words=_TOTAL), Fact("wage_months", pl.Int64()))
_AVERAGE = Result("average", Words("Mức bình quân", "Average"))


def birth_leave(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """Birth leave of each question, by the law of the month of birth. Columns as its kind asks."""
    within_reason(table, counts=("children", "leave_months", "odd_days"))
    facts = summed(numbered(table), "wages", "wage_total", "wage_months").with_columns(month_index("born_on"))
    return _birth(readings).run(facts, law)


def father_leave(table: pl.DataFrame, law: Law, readings: Readings) -> Counted:
    """A father's days off in each question, by the law of the first day. Columns as its kind asks."""
    within_reason(table, counts=("children", "rest_days", "used_days"))
    days_off, told = counted_leaves(table, law)
    facts = summed(numbered(table), "wages", "wage_total", "wage_months").with_columns(
        month_index("first_day"),
        days_off,
        (pl.col("first_day") - pl.col("born_on")).dt.total_days().alias("days_after"),
    )
    return Counted(_father(readings).run(facts, law), told)


def short_leave(table: pl.DataFrame, law: Law, readings: Readings) -> Counted:
    """Antenatal visits, miscarriage and contraception, by the law of the first day. Columns as the kind asks."""
    within_reason(table, counts=("weeks", "rest_days", "used_days"))
    antenatal = pl.col("case").is_in(["antenatal", "antenatal_far"])
    miscarriage = pl.col("case") == "miscarriage"
    days_off, told = counted_leaves(table, law, table.select(antenatal).to_series())
    facts = summed(numbered(table), "wages", "wage_total", "wage_months").with_columns(
        month_index("first_day"),
        days_off,
        pl.when(antenatal).then(pl.lit("working_days")).when(~antenatal).then(pl.lit("calendar_days")).alias("count"),
        miscarriage.alias("miscarriage"),
        (~miscarriage).alias("other"),
        pl.when(~miscarriage).then("case").alias("case"),
        pl.when(miscarriage).then("weeks").alias("weeks"),
    )
    return Counted(_short(readings).run(facts, law), told)


@cache
def _birth(readings: Readings) -> Calculation:
    odd = Step("odd_pay", Words("Trợ cấp những ngày lẻ", "Benefit of the odd days"), pl.lit(None, pl.Int64))
    day, odd_pay = days_of_average(odd, days="odd", divisor="divisor", readings=readings)
    return Calculation(
        title=Words("Trợ cấp thai sản khi sinh con tháng {month}", "Benefit on a birth in {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            *_WAGE_FACTS,
            Fact("children", pl.Int64()),
            Fact("second_child", pl.Boolean()),
            Fact("leave_months", pl.Int64()),
            Fact("odd_days", pl.Int64()),
        ),
        layers=(
            (
                Step(
                    "entitled",
                    Words("Số tháng nghỉ theo luật", "Months of leave by law"),
                    LookUp("birth_leave_months", ("second_child", "children")),
                    Unit.COUNT,
                ),
                _divisor("calendar_days"),
                Step(
                    "each_child",
                    Words("Trợ cấp một lần cho mỗi con", "Lump sum for each child"),
                    LookUp("maternity_lump_sum"),
                ),
                Step("born", Words("Số con", "Children"), pl.col("children"), Unit.COUNT),
                months_averaged(),
                Step("odd", Words("Số ngày lẻ", "Odd days"), pl.col("odd_days"), Unit.COUNT, told=False),
            ),
            (
                Step(
                    "months",
                    Words("Số tháng hưởng", "Months paid"),
                    pl.when(pl.col("leave_months").is_null()).then("entitled").otherwise("leave_months"),
                    Unit.COUNT,
                ),
                average_of_wages(),
                Step(
                    "lump_sum",
                    Words("Trợ cấp một lần", "Lump sum"),
                    pl.col("each_child") * pl.col("born"),
                    how="{each_child} × {born}",
                ),
            ),
            (
                *day,
                Step(
                    "month_pay",
                    Words("Trợ cấp các tháng nghỉ", "Benefit of the months"),
                    of_average(pl.col("months"), _ONE, readings.average_rounding),
                    how=how_of_average("× {months}", readings.average_rounding),
                ),
            ),
            odd_pay,
            (
                Step(
                    "leave_pay",
                    Words("Trợ cấp thời gian nghỉ", "Benefit of the leave"),
                    money.sum(pl.col("month_pay"), pl.col("odd_pay")),
                    how="{month_pay} + {odd_pay}",
                ),
            ),
            (
                Step(
                    "total",
                    Words("Tổng cộng", "Total"),
                    money.sum(pl.col("leave_pay"), pl.col("lump_sum")),
                    how="{leave_pay} + {lump_sum}",
                ),
            ),
        ),
        results=("average", "months", "leave_pay", "lump_sum", "total"),
    )


@cache
def _father(readings: Readings) -> Calculation:
    after_birth = pl.col("days_after") >= 0
    in_time = (
        pl.when(after_birth & (pl.col("days_after") <= pl.col("window")))
        .then("entitled")
        .otherwise(pl.lit(0, pl.Int64))
    )
    return _days_calculation(
        Words("Trợ cấp thai sản của lao động nam, nghỉ từ tháng {month}", "Father's benefit, leave from {month}"),
        readings,
        facts=(
            Fact("days_after", pl.Int64()),
            Fact("children", pl.Int64()),
            Fact("second_child", pl.Boolean()),
            Fact("surgery", pl.Boolean()),
        ),
        law=(
            Step(
                "entitled",
                Words("Số ngày nghỉ theo luật", "Days of leave by law"),
                LookUp("father_leave_days", ("second_child", "surgery", "children")),
                Unit.COUNT,
            ),
            Step(
                "window",
                Words("Thời hạn bắt đầu nghỉ kể từ ngày sinh (ngày)", "Days after the birth to begin within"),
                LookUp("father_window_days"),
                Unit.COUNT,
            ),
            _divisor("working_days"),
        ),
        most=pl.when(pl.col("window").is_not_null()).then(in_time),
    )


@cache
def _short(readings: Readings) -> Calculation:
    words = Words("Số ngày tối đa", "Most days")
    return _days_calculation(
        Words("Trợ cấp thai sản, nghỉ từ tháng {month}", "Maternity benefit, leave from {month}"),
        readings,
        facts=(
            Fact("case", pl.String()),
            Fact("weeks", pl.Int64()),
            Fact("count", pl.String()),
            Fact("miscarriage", pl.Boolean()),
            Fact("other", pl.Boolean()),
        ),
        law=(
            Step(
                "by_weeks",
                words,
                LookUp("miscarriage_days", ("weeks",), absent=None, where="miscarriage"),
                Unit.COUNT,
                told=False,
            ),
            Step(
                "by_case",
                words,
                LookUp("short_maternity_days", ("case",), absent=None, where="other"),
                Unit.COUNT,
                told=False,
            ),
            Step(
                "divisor", Words("Số ngày chia", "Divisor"), LookUp("maternity_daily_divisor", ("count",)), Unit.COUNT
            ),
        ),
        most=pl.when("miscarriage").then("by_weeks").when("other").then("by_case"),
    )


def _days_calculation(
    title: Words,
    readings: Readings,
    *,
    facts: tuple[Fact, ...],
    law: tuple[Step, ...],
    most: pl.Expr,
) -> Calculation:
    """Average × days / divisor, for the days off that are left of `most`."""
    benefit = Step("benefit", Words("Trợ cấp thai sản", "Maternity benefit"), pl.lit(None, pl.Int64))
    day, amount = days_of_average(benefit, days="days", divisor="divisor", readings=readings)
    left = money.most(pl.col("most") - pl.col("used"), pl.lit(0, pl.Int64))
    return Calculation(
        title=title,
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            *_WAGE_FACTS,
            Fact("days_off", pl.Int64()),
            Fact("used_days", pl.Int64()),
            *facts,
        ),
        layers=(
            (
                *law,
                months_averaged(),
                Step("off", Words("Ngày nghỉ", "Days off"), pl.col("days_off"), Unit.COUNT, told=False),
                Step("used", Words("Đã nghỉ trước đó", "Taken before"), pl.col("used_days"), Unit.COUNT),
            ),
            (Step("most", Words("Số ngày tối đa", "Most days"), most, Unit.COUNT), average_of_wages()),
            (Step("left", Words("Số ngày còn được hưởng", "Days left"), left, Unit.COUNT, how="{most} − {used}"),),
            (
                Step(
                    "days", Words("Số ngày hưởng", "Days paid"), money.least(pl.col("off"), pl.col("left")), Unit.COUNT
                ),
            ),
            day,
            amount,
        ),
        results=("average", "days", "benefit"),
    )


def _divisor(count: str) -> Step:
    look_up = LookUp("maternity_daily_divisor", fixed=(("count", count),))
    return Step("divisor", Words("Số ngày chia", "Divisor"), look_up, Unit.COUNT, told=False)


_DAYS = (
    _AVERAGE,
    Result("days", Words("Số ngày hưởng", "Days paid"), Unit.COUNT),
    Result("benefit", Words("Trợ cấp thai sản", "Maternity benefit")),
)
KINDS = (
    Kind(
        name="birth_leave",
        words=Words("Trợ cấp thai sản khi sinh con, nhận con", "Benefit on a birth or adoption"),
        asks=(
            BORN_ON,
            WAGES,
            CHILDREN,
            SECOND_CHILD,
            Ask(
                "leave_months",
                pl.Int64(),
                Words("Số tháng hưởng, nếu khác thời gian nghỉ sinh con", "Months paid, where not those of a birth"),
                Unit.COUNT,
                optional=True,
            ),
            Ask("odd_days", pl.Int64(), Words("Số ngày lẻ ngoài các tháng", "Odd days besides"), Unit.COUNT, default=0),
        ),
        results=(
            _AVERAGE,
            Result("months", Words("Số tháng hưởng", "Months paid"), Unit.COUNT),
            Result("leave_pay", Words("Trợ cấp thời gian nghỉ", "Benefit of the leave")),
            Result("lump_sum", Words("Trợ cấp một lần", "Lump sum")),
            Result("total", Words("Tổng cộng", "Total")),
        ),
        run=birth_leave,
        readings=_READINGS,
    ),
    Kind(
        name="father_leave",
        words=Words("Trợ cấp thai sản của lao động nam khi vợ sinh con", "Father's benefit on a birth"),
        asks=(BORN_ON, FIRST_DAY, LAST_DAY, WAGES, CHILDREN, SECOND_CHILD, SURGERY, WEEK, REST_DAYS, USED_DAYS),
        results=_DAYS,
        run=father_leave,
        readings=_READINGS,
    ),
    Kind(
        name="short_maternity_leave",
        words=Words("Trợ cấp khi khám thai, sảy thai, tránh thai", "Antenatal, miscarriage and contraception benefit"),
        asks=(
            FIRST_DAY,
            LAST_DAY,
            WAGES,
            Ask(
                "case",
                pl.String(),
                Words("Trường hợp", "Case"),
                choices=("antenatal", "antenatal_far", "miscarriage", "iud", "sterilisation"),
            ),
            Ask("weeks", pl.Int64(), Words("Số tuần tuổi đủ của thai", "Whole weeks"), Unit.COUNT, optional=True),
            WEEK,
            REST_DAYS,
            USED_DAYS,
        ),
        results=_DAYS,
        run=short_leave,
        readings=_READINGS,
    ),
)
