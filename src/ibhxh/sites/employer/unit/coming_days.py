"""The next days that matter to a unit: money due, results promised, public holidays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from ibhxh.law.holidays import Holidays
from ibhxh.law.holidays.days import HOLIDAYS
from ibhxh.law.months import month_words
from ibhxh.sites.employer.access import Desk
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.employer.unit.dues import MonthDue
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DossierState
from ibhxh.states.clock import legal_day
from ibhxh.words import Words, money_text

#: How far ahead one looks, in days, and how many days are shown at most.
AHEAD, MOST = 42, 6
_DAY = timedelta(days=1)
_RUNNING = (DossierState.ACCEPTED, DossierState.PROCESSING)

_PAY = Words("Hạn nộp tiền tháng\u00a0{m}", "Contributions of {m} are due")
_LEFT = Words("Còn phải nộp {amount}", "{amount} is left to pay")
_PROMISED = Words("Hẹn trả hồ sơ {n}", "Dossier {n} is promised")
_PROMISED_WHY = Words("Cơ quan BHXH trả kết quả", "The agency gives its result")
_HOLIDAY = Words("Nghỉ {name}", "{name}: day off")
_NOT_COUNTED = Words("Không tính là ngày làm việc", "Not a working day")
_THROUGH = Words("Đến hết {day}; không tính là ngày làm việc", "Through {day}; not working days")


@dataclass(frozen=True, slots=True)
class ComingDay:
    """A day, what it is, and a word more."""

    day: date
    what: Words
    more: Words
    address: str = ""

    @property
    def weekday(self) -> Words:
        """The weekday, short."""
        return _WEEKDAYS[self.day.weekday()]


def coming_days(desk: Desk, dues: Sequence[MonthDue], *, today: date) -> list[ComingDay]:
    """From `today` on, the nearest first."""
    until = today + timedelta(days=AHEAD)
    found = [*_payments(desk, dues), *_promises(desk), *_holidays(the_law().holidays, today, until)]
    return sorted((one for one in found if today <= one.day <= until), key=lambda one: one.day)[:MOST]


def _payments(desk: Desk, dues: Sequence[MonthDue]) -> Iterator[ComingDay]:
    address = reverse("employer:pay", args=[desk.unit.unit_code])
    for due in dues:
        if due.left > 0:
            left = _LEFT.fill(amount=money_text(due.left))
            yield ComingDay(due.due_on, _PAY.fill(m=month_words(due.month)), left, address)


def _promises(desk: Desk) -> Iterator[ComingDay]:
    mine = Dossier.objects.for_workspace(desk.workspace).filter(unit=desk.unit, state__in=_RUNNING)
    for dossier in mine.exclude(due_at=None).defer("content", "report"):
        if dossier.due_at is not None:
            address = reverse("employer:dossier", args=[desk.unit.unit_code, dossier.pk])
            yield ComingDay(legal_day(dossier.due_at), _PROMISED.fill(n=dossier.number), _PROMISED_WHY, address)


def _holidays(holidays: Holidays, first: date, last: date) -> Iterator[ComingDay]:
    """Days off of one name, one after another, as one entry."""
    day = first
    while day <= last:
        name = holidays.statutory.get(day)
        if name is None:
            day += _DAY
            continue
        end = day
        while holidays.statutory.get(end + _DAY) == name:
            end += _DAY
        more = _NOT_COUNTED if end == day else _THROUGH.fill(day=f"{end:%d/%m}")
        yield ComingDay(day, _HOLIDAY.fill(name=HOLIDAYS[name]), more)
        day = end + _DAY


_WEEKDAYS = (
    Words("Th 2", "Mon"),
    Words("Th 3", "Tue"),
    Words("Th 4", "Wed"),
    Words("Th 5", "Thu"),
    Words("Th 6", "Fri"),
    Words("Th 7", "Sat"),
    Words("CN", "Sun"),
)
