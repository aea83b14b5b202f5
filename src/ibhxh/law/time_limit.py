"""How long the agency has: hours to the acceptance slip, working days to the result. Dated, part of a procedure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ibhxh.law.errors import NoLawForDay
from ibhxh.law.interval import Interval
from ibhxh.law.strict import Entry
from ibhxh.law.value import Confidence, Source
from ibhxh.words import Words


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """So many hours or working days, as the list it stands in says, for what is accepted on a day in `valid`."""

    valid: Interval
    count: int
    source: Source


def limit_on(limits: Sequence[TimeLimit], day: date, subject: str) -> TimeLimit:
    """The one of that day. Raises `NoLawForDay`."""
    for limit in limits:
        if day in limit.valid:
            return limit
    spans = [limit.valid.text() for limit in limits]
    raise NoLawForDay(
        subject,
        day,
        Words(f"Có: {'; '.join(s.vi for s in spans)}.", f"Known: {'; '.join(s.en for s in spans)}."),
    )


def read_time_limit(entry: Entry, unit: str) -> TimeLimit:
    """One entry of a list; `unit` is the key of its count. Raises `LawDataFault`."""
    reference = Entry(entry.take("reference", dict), f"{entry.where}: reference")
    limit = TimeLimit(
        entry.interval("valid"),
        entry.take(unit, int),
        Source(
            act=reference.take("act", str),
            article=reference.take("article", str, None),
            published=reference.take("published", date),
            confidence=Confidence(entry.take("confidence", str)),
        ),
    )
    reference.done()
    entry.done()
    return limit
