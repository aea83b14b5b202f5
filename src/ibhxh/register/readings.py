"""How a month is read where the law leaves it open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class MonthReadings:
    """The readings in use; the defaults are the product's. What each makes due stands in `law/month_statuses.yaml`.

    `bhyt_decrease_in_month`: health insurance of the month in which a decrease is reported that frees it.
    `bhyt_late_decrease`: health insurance of months for which the decrease came late.
    `bhyt_unpaid_14`: health insurance of a month with 14 unpaid days or more.
    `birth_leave_part_month`: a month with fewer than 14 days of birth leave.
    """

    bhyt_decrease_in_month: Literal["free", "charged"] = "free"
    bhyt_late_decrease: Literal["owed", "free"] = "owed"
    bhyt_unpaid_14: Literal["none", "due"] = "none"
    birth_leave_part_month: Literal["law2024", "qd595"] = "law2024"

    def chosen(self) -> Mapping[str, str]:
        """Reading → value."""
        return asdict(self)


#: The product's own readings.
USUAL_MONTH = MonthReadings()
