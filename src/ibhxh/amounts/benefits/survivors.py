"""When an insured person dies: funeral allowance, monthly allowances of relatives, lump sum after a labour accident.

All are multiples or shares of the base salary or reference level of the month of death (Law 41/2024/QH15 articles
85–87; Law 84/2015/QH13 article 53). Who is a relative and whether the conditions are met is not told here.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.benefits.asks import LEVEL
from ibhxh.amounts.benefits.rounding import share_of
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import numbered, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.law import Law
from ibhxh.law.value import Unit
from ibhxh.words import Words

_ONE = pl.lit(1, pl.Int64)
_FUNERAL = Words("Trợ cấp mai táng", "Funeral allowance")
_MONTHLY = Words("Trợ cấp tuất hằng tháng của các thân nhân", "Monthly allowances of the relatives")
_DEATH = Words("Trợ cấp một lần khi chết do tai nạn lao động", "Lump sum after a labour accident")


def survivors(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """The allowances of each question. Columns as `KIND` asks; raises what `Calculation.run` raises."""
    return _calculation().run(numbered(within_reason(table, counts=("with_carer", "without_carer", "deaths"))), law)


@cache
def _calculation() -> Calculation:
    left = pl.col("relatives") - pl.col("alone")
    return Calculation(
        title=Words("Chế độ tử tuất, chết trong tháng {month}", "Survivors of a death in {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("with_carer", pl.Int64()),
            Fact("without_carer", pl.Int64()),
            Fact("deaths", pl.Int64()),
            Fact("accident", pl.Boolean()),
        ),
        layers=(
            (
                Step("level", LEVEL, LookUp("benefit_level")),
                Step("funeral", _FUNERAL, LookUp("funeral_allowance")),
                Step("death", _DEATH, LookUp("labour_accident_death", where="accident")),
                _rate("carer_rate", Words("Tỷ lệ cho một thân nhân", "Rate of a relative"), True),
                _rate("alone_rate", Words("Tỷ lệ khi không có người nuôi dưỡng", "Rate without a carer"), False),
                _most("relatives", Words("Số thân nhân tối đa", "Most relatives")),
                _most("most_deaths", Words("Số lần mức trợ cấp tối đa", "Most times the allowance"), "deaths"),
            ),
            (
                Step(
                    "alone",
                    Words("Thân nhân không có người nuôi dưỡng", "Relatives without a carer"),
                    money.least(pl.col("without_carer"), pl.col("relatives")),
                    Unit.COUNT,
                ),
                Step(
                    "times",
                    Words("Số lần hưởng", "Times"),
                    money.least(pl.col("deaths"), pl.col("most_deaths")),
                    Unit.COUNT,
                ),
                Step(
                    "each_cared",
                    Words("Mức một thân nhân", "For a relative"),
                    share_of(pl.col("level"), pl.col("carer_rate"), _ONE),
                    how="{level} × {carer_rate}",
                ),
                Step(
                    "each_alone",
                    Words("Mức một thân nhân không có người nuôi dưỡng", "For one without a carer"),
                    share_of(pl.col("level"), pl.col("alone_rate"), _ONE),
                    how="{level} × {alone_rate}",
                ),
            ),
            (
                Step(
                    "cared",
                    Words("Thân nhân khác", "Other relatives"),
                    money.least(pl.col("with_carer"), left),
                    Unit.COUNT,
                ),
            ),
            (
                Step(
                    "monthly",
                    _MONTHLY,
                    money.sum(pl.col("each_cared") * pl.col("cared"), pl.col("each_alone") * pl.col("alone"))
                    * pl.col("times"),
                    how="({each_cared} × {cared} + {each_alone} × {alone}) × {times}",
                ),
            ),
        ),
        results=("funeral", "monthly", "death"),
    )


def _rate(name: str, words: Words, carer: bool) -> Step:
    return Step(name, words, LookUp("survivor_rate", fixed=(("carer", carer),)), Unit.RATE, told=False)


def _most(name: str, words: Words, of: str = "relatives") -> Step:
    return Step(name, words, LookUp("survivors_at_most", fixed=(("of", of),)), Unit.COUNT, told=False)


KIND = Kind(
    name="survivors",
    words=Words("Chế độ tử tuất", "Survivors' benefits"),
    asks=(
        Ask("month", pl.Int32(), Words("Tháng người tham gia chết", "Month of death"), month=True),
        Ask(
            "with_carer",
            pl.Int64(),
            Words("Số thân nhân có người trực tiếp nuôi dưỡng", "Relatives with a carer"),
            Unit.COUNT,
            default=0,
        ),
        Ask(
            "without_carer",
            pl.Int64(),
            Words("Số thân nhân không có người trực tiếp nuôi dưỡng", "Relatives without a carer"),
            Unit.COUNT,
            default=0,
        ),
        Ask(
            "deaths",
            pl.Int64(),
            Words("Số người chết mà thân nhân được hưởng", "Deaths the relatives are paid for"),
            Unit.COUNT,
            default=1,
        ),
        Ask(
            "accident",
            pl.Boolean(),
            Words("Chết do tai nạn lao động, bệnh nghề nghiệp", "Death from a labour accident"),
            default=False,
        ),
    ),
    results=(Result("funeral", _FUNERAL), Result("monthly", _MONTHLY), Result("death", _DEATH)),
    run=survivors,
)
