"""How much of the average wage a pension is: 45 % for the first years, more for each further one, up to 75 %.

Women 45 % for 15 years; men 45 % for 20 (fewer before 2022), since 07/2025 also 40 % for 15 and 1 % for each further
year up to 20. Odd months count for half a year or a year. Each year before the retirement age takes 2 % off, a rest of
six months or more half of it. Legal source: Law 41/2024/QH15 articles 64–66, Law 58/2014/QH13 articles 54–56; the law
of the month of retirement decides.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import numbered, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.law import Law
from ibhxh.law.value import Unit
from ibhxh.words import Words

_TWO, _NOTHING = pl.lit(2, pl.Int64), pl.lit(0, pl.Int64)
_FULL = Words("Tỷ lệ theo thời gian đóng", "Rate by the time paid")
_LESS = Words("Giảm do nghỉ trước tuổi", "Taken off for going early")
_RATE = Words("Tỷ lệ hưởng lương hưu", "Pension rate")
_PENSION = Words("Lương hưu hằng tháng", "Monthly pension")


def pension_rate(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """Rates in 1/1,000,000, and the pension where the average is told. Blank where the years are too few for a rate.

    Columns as `KIND` asks. Raises what `Calculation.run` raises.
    """
    within_reason(table, wages=("average",), counts=("months_paid", "early_months"))
    facts = numbered(table).with_columns(
        (pl.col("months_paid") // 12).alias("whole_years"),
        (pl.col("months_paid") % 12).alias("odd_months"),
        (pl.col("early_months") // 12).alias("early_whole"),
        (pl.col("early_months") % 12 >= 6).alias("early_rest"),
    )
    return _calculation().run(facts, law)


@cache
def _calculation() -> Calculation:
    halves, enough = pl.col("halves"), pl.col("whole_years") >= pl.col("least_years")
    by_first = pl.col("first") + money.portion(pl.col("each_year"), halves - pl.col("first_years") * 2, _TWO)
    by_lower = pl.col("lower") + money.portion(pl.col("lower_each_year"), halves - pl.col("lower_years") * 2, _TWO)
    return Calculation(
        title=Words("Tỷ lệ lương hưu, nghỉ hưu từ tháng {month}", "Pension rate, retired from {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("sex", pl.String()),
            Fact("whole_years", pl.Int64()),
            Fact("odd_months", pl.Int64()),
            Fact("early_whole", pl.Int64()),
            Fact("early_rest", pl.Boolean()),
            Fact("average", pl.Int64(), words=Words("Mức bình quân tiền lương đóng", "Average wage paid on")),
        ),
        layers=(
            (
                _rate("first", Words("Tỷ lệ cho những năm đầu", "Rate of the first years")),
                _rate("each_year", Words("Mỗi năm thêm", "Each further year")),
                _rate("most", Words("Tỷ lệ tối đa", "Most")),
                _rate("lower", Words("Tỷ lệ thấp hơn cho lao động nam", "Lower rate of men"), absent=None, told=False),
                _rate("lower_each_year", Words("Mỗi năm thêm", "Each further year"), absent=None, told=False),
                _rate("early_year", Words("Giảm cho mỗi năm trước tuổi", "Off for each year early"), told=False),
                _rate("early_half", Words("Giảm khi lẻ từ 6 tháng", "Off for six months or more"), told=False),
                _years("first", Words("Số năm ứng với tỷ lệ đó", "Years it stands for")),
                _years("least", Words("Số năm tối thiểu", "Least years"), told=False),
                _years("lower", Words("Số năm ứng với tỷ lệ thấp hơn", "Years the lower rate stands for"), told=False),
                Step(
                    "odd_halves",
                    Words("Số nửa năm của tháng lẻ", "Half years of the odd months"),
                    LookUp("half_years", ("odd_months",)),
                    Unit.COUNT,
                    told=False,
                ),
                Step("years", Words("Số năm đóng", "Years paid"), pl.col("whole_years"), Unit.COUNT),
                Step("early", Words("Số năm trước tuổi", "Years early"), pl.col("early_whole"), Unit.COUNT, told=False),
            ),
            (
                Step(
                    "halves",
                    Words("Số nửa năm được tính", "Half years counted"),
                    pl.col("years") * 2 + pl.col("odd_halves"),
                    Unit.COUNT,
                ),
            ),
            (
                Step(
                    "full",
                    _FULL,
                    pl.when(enough & (halves >= pl.col("first_years") * 2))
                    .then(money.least(by_first, pl.col("most")))
                    .when(enough & (halves >= pl.col("lower_years") * 2))
                    .then(by_lower),
                    Unit.RATE,
                ),
                Step(
                    "less",
                    _LESS,
                    pl.col("early_year") * pl.col("early")
                    + pl.when("early_rest").then("early_half").when(~pl.col("early_rest")).then(_NOTHING),
                    Unit.RATE,
                ),
            ),
            (
                Step(
                    "rate",
                    _RATE,
                    money.most(pl.col("full") - pl.col("less"), _NOTHING),
                    Unit.RATE,
                    how="{full} − {less}",
                ),
            ),
            (Step("pension", _PENSION, money.share(pl.col("average"), pl.col("rate")), how="{average} × {rate}"),),
        ),
        results=("full", "less", "rate", "pension"),
    )


def _rate(part: str, words: Words, absent: int | None = 0, told: bool = True) -> Step:
    look_up = LookUp("pension_rate", ("sex",), (("part", part),), absent=absent)
    return Step(part, words, look_up, Unit.RATE, told=told)


def _years(part: str, words: Words, told: bool = True) -> Step:
    look_up = LookUp("pension_years", ("sex",), (("part", part),), absent=None)
    return Step(f"{part}_years", words, look_up, Unit.COUNT, told=told)


KIND = Kind(
    name="pension_rate",
    words=_RATE,
    asks=(
        Ask("month", pl.Int32(), Words("Tháng nghỉ hưu", "Month of retirement"), month=True),
        Ask("sex", pl.String(), Words("Giới tính", "Sex"), choices=("female", "male")),
        Ask("months_paid", pl.Int64(), Words("Số tháng đã đóng BHXH", "Months paid"), Unit.COUNT),
        Ask(
            "early_months",
            pl.Int64(),
            Words("Số tháng nghỉ trước tuổi quy định", "Months before the retirement age"),
            Unit.COUNT,
            default=0,
        ),
        Ask(
            "average",
            pl.Int64(),
            Words("Mức bình quân tiền lương đóng (đã điều chỉnh)", "Average wage paid on (indexed)"),
            optional=True,
        ),
    ),
    results=(
        Result("full", _FULL, Unit.RATE, adds_up=False),
        Result("less", _LESS, Unit.RATE, adds_up=False),
        Result("rate", _RATE, Unit.RATE, adds_up=False),
        Result("pension", _PENSION, adds_up=False),
    ),
    run=pension_rate,
)
