"""What a page's own forms send back: read narrowly, since anybody can write anything there."""

from __future__ import annotations

_MOST_DIGITS = 9


def number_sent(text: str | None) -> int | None:
    """A number of at most nine plain digits; None for everything else."""
    if text and text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS:
        return int(text)
    return None


def month_sent(text: str | None) -> int | None:
    """A month index of the years 1900–2199; None for everything else."""
    month = number_sent(text)
    return month if month is not None and 1900 * 12 <= month < 2200 * 12 else None
