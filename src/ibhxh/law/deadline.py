"""Time limits counted from a day: `law/deadlines.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from ibhxh.law.errors import LawDataFault, NoLawForDay
from ibhxh.law.holidays import Holidays, WorkCalendar, WorkWeek, public_calendar, unit_calendar
from ibhxh.law.interval import Interval
from ibhxh.law.months import last_day, month_of
from ibhxh.law.source_entry import read_source
from ibhxh.law.strict import Entry, read_yaml
from ibhxh.law.value import Source
from ibhxh.words import Words


class Counts(StrEnum):
    """What a time limit counts."""

    DAYS = "days"  #: calendar days
    WORKING_DAYS = "working_days"
    DAYS_WITHOUT_HOLIDAYS = "days_without_holidays"  #: calendar days, holidays not counted
    MONTH_ENDS = "month_ends"  #: to the last day of the month so many months later


class Actor(StrEnum):
    """Who has to act in time."""

    UNIT = "unit"
    WORKER = "worker"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One time limit, for what starts on a day in `valid`. That day itself is not counted."""

    name: str
    words: Words
    counted_from: Words
    by: Actor
    counts: Counts
    count: int
    valid: Interval
    source: Source

    def last_day(self, start: date, holidays: Holidays, week: WorkWeek | None = None) -> date:
        """The last day to act in time, as the law counts it, also where that is a day off.

        `week`: that of the unit whose working days are counted; without one they are the public ones. Raises
        `NoLawForDay` where the calendar does not reach.
        """
        match self.counts:
            case Counts.DAYS:
                return start + timedelta(days=self.count)
            case Counts.MONTH_ENDS:
                return last_day(month_of(start) + self.count)
            case Counts.WORKING_DAYS:
                return _calendar(holidays, week).add_working_days(start, self.count)
            case Counts.DAYS_WITHOUT_HOLIDAYS:
                return _calendar(holidays, WorkWeek.EVERY_DAY).add_working_days(start, self.count)


def deadline_on(deadlines: Sequence[Deadline], name: str, start: date) -> Deadline:
    """The time limit of this name for what starts on that day. Raises `NoLawForDay`."""
    named = [entry for entry in deadlines if entry.name == name]
    for entry in named:
        if start in entry.valid:
            return entry
    if named:
        vi = "; ".join(entry.valid.text().vi for entry in named)
        en = "; ".join(entry.valid.text().en for entry in named)
        raise NoLawForDay(named[0].words.vi, start, Words(f"Có: {vi}.", f"Known: {en}."))
    known = ", ".join(dict.fromkeys(entry.name for entry in deadlines))
    raise NoLawForDay(f"thời hạn {name}", start, Words(f"Có: {known}.", f"Known: {known}."))


def read_deadlines(path: Path) -> tuple[Deadline, ...]:
    """All entries of the file, read strictly. Raises `LawDataFault`."""
    return tuple(_deadlines(path))


def _deadlines(path: Path) -> Iterator[Deadline]:
    for place, item in enumerate(read_yaml(path)):
        entry = Entry(item, f"{path.name}[{place}]")
        by, counts, count = entry.take("by", str), entry.take("counts", str), entry.take("count", int)
        if by not in set(Actor) or counts not in set(Counts) or count < 1:
            raise LawDataFault(
                entry.where,
                Words(f"“{by}”, “{counts}” hoặc {count} không dùng được.", f"Unusable: “{by}”, “{counts}” or {count}."),
                Words(f"by: {', '.join(Actor)}; counts: {', '.join(Counts)}; count từ 1.", "Write one of the known."),
            )
        yield Deadline(
            name=entry.take("deadline", str),
            words=entry.words("words"),
            counted_from=entry.words("counted_from"),
            by=Actor(by),
            counts=Counts(counts),
            count=count,
            valid=entry.interval("valid"),
            source=read_source(entry),
        )
        entry.done()


@cache
def _calendar(holidays: Holidays, week: WorkWeek | None) -> WorkCalendar:
    return public_calendar(holidays) if week is None else unit_calendar(holidays, week)
