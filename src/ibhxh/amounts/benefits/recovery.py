"""Recovery after sickness, maternity or a labour accident: 30 % of the reference level a day, for 5, 7 or 10 days.

Plain days, rest days and holidays included. They belong to the year in which the person became entitled, that of the
day back at work, even when they are taken in the next (Law 41/2024/QH15 articles 46.1, 60.1; Circular 88/2025/TT-BCA
articles 6.3, 10.3). The last sickness before decides how many there are; days taken earlier in the year come off.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.benefits.asks import FIRST_DAY, LAST_DAY, LEVEL, USED_DAYS
from ibhxh.amounts.benefits.days import calendar_days
from ibhxh.amounts.benefits.leaves import days_told
from ibhxh.amounts.benefits.rounding import share_of
from ibhxh.amounts.calculation import Calculation, Fact, Step
from ibhxh.amounts.explanation import Explained
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import month_index, numbered, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.told import Counted
from ibhxh.law import Law
from ibhxh.law.value import Unit
from ibhxh.words import Words

_SPAN = Words(
    "Ngày nghỉ dưỡng sức từ {{first}} đến {{last}}, tính cho năm {year}",
    "Recovery from {{first}} to {{last}}, counted in {year}",
)


def recovery(table: pl.DataFrame, law: Law, readings: Readings) -> Counted:
    """The benefit of each recovery; the frame has `year` as well. Columns as `KIND` asks."""
    within_reason(table, counts=("used_days", "sick_days"))
    told: list[tuple[Explained, ...]] = []
    for first, last, back in table.select("first_day", "last_day", "back_on").iter_rows():
        known = first is not None and last is not None and back is not None
        told.append((_told(first, last, back),) if known else ())
    days = [step[0].amount if step else None for step in told]
    facts = numbered(table).with_columns(
        month_index("first_day"),
        pl.Series("days_off", days, dtype=pl.Int64),
        (pl.col("first_day") - pl.col("back_on")).dt.total_days().alias("days_after"),
        pl.col("after").str.starts_with("sickness").alias("after_sickness"),
        pl.col("back_on").dt.year().alias("year"),
    )
    return Counted(_calculation().run(facts, law), told)


def _told(first: date, last: date, back_on: date) -> Explained:
    return days_told(_SPAN.fill(year=back_on.year), calendar_days(first, last), first, last)


@cache
def _calculation() -> Calculation:
    nothing = pl.lit(0, pl.Int64)
    # Counted from the end of the leave, the day before the day back. Without a window any day is in time.
    in_time = pl.col("window").is_null() | (pl.col("days_after") < pl.col("window"))
    enough = ~pl.col("after_sickness") | (pl.col("sick") >= pl.col("needed"))
    return Calculation(
        title=Words("Trợ cấp dưỡng sức, nghỉ từ tháng {month}", "Recovery from {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("after", pl.String()),
            Fact("after_sickness", pl.Boolean()),
            Fact("place", pl.String()),
            Fact("days_off", pl.Int64()),
            Fact("days_after", pl.Int64()),
            Fact("used_days", pl.Int64()),
            Fact("sick_days", pl.Int64()),
        ),
        layers=(
            (
                Step("level", LEVEL, LookUp("benefit_level")),
                Step(
                    "rate", Words("Mức hưởng một ngày", "Rate of a day"), LookUp("recovery_rate", ("place",)), Unit.RATE
                ),
                Step("most", Words("Số ngày tối đa", "Most days"), LookUp("recovery_days", ("after",)), Unit.COUNT),
                Step(
                    "window",
                    Words("Thời hạn bắt đầu nghỉ (ngày)", "Days to begin within"),
                    LookUp("recovery_window_days", absent=None),
                    Unit.COUNT,
                    told=False,
                ),
                Step(
                    "needed",
                    Words("Số ngày ốm phải có trong năm", "Sick days needed in the year"),
                    LookUp("recovery_sick_days", where="after_sickness"),
                    Unit.COUNT,
                    told=False,
                ),
                Step("off", Words("Ngày nghỉ", "Days off"), pl.col("days_off"), Unit.COUNT, told=False),
                Step("used", Words("Đã nghỉ trong năm", "Taken this year"), pl.col("used_days"), Unit.COUNT),
                Step(
                    "sick",
                    Words("Ngày ốm trong năm", "Sick days this year"),
                    pl.col("sick_days"),
                    Unit.COUNT,
                    told=False,
                ),
            ),
            (
                Step(
                    "left",
                    Words("Số ngày còn được hưởng", "Days left"),
                    pl.when(in_time & enough)
                    .then(money.most(pl.col("most") - pl.col("used"), nothing))
                    .when(~(in_time & enough))
                    .then(nothing),
                    Unit.COUNT,
                ),
            ),
            (
                Step(
                    "days", Words("Số ngày hưởng", "Days paid"), money.least(pl.col("off"), pl.col("left")), Unit.COUNT
                ),
            ),
            (
                Step(
                    "benefit",
                    Words("Trợ cấp dưỡng sức", "Recovery benefit"),
                    share_of(pl.col("level"), pl.col("rate"), pl.col("days")),
                    how="{level} × {rate} × {days}",
                ),
            ),
        ),
        results=("days", "left", "benefit"),
    )


KIND = Kind(
    name="recovery",
    words=Words("Trợ cấp dưỡng sức, phục hồi sức khỏe", "Recovery benefit"),
    asks=(
        FIRST_DAY,
        LAST_DAY,
        Ask(
            "back_on",
            pl.Date(),
            Words("Ngày trở lại làm việc sau khi hết thời gian nghỉ", "Day back at work after the leave"),
        ),
        Ask(
            "after",
            pl.String(),
            Words("Sau thời gian nghỉ", "After"),
            choices=(
                "sickness",
                "sickness_surgery",
                "sickness_long",
                "birth",
                "birth_surgery",
                "birth_many",
                "accident_15",
                "accident_31",
                "accident_51",
            ),
        ),
        USED_DAYS,
        Ask(
            "sick_days",
            pl.Int64(),
            Words("Số ngày đã hưởng chế độ ốm đau trong năm", "Sick days paid this year"),
            Unit.COUNT,
            default=30,
        ),
        Ask(
            "place",
            pl.String(),
            Words("Nơi dưỡng sức (khác nhau đến hết năm 2015)", "Place (differs up to 2015)"),
            choices=("home", "facility"),
            default="home",
        ),
    ),
    results=(
        Result("days", Words("Số ngày hưởng", "Days paid"), Unit.COUNT),
        Result("left", Words("Số ngày còn được hưởng", "Days left"), Unit.COUNT, adds_up=False),
        Result("benefit", Words("Trợ cấp dưỡng sức", "Recovery benefit")),
    ),
    run=recovery,
)
