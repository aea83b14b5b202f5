"""Who may open what: every address of the sites × everybody who may ask, as one table.

The addresses are taken from the URL resolver: one that has no line here fails the test. Everybody else's answer follows
from the rule of the side, and is asked for too: who is not signed in is sent to sign in, and what belongs to another
workspace or office does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from pytest_django import Settings

from ibhxh.dossier import Sheet
from ibhxh.sample import FACTORY_UNIT
from ibhxh.sites.agency.cases.models import PaperScan
from ibhxh.sites.agency.cases.taking import take_case
from ibhxh.sites.agency.notices.models import IssuedNotice
from ibhxh.sites.agency.register.models import ClosingRun
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.agency.staff.models import Role as OfficerRole
from ibhxh.sites.employer.models import AttachedFile, DraftRow, KeyFile, Membership, Notice, Payment, Person, Workspace
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.accounts.models import Account
from ibhxh.sites.project.sides import SITES, Side, working_for
from ibhxh.trust import sign_statement
from tests.build.agency import make_door
from tests.build.agency_office import FILED_AT, JANUARY, an_office, an_officer, january_case, the_factory
from tests.build.drafting import AT, make_account, make_office
from tests.build.filing import gateway_key
from tests.build.notices import acceptance
from tests.build.sheets import D02, HEADER, worker

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]

#: What an unsigned visitor of a side may open: the doors.
OPEN = """
start                GET  200
language             POST 302
clock                POST 400
style-guide          GET  200
health               GET  200
employer:sign-in     GET  200
employer:sign-in     POST 422
employer:sign-out    POST 302
employer:invitation  GET  410
employer:invitation  POST 410
agency:sign-in       GET  200
agency:sign-in       POST 422
agency:sign-out      POST 302
agency:invitation    GET  410
agency:invitation    POST 410
"""
#: The gateway's interface: whoever has no access key. A dossier is known by its code, which only its unit was told.
GATEWAY = """
api:openapi-json     GET  200
api:openapi-json     POST 200
api:api-root         GET  404
api:api-root         POST 404
api:file_package     POST 415
api:package_status   GET  404
api:package_receipt  GET  404
api:unit_notices     GET  401
api:gateway_keys     GET  200
api:nothing          GET  404
api:nothing          POST 404
"""
#: A unit's pages, with a draft of its own: a reader, a clerk, a signer of its workspace.
EMPLOYER = """
home             GET  302 302 302
dossiers         GET  200 200 200
new              GET  403 200 200
new              POST 403 422 422
from-excel       GET  403 200 200
from-excel       POST 403 422 422
dossier          GET  200 200 200
progress         GET  200 200 200
event            GET  403 200 200
event            POST 403 422 422
papers           GET  403 200 200
papers           POST 403 422 422
paper            GET  200 200 200
paper-remove     POST 403 302 302
answers          GET  200 200 200
answers          POST 403 422 422
pass-for-signing POST 403 302 302
sign             GET  403 403 302
sign             POST 403 403 302
refuse           POST 403 403 302
sent             GET  404 404 404
resend           POST 403 404 404
correct          POST 403 302 302
move             POST 403 404 404
export           POST 403 302 302
elsewhere        GET  403 302 302
elsewhere        POST 403 302 302
download         GET  404 404 404
notice-slip      GET  200 200 200
grid             GET  200 200 200
grid-codes       GET  200 200 200
grid-sheet       GET  200 200 200
grid-state       GET  200 200 200
grid-change      POST 403 400 400
grid-why         GET  200 200 200
row-add          POST 403 302 302
row              GET  200 200 200
row              POST 403 302 302
row-remove       POST 403 302 302
row-restore      POST 403 302 302
desk             GET  200 200 200
people           GET  200 200 200
person           GET  200 200 200
pay              GET  200 200 200
pay              POST 403 422 422
payment-remove   POST 403 302 302
reconcile            GET  200 200 200
reconcile-lines      GET  404 404 404
reconcile-workbook   GET  404 404 404
reconcile-correct    POST 403 404 404
reconcile-give-up    POST 403 404 404
reconcile-payment    POST 403 404 404
notices          GET  200 200 200
notice           GET  200 200 200
notice-pdf       GET  200 200 200
notice-file      GET  200 200 200
unit             GET  200 200 200
unit             POST 403 403 422
invite           GET  403 403 200
invite           POST 403 403 422
member-link      POST 403 403 200
member-remove    POST 403 403 302
"""
#: An office's pages, with a case that waits for its officer: somebody at the desk, the unit's officer, the head.
AGENCY = """
home             GET  200 200 200
paper            GET  200 200 200
paper            POST 422 422 422
tray             GET  200 200 200
tray             POST 422 422 422
case             GET  200 200 200
attached         GET  404 404 404
take             POST 403 302 302
settle           POST 403 404 404
reveal           POST 404 404 404
hand-over        GET  403 200 200
hand-over        POST 403 404 404
supplement       GET  302 200 200
supplement       POST 403 422 422
resume           POST 302 302 302
refuse           GET  302 200 200
refuse           POST 403 422 422
decide           GET  403 200 200
decide           POST 403 409 409
texts            GET  302 302 302
texts            POST 302 302 302
units            GET  200 200 200
close-office     GET  403 403 200
close-office     POST 403 403 404
closing          GET  403 403 200
stop-closing     POST 403 403 302
unit             GET  200 200 200
assign           POST 403 403 302
pay              POST 403 422 422
close            GET  403 403 200
close            POST 403 403 404
notices          GET  200 200 200
notice           GET  200 200 200
notice-pdf       GET  200 200 200
notice-file      GET  200 200 200
notice-page      GET  200 200 200
staff            GET  403 403 200
staff-invite     GET  403 403 200
staff-invite     POST 403 403 422
staff-link       POST 403 403 200
staff-stop       GET  403 403 200
staff-stop       POST 403 403 302
staff-resume     POST 403 403 302
"""
_BACKEND = "ibhxh.sites.project.accounts.backend.EmailBackend"
#: What addresses name beside objects of somebody's.
_COMMON = {
    "name": "plans",
    "code": "tang",
    "what": "in",
    "event": "check",
    "secret": "x",
    "transaction_code": "260130-7Q2M-K4D0-XJ9T",
    "place": 0,
    "number": 1,
}
_METHODS = ("GET", "POST")
#: A form in which nothing is told that any page asks for.
_FORM = b"nothing=1"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: an address, a method, and what each role is answered."""

    name: str
    method: str
    answers: tuple[int, ...]


def lines_of(table: str) -> list[Line]:
    """The lines of a table."""
    rows = [line.split() for line in table.strip().splitlines()]
    return [Line(name, method, tuple(map(int, answers))) for name, method, *answers in rows]


def addresses() -> dict[str, set[str]]:
    """Every address of both sites by its full name, with what it names."""
    return dict(_below(get_resolver(), (), set()))


def _below(resolver: URLResolver, spaces: tuple[str, ...], above: set[str]) -> Iterator[tuple[str, set[str]]]:
    for one in resolver.url_patterns:
        named = above | set(one.pattern.converters)
        if isinstance(one, URLResolver):
            yield from _below(one, (*spaces, one.namespace) if one.namespace else spaces, named)
        else:
            yield ":".join((*spaces, one.name or "")), named


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written inside is not there afterwards."""
    points = {side: transaction.savepoint(using=side) for side in Side}
    yield
    for side, point in points.items():
        transaction.savepoint_rollback(point, using=side)


@dataclass(slots=True)
class Asking:
    """Asks addresses, and keeps what was answered otherwise than the table says."""

    asks: dict[str, set[str]] = field(default_factory=addresses)
    wrong: list[str] = field(default_factory=list)

    def ask(self, who: str, client: Client, line: Line, objects: Mapping[str, object], *expected: int) -> str:
        """One request, taken back; the text of the answer."""
        address = reverse(line.name, kwargs={name: objects[name] for name in self.asks[line.name]})
        cookies = deepcopy(client.cookies)
        with taken_back():
            answer = client.generic(line.method, address, _FORM, content_type="application/x-www-form-urlencoded")
            text = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        client.cookies = cookies
        to = answer.headers.get("Location", "")
        if answer.status_code not in expected or (who == "nobody" and 302 in expected and "/dang-nhap" not in to):
            self.wrong.append(f"{line.name:28} {line.method:4} {answer.status_code} to {who} {to}, not {expected}")
        return text.decode(errors="replace")

    def ask_other_methods(self, client: Client, lines: list[Line], objects: Mapping[str, object]) -> None:
        """A method that has no line is refused."""
        for name in dict.fromkeys(line.name for line in lines):
            for method in set(_METHODS) - {line.method for line in lines if line.name == name}:
                self.ask("anybody", client, Line(name, method, ()), objects, 405)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data with the gateway's files."""
    data = tmp_path_factory.mktemp("door")
    make_door(data)
    return data


@pytest.fixture(autouse=True)
def morning(settings: Settings, door: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """30/01/2026 in the morning; as much may be asked as there is to ask."""
    settings.IBHXH_DATA = door
    settings.RATELIMIT_ENABLE = False
    monkeypatch.setattr(clock, "now", lambda: FILED_AT + timedelta(hours=1))


def browser_of(account: Account, side: Side) -> Client:
    """A browser in which the account is signed in at the side."""
    client = Client(raise_request_exception=False)
    with working_for(side):
        client.force_login(account, backend=_BACKEND)
    client.cookies[SITES[side].cookie] = client.cookies.pop("sessionid").value
    return client


def a_unit(code: str, email: str) -> tuple[Workspace, dict[str, object]]:
    """A workspace, its unit, and one of everything a page may name."""
    made = make_office(Sheet.of(D02, HEADER | {"unit_code": code}, [worker()]), code=code, email=email)
    unit, dossier = made.unit, made.dossier
    paper = AttachedFile.objects.create(
        dossier=dossier, place=0, kind="CT-DK", name="hop-dong.pdf", media_type="application/pdf", data=b"%PDF-1.7"
    )
    notice = Notice.objects.create(
        workspace=unit.workspace,
        unit=unit,
        dossier=dossier,
        kind="ibhxh-acceptance",
        number="00001/TN-BHXH",
        statement=sign_statement(acceptance().to_bytes(), acceptance().MEDIA_TYPE, gateway_key()).to_bytes(),
        digest=code,
        issued_at=AT,
        arrived_at=AT,
    )
    person = Person.objects.create(workspace=unit.workspace, unit=unit, key=f"NV{code}", full_name="Nguyễn Thị Mẫu")
    key = KeyFile.objects.create(workspace=unit.workspace, unit=unit, name="chu-ky-so.p12", data=b"p12")
    row = DraftRow.objects.get(sheet__dossier=dossier)
    payment = Payment.objects.create(
        workspace=unit.workspace,
        unit=unit,
        paid_on=AT.date(),
        amount=1_000_000,
        order_number="UNC 01",
        entered_by="Lê Mẫu",
        entered_at=AT,
    )
    named = {
        "unit_code": code,
        "dossier_id": dossier.pk,
        "file_id": paper.pk,
        "notice_id": notice.pk,
        "person_id": person.pk,
        "key_id": key.pk,
        "key": person.key,
        "payment_id": payment.pk,
        "member_id": Membership.objects.get(workspace=unit.workspace).pk,
        "row": row.pk,
    }
    return unit.workspace, _COMMON | named


def test_every_address_has_its_line() -> None:
    told = {line.name for table in (OPEN, GATEWAY) for line in lines_of(table)}
    told |= {f"employer:{line.name}" for line in lines_of(EMPLOYER)} | {
        f"agency:{line.name}" for line in lines_of(AGENCY)
    }
    assert sorted(told) == sorted(addresses())


def test_what_anybody_may_open() -> None:
    asking, nobody = Asking(), Client()
    lines = lines_of(OPEN)
    for line in lines:
        asking.ask("anybody", nobody, line, _COMMON, *line.answers)
    asking.ask_other_methods(nobody, lines, _COMMON)
    assert asking.wrong == []


def test_the_gateway_without_an_access_key() -> None:
    asking, nobody = Asking(), Client()
    with working_for(Side.AGENCY):
        an_offices("07999")
    objects = {"unit_code": FACTORY_UNIT.unit_code, "transaction_code": "260130-7Q2M-K4D0-XJ9T"}
    lines = lines_of(GATEWAY)
    for line in lines:
        asking.ask("anybody", nobody, line, objects, *line.answers)
    asking.ask_other_methods(nobody, lines, objects)
    assert asking.wrong == []


def test_a_units_pages() -> None:
    workspace, ours = a_unit("TZ99001", "nhansu@mau.example")
    theirs_workspace, theirs = a_unit("TZ99002", "nhansu@khac.example")
    members = [make_account(f"{role}@mau.example", f"Nguyễn Mẫu {role}", workspace, role) for role in Role]
    stranger = make_account("giamdoc@khac.example", "Vũ Mẫu Khác", theirs_workspace, Role.SIGNER)
    guest = make_account("khach@mau.example", "Đỗ Mẫu Khách")
    browsers = {account.name: browser_of(account, Side.EMPLOYER) for account in (*members, stranger, guest)}
    asking, nobody = Asking(), Client()
    lines = [replace(line, name=f"employer:{line.name}") for line in lines_of(EMPLOYER)]
    for line in lines:
        for role, member, expected in zip(Role, members, line.answers, strict=True):
            asking.ask(role, browsers[member.name], line, ours, expected)
        asking.ask("nobody", nobody, line, ours, 302)
        if "unit_code" not in asking.asks[line.name]:
            continue
        for other in (stranger, guest):
            asking.ask(f"{other}, of another workspace", browsers[other.name], line, ours, 404)
        signer = browsers[members[-1].name]
        for name in asking.asks[line.name] & (theirs.keys() - _COMMON.keys()):
            asking.ask(f"a signer, with another's {name}", signer, line, ours | {name: theirs[name]}, 404)
    asking.ask_other_methods(browsers[members[-1].name], lines, ours)
    assert asking.wrong == []


def an_offices(code: str) -> tuple[list[Officer], dict[str, object]]:
    """An office with one officer of each role, one unit, and one of everything a page may name."""
    office = an_office(code, f"BHXH cơ sở {code}")
    officers = [an_officer(office, role, f"Trần Mẫu {role}") for role in OfficerRole]
    unit = the_factory(office, officers[list(OfficerRole).index(OfficerRole.OFFICER)])
    scan = PaperScan.objects.create(office=office, officer=officers[0], begun_at=FILED_AT)
    run = ClosingRun.objects.create(office=office, month=JANUARY, started_by="Trần Mẫu", started_at=FILED_AT)
    return officers, _COMMON | {
        "unit_code": unit.pk,
        "scan_id": scan.pk,
        "run_id": run.pk,
        "officer_id": officers[0].pk,
    }


def test_an_offices_pages() -> None:
    with working_for(Side.AGENCY):
        officers, ours = an_offices("07999")
        case = january_case()
        take_case(case, officers[list(OfficerRole).index(OfficerRole.OFFICER)], at=FILED_AT + timedelta(minutes=2))
        ours |= {"case_id": case.pk, "seq": IssuedNotice.objects.get(case=case).seq}
        elsewhere = an_office("08888", "BHXH cơ sở 08888")
        others = [an_officer(elsewhere, role, f"Lý Mẫu {role}") for role in OfficerRole]
    nobody, guest = Client(), browser_of(_account(Side.AGENCY), Side.AGENCY)
    abroad = [browser_of(other.account, Side.AGENCY) for other in others]
    browsers = [browser_of(officer.account, Side.AGENCY) for officer in officers]
    asking = Asking()
    lines = [replace(line, name=f"agency:{line.name}") for line in lines_of(AGENCY)]
    for line in lines:
        for officer, browser, expected in zip(officers, browsers, line.answers, strict=True):
            asking.ask(officer.role, browser, line, ours, expected)
        asking.ask("nobody", nobody, line, ours, 302)
        asking.ask("an account without an office", guest, line, ours, 403)
        for other, browser, expected in zip(others, abroad, line.answers, strict=True):
            refused = {403, 404} & {expected, 404} if asking.asks[line.name] else {expected}
            seen = asking.ask(f"{other.role} of another office", browser, line, ours, *refused)
            assert FACTORY_UNIT.unit_name not in seen, f"{line.name} shows another office's unit"
    asking.ask_other_methods(browsers[-1], lines, ours)
    assert asking.wrong == []


def _account(side: Side) -> Account:
    with working_for(side):
        return Account.objects.create_account("khach@mau.example", "Đỗ Mẫu Khách", None)


@pytest.mark.parametrize("name", sorted(name for name in addresses() if not name.startswith("api:")))
def test_no_form_is_taken_from_elsewhere(name: str) -> None:
    named = {one: _COMMON.get(one, uuid4()) for one in addresses()[name]} | dict.fromkeys(
        ("seq", "file_id", "officer_id", "member_id", "payment_id"), 1
    )
    address = reverse(name, kwargs={one: named[one] for one in addresses()[name]})
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403
