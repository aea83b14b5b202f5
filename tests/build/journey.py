"""A unit at work on 30/01/2026 with everyone it takes to file: a clerk, a signer, a reader, a key file, a gateway."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from django.test import Client

from ibhxh.checks import Report, examine_content
from ibhxh.client import Submission
from ibhxh.dossier import Content, Sheet
from ibhxh.sample import FACTORY_UNIT
from ibhxh.sample.factory.history import factory_participants
from ibhxh.sites.employer.dossiers.freezing import Frozen, keep
from ibhxh.sites.employer.drafting import store_sheet
from ibhxh.sites.employer.models import Dossier, Parcel, Person, Unit, Workspace
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project.accounts.models import Account
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side, working_for
from ibhxh.states import DOSSIER, Actor
from tests.build.drafting import JANUARY, make_account
from tests.build.filing import authority, key_ring, packed
from tests.build.notices import january
from tests.build.sheets import LAW

#: The minute before the factory files.
NOW = datetime(2026, 1, 30, 1, 0, tzinfo=UTC)
PASSPHRASE = "mo-khoa-mau"  # noqa: S105
_BACKEND = "ibhxh.sites.project.accounts.backend.EmailBackend"
_FACTS = {f.name for f in fields(FACTORY_UNIT)} - {"participants", "registered_at"}


@dataclass(frozen=True)
class Place:
    """A unit and its people."""

    unit: Unit
    clerk: Account
    signer: Account
    reader: Account

    def path(self, rest: str = "") -> str:
        """An address among the unit's dossiers."""
        return f"/don-vi/{self.unit.unit_code}/ho-so/{rest}"


def a_place(code: str = "TZ99001", *, gateway: str = "http://localhost:9") -> Place:
    """The factory, or a unit like it under another code."""
    workspace = Workspace.objects.create(name=code)
    facts: dict[str, Any] = {name: value for name, value in asdict(FACTORY_UNIT).items() if name in _FACTS}
    unit = Unit.objects.create(
        workspace=workspace,
        gateway=gateway,
        gateway_keys=key_ring().to_bytes(),
        access_key="khoa-mau",
        agency_name="BHXH cơ sở Mẫu",
        **(facts | {"unit_code": code}),
    )
    Person.objects.bulk_create(
        Person(workspace=workspace, unit=unit, **asdict(one)) for one in factory_participants() if one.on_list
    )
    people = (
        ("lap", "Lê Thị Mẫu Hạnh", Role.CLERK),
        ("ky", "Vũ Mẫu Phương", Role.SIGNER),
        ("xem", "Ông Xem", Role.READER),
    )
    return Place(
        unit, *(make_account(f"{who}-{code}@mau.example", name, workspace, role) for who, name, role in people)
    )


def browser(account: Account) -> Client:
    """A browser in which somebody is signed in at the employer's."""
    client = Client()
    with working_for(Side.EMPLOYER):
        client.force_login(account, backend=_BACKEND)
    client.cookies["donvi_session"] = client.cookies["sessionid"].value
    return client


@cache
def key_file(mst: str = FACTORY_UNIT.mst, passphrase: str = PASSPHRASE) -> bytes:
    """A trial key file."""
    since = datetime(2025, 12, 1, tzinfo=UTC)
    return authority().issue_pkcs12(name=FACTORY_UNIT.unit_name, mst=mst, passphrase=passphrase, at=since)


def a_draft(place: Place, sheets: Sequence[Sheet] | None = None) -> Dossier:
    """The factory's January in its draft."""
    content = january()
    dossier = Dossier.objects.create(
        id=content.head.dossier_id,
        workspace=place.unit.workspace,
        unit=place.unit,
        procedure="600",
        period=JANUARY,
        round=1,
        created_at=NOW,
        changed_at=NOW,
    )
    fire(dossier, DOSSIER, "create", actor=Actor.CLERK, by="Lê Thị Mẫu Hạnh", at=NOW)
    for number, sheet in enumerate(content.sheets(LAW) if sheets is None else sheets):
        store_sheet(dossier, number, sheet, at=NOW)
    return dossier


def a_sending(place: Place, content: Content | None = None) -> Parcel:
    """The factory's January, signed, in the outbox."""
    dossier, frozen = a_draft(place), content or january()
    keep(dossier, Frozen(frozen, _report_on(frozen)), at=NOW)
    steps: tuple[tuple[str, Actor, dict[str, Any]], ...] = (
        ("check", Actor.CLERK, {"errors": 0}),
        ("request_signature", Actor.CLERK, {"signer": "Vũ Mẫu Phương"}),
        ("sign", Actor.SIGNER, {"content_digest": frozen.digest}),
        ("send", Actor.SIGNER, {"gateway": "BHXH cơ sở Mẫu"}),
    )
    for event, actor, facts in steps:
        fire(dossier, DOSSIER, event, actor=actor, by="người mẫu", at=NOW, facts=facts)
    made = _signed(frozen)
    return Parcel.objects.create(
        dossier=dossier, package=made.package, digest=made.digest, idempotency_key=made.idempotency_key, made_at=NOW
    )


@cache
def _report_on(content: Content) -> Report:
    return examine_content(content, LAW, filed_on=content.head.made_on)


@cache
def _signed(content: Content) -> Submission:
    return packed(content, at=NOW)


def a_sent(place: Place) -> Dossier:
    """The factory's January, its receipt in hand; what the receipt says is not looked at."""
    dossier = a_sending(place).dossier
    facts = {
        "received_at": NOW.isoformat(),
        "transaction_code": "260130-7Q2M-K4D0-XJ9T",
        "slip_due_at": (NOW + timedelta(hours=2)).isoformat(),
    }
    fire(dossier, DOSSIER, "receive_receipt", actor=Actor.AGENCY, by="cổng", at=NOW, facts=facts)
    return dossier


@dataclass(frozen=True)
class Asked:
    """A request that came to the stub of a gateway."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What the stub says."""

    status: int
    body: bytes
    media_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class GatewayStub:
    """A server on the loopback that answers as it is told and remembers what it was asked."""

    url: str
    asked: list[Asked]
    answer: Callable[[Asked], Answer | None]


@contextmanager
def gateway_stub() -> Iterator[GatewayStub]:
    """The stub, for the time of the block; an answer of None breaks the connection."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        do_POST = do_GET  # noqa: N815 - http.server asks for these names

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = Asked(self.command, self.path, dict(self.headers), body)
            stub.asked.append(asked)
            told = stub.answer(asked)
            if told is None:
                self.close_connection = True
                self.connection.close()
                return
            self.send_response(told.status)
            for name, value in {"Content-Type": told.media_type, **told.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    stub = GatewayStub(f"http://127.0.0.1:{server.server_port}", [], lambda _: Answer(404, b""))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
