"""An office of the agency in its database: officers, the factory with its register, the gateway's files, a case."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from django.test import Client

from ibhxh.dossier import Content
from ibhxh.intake import Refused, receive, receive_paper
from ibhxh.law.holidays import WorkWeek, unit_calendar
from ibhxh.law.months import month_index
from ibhxh.register import Account
from ibhxh.register.booking import open_month
from ibhxh.register.close_month import close_month, participants_of
from ibhxh.register.reckoning import Reckoning
from ibhxh.sample.factory import FACTORY_UNIT
from ibhxh.sample.factory.history import factory_participants
from ibhxh.sites.agency.cases.accepting import accept
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.gateway.door import the_door
from ibhxh.sites.agency.register.models import PostingRow, RegisteredPerson, RegisteredUnit
from ibhxh.sites.agency.register.opening import open_register
from ibhxh.sites.agency.staff.models import Office, Officer, Role
from ibhxh.sites.project.accounts.models import Account as SignIn
from ibhxh.sites.project.sides import Side
from ibhxh.trust.instants import VIETNAM
from tests.build.filing import counting, packed
from tests.build.notices import january
from tests.build.remembered import Remembered
from tests.build.sheets import LAW

DECEMBER = month_index("2025-12")
JANUARY = month_index("2026-01")
#: When the factory files, and the office works.
FILED_AT = datetime(2026, 1, 30, 9, 0, tzinfo=VIETNAM)
B3_OF_JANUARY = 278_013_365
_RANDOM = counting()
_REGISTER = Remembered(Side.AGENCY, "unit_id", (RegisteredPerson, PostingRow))


def an_office(code: str = "07999", name: str = "BHXH cơ sở mẫu") -> Office:
    """One office."""
    return Office.objects.get_or_create(code=code, defaults={"name": name, "place": "Tỉnh Mẫu"})[0]


def an_officer(office: Office, role: Role, name: str) -> Officer:
    """Somebody who works there."""
    account = SignIn.objects.create_account(
        f"{role}.{office.code}.{name.rsplit(maxsplit=1)[-1]}@mau.example".lower(), name
    )
    return Officer.objects.create(account=account, office=office, role=role, title="")


def signed_in(officer: Officer) -> Client:
    """A browser of the officer's."""
    client = Client()
    client.force_login(officer.account, backend="ibhxh.sites.project.accounts.backend.EmailBackend")
    session = client.cookies.pop("sessionid", None)
    if session is not None:
        client.cookies["coquan_session"] = session.value
    return client


@cache
def december() -> Account:
    """What the factory owed at the end of 2025: the month's 275.636.160 đ, due at the end of January."""
    people = [person for person in factory_participants() if person.on_list]
    reckoning = Reckoning(LAW, unit_calendar(LAW.holidays, WorkWeek.MON_SAT))
    listed = participants_of(FACTORY_UNIT.unit_code, DECEMBER, people, (), reckoning)
    postings = open_month(people, (), DECEMBER, reckoning)
    return close_month(None, listed, postings, (), reckoning, agency_code=FACTORY_UNIT.agency_code).account


def the_factory(office: Office, officer: Officer | None = None) -> RegisteredUnit:
    """The factory with its register open for January."""
    unit = RegisteredUnit.objects.create(
        unit_code=FACTORY_UNIT.unit_code,
        mst=FACTORY_UNIT.mst,
        name=FACTORY_UNIT.unit_name,
        facts={"work_week": "6", "wage_region": "01", "payment_cycle": "1"},
        office=office,
        officer=officer,
    )
    _REGISTER.store(unit.pk, lambda: _open_register(unit))
    RegisteredUnit.objects.filter(pk=unit.pk).update(
        opening_month=DECEMBER, opening_account=december().as_dict(), opened_through=JANUARY
    )
    return RegisteredUnit.objects.get(pk=unit.pk)


def _open_register(unit: RegisteredUnit) -> None:
    people = [person for person in factory_participants() if person.on_list]
    open_register(unit, people, december(), at=datetime(2026, 1, 2, 8, 0, tzinfo=VIETNAM))
    opened = RegisteredUnit.objects.get(pk=unit.pk)
    assert (opened.opening_month, opened.opening_account) == (DECEMBER, december().as_dict())
    assert opened.opened_through == JANUARY


def file_by_paper(content: Content, *, at: datetime = FILED_AT) -> Case:
    """The case of a content that was handed in on paper, whole."""
    answer = receive_paper(content, b"scan of " + content.data, the_door(), at=at, random=_RANDOM)
    assert not isinstance(answer, Refused), answer.text("vi")
    return Case.objects.get(filed=content.head.dossier_id)


def file_signed(content: Content, *, at: datetime = FILED_AT) -> Case:
    """The case of a package under a trial signature: paper is still needed."""
    answer = receive(packed(content, at=at).package, the_door(), at=at, random=_RANDOM)
    assert not isinstance(answer, Refused), answer.text("vi")
    return Case.objects.get(filed=content.head.dossier_id)


def january_case(*, at: datetime = FILED_AT) -> Case:
    """The factory's 70 lines of January, accepted: they wait for an officer."""
    case = file_by_paper(january(), at=at)
    accept(case.pk, at=at + timedelta(minutes=1))
    return Case.objects.get(pk=case.pk)


TODAY = date(2026, 1, 30)
