"""The one place that asks for the time. Everything else gets an instant or a day handed in.

A site of an example world may run on an example clock: it starts at a chosen instant, goes on at the usual pace, and
can be moved forward, so that a month's work can be seen in an hour. The file that says so lies with the world's data.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from ibhxh.trust.instants import VIETNAM

_FILE = "example-clock.txt"
_offset: timedelta | None = None


def now() -> datetime:
    """This instant, aware, UTC."""
    return datetime.now(UTC) + _read_offset()


def legal_today() -> date:
    """The day it now is in Vietnam: the one with legal effect."""
    return now().astimezone(VIETNAM).date()


def is_example() -> bool:
    """Whether the clock is an example clock."""
    return bool(_read_offset())


def set_example(at: datetime) -> None:
    """From now on it is this instant (aware), here and in every later start with the same data. Raises ValueError in
    production, where time is not ours to choose."""
    global _offset  # noqa: PLW0603 - the process has one clock
    if settings.IBHXH_ENVIRONMENT != "trial":
        raise ValueError("only an example world has an example clock")
    _offset = at - datetime.now(UTC)
    _file().write_text(f"{_offset.total_seconds():.0f}\n")


def _read_offset() -> timedelta:
    global _offset  # noqa: PLW0603 - read once a process
    if _offset is None:
        trial = settings.IBHXH_ENVIRONMENT == "trial" and _file().exists()
        _offset = timedelta(seconds=int(_file().read_text())) if trial else timedelta()
    return _offset


def _file() -> Path:
    return Path(settings.IBHXH_DATA) / _FILE
