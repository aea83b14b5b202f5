"""How the product reads the law where the law can be read in more than one way. Each reading is a named setting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rounding(StrEnum):
    """How contributions become whole đồng. No legal rule was found."""

    PERSON_FUND_PAYER = "person_fund_payer"  #: each fund and payer of each person, half up; the unit sums those
    FUND_TOTAL = "fund_total"  #: the unit's amount of a fund and payer is taken from the sum of bases, half up
    TRUNCATE = "truncate"  #: each fund and payer of each person, the fraction cut off


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings in use; the defaults are the product's."""

    rounding: Rounding = Rounding.PERSON_FUND_PAYER


#: The product's own readings.
USUAL = Readings()
