"""Instants as signed documents write them: always with their zone, and Vietnam's where we are the writer."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ibhxh.words import day_text

VIETNAM = timezone(timedelta(hours=7))


def written(instant: datetime) -> str:
    """2026-07-31T14:05:09+07:00, from an aware instant."""
    return instant.astimezone(VIETNAM).isoformat(timespec="seconds")


def read_instant(text: str) -> datetime:
    """The aware instant of an ISO 8601 text. Raises ValueError, also where the zone is missing."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant


def day_of(instant: datetime) -> str:
    """The day in Vietnam, for people: 31/07/2026."""
    return day_text(instant.astimezone(VIETNAM).date())
