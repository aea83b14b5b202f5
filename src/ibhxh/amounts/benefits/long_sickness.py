"""Sickness counted in whole months and odd days: long illnesses, and the armed forces.

Long illness (Ministry of Health's list): up to 30/06/2025 the first 180 days of a year, then lower rates by years paid,
each in months from the day the leave began and odd calendar days / 24, which are worth no more than a month (Circular
06/2021/TT-BLĐTBXH article 1.2). Since 01/07/2025 in working days: those of the year, then the lower
rates (Law 41/2024/QH15 articles 43.2, 45.3). Armed forces: 100 %, months, and odd working days / 24 (Decree
157/2025/NĐ-CP article 11). The law of the leave's first day decides. How long the lower rates last is not told: as long
as was paid in (up to 30/06/2025), or while the treatment goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, TypeAlias

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.benefits.asks import FIRST_DAY, LAST_DAY, REST_DAYS, USED_DAYS, WAGE_BEFORE, WEEK, WORK, YEARS_PAID
from ibhxh.amounts.benefits.days import calendar_days, calendar_of, leave_days, whole_months
from ibhxh.amounts.benefits.leaves import days_told
from ibhxh.amounts.benefits.rounding import for_days, share_of
from ibhxh.amounts.calculation import Calculation, Fact, Step
from ibhxh.amounts.explanation import Explained
from ibhxh.amounts.kind import ROW, Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import numbered, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.told import Counted
from ibhxh.law import Law
from ibhxh.law.errors import NoLawForDay
from ibhxh.law.months import month_of
from ibhxh.law.value import Unit
from ibhxh.words import Words

_DAY = timedelta(days=1)
_MONTHS = Words(
    "Nghỉ từ {first} đến {last}, số ngày ngoài các tháng trọn", "Leave from {first} to {last}, days beyond its months"
)
_WEEKS = Words("Ngày làm việc hưởng, nghỉ từ {first} đến {last}", "Working days paid, leave from {first} to {last}")
_SCHEMA = {
    ROW: pl.Int64,
    "month": pl.Int32,
    "wage": pl.Int64,
    "case": pl.String,
    "capped": pl.Boolean,
    "years_paid": pl.Int64,
    "whole_months": pl.Int64,
    "odd_days": pl.Int64,
}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of leave at one rate, in months and odd days. `told`: how it was counted."""

    case: str
    whole_months: int
    odd_days: int
    told: Explained


Counting: TypeAlias = Callable[[Mapping[str, Any], Law], Iterator[_Piece]]


def long_sickness(table: pl.DataFrame, law: Law, readings: Readings) -> Counted:
    """The benefit of each leave for a long illness, one piece for each rate. Raises what the calendar raises."""
    return _reckon(table, law, readings, _long)


def armed_forces_sickness(table: pl.DataFrame, law: Law, readings: Readings) -> Counted:
    """The benefit of each leave of one paid like the armed forces. Raises what the calendar raises."""
    return _reckon(table, law, readings, _armed)


def _reckon(table: pl.DataFrame, law: Law, readings: Readings, count: Counting) -> Counted:
    within_reason(table, wages=("wage",), counts=tuple({"rest_days", "used_days"} & set(table.columns)))
    rows: list[dict[str, object]] = []
    told: list[tuple[Explained, ...]] = []
    for row in numbered(table).iter_rows(named=True):
        known = row["first_day"] is not None and row["last_day"] is not None
        for piece in count(row, law) if known else [None]:
            month = month_of(row["first_day"]) if known else None
            facts = {ROW: row[ROW], "month": month, "wage": row["wage"], "years_paid": row.get("years_paid", 0)}
            if piece:
                facts |= {"case": piece.case, "capped": piece.case != "armed_forces"}
                facts |= {"whole_months": piece.whole_months, "odd_days": piece.odd_days}
            rows.append(facts)
            told.append((piece.told,) if piece else ())
    pieces = pl.DataFrame(rows, schema=_SCHEMA)
    return Counted(_calculation(readings).run(pieces, law), told)


def _armed(row: Mapping[str, Any], law: Law) -> Iterator[_Piece]:
    """Whole months, then working days."""
    first, last = row["first_day"], row["last_day"]
    months, odd = whole_months(first, last)
    calendar = calendar_of(law.holidays, row["week"])
    days = leave_days(calendar, odd, last, row["rest_days"] or 0) if odd <= last else 0
    yield _Piece("armed_forces", months, days, days_told(_MONTHS, days, first, last, calendar if odd <= last else None))


def _long(row: Mapping[str, Any], law: Law) -> Iterator[_Piece]:
    """The stretch at the first rate, then the one at the lower rate."""
    first, last, used = row["first_day"], row["last_day"], row["used_days"] or 0
    try:
        block = law.parameter("long_sickness_first_days").on(first).amount
    except NoLawForDay:
        yield from _long_by_week(row, law)
        return
    turn = first + max(0, block - used) * _DAY
    for case, start, end in (("long", first, min(last, turn - _DAY)), ("long_after", max(first, turn), last)):
        if start <= end:
            months, odd = whole_months(start, end)
            days = calendar_days(odd, end)
            yield _Piece(case, months, days, days_told(_MONTHS, days, start, end))


def _long_by_week(row: Mapping[str, Any], law: Law) -> Iterator[_Piece]:
    """In working days: those left of the year's, then the others."""
    first, last, used = row["first_day"], row["last_day"], row["used_days"] or 0
    calendar = calendar_of(law.holidays, row["week"])
    days = leave_days(calendar, first, last, row["rest_days"] or 0)
    quota = law.parameter("sickness_days_a_year").on(first, work=row["work"], years_paid=row["years_paid"])
    at_first = min(days, max(0, quota.amount - used))
    for case, part in (("long", at_first), ("long_after", days - at_first)):
        if part or (case == "long" and not days):
            yield _Piece(case, 0, part, days_told(_WEEKS, part, first, last, calendar))


@cache
def _calculation(readings: Readings) -> Calculation:
    odd = Step("odd", Words("Trợ cấp theo ngày", "Benefit for days"), pl.lit(None, pl.Int64))
    day, odd_amount = for_days(
        odd, wage="wage", rate="rate", days="days", divisor="divisor", rounding=readings.benefit_daily_rounding
    )
    limit = pl.col("month_benefit") * pl.col("cap_months")
    return Calculation(
        title=Words("Trợ cấp ốm đau, nghỉ từ tháng {month}", "Sickness benefit of a leave from {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("wage", pl.Int64(), words=WAGE_BEFORE.words),
            Fact("case", pl.String()),
            Fact("capped", pl.Boolean()),
            Fact("years_paid", pl.Int64()),
            Fact("whole_months", pl.Int64()),
            Fact("odd_days", pl.Int64()),
        ),
        layers=(
            (
                Step("rate", Words("Tỷ lệ hưởng", "Rate"), LookUp("sickness_rate", ("case", "years_paid")), Unit.RATE),
                Step("divisor", Words("Số ngày chia", "Divisor"), LookUp("sickness_daily_divisor"), Unit.COUNT),
                Step(
                    "cap_months",
                    Words("Mức tối đa của những ngày lẻ (tháng)", "Most for the odd days (months)"),
                    LookUp("long_sickness_odd_days_cap", absent=None, where="capped"),
                    Unit.COUNT,
                    told=False,
                ),
                Step("months", Words("Số tháng hưởng", "Months paid"), pl.col("whole_months"), Unit.COUNT),
                Step(
                    "days",
                    Words("Số ngày hưởng ngoài các tháng trọn", "Days paid beyond whole months"),
                    pl.col("odd_days"),
                    Unit.COUNT,
                ),
            ),
            (
                Step(
                    "month_benefit",
                    Words("Trợ cấp một tháng", "Benefit of a month"),
                    share_of(pl.col("wage"), pl.col("rate"), pl.lit(1, pl.Int64)),
                    how="{wage} × {rate}",
                ),
                *day,
            ),
            odd_amount,
            (
                Step(
                    "odd_paid",
                    Words("Trợ cấp theo ngày được hưởng", "Benefit for days, as paid"),
                    pl.when(pl.col("cap_months").is_null()).then("odd").otherwise(money.least(pl.col("odd"), limit)),
                ),
            ),
            (
                Step(
                    "benefit",
                    Words("Trợ cấp ốm đau", "Sickness benefit"),
                    money.sum(pl.col("month_benefit") * pl.col("months"), pl.col("odd_paid")),
                    how="{month_benefit} × {months} + {odd_paid}",
                ),
            ),
        ),
        results=("months", "days", "benefit"),
    )


_RESULTS = (
    Result("months", Words("Số tháng hưởng", "Months paid"), Unit.COUNT),
    Result("days", Words("Số ngày hưởng ngoài các tháng trọn", "Days paid beyond whole months"), Unit.COUNT),
    Result("benefit", Words("Trợ cấp ốm đau", "Sickness benefit")),
)
_USED = Ask(
    USED_DAYS.name,
    pl.Int64(),
    Words("Số ngày bệnh dài ngày đã hưởng trong năm", "Days of long illness taken this year"),
    Unit.COUNT,
    default=0,
)

KINDS = (
    Kind(
        name="long_sickness",
        words=Words("Trợ cấp ốm đau do bệnh dài ngày", "Benefit for a long illness"),
        asks=(FIRST_DAY, LAST_DAY, WAGE_BEFORE, WEEK, REST_DAYS, WORK, YEARS_PAID, _USED),
        results=_RESULTS,
        run=long_sickness,
        readings=("benefit_daily_rounding",),
    ),
    Kind(
        name="armed_forces_sickness",
        words=Words("Trợ cấp ốm đau của người hưởng lương như quân nhân", "Sickness benefit of the armed forces"),
        asks=(FIRST_DAY, LAST_DAY, WAGE_BEFORE, WEEK, REST_DAYS),
        results=_RESULTS,
        run=armed_forces_sickness,
        readings=("benefit_daily_rounding",),
    ),
)
