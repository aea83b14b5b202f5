"""Months as numbers: year * 12 + (month - 1), Int32 in frames, so that looking up and counting is arithmetic."""

from __future__ import annotations

import re
from datetime import date, timedelta

_TEXT = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def month_index(text: str) -> int:
    """'2026-07' → 24318. Raises ValueError for anything else than yyyy-mm."""
    found = _TEXT.fullmatch(text)
    if found is None:
        raise ValueError(f"a month is written yyyy-mm, not {text!r}")
    return int(found[1]) * 12 + int(found[2]) - 1


def month_text(index: int) -> str:
    """24318 → '2026-07', the way data writes it."""
    year, month = divmod(index, 12)
    return f"{year:04}-{month + 1:02}"


def month_words(index: int) -> str:
    """24318 → '07/2026', the way people write it."""
    year, month = divmod(index, 12)
    return f"{month + 1:02}/{year:04}"


def month_of(day: date) -> int:
    """The month a day lies in."""
    return day.year * 12 + day.month - 1


def first_day(index: int) -> date:
    """The first day of the month."""
    year, month = divmod(index, 12)
    return date(year, month + 1, 1)


def last_day(index: int) -> date:
    """The last day of the month."""
    return first_day(index + 1) - timedelta(days=1)


def months_between(first: int, last: int) -> range:
    """All months from `first` to `last`, both included; empty where `last` lies before `first`."""
    return range(first, last + 1)
