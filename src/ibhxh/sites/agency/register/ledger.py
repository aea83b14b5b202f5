"""A unit's ledger: everything the register has of it, as the kernel reckons with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, Max, Q, Sum

from ibhxh.checks.working_days import WEEKS
from ibhxh.law.holidays import WorkCalendar, WorkWeek, unit_calendar
from ibhxh.law.months import first_day, last_day
from ibhxh.register import Account, Movement, Participant, Participants, Payment, Posting
from ibhxh.register.booking import open_month
from ibhxh.register.close_month import MonthClose, close_month, participants_of
from ibhxh.register.identities import BrokenIdentity, broken_identities
from ibhxh.register.reckoning import Reckoning
from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.sites.agency.register.stored import (
    POSTING_COLUMNS,
    movement_of,
    participant_of,
    payment_of,
    posting_of,
    summed_posting,
)
from ibhxh.sites.project.the_law import the_law


@dataclass(frozen=True)
class Ledger:
    """Read once, then asked; it never changes what is stored."""

    unit: RegisteredUnit

    @cached_property
    def people(self) -> tuple[Participant, ...]:
        """Everybody the register knows at the unit, in the order of their keys."""
        rows = self.unit.people.order_by("key").values_list("standing", flat=True)
        return tuple(map(participant_of, rows))

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """Accepted lines in the order in which they were accepted."""
        return tuple(map(movement_of, self.unit.movements.values_list("movement", flat=True)))

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """Money that came, in the order of entry."""
        return tuple(map(payment_of, self.unit.payments.order_by("pk")))

    @cached_property
    def postings(self) -> tuple[Posting, ...]:
        """What is booked, as an account asks for it: the open month's adjustments one by one, all else in sums.

        Where the open month has not been opened yet, what its opening will book is among them.
        """
        # A unit has thousands, and each month brings as many again: the database adds them up.
        adjusting = Q(booked_in__gte=self.open_month, month__lt=F("booked_in"))
        single = self.unit.postings.filter(adjusting).order_by("pk").values_list(*POSTING_COLUMNS)
        summed = self.unit.postings.exclude(adjusting).order_by().values_list("month", "fund", "payer", "booked_in")
        sums = summed.annotate(Sum("amount"), Sum("base"), Max("recorded_at"))
        return (*map(summed_posting, sums), *map(posting_of, single), *self.opening_postings)

    @cached_property
    def opening_postings(self) -> tuple[Posting, ...]:
        """What the opening of the open month books; nothing where that was done."""
        opened = RegisteredUnit.objects.values_list("opened_through", flat=True).get(pk=self.unit.pk)
        if opened >= self.open_month:  # asked of the database: whoever holds the unit may hold it since before
            return ()
        recorded = max((first_day(self.open_month), *(movement.recorded_on for movement in self.movements)))
        return open_month(self.people, self.movements, self.open_month, self.reckoning, recorded_on=recorded)

    @cached_property
    def open_month(self) -> int:
        """The month (index) that takes what is booked now: the one after the last that was closed."""
        return (self.last_closed.account.month if self.last_closed else self.unit.opening_month) + 1

    @cached_property
    def last_closed(self) -> MonthClose | None:
        """The month closed last; before any, the one the register was opened with, if it had an account."""
        if closed := self.unit.closed_months.first():
            return MonthClose(Account.from_dict(closed.account), Participants.from_dict(closed.participants))
        if not self.unit.opening_account:
            return None
        account = Account.from_dict(self.unit.opening_account)
        return MonthClose(account, self.people_of(account.month, account.closed_on))

    @cached_property
    def reckoning(self) -> Reckoning:
        """The law, and the unit's own week."""
        return Reckoning(the_law(), self.calendar)

    @property
    def calendar(self) -> WorkCalendar:
        """The unit's working days; six a week where it never said."""
        week = WEEKS.get(self.unit.facts.get("work_week", ""), WorkWeek.MON_SAT)
        return unit_calendar(the_law().holidays, week)

    @property
    def region(self) -> int:
        """The unit's wage region, 1–4."""
        return int(self.unit.facts.get("wage_region", "1"))

    def people_of(self, month: int, known_on: date) -> Participants:
        """The list of a month (index) as known on a day."""
        return participants_of(
            self.unit.unit_code, month, self.people, self.movements, self.reckoning, closed_on=known_on
        )

    def live(self, today: date) -> MonthClose:
        """The open month as it would close now; before its last day, as if that day had come."""
        listed = self.people_of(self.open_month, max(today, last_day(self.open_month)))
        return close_month(
            self.last_closed,
            listed,
            self.postings,
            self.payments,
            self.reckoning,
            agency_code=self.unit.office_id,
        )

    def broken(self, close: MonthClose) -> list[BrokenIdentity]:
        """Every identity that a month does not meet, against the month before and its list of people."""
        previous = self.last_closed
        return broken_identities(close.account, previous.account if previous else None, close.participants)
