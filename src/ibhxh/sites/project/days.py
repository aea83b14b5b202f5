"""Days as people type them."""

from __future__ import annotations

from datetime import date, datetime

_SHAPES = ("%d/%m/%Y", "%Y-%m-%d")


def read_day(text: str) -> date | None:
    """31/07/2026, or 2026-07-31; None for anything else. A browser's own date field is not used: on an office machine
    in English it would show and read the month first."""
    for shape in _SHAPES:
        try:
            return datetime.strptime(text.strip(), shape).date()  # noqa: DTZ007 - a day, no instant
        except ValueError:
            continue
    return None
