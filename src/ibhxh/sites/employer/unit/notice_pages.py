"""The agency's notices: the list, one notice in words with its seal, its print, its sealed file."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ibhxh.amounts import FUNDS, line_name
from ibhxh.client import notice_words, read_notice
from ibhxh.formats.notices import AccountNotice, Decision, LineDecision, ParticipantsNotice
from ibhxh.formats.notices import Notice as Told
from ibhxh.law.months import month_text, month_words
from ibhxh.printing import print_slip
from ibhxh.problem import Problem
from ibhxh.register import ACCOUNT_LINES, COLUMNS, Measure
from ibhxh.register.account import Account
from ibhxh.register.account_lines import AccountLine
from ibhxh.register.participant_list import Participants
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.downloads import as_file
from ibhxh.sites.employer.dossiers.incoming import parse_notice
from ibhxh.sites.employer.drafting.sheets import rows_of
from ibhxh.sites.employer.models import Dossier, Notice, Unit
from ibhxh.sites.employer.unit.month_notices import told_months
from ibhxh.sites.employer.unit.notice_kinds import NOTICE_NAMES
from ibhxh.sites.project import clock
from ibhxh.sites.project.the_law import the_law
from ibhxh.trust import KeyRing, KnownKey, Statement
from ibhxh.words import Words, number_text, percent_text

_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list."""

    stored: Notice
    name: Words

    @property
    def about(self) -> Words:
        """The month, or the dossier, in a few words."""
        if self.stored.month is not None:
            month = month_words(self.stored.month)
            return Words(f"tháng {month}", month)
        if self.stored.dossier is None:
            return Words("hồ sơ không lập ở đây", "a dossier made elsewhere")
        number = self.stored.dossier.number or self.stored.dossier.transaction_code
        return Words(f"hồ sơ {number}", f"dossier {number}")


@dataclass(frozen=True, slots=True)
class Sealed:
    """What verifying the seal now says: the key that holds, or what is wrong."""

    key: KnownKey | None
    key_id: str
    trouble: Problem | None = None


def listed(stored: Notice) -> Listed:
    """A stored notice as lists show it."""
    return Listed(stored, NOTICE_NAMES[stored.kind])


@require_safe
@at_unit()
def notices(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All notices of the unit: those not yet read, then the latest first."""
    found = Notice.objects.for_workspace(desk.workspace).filter(unit=desk.unit).select_related("dossier")
    is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())
    ordered = found.defer("statement").order_by(is_read, "-issued_at", "-number")
    page = Paginator(ordered, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "page": page,
        "unread_count": found.filter(read_at=None).count(),
        "unread": [listed(one) for one in page.object_list if one.read_at is None],
        "read": [listed(one) for one in page.object_list if one.read_at is not None],
    }
    return render(request, "employer/unit/notices.html", context)


@require_safe
@at_unit()
def notice(request: HttpRequest, desk: Desk, notice_id: str) -> HttpResponse:
    """One notice. Opened by somebody who acts on it, it is read from then on; whoever only looks leaves it unread."""
    stored = _stored(desk, notice_id)
    sealed, told = _sealed(desk.unit, stored)
    if stored.read_at is None and desk.may_prepare and request.method == "GET":
        stored.read_at = clock.now()
        stored.save(update_fields=["read_at"])
    context = {
        "desk": desk,
        "stored": stored,
        "listed": listed(stored),
        "told": told,
        "words": notice_words(told) if told else None,
        "sealed": sealed,
        "file_name": f"{_stem(stored)}.json",
        "ky": "" if stored.month is None else month_text(stored.month),
        "can_reconcile": stored.month is not None and stored.month in told_months(desk.unit),
        "columns": [*COLUMNS.values(), Words("Cộng", "Total")],
        "kind": stored.kind.removeprefix("ibhxh-"),
        **_details(stored, told),
    }
    return render(request, "employer/unit/notice.html", context)


@require_safe
@at_unit()
def notice_pdf(request: HttpRequest, desk: Desk, notice_id: str) -> HttpResponse:
    """The notice as the official slip. Bytes that are no notice any more have none."""
    stored = _stored(desk, notice_id)
    _, told = _sealed(desk.unit, stored)
    if told is None:
        raise Http404
    pdf = print_slip(told, the_law(), statement=bytes(stored.statement))
    return as_file(pdf, f"{_stem(stored)}.pdf", "application/pdf")


@require_safe
@at_unit()
def notice_file(request: HttpRequest, desk: Desk, notice_id: str) -> HttpResponse:
    """The sealed statement, byte for byte as it came."""
    stored = _stored(desk, notice_id)
    return as_file(bytes(stored.statement), f"{_stem(stored)}.json", "application/json")


def _stored(desk: Desk, notice_id: str) -> Notice:
    found = Notice.objects.for_workspace(desk.workspace).filter(unit=desk.unit, pk=notice_id)
    stored = found.select_related("dossier").first()
    if stored is None:
        raise Http404
    return stored


def _stem(stored: Notice) -> str:
    return f"{stored.kind.removeprefix('ibhxh-')}-{stored.number.replace('/', '-')}"


def _sealed(unit: Unit, stored: Notice) -> tuple[Sealed, Told | None]:
    """The seal verified anew with the keys pinned for the unit, and what the notice says; None where the bytes that are
    kept can no longer be read."""
    statement = bytes(stored.statement)
    try:
        key_id, told = Statement.from_bytes(statement).key_id, parse_notice(stored)
    except Problem as problem:
        return Sealed(None, "", problem), None
    try:
        ring = KeyRing.read(bytes(unit.gateway_keys))
        read_notice(statement, ring)
    except Problem as problem:
        return Sealed(None, key_id, problem), told
    return Sealed(ring[key_id], key_id), told


def _details(stored: Notice, told: Told | None) -> dict[str, object]:
    """What the page shows of a kind beside its sentence."""
    match told:
        case AccountNotice():
            return {"c12": told.account, "rows": _account_rows(told.account)}
        case ParticipantsNotice():
            return {"summary": _summary(told.participants)}
        case Decision():
            return {"decided": _decided(stored.dossier, told)}
        case _:
            return {}


@dataclass(frozen=True, slots=True)
class Summary:
    """A list of participants in a few figures: people on it, people charged, đồng by fund and payer."""

    heads: int
    charged: int
    wages: int
    funds: list[tuple[Words, int, int, int]]
    employer: int
    worker: int

    @property
    def total(self) -> int:
        """What the month costs."""
        return self.employer + self.worker


def _summary(listed: Participants) -> Summary:
    def of(fund: str, payer: str) -> int:
        return sum(row.amounts.get(line_name(fund, payer), 0) for row in listed)

    by_payer = [(name, of(fund, "ER"), of(fund, "EE")) for fund, name in FUNDS.items()]
    return Summary(
        heads=listed.heads,
        charged=sum(bool(row.total) for row in listed),
        wages=sum(row.declared_wage for row in listed if row.head),
        funds=[(name, employer, worker, employer + worker) for name, employer, worker in by_payer],
        employer=sum(row.total_er for row in listed),
        worker=sum(row.total_ee for row in listed),
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """A line with its result, and where it stands in the dossier; no address for a dossier made elsewhere."""

    line: LineDecision
    url: str


def _decided(dossier: Dossier | None, decision: Decision) -> dict[str, list[Decided]]:
    """The lines by their result, each with its place in the grid."""
    rows: dict[int, list[str]] = {}
    if dossier is not None:
        rows = {sheet.place: [str(row.pk) for row in rows_of(sheet)] for sheet in dossier.sheets.all()}

    def told(line: LineDecision) -> Decided:
        ids = rows.get(line.sheet)
        if dossier is None or ids is None:
            return Decided(line, "")
        grid = reverse("employer:grid-sheet", args=[dossier.unit.unit_code, dossier.pk, line.sheet])
        return Decided(line, f"{grid}#{ids[line.row]}" if line.row < len(ids) else grid)

    return {
        "returned": [told(line) for line in decision.returned],
        "accepted": [told(line) for line in decision.accepted],
    }


def _account_rows(account: Account) -> list[tuple[AccountLine, list[str]]]:
    """The lines of C12-TS with their figures as texts; a heading has none."""
    return [(line, _figures(account, line)) for line in ACCOUNT_LINES]


def _figures(account: Account, line: AccountLine) -> list[str]:
    if line.measure is Measure.HEADING:
        return []
    columns = account[line.code]
    if line.measure is Measure.RATE:
        return [*("" for _ in COLUMNS), percent_text(columns["total"])]
    total = "" if columns.total is None else number_text(columns.total)
    return [*(number_text(columns[column]) for column in COLUMNS), total]
