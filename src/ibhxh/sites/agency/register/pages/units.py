"""The units of the office: who manages them, and which month is open."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from ibhxh.law.months import last_day
from ibhxh.problem import Problem
from ibhxh.sites.agency.cases.reach import OPEN
from ibhxh.sites.agency.register.models import ClosingRun
from ibhxh.sites.agency.register.reach import month_to_close, unit_of, units_of
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer, Role
from ibhxh.sites.agency.staff.roles import at_work
from ibhxh.sites.project import clock
from ibhxh.sites.project.sent import number_sent
from ibhxh.states import CaseState

_A_PAGE = 50


@require_GET
@at_office()
def units(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The list, the officer's own units first."""
    return _page(request, officer)


@require_POST
@at_office(Role.HEAD)
def assign(request: HttpRequest, officer: Officer, unit_code: str) -> HttpResponse:
    """Gives a unit to a managing officer, or to nobody; its cases that nobody took go with it."""
    unit = unit_of(officer, unit_code)
    typed = request.POST.get("officer", "")
    at_hand = at_work(officer.office, Role.OFFICER)
    to = at_hand.filter(pk=number).first() if (number := number_sent(typed)) else None
    if typed and to is None:
        raise Http404
    unit.officer = to
    with transaction.atomic(using="agency"):
        unit.save(update_fields=["officer"])
        waiting = unit.cases.filter(state__in=(CaseState.RECEIVED, CaseState.ACCEPTED))
        waiting.update(officer=to)
    return redirect("agency:units")


def _page(request: HttpRequest, officer: Officer, problem: Problem | None = None, *, status: int = 200) -> HttpResponse:
    search = request.GET.get("tim", "").strip()
    listed = units_of(officer).select_related("officer__account")
    if search:
        listed = listed.filter(Q(name__icontains=search) | Q(unit_code__iexact=search) | Q(mst=search))
    listed = listed.annotate(
        closed=Max("closed_months__month"),
        open_cases=Count("cases", filter=Q(cases__state__in=OPEN), distinct=True),
    ).order_by("name")
    page = Paginator(listed, _A_PAGE).get_page(request.GET.get("trang"))
    month = month_to_close(officer)
    return render(
        request,
        "agency/register/units.html",
        {
            "officer": officer,
            "page": page,
            "rows": [(unit, (getattr(unit, "closed", None) or unit.opening_month) + 1) for unit in page],
            "search": search,
            "problem": problem,
            "managers": at_work(officer.office, Role.OFFICER),
            "is_head": officer.role == Role.HEAD,
            "month": month,
            "month_over": month is not None and clock.legal_today() >= last_day(month),
            "running": ClosingRun.objects.filter(office=officer.office_id, finished_at=None, cancelled_at=None).first(),
        },
        status=status,
    )
