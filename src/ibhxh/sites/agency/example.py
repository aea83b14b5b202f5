"""The agency's side of the example world: an office, three officers, the factory as closed at the end of 2025."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time

from django.db import transaction

from ibhxh.checks.working_days import WEEKS
from ibhxh.law.holidays import public_calendar, unit_calendar
from ibhxh.law.months import last_day, month_index
from ibhxh.register import Reckoning, close_month, open_month, participants_of, payment_due
from ibhxh.sample import FACTORY_UNIT
from ibhxh.sample.factory import factory_participants
from ibhxh.sites.agency.register.models import Payment, RegisteredUnit
from ibhxh.sites.agency.register.opening import open_register
from ibhxh.sites.agency.staff.models import Office, Officer, Role
from ibhxh.sites.project.accounts.models import Account
from ibhxh.sites.project.example.cast import SignIn
from ibhxh.sites.project.the_law import the_law
from ibhxh.trust.instants import VIETNAM

OPENING_MONTH = month_index("2025-12")
PAID_ON = date(2026, 1, 28)


def fill(people: Sequence[SignIn], *, access_key: str, agency_code: str, agency_name: str, at: datetime) -> None:
    """The office with its managing officer, desk and head (`people` in that order), and the factory's register: last
    month closed and paid, this month open."""
    with transaction.atomic(using="agency"):
        office = Office.objects.create(code=agency_code, name=agency_name, place="Hóc Môn")
        roles = (
            (Role.OFFICER, "Chuyên viên quản lý thu"),
            (Role.DESK, "Nhân viên bộ phận một cửa"),
            (Role.HEAD, "Giám đốc"),
        )
        officers = []
        for sign_in, (role, title) in zip(people, roles, strict=True):
            account = Account.objects.create_account(sign_in.email, sign_in.name, sign_in.password)
            officers.append(Officer.objects.create(account=account, office=office, role=role, title=title))
        unit = RegisteredUnit.objects.create(
            unit_code=FACTORY_UNIT.unit_code,
            mst=FACTORY_UNIT.mst,
            name=FACTORY_UNIT.unit_name,
            facts={name: value for name, value in asdict(FACTORY_UNIT).items() if value is not None},
            office=office,
            officer=officers[0],
            access_hash=hashlib.sha256(access_key.encode()).hexdigest(),
        )
        _open_register(unit, agency_code)


def _open_register(unit: RegisteredUnit, agency_code: str) -> None:
    people = [person for person in factory_participants() if person.on_list]
    law = the_law()
    reckoning = Reckoning(law, unit_calendar(law.holidays, WEEKS[FACTORY_UNIT.work_week]))
    december = open_month(people, (), OPENING_MONTH, reckoning)
    listed = participants_of(unit.unit_code, OPENING_MONTH, people, (), reckoning)
    closed = close_month(None, listed, december, (), reckoning, agency_code=agency_code)
    open_register(unit, people, closed.account, at=datetime.combine(last_day(OPENING_MONTH), time(17), VIETNAM))
    owed = payment_due(closed.account, law, public_calendar(law.holidays))
    Payment.objects.create(
        unit=unit,
        paid_on=PAID_ON,
        order_number="UNC 0117",
        amount=owed.amount,
        reference=owed.reference,
        recorded_at=datetime.combine(PAID_ON, time(16), VIETNAM),
    )
