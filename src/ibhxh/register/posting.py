"""Postings: what a month costs whom, entered once and never changed; a later entry corrects an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ibhxh.register.movement import LineRef


@dataclass(frozen=True, slots=True)
class Posting:
    """An amount of one person, month, fund (HTTT, ODTS, TNLD, BHYT, BHTN) and payer (ER, EE), đồng.

    `amount` and `base` (the contribution base) are what this entry adds to the sum, negative where it takes back.
    `month` is the month it is for, `booked_in` the month that was open when it was entered; where they differ it is an
    adjustment of an earlier month. `source` is None for the regular obligation of a month that opens.
    """

    person: str
    month: int
    fund: str
    payer: str
    amount: int
    base: int
    recorded_on: date
    booked_in: int
    source: LineRef | None = None

    @property
    def is_adjustment(self) -> bool:
        """Whether it belongs to a month earlier than the one it is booked in."""
        return self.month < self.booked_in
