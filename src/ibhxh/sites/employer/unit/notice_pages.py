"""The agency's notices: the list, one notice in words with its seal, its print, its sealed file."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ibhxh.client import notice_words, read_notice
from ibhxh.formats.notices import AccountNotice, Decision, ParticipantsNotice
from ibhxh.law.months import month_words
from ibhxh.printing import print_slip
from ibhxh.problem import Problem
from ibhxh.register import ACCOUNT_LINES, COLUMNS, Measure
from ibhxh.register.account import Account
from ibhxh.register.account_lines import AccountLine
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.downloads import as_file
from ibhxh.sites.employer.dossiers.incoming import parse_notice
from ibhxh.sites.employer.models import Notice, Unit
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


@require_GET
@at_unit()
def notices(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All notices of the unit: those not yet read, then the latest first."""
    found = Notice.objects.for_workspace(desk.workspace).filter(unit=desk.unit).select_related("dossier")
    found = found.defer("statement").order_by(F("read_at").asc(nulls_first=True), "-issued_at")
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    unread = [listed(one) for one in page.object_list if one.read_at is None]
    read = sorted((one for one in page.object_list if one.read_at), key=lambda one: one.issued_at, reverse=True)
    context = {"desk": desk, "page": page, "unread": unread, "read": [listed(one) for one in read]}
    return render(request, "employer/unit/notices.html", context)


@require_GET
@at_unit()
def notice(request: HttpRequest, desk: Desk, notice_id: str) -> HttpResponse:
    """One notice; opening it marks it read."""
    stored = _stored(desk, notice_id)
    if stored.read_at is None:
        stored.read_at = clock.now()
        stored.save(update_fields=["read_at"])
    told = parse_notice(stored)
    context = {
        "desk": desk,
        "stored": stored,
        "listed": listed(stored),
        "told": told,
        "words": notice_words(told),
        "sealed": _sealed(desk.unit, stored),
        "account": _account_rows(told.account) if isinstance(told, AccountNotice) else (),
        "columns": [*COLUMNS.values(), Words("Cộng", "Total")],
        "is_month": isinstance(told, AccountNotice | ParticipantsNotice),
        "decision": told if isinstance(told, Decision) else None,
    }
    return render(request, "employer/unit/notice.html", context)


@require_GET
@at_unit()
def notice_pdf(request: HttpRequest, desk: Desk, notice_id: str) -> HttpResponse:
    """The notice as the official slip."""
    stored = _stored(desk, notice_id)
    pdf = print_slip(parse_notice(stored), the_law(), statement=bytes(stored.statement))
    return as_file(pdf, f"{_stem(stored)}.pdf", "application/pdf")


@require_GET
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


def _sealed(unit: Unit, stored: Notice) -> Sealed:
    """The seal verified anew, with the keys pinned for the unit."""
    statement = bytes(stored.statement)
    key_id = Statement.from_bytes(statement).key_id
    try:
        ring = KeyRing.read(bytes(unit.gateway_keys))
        read_notice(statement, ring)
    except Problem as problem:
        return Sealed(None, key_id, problem)
    return Sealed(ring[key_id], key_id)


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
