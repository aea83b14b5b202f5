"""The trade union fee: 2 % of the base of social insurance, paid by the unit and not collected by the agency."""

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

_BASE = Words("Căn cứ đóng BHXH", "Base of social insurance")
_FEE = Words("Kinh phí công đoàn", "Trade union fee")


def union_fee(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """The fee of each question. Columns as `KIND` asks; raises what `Calculation.run` raises."""
    return _calculation().run(numbered(table), law)


@cache
def _calculation() -> Calculation:
    cap = LookUp("si_hi_cap", fixed=(("participant_class", "vn_employee"), ("base", "si")))
    return Calculation(
        title=Words("Kinh phí công đoàn tháng {month}", "Trade union fee of {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("declared_wage", pl.Int64(), words=Words("Tiền lương khai báo", "Declared wage")),
        ),
        layers=(
            (
                Step("cap", Words("Mức trần đóng BHXH", "Cap of social insurance"), cap),
                Step("rate", Words("Tỷ lệ", "Rate"), LookUp("union_fee_rate"), Unit.RATE),
            ),
            (Step("base", _BASE, money.least(pl.col("declared_wage"), pl.col("cap"))),),
            (Step("fee", _FEE, money.share(pl.col("base"), pl.col("rate")), how="{base} × {rate}"),),
        ),
        results=("base", "fee"),
    )


KIND = Kind(
    name="union_fee",
    words=_FEE,
    asks=(
        Ask("month", pl.Int32(), Words("Tháng", "Month"), month=True),
        Ask("declared_wage", pl.Int64(), Words("Tiền lương khai báo", "Declared wage")),
    ),
    results=(Result("base", _BASE), Result("fee", _FEE)),
    run=union_fee,
)
