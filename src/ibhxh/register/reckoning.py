"""What months are reckoned with: the law, the unit's week, and the readings in use."""

from __future__ import annotations

from dataclasses import dataclass, field

from ibhxh.amounts import Readings
from ibhxh.law import Law
from ibhxh.law.holidays import WorkCalendar
from ibhxh.register.readings import MonthReadings


@dataclass(frozen=True, slots=True, eq=False)
class Reckoning:
    """Everything beside people and movements that decides an amount; `calendar` is the unit's own week."""

    law: Law
    calendar: WorkCalendar
    month_readings: MonthReadings = field(default_factory=MonthReadings)
    readings: Readings = field(default_factory=Readings)
