"""Closing a month of a unit: its account and its people are sealed, the unit is told, the next month opens.

A closed month never changes; what is found out later is booked in the month that is open then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from ibhxh.formats.notices import AccountNotice, ParticipantsNotice
from ibhxh.law.holidays import public_calendar
from ibhxh.law.months import last_day, month_words
from ibhxh.problem import Problem
from ibhxh.register.close_month import MonthClose
from ibhxh.register.identities import BrokenIdentity
from ibhxh.register.payment_due import payment_due
from ibhxh.sites.agency.notices.issuing import issue
from ibhxh.sites.agency.register.booking import open_unit
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.sites.agency.register.models import ClosedMonth, ClosingRun, RegisteredUnit
from ibhxh.sites.agency.staff.models import Office, Officer
from ibhxh.sites.project import clock
from ibhxh.sites.project.jobs.queue import Again, enqueue, handles
from ibhxh.sites.project.the_law import the_law
from ibhxh.states.clock import legal_day
from ibhxh.words import Words, day_text

if TYPE_CHECKING:
    from django.db.models import QuerySet

_JOB = "agency.close-months"
#: So long a run works before it lets other jobs have their turn.
_TURN = timedelta(seconds=5)


class MonthNotOver(Problem):
    """A month whose last day has not come."""

    code = "MONTH_NOT_OVER"

    def __init__(self, month: int) -> None:
        super().__init__(
            Words(f"Tháng {month_words(month)} chưa hết.", f"The month {month_words(month)} is not over."),
            fix=Words(f"Chốt từ ngày {day_text(last_day(month))}.", f"Close it from {day_text(last_day(month))} on."),
        )


class NotTheOpenMonth(Problem):
    """A month that is not the next to be closed."""

    code = "NOT_THE_OPEN_MONTH"

    def __init__(self, month: int, opened: int) -> None:
        super().__init__(
            Words(
                f"Chưa thể chốt tháng {month_words(month)}: tháng đang mở là {month_words(opened)}.",
                f"{month_words(month)} cannot be closed: the open month is {month_words(opened)}.",
            ),
            fix=Words("Chốt lần lượt từng tháng.", "Close one month after the other."),
        )


class IdentitiesBroken(Problem):
    """An account whose lines do not add up: it is never sealed."""

    code = "IDENTITIES_BROKEN"

    def __init__(self, broken: Sequence[BrokenIdentity]) -> None:
        super().__init__(
            Words(
                "Số liệu C12-TS chưa cân: {n} đẳng thức không đúng.",
                "The account does not add up: {n} {n:identity fails|identities fail}.",
            ).fill(n=len(broken)),
            why=broken[0].text(),
            fix=Words("Không chốt; chuyển bộ phận kỹ thuật xem sổ.", "Do not close it; have the register looked at."),
        )
        self.broken = tuple(broken)


def close_unit(unit: RegisteredUnit, month: int, officer_name: str, *, at: datetime) -> ClosedMonth:
    """Closes the month (index) and issues C12-TS and D09-TS; a month closed already is given as it was closed.

    Raises `MonthNotOver`, `NotTheOpenMonth`, `IdentitiesBroken`; nothing is changed then.
    """
    with transaction.atomic(using="agency"):
        held = open_unit(unit, at=at)
        if known := held.closed_months.filter(month=month).first():
            return known
        ledger, today = Ledger(held), legal_day(at)
        if month != ledger.open_month:
            raise NotTheOpenMonth(month, ledger.open_month)
        if today < last_day(month):
            raise MonthNotOver(month)
        close = ledger.live(today)
        if broken := ledger.broken(close):
            raise IdentitiesBroken(broken)
        closed = ClosedMonth.objects.create(
            unit=held,
            month=month,
            account=close.account.as_dict(),
            participants=close.participants.as_dict(),
            closed_at=at,
            closed_by=officer_name,
        )
        _tell(held, close, at)
        open_unit(held, at=at)
    return closed


def _tell(unit: RegisteredUnit, close: MonthClose, at: datetime) -> None:
    cycle = int(unit.facts.get("payment_cycle", "1"))
    due = payment_due(close.account, the_law(), public_calendar(the_law().holidays), cycle=cycle)
    issue(
        unit,
        "TB",
        lambda head: AccountNotice(head, close.account, pay_by=due.due_on, transfer_reference=due.reference),
        month=close.account.month,
        at=at,
    )
    issue(
        unit,
        "TB",
        lambda head: ParticipantsNotice(head, close.participants),
        month=close.account.month,
        at=at,
    )


def to_close(office: Office, month: int) -> QuerySet[RegisteredUnit]:
    """The units of the office that have not closed the month yet."""
    return office.units.filter(opening_month__gt=0, opening_month__lt=month).exclude(closed_months__month=month)


def close_office(office: Office, month: int, officer: Officer, *, at: datetime) -> ClosingRun:
    """Starts closing the month for every unit of the office that has not closed it. Raises `MonthNotOver`."""
    if legal_day(at) < last_day(month):
        raise MonthNotOver(month)
    with transaction.atomic(using="agency"):
        Office.objects.select_for_update().get(pk=office.pk)
        running = ClosingRun.objects.filter(office=office, month=month, finished_at=None, cancelled_at=None).first()
        if running:
            return running
        units = to_close(office, month)
        run = ClosingRun.objects.create(
            office=office,
            month=month,
            units=list(units.order_by("unit_code").values_list("unit_code", flat=True)),
            started_by=officer.account.name,
            started_at=at,
        )
        enqueue(_JOB, {"run": str(run.pk)}, at=at)
    return run


@handles(_JOB)
def close_next(payload: Mapping[str, Any]) -> Again | None:
    """Closes one unit after the other; stopped or killed, what is closed stays closed and the rest goes on later."""
    run = ClosingRun.objects.get(pk=payload["run"])
    began = clock.now()
    while run.cancelled_at is None and run.done < len(run.units):
        _close_one(run, run.units[run.done])
        run.refresh_from_db()
        if clock.now() - began > _TURN:
            return Again(timedelta())
    if run.finished_at is None:
        ClosingRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=clock.now())
    return None


def _close_one(run: ClosingRun, code: str) -> None:
    unit = RegisteredUnit.objects.get(pk=code)
    failed = dict(run.failed)
    try:
        close_unit(unit, run.month, run.started_by, at=clock.now())
    except Problem as problem:
        failed[code] = {"vi": problem.text("vi"), "en": problem.text("en")}
    ClosingRun.objects.filter(pk=run.pk, done=run.done).update(done=run.done + 1, failed=failed)
