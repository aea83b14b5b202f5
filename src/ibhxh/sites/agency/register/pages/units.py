"""The units of the office: who manages them, which month is open, and closing a month for all of them."""

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
from ibhxh.sites.agency.register.closing import close_office
from ibhxh.sites.agency.register.models import ClosingRun
from ibhxh.sites.agency.register.reach import unit_of, units_of
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer, Role
from ibhxh.sites.agency.staff.roles import at_work
from ibhxh.sites.project import clock
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
    to = at_work(officer.office, Role.OFFICER).filter(pk=typed).first() if typed.isdecimal() else None
    if typed and to is None:
        raise Http404
    unit.officer = to
    with transaction.atomic(using="agency"):
        unit.save(update_fields=["officer"])
        waiting = unit.cases.filter(state__in=(CaseState.RECEIVED, CaseState.ACCEPTED))
        waiting.update(officer=to)
    return redirect("agency:units")


@require_POST
@at_office(Role.HEAD)
def close_all(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Starts the close of the month for every unit of the office."""
    typed = request.POST.get("month", "")
    if not typed.isdecimal():
        raise Http404
    try:
        run = close_office(officer.office, int(typed), officer, at=clock.now())
    except Problem as problem:
        return _page(request, officer, problem, status=409)
    return redirect("agency:closing", run.pk)


@require_GET
@at_office(Role.HEAD)
def closing(request: HttpRequest, officer: Officer, run_id: str) -> HttpResponse:
    """How far it is."""
    run = _run(officer, run_id)
    share = 100 * run.done // len(run.units) if run.units else 100
    return render(
        request, "agency/register/closing.html", {"officer": officer, "run": run, "share": share, "all": len(run.units)}
    )


@require_POST
@at_office(Role.HEAD)
def stop_closing(request: HttpRequest, officer: Officer, run_id: str) -> HttpResponse:
    """Stops it; units that are closed stay closed."""
    run = _run(officer, run_id)
    ClosingRun.objects.filter(pk=run.pk, finished_at=None, cancelled_at=None).update(cancelled_at=clock.now())
    return redirect("agency:closing", run.pk)


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
    month = _month_to_close(officer)
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


def _month_to_close(officer: Officer) -> int | None:
    """The earliest month that is open anywhere at the office."""
    opened = units_of(officer).filter(opening_month__gt=0)
    months = opened.annotate(closed=Max("closed_months__month")).values_list("closed", "opening_month")
    return min(((closed or opening) + 1 for closed, opening in months), default=None)


def _run(officer: Officer, run_id: str) -> ClosingRun:
    run = ClosingRun.objects.filter(office=officer.office_id, pk=run_id).first()
    if run is None:
        raise Http404
    return run
