"""The queue: what is to be done, nearest deadline first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from ibhxh.formats.receipt import EvidenceKind
from ibhxh.sites.agency.cases import queue as queues
from ibhxh.sites.agency.cases.clock import clock_of_case
from ibhxh.sites.agency.cases.evidence import KIND_WORDS
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.reach import case_of, may_take
from ibhxh.sites.agency.cases.taking import take_case
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer, Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.lifecycle import telling_of
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import CASE
from ibhxh.states.clock import legal_day
from ibhxh.words import Words

_A_PAGE = 30
MINE, OFFICE = "cua-toi", "ca-co-quan"


@require_GET
@at_office()
def home(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The queue by filter, scope and search; the desk, which has no cases of its own, sees the whole office first."""
    now = clock.now()
    key, search = request.GET.get("loc", ""), request.GET.get("tim", "").strip()
    usual = MINE if officer.role == Role.OFFICER else OFFICE
    scope = request.GET.get("cua", usual)
    condition = queues.mine_and_waiting(officer) if scope == MINE else Q()
    found = queues.queue(officer, now, key=key, scope=condition, search=search)
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("trang"))
    counted = queues.counts(officer, now, condition)
    lines = queues.line_counts(page)
    return render(
        request,
        "agency/cases/queue.html",
        {
            "officer": officer,
            "now": now,
            "page": page,
            "rows": [_row(case, officer, now, lines.get(case.pk, (0, 0))) for case in page],
            "filters": [(f, counted[f.key]) for f in queues.filters(now)],
            "key": key,
            "scope": scope,
            "search": search,
            "next_case": queues.next_case(officer, now),
        },
    )


@require_POST
@at_office(Role.OFFICER, Role.HEAD)
def take(request: HttpRequest, officer: Officer, case_id: str) -> HttpResponse:
    """The officer takes the case; asked twice, it is taken once."""
    case = case_of(officer, case_id)
    if may_take(officer, case):
        take_case(case, officer, at=clock.now())
    return redirect("agency:case", case.pk)


def _row(case: Case, officer: Officer, now: datetime, lines: tuple[int, int]) -> dict[str, Any]:
    kinds = dict.fromkeys(EvidenceKind(arrival.kind) for arrival in case.filed.arrivals.all())
    procedure = the_law().procedure(case.filed.procedure, legal_day(case.received_at))
    return {
        "case": case,
        "clock": clock_of_case(case, now),
        "telling": telling_of(CASE, list(case.events.all())),
        "label": CASE.stage(case.state).label,
        "ways": [KIND_WORDS[kind] for kind in kinds],
        "paper": EvidenceKind.PAPER in kinds,
        "procedure": procedure.words,
        "may_take": may_take(officer, case),
        "lines": _lines(*lines),
    }


def _lines(count: int, pending: int) -> Words:
    if 0 < pending < count:
        return Words("{n} dòng, còn {left} dòng chưa xét", "{n} {n:line|lines}, {left} to settle").fill(
            n=count, left=pending
        )
    return Words("{n} dòng", "{n} {n:line|lines}").fill(n=count)
