"""A unit with its people who may prepare, and a dossier in its draft: for tests of the employer's pages."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from ibhxh.dossier import Sheet
from ibhxh.formats.excel import read_workbook
from ibhxh.law.months import month_index
from ibhxh.sample import FACTORY_UNIT
from ibhxh.sample.factory import factory_draft, factory_workbook
from ibhxh.sites.employer.drafting import store_sheet
from ibhxh.sites.employer.models import Dossier, DraftSheet, Membership, Unit, Workspace
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project.accounts.models import Account
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side, working_for
from ibhxh.states import DOSSIER, Actor
from tests.build.sheets import LAW

AT = datetime(2026, 1, 30, 1, 0, tzinfo=UTC)
FILED_ON = date(2026, 1, 30)
JANUARY = month_index("2026-01")
PASSWORD = "mat-khau-mau"  # noqa: S105
_FACTS = {f.name for f in fields(FACTORY_UNIT)} - {"participants", "registered_at"}


@dataclass(frozen=True)
class Office:
    """A unit, its dossier, and the account at work."""

    unit: Unit
    dossier: Dossier
    account: Account

    @property
    def sheet(self) -> DraftSheet:
        """The first sheet, read anew."""
        return DraftSheet.objects.get(dossier=self.dossier, place=0)

    def path(self, rest: str) -> str:
        """An address below the dossier."""
        return f"/don-vi/{self.unit.unit_code}/ho-so/{self.dossier.pk}/{rest}"

    def client(self, account: Account | None = None) -> Client:
        """A browser in which somebody is signed in."""
        client = Client()
        with working_for(Side.EMPLOYER):
            client.force_login(account or self.account, backend="ibhxh.sites.project.accounts.backend.EmailBackend")
        client.cookies["donvi_session"] = client.cookies["sessionid"].value
        return client


def january_sheet(*, faults: bool = False) -> Sheet:
    """The factory's January list, clean or as the clerk first had it."""
    if not faults:
        return factory_draft(JANUARY, 1, LAW).sheets[0]
    data = factory_workbook(JANUARY, 1, LAW, faults=True)
    imported = read_workbook(data, "thang-01.xlsx", LAW, filed_on=FILED_ON, answers={"work_week": "6"})
    return imported.sheets[0]


def make_account(email: str, name: str, workspace: Workspace | None = None, role: Role = Role.CLERK) -> Account:
    """Somebody who can sign in at the employer's, with or without a place in a workspace."""
    with working_for(Side.EMPLOYER):
        account = Account.objects.create_account(email, name, PASSWORD)
    if workspace:
        Membership.objects.create(account=account, workspace=workspace, role=role)
    return account


def make_office(sheet: Sheet, *, code: str = "TZ99001", email: str = "nhansu@mau.example") -> Office:
    """A workspace with one unit, its clerk, and a dossier that holds the sheet."""
    workspace = Workspace.objects.create(name=f"Nơi làm việc {code}")
    account = make_account(email, "Lê Thị Mẫu Hạnh", workspace)
    facts: dict[str, Any] = {name: value for name, value in asdict(FACTORY_UNIT).items() if name in _FACTS}
    unit = Unit.objects.create(workspace=workspace, gateway="http://localhost/api/v1", **(facts | {"unit_code": code}))
    dossier = make_dossier(unit, sheet)
    return Office(unit, dossier, account)


def make_dossier(unit: Unit, *sheets: Sheet) -> Dossier:
    """A draft of January with these sheets."""
    dossier = Dossier.objects.create(
        workspace=unit.workspace, unit=unit, procedure="600", period=JANUARY, round=1, created_at=AT, changed_at=AT
    )
    fire(dossier, DOSSIER, "create", actor=Actor.CLERK, by="Lê Thị Mẫu Hạnh", at=AT)
    for place, sheet in enumerate(sheets):
        store_sheet(dossier, place, sheet, at=AT)
    return dossier
