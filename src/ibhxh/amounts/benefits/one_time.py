"""Social insurance paid out at once: 1.5 months of the average wage for each year before 2014, 2 for each year since.

Odd months count for half a year or a year; those before 2014 move behind, where there is time from 2014 on. Less than a
year gives back what was paid in, up to two months of the average. Legal source: Law 41/2024/QH15 article 70, Law
58/2014/QH13 article 60; the law of the month of the decision decides. The average is the indexed one (`indexation`).
"""

from __future__ import annotations

from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.benefits.rounding import percent
from ibhxh.amounts.calculation import Calculation, Fact, Step
from ibhxh.amounts.kind import ROW, Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import numbered, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.together import Together, together
from ibhxh.law import Law, Parameter
from ibhxh.law.errors import NoLawForDay
from ibhxh.law.months import first_day
from ibhxh.law.value import Unit
from ibhxh.words import Words

_HUNDRED = pl.lit(100, pl.Int64)
_AVERAGE = Words("Mức bình quân tiền lương đóng (đã điều chỉnh)", "Average wage paid on (indexed)")
_TITLE = Words("BHXH một lần, quyết định tháng {month}", "One-time payment decided in {month}")
_BENEFIT = Words("BHXH một lần", "One-time payment")


def one_time(table: pl.DataFrame, law: Law, readings: Readings) -> Together:
    """The payment of each question. Columns as `KIND` asks; raises what `Calculation.run` raises."""
    within_reason(table, wages=("average", "paid_on"), counts=("months_before_2014", "months_from_2014"))
    early, late = pl.col("months_before_2014"), pl.col("months_from_2014")
    # Where there is time from 2014 on, odd months before move behind: only one of the two has odd months.
    moved = pl.when(late > 0).then(early % 12).when(late == 0).then(pl.lit(0, pl.Int64))
    facts = numbered(table).with_columns(
        (early + late).alias("months"),
        (early // 12).alias("years_early"),
        ((late + moved) // 12).alias("years_late"),
        pl.when(late > 0).then((late + moved) % 12).when(late == 0).then(early % 12).alias("odd_months"),
        (late > 0).alias("odd_late"),
        (early + late < 12).alias("under_year"),
    )
    # Before 2016 the law had no rule of its own for less than a year.
    rule = law.parameter("one_time_under_year_months")
    has_rule = [month is not None and _holds(rule, month) for month in facts["month"]]
    under = facts.select(pl.col("under_year").fill_null(False) & pl.Series(has_rule, dtype=pl.Boolean)).to_series()
    parts = _by_years().run(facts.filter(~under), law), _under_year().run(facts.filter(under), law)
    return together(parts, (ROW, "benefit"), ("benefit",))


def _holds(rule: Parameter, month: int) -> bool:
    try:
        rule.on(first_day(month))
    except NoLawForDay:
        return False
    return True


@cache
def _by_years() -> Calculation:
    tenths = pl.col("halves_early") * pl.col("each_early") + pl.col("halves_late") * pl.col("each_late")
    return Calculation(
        title=_TITLE,
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("average", pl.Int64(), words=_AVERAGE),
            Fact("years_early", pl.Int64()),
            Fact("years_late", pl.Int64()),
            Fact("odd_months", pl.Int64()),
            Fact("odd_late", pl.Boolean()),
        ),
        layers=(
            (
                _each("each_early", "before_2014", Words("mỗi năm trước 2014", "each year before 2014")),
                _each("each_late", "from_2014", Words("mỗi năm từ 2014", "each year from 2014")),
                Step(
                    "odd_halves",
                    Words("Số nửa năm của tháng lẻ", "Half years of the odd months"),
                    LookUp("half_years", ("odd_months",)),
                    Unit.COUNT,
                    told=False,
                ),
            ),
            (
                _halves("early", Words("Số nửa năm trước 2014", "Half years before 2014"), ~pl.col("odd_late")),
                _halves("late", Words("Số nửa năm từ 2014", "Half years from 2014"), pl.col("odd_late")),
            ),
            (
                Step(
                    "benefit",
                    _BENEFIT,
                    # Tenths of a month for half years: twentieths.
                    money.portion(pl.col("average"), tenths, pl.lit(20, pl.Int64)),
                    how="{average} × ({halves_early} × {each_early} + {halves_late} × {each_late}) / 20",
                ),
            ),
        ),
        results=("benefit",),
    )


@cache
def _under_year() -> Calculation:
    total = pl.col("average") * pl.col("months_paid")
    return Calculation(
        title=_TITLE,
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("average", pl.Int64(), words=_AVERAGE),
            Fact("paid_on", pl.Int64()),
            Fact("months", pl.Int64()),
        ),
        layers=(
            (
                Step("rate", Words("Tỷ lệ đã đóng", "Rate paid in"), LookUp("one_time_under_year_rate"), Unit.RATE),
                Step(
                    "most_months",
                    Words("Mức tối đa (tháng bình quân)", "Most (months of average)"),
                    LookUp("one_time_under_year_months"),
                    Unit.COUNT,
                ),
                Step("months_paid", Words("Số tháng đã đóng", "Months paid"), pl.col("months"), Unit.COUNT),
            ),
            (
                Step(
                    "wages",
                    Words("Tổng tiền lương đã đóng", "Wages paid on"),
                    pl.when(pl.col("paid_on").is_null()).then(total).otherwise("paid_on"),
                ),
                Step(
                    "most",
                    Words("Mức tối đa", "Most"),
                    pl.col("average") * pl.col("most_months"),
                    how="{average} × {most_months}",
                ),
            ),
            (
                Step(
                    "paid_in",
                    Words("Số tiền đã đóng", "What was paid in"),
                    money.portion(pl.col("wages"), percent(pl.col("rate")), _HUNDRED),
                    how="{wages} × {rate}",
                ),
            ),
            (Step("benefit", _BENEFIT, money.least(pl.col("paid_in"), pl.col("most"))),),
        ),
        results=("benefit",),
    )


def _each(name: str, period: str, which: Words) -> Step:
    words = Words("Phần mười tháng bình quân cho {which}", "Tenths of a month for {which}").fill(which=which)
    return Step(name, words, LookUp("one_time_months", fixed=(("period", period),)), Unit.COUNT)


def _halves(period: str, words: Words, with_odd: pl.Expr) -> Step:
    odd = pl.when(with_odd).then("odd_halves").when(~with_odd).then(pl.lit(0, pl.Int64))
    return Step(f"halves_{period}", words, pl.col(f"years_{period}") * 2 + odd, Unit.COUNT)


KIND = Kind(
    name="one_time",
    words=_BENEFIT,
    asks=(
        Ask("month", pl.Int32(), Words("Tháng ra quyết định", "Month of the decision"), month=True),
        Ask("average", pl.Int64(), _AVERAGE),
        Ask(
            "months_before_2014",
            pl.Int64(),
            Words("Số tháng đóng trước 2014", "Months paid before 2014"),
            Unit.COUNT,
            default=0,
        ),
        Ask(
            "months_from_2014",
            pl.Int64(),
            Words("Số tháng đóng từ 2014", "Months paid from 2014"),
            Unit.COUNT,
            default=0,
        ),
        Ask(
            "paid_on",
            pl.Int64(),
            Words(
                "Tổng tiền lương đã đóng (khi dưới một năm và khác mức bình quân)",
                "Wages paid on in all (under a year)",
            ),
            optional=True,
        ),
    ),
    results=(Result("benefit", _BENEFIT),),
    run=one_time,
)
