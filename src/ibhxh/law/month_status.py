"""What a person's month makes due: `law/month_statuses.yaml`, status × fund → due, free, or paid by the fund."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ibhxh.law.errors import NoLawForDay
from ibhxh.law.interval import Interval
from ibhxh.law.source_entry import read_source
from ibhxh.law.strict import Entry, read_yaml
from ibhxh.law.value import Source
from ibhxh.words import Words, same


@dataclass(frozen=True, slots=True)
class OtherReading:
    """What is due where the reading named `reading` is set to `value`."""

    reading: str
    value: str
    due: frozenset[str]


@dataclass(frozen=True, slots=True)
class MonthStatus:
    """One status while `valid`. `due` are the funds that unit and person pay, `by_fund` those paid in their place."""

    status: str
    words: Words
    valid: Interval
    due: frozenset[str]
    by_fund: frozenset[str]
    readings: tuple[OtherReading, ...]
    source: Source

    def due_by(self, readings: Mapping[str, str]) -> frozenset[str]:
        """The funds due under these readings (name → value chosen)."""
        for other in self.readings:
            if readings.get(other.reading) == other.value:
                return other.due
        return self.due


def month_status(statuses: Sequence[MonthStatus], status: str, day: date) -> MonthStatus:
    """The entry of a status on that day. Raises `NoLawForDay`."""
    for entry in statuses:
        if entry.status == status and day in entry.valid:
            return entry
    known = ", ".join(dict.fromkeys(entry.status for entry in statuses))
    raise NoLawForDay(f"trạng thái tháng {status}", day, same(known))


def read_month_statuses(path: Path) -> tuple[MonthStatus, ...]:
    """All entries of the file, read strictly. Raises `LawDataFault`."""
    return tuple(_status(Entry(item, f"{path.name}[{i}]")) for i, item in enumerate(read_yaml(path)))


def _status(entry: Entry) -> MonthStatus:
    status = MonthStatus(
        status=entry.take("status", str),
        words=entry.words("words"),
        valid=entry.interval("valid"),
        due=frozenset(entry.take("due", list)),
        by_fund=frozenset(entry.take("by_fund", list, [])),
        readings=tuple(_other(item) for item in entry.entries("readings", [])),
        source=read_source(entry),
    )
    entry.done()
    return status


def _other(entry: Entry) -> OtherReading:
    other = OtherReading(entry.take("reading", str), entry.take("value", str), frozenset(entry.take("due", list)))
    entry.done()
    return other
