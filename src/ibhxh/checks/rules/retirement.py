"""When a person reaches retirement age under normal conditions: the yearly steps of Labour Code 2019, article 169.

The law states the steps themselves (so many months more each year until the final age), not a list of figures; so they
stand here as it states them. Until 2020 the age was 60 and 55 (Labour Code 2012, article 187).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from ibhxh.law import Interval
from ibhxh.law.months import month_index

ROADMAP_FROM = Interval(date(2021, 1, 1))
_FIRST_YEAR = 2021
#: Birth months the table answers for.
_BORN = range(month_index("1900-01"), month_index("2015-12") + 1)


@dataclass(frozen=True, slots=True)
class Steps:
    """Retirement age in months: until 2020, in 2021, more each year after, at last."""

    before: int
    start: int
    more: int
    final: int

    def age(self, month: int) -> int:
        """The age that lets someone retire in this month."""
        if month < _FIRST_YEAR * 12:
            return self.before
        return min(self.start + self.more * (month // 12 - _FIRST_YEAR), self.final)


STEPS = {"male": Steps(60 * 12, 60 * 12 + 3, 3, 62 * 12), "female": Steps(55 * 12, 55 * 12 + 4, 4, 60 * 12)}


@cache
def retirement_months(sex: str) -> dict[int, int]:
    """Month of birth → the first month in which the age of that month's year is reached."""
    steps = STEPS[sex]
    reached = {}
    for born in _BORN:
        month = born + steps.before
        while month - born < steps.age(month):
            month += 1
        reached[born] = month
    return reached
