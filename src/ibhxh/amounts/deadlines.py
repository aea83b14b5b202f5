"""The questions about time limits: by which day something must be done, and why that day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from ibhxh.amounts.benefits.asks import WEEK
from ibhxh.amounts.benefits.days import calendar_of
from ibhxh.amounts.due_day import day_numbers, last_day_in_time, with_due_day
from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.questions import numbered
from ibhxh.amounts.readings import DueDayOnWeekend, EmployerWorkingDays, Readings
from ibhxh.amounts.told import Told
from ibhxh.law import Law
from ibhxh.law.deadline import Actor, Counts, Deadline
from ibhxh.law.holidays import WorkWeek
from ibhxh.law.months import month_words
from ibhxh.law.payment_rule import last_of_cycle
from ibhxh.law.value import Unit, Value, day_number
from ibhxh.words import Words

_COUNTED: Mapping[Counts, Words] = {
    Counts.DAYS: Words("Số ngày, không kể ngày đầu", "Days, the first not counted"),
    Counts.WORKING_DAYS: Words("Số ngày làm việc, không kể ngày đầu", "Working days, the first not counted"),
    Counts.DAYS_WITHOUT_HOLIDAYS: Words(
        "Số ngày, không kể ngày đầu và ngày nghỉ lễ, tết", "Days, neither the first nor holidays counted"
    ),
    Counts.MONTH_ENDS: Words("Đến ngày cuối tháng; số tháng sau đó", "To the last day of a month; months later"),
}
_MOVED = Words("Ngày cuối rơi vào ngày nghỉ, chuyển sang", "The last day is a day off, moved to")
_STAYS = Words("Ngày cuối là ngày nghỉ, không chuyển", "The last day is a day off and stays")


def deadline(table: pl.DataFrame, law: Law, readings: Readings) -> Told:
    """The last day to act, for each row: `deadline` (a name of `law/deadlines.yaml`), `start` (Date), `week`.

    Result `last_day` (day number). Blank where the start is. Raises `NoLawForDay` for an unknown name or day.
    """
    table = numbered(table)
    told = [_deadline(row, law, readings) for row in table.iter_rows(named=True)]
    return _told(table, told)


def payment_due_day(table: pl.DataFrame, law: Law, readings: Readings) -> Told:
    """The day by which a month's contributions are due, for each row: `month` (Int32), `cycle` (Int64).

    Result `last_day` (day number). A blank gives a blank. Raises `NoLawForDay`, `UnknownLawKey`.
    """
    table = with_due_day(numbered(table), law, readings)
    explanations = [_payment(row, law) for row in table.iter_rows(named=True)]
    return Told(table.with_columns(day_numbers("due_on").alias("last_day")), ("last_day",), explanations)


def _told(table: pl.DataFrame, told: list[tuple[int | None, Explanation]]) -> Told:
    days = pl.Series("last_day", [day for day, _ in told], dtype=pl.Int64)
    return Told(table.with_columns(days), ("last_day",), [why for _, why in told])


def _deadline(row: Mapping[str, Any], law: Law, readings: Readings) -> tuple[int | None, Explanation]:
    start = row["start"]
    if start is None or row["deadline"] is None:
        return None, Explanation(Words("Thời hạn", "Time limit"), ())
    limit = law.deadline(row["deadline"], start)
    own = limit.by == Actor.UNIT and readings.employer_working_days == EmployerWorkingDays.OWN
    week = WorkWeek(row["week"]) if own else None
    last = limit.last_day(start, law.holidays, week)
    moved = last_day_in_time(last, law, readings)
    steps = (*_count(limit, row, law), _day("counted_day", Words("Ngày cuối theo cách tính", "Last day counted"), last))
    if not calendar_of(law.holidays, "public").is_working(last):
        moves = readings.due_day_on_weekend == DueDayOnWeekend.MOVES
        steps = (*steps, _day("last_day", _MOVED if moves else _STAYS, moved))
    return day_number(moved), Explanation(limit.words, steps)


def _count(limit: Deadline, row: Mapping[str, Any], law: Law) -> Iterator[Explained]:
    yield _day("start", Words("Tính từ {what}", "Counted from {what}").fill(what=limit.counted_from), row["start"])
    cite = Value(limit.count, limit.valid, limit.source)
    yield Explained("count", _COUNTED[limit.counts], limit.count, Unit.COUNT, cites=(cite,))
    if limit.counts in (Counts.WORKING_DAYS, Counts.DAYS_WITHOUT_HOLIDAYS):
        last = limit.last_day(row["start"], law.holidays)
        doubtful = calendar_of(law.holidays, "public").unverified_between(row["start"], last)
        if doubtful:
            words = Words(
                "Ngày nghỉ hoặc hoán đổi trong khoảng này chưa có văn bản để đối chiếu",
                "Days off or swapped in between for which no act was seen",
            )
            yield Explained("doubtful_days", words, len(doubtful), Unit.COUNT)


def _payment(row: Mapping[str, Any], law: Law) -> Explanation:
    if row["due_on"] is None:
        return Explanation(Words("Hạn đóng", "Due day"), ())
    last = last_of_cycle(row["month"], row["cycle"])
    rule = law.payment_rules.due_rule(last)
    cite = Value(rule.months_after, rule.valid, rule.source)
    words = Words("Ngày cuối tháng; số tháng sau tháng {month}", "Last day of a month; months after {month}")
    steps = [
        Explained("months_after", words.fill(month=month_words(last)), rule.months_after, Unit.COUNT, cites=(cite,)),
        _day("counted_day", Words("Ngày cuối theo cách tính", "Last day counted"), row["due_by_law"]),
    ]
    if row["due_on"] != row["due_by_law"]:
        steps.append(_day("last_day", _MOVED, row["due_on"]))
    elif not calendar_of(law.holidays, "public").is_working(row["due_on"]):
        steps.append(_day("last_day", _STAYS, row["due_on"]))
    title = Words("Hạn đóng của tháng {month}", "Due day of {month}").fill(month=month_words(row["month"]))
    return Explanation(title, tuple(steps))


def _day(name: str, words: Words, day: Any) -> Explained:
    return Explained(name, words, day_number(day), Unit.DAY)


_LAST_DAY = Result("last_day", Words("Ngày cuối", "Last day"), Unit.DAY, adds_up=False)
DEADLINE = Kind(
    name="deadline",
    words=Words("Thời hạn", "Time limit"),
    asks=(
        Ask("deadline", pl.String(), Words("Thời hạn nào", "Which time limit")),
        Ask("start", pl.Date(), Words("Tính từ ngày", "Counted from")),
        WEEK,
    ),
    results=(_LAST_DAY,),
    run=deadline,
    readings=("due_day_on_weekend", "employer_working_days"),
)
PAYMENT_DUE = Kind(
    name="payment_due",
    words=Words("Hạn đóng", "Due day of contributions"),
    asks=(
        Ask("month", pl.Int32(), Words("Tháng đóng", "Contribution month"), month=True),
        Ask(
            "cycle",
            pl.Int64(),
            Words("Đóng mấy tháng một lần (1, 3, 6)", "Payment cycle in months (1, 3, 6)"),
            Unit.COUNT,
            default=1,
        ),
    ),
    results=(_LAST_DAY,),
    run=payment_due_day,
    readings=("due_day_on_weekend",),
)
KINDS = (DEADLINE, PAYMENT_DUE)
