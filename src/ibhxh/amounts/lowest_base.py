"""The lowest base of a contribution, with the supplement for trained, heavy and extra heavy work while it was law.

A wage below it is a finding, never lifted (`contribution`). Trained work adds 7 % to the regional wage; heavy work a
further 5 %, extra heavy 7 %, on what trained work comes to (Decree 90/2019/NĐ-CP article 5 and its predecessors, up to
30/06/2022).
"""

from __future__ import annotations

from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import numbered
from ibhxh.amounts.readings import Readings
from ibhxh.law import Law
from ibhxh.law.value import Unit
from ibhxh.words import Words

_LOWEST = Words("Căn cứ đóng thấp nhất", "Lowest base")


def lowest_base(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """The lowest base of each question; blank where the law sets none. Columns as `KIND` asks."""
    work = pl.col("work")
    facts = numbered(table).with_columns(
        (work != "simple").alias("trained"), work.is_in(["heavy", "extra_heavy"]).alias("more")
    )
    # Work that adds nothing further reads the supplement of heavy work and its flag says no.
    facts = facts.with_columns(
        pl.when(pl.col("more")).then(work).when(~pl.col("more")).then(pl.lit("heavy")).alias("work")
    )
    return _calculation().run(facts, law)


@cache
def _calculation() -> Calculation:
    trained = LookUp("trained_work_supplement", fixed=(("work", "trained"),), where="trained")
    further = LookUp("trained_work_supplement", ("work",), where="more")
    return Calculation(
        title=Words("Căn cứ đóng thấp nhất tháng {month}", "Lowest base of {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("base", pl.String()),
            Fact("sector", pl.String()),
            Fact("region", pl.Int64()),
            Fact("work", pl.String()),
            Fact("trained", pl.Boolean()),
            Fact("more", pl.Boolean()),
        ),
        layers=(
            (
                Step(
                    "floor",
                    Words("Mức sàn", "Floor"),
                    LookUp("contribution_floor", ("base", "sector", "region"), absent=None),
                ),
                Step("trained_rate", Words("Cộng cho lao động qua đào tạo", "For trained work"), trained, Unit.RATE),
                Step("further_rate", Words("Cộng cho việc nặng nhọc", "For heavy work"), further, Unit.RATE),
            ),
            (
                Step(
                    "of_trained",
                    Words("Mức của lao động qua đào tạo", "Floor of trained work"),
                    money.sum(pl.col("floor"), money.share(pl.col("floor"), pl.col("trained_rate"))),
                    how="{floor} + {floor} × {trained_rate}",
                ),
            ),
            (
                Step(
                    "lowest",
                    _LOWEST,
                    money.sum(pl.col("of_trained"), money.share(pl.col("of_trained"), pl.col("further_rate"))),
                    how="{of_trained} + {of_trained} × {further_rate}",
                ),
            ),
        ),
        results=("lowest",),
    )


KIND = Kind(
    name="lowest_base",
    words=_LOWEST,
    asks=(
        Ask("month", pl.Int32(), Words("Tháng", "Month"), month=True),
        Ask("region", pl.Int64(), Words("Vùng lương tối thiểu", "Wage region"), Unit.COUNT, default=1),
        Ask("base", pl.String(), Words("Loại bảo hiểm", "Insurance"), choices=("si", "hi", "ui"), default="si"),
        Ask(
            "sector",
            pl.String(),
            Words("Khu vực doanh nghiệp", "Sector"),
            choices=("domestic", "fdi"),
            default="domestic",
        ),
        Ask(
            "work",
            pl.String(),
            Words(
                "Công việc: giản đơn, qua đào tạo, nặng nhọc, đặc biệt nặng nhọc",
                "Work: simple, trained, heavy, extra heavy",
            ),
            choices=("simple", "trained", "heavy", "extra_heavy"),
            default="trained",
        ),
    ),
    results=(Result("lowest", _LOWEST, adds_up=False),),
    run=lowest_base,
)
