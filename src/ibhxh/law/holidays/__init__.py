"""Days off of the country, and counting in working days.

`days_off.csv` holds the public holidays, `swaps.csv` the working days that the public sector exchanges for Saturdays.
The days off in lieu of holidays on rest days are not listed: they follow from the rule, for every kind of week.
"""

from ibhxh.law.holidays.days import Holidays, read_holidays
from ibhxh.law.holidays.work_calendar import WorkCalendar, WorkWeek, public_calendar, unit_calendar

__all__ = ["Holidays", "WorkCalendar", "WorkWeek", "public_calendar", "read_holidays", "unit_calendar"]
