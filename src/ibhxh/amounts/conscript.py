"""What the State pays for conscripts and students of the armed forces.

22 % of the base salary up to 06/2025; since then of a multiple of the reference level that grows with the year of
service, counted from the month of joining (Law 41/2024/QH15 article 34.2, Decree 157/2025/NĐ-CP article 6, Circular
88/2025/TT-BCA article 21). A piece for each stretch of months that are alike; months beyond what the law pack knows of
the reference level have the multiple and no amount.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.benefits.asks import LEVEL
from ibhxh.amounts.benefits.rounding import percent
from ibhxh.amounts.calculation import Calculation, Fact, Step
from ibhxh.amounts.kind import ROW, Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import numbered
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.together import Together, together
from ibhxh.law import Law
from ibhxh.law.months import first_day, last_day, months_between
from ibhxh.law.value import Unit, day_number
from ibhxh.words import Words

_RESULTS = ("first_day", "last_day", "multiple", "base", "monthly", "months", "total")
_FIRST, _LAST = Words("Từ ngày", "From"), Words("Đến hết ngày", "To")
_MULTIPLE = Words("Căn cứ đóng (phần mười mức tham chiếu)", "Base (tenths of the reference level)")
_BASE = Words("Căn cứ đóng", "Base")
_MONTHLY = Words("Mức đóng một tháng", "Contribution of a month")
_MONTHS = Words("Số tháng", "Months")
_TOTAL = Words("Tổng số tiền đóng", "Contributions")
_SCHEMA = {
    ROW: pl.Int64,
    "month": pl.Int32,
    "from_day": pl.Int64,
    "to_day": pl.Int64,
    "count": pl.Int64,
    "service_year": pl.Int64,
    "known": pl.Boolean,
}


def conscript(table: pl.DataFrame, law: Law, readings: Readings) -> Together:
    """A piece for each stretch of each question. Columns as `KIND` asks; raises what `Calculation.run` raises."""
    rows = [
        stretch
        for row, *span in numbered(table).select(ROW, "joined", "paid_from", "paid_to").iter_rows()
        for stretch in _stretches(law, row, *span)
    ]
    pieces = pl.DataFrame(rows, schema=_SCHEMA)
    known = pl.col("known").fill_null(True)
    parts = _calculation(True).run(pieces.filter(known), law), _calculation(False).run(pieces.filter(~known), law)
    return together(parts, (ROW, *_RESULTS), _RESULTS)


def _stretches(
    law: Law, row: int, joined: int | None, paid_from: int | None, paid_to: int | None
) -> Iterator[dict[str, object]]:
    """The months in stretches of one multiple and one level."""
    if joined is None or paid_from is None or paid_to is None:
        yield dict.fromkeys(_SCHEMA) | {ROW: row}
        return
    multiple, level = law.parameter("conscript_multiple"), law.parameter("benefit_level")

    def alike(month: int) -> tuple[int, int | None]:
        day = first_day(month)
        times = multiple.on(day, service_year=_service_year(joined, month)).amount
        return times, level.on(day).amount if day in level.covers else None

    for (_, amount), months in groupby(months_between(max(joined, paid_from), paid_to), key=alike):
        span = list(months)
        yield {
            ROW: row,
            "month": span[0],
            "from_day": day_number(first_day(span[0])),
            "to_day": day_number(last_day(span[-1])),
            "count": len(span),
            "service_year": _service_year(joined, span[0]),
            "known": amount is not None,
        }


def _service_year(joined: int, month: int) -> int:
    return (month - joined) // 12 + 1


@cache
def _calculation(known: bool) -> Calculation:
    unknown = pl.lit(None, pl.Int64)
    base = money.portion(pl.col("level"), pl.col("multiple"), pl.lit(10, pl.Int64))
    monthly = money.portion(pl.col("level"), pl.col("multiple") * percent(pl.col("rate")), pl.lit(1000, pl.Int64))
    level = (Step("level", LEVEL, LookUp("benefit_level")),)
    return Calculation(
        title=Words(
            "Mức đóng cho hạ sĩ quan, chiến sĩ nghĩa vụ, học viên, từ tháng {month}", "Conscripts, from {month}"
        ),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("service_year", pl.Int64()),
            *(Fact(name, pl.Int64()) for name in ("count", "from_day", "to_day")),
        ),
        layers=(
            (
                Step("multiple", _MULTIPLE, LookUp("conscript_multiple", ("service_year",)), Unit.COUNT),
                Step("rate", Words("Tỷ lệ đóng", "Rate"), LookUp("conscript_rate"), Unit.RATE),
                *(level if known else ()),
                Step("first_day", _FIRST, pl.col("from_day"), Unit.DAY),
                Step("last_day", _LAST, pl.col("to_day"), Unit.DAY),
                Step("months", _MONTHS, pl.col("count"), Unit.COUNT),
            ),
            (
                Step("base", _BASE, base if known else unknown, how="{level} × {multiple} / 10"),
                Step("monthly", _MONTHLY, monthly if known else unknown, how="{level} × {multiple} / 10 × {rate}"),
            ),
            (Step("total", _TOTAL, pl.col("monthly") * pl.col("months"), how="{monthly} × {months}"),),
        ),
        results=_RESULTS,
    )


KIND = Kind(
    name="conscript",
    words=Words("Đóng BHXH cho hạ sĩ quan, chiến sĩ nghĩa vụ, học viên", "Contributions for conscripts and students"),
    asks=(
        Ask("joined", pl.Int32(), Words("Tháng nhập ngũ, nhập học", "Month of joining"), month=True),
        Ask("paid_from", pl.Int32(), Words("Từ tháng", "From"), month=True),
        Ask("paid_to", pl.Int32(), Words("Đến tháng", "To"), month=True),
    ),
    results=(
        Result("first_day", _FIRST, Unit.DAY, adds_up=False),
        Result("last_day", _LAST, Unit.DAY, adds_up=False),
        Result("multiple", _MULTIPLE, Unit.COUNT, adds_up=False),
        Result("base", _BASE, adds_up=False),
        Result("monthly", _MONTHLY, adds_up=False),
        Result("months", _MONTHS, Unit.COUNT),
        Result("total", _TOTAL),
    ),
    run=conscript,
)
