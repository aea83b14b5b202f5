"""Money received from a unit, and for which month and fund it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ibhxh.law.months import month_of


@dataclass(frozen=True, slots=True)
class Payment:
    """One order of payment: `amount` đồng, value date `paid_on`, number of the order and reference as written on it.

    `posted_on` is the day the agency entered it, the same day unless said otherwise; its month is the one booked in.
    """

    paid_on: date
    amount: int
    order_number: str
    reference: str = ""
    posted_on: date | None = None

    @property
    def booked_in(self) -> int:
        """The month (index) in whose account the money appears."""
        return month_of(self.posted_on or self.paid_on)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "paid_on": self.paid_on.isoformat(),
            "amount": self.amount,
            "order_number": self.order_number,
            "reference": self.reference,
            "posted_on": self.posted_on.isoformat() if self.posted_on else None,
        }

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Payment:
        """What `as_dict` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        posted = data["posted_on"]
        return Payment(
            paid_on=date.fromisoformat(data["paid_on"]),
            amount=data["amount"],
            order_number=data["order_number"],
            reference=data["reference"],
            posted_on=date.fromisoformat(posted) if posted is not None else None,
        )
