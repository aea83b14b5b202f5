"""A stretch of days, both ends included: the shape in which law says how long something is valid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ibhxh.words import Words, day_text


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` to `end`, both inclusive; no `end` means still in force."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"an interval cannot end ({self.end}) before it starts ({self.start})")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    def overlaps(self, other: Interval) -> bool:
        """Whether at least one day lies in both."""
        return (other.end is None or self.start <= other.end) and (self.end is None or other.start <= self.end)

    def text(self) -> Words:
        """The interval for people."""
        start = day_text(self.start)
        if self.end is None:
            return Words(f"từ ngày {start}", f"from {start}")
        end = day_text(self.end)
        return Words(f"từ ngày {start} đến hết ngày {end}", f"from {start} to {end}")
