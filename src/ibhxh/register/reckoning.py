"""What months are reckoned with: the law, the unit's week, and the readings in use."""

from __future__ import annotations

from dataclasses import dataclass, field

from ibhxh.amounts import Readings
from ibhxh.law import Law
from ibhxh.law.holidays import WorkCalendar


@dataclass(frozen=True, slots=True, eq=False)
class Reckoning:
    """Everything beside people and movements that decides an amount; `calendar` is the unit's own week."""

    law: Law
    calendar: WorkCalendar
    readings: Readings = field(default_factory=Readings)
