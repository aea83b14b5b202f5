"""Closing a month, for one unit or for all: looked over first, since what it seals never changes."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ibhxh.law.months import last_day
from ibhxh.problem import Problem
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.reach import OPEN
from ibhxh.sites.agency.register.closing import IdentitiesBroken, close_office, close_unit, to_close
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.sites.agency.register.live import live_month
from ibhxh.sites.agency.register.models import ClosingRun, RegisteredUnit
from ibhxh.sites.agency.register.reach import month_to_close, unit_of, units_of
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer, Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.sent import month_sent

_A_PAGE = 50


@require_http_methods(["GET", "POST"])
@at_office(Role.HEAD)
def close_one(request: HttpRequest, officer: Officer, unit_code: str) -> HttpResponse:
    """What closing the unit's open month seals; posted, it is closed: the month that the page showed, no other."""
    found = unit_of(officer, unit_code)
    if request.method == "GET":
        return _look_over_one(request, officer, found)
    month = _month(request)
    try:
        close_unit(found, month, officer.account.name, at=clock.now())
    except Problem as problem:
        return _look_over_one(request, officer, found, problem)
    return redirect("agency:unit", found.pk)


@require_http_methods(["GET", "POST"])
@at_office(Role.HEAD)
def close_all(request: HttpRequest, officer: Officer) -> HttpResponse:
    """For which units the earliest open month is to be closed; posted, it begins for the month that the page showed."""
    if request.method == "GET":
        return _look_over_all(request, officer)
    try:
        run = close_office(officer.office, _month(request), officer, at=clock.now())
    except Problem as problem:
        return _look_over_all(request, officer, problem)
    return redirect("agency:closing", run.pk)


@require_GET
@at_office(Role.HEAD)
def closing(request: HttpRequest, officer: Officer, run_id: str) -> HttpResponse:
    """How far it is."""
    run = _run(officer, run_id)
    return render(request, "agency/register/closing.html", {"officer": officer, "run": run, "all": len(run.units)})


@require_POST
@at_office(Role.HEAD)
def stop_closing(request: HttpRequest, officer: Officer, run_id: str) -> HttpResponse:
    """Stops it; units that are closed stay closed."""
    run = _run(officer, run_id)
    ClosingRun.objects.filter(pk=run.pk, finished_at=None, cancelled_at=None).update(cancelled_at=clock.now())
    return redirect("agency:closing", run.pk)


def _look_over_one(
    request: HttpRequest, officer: Officer, found: RegisteredUnit, problem: Problem | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"officer": officer, "unit": found, "problem": problem, "month": None}
    if found.opening_month:
        ledger, today = Ledger(found), clock.legal_today()
        live = live_month(ledger, today)
        account = live.close.account
        if live.broken and problem is None:
            context["problem"] = IdentitiesBroken(live.broken)
        context |= {
            "month": ledger.open_month,
            "is_over": today >= last_day(ledger.open_month),
            "broken": live.broken,
            "heads": live.close.participants.heads,
            "due": account["B.3"].total,
            "carried": account["Đ.2.2"].total,
            "waiting": Case.objects.filter(unit=found).filter(_waits("", ledger.open_month)).order_by("received_at"),
        }
    return render(request, "agency/register/close_unit.html", context, status=409 if problem else 200)


def _look_over_all(request: HttpRequest, officer: Officer, problem: Problem | None = None) -> HttpResponse:
    month = month_to_close(officer)
    context: dict[str, Any] = {"officer": officer, "problem": problem, "month": month}
    if month is not None:
        listed = to_close(officer.office, month).annotate(
            waiting=Count("cases", filter=_waits("cases__", month), distinct=True)
        )
        page = Paginator(listed.order_by("-waiting", "name"), _A_PAGE).get_page(request.GET.get("trang"))
        closed = units_of(officer).filter(closed_months__month=month).count()
        count = page.paginator.count
        waiting = listed.filter(waiting__gt=0).count()
        context |= {
            "is_over": clock.legal_today() >= last_day(month),
            "page": page,
            "count": count,
            "waiting": waiting,
            "ready": count - waiting,
            "closed": closed,
            "notices": 2 * count,
            "running": ClosingRun.objects.filter(office=officer.office_id, finished_at=None, cancelled_at=None).first(),
        }
    return render(request, "agency/register/close_office.html", context, status=409 if problem else 200)


def _waits(path: str, month: int) -> Q:
    """Cases of the month or an earlier one that are not decided: what they bring is booked in the month after."""
    return Q(**{f"{path}state__in": OPEN, f"{path}filed__period__lte": month})


def _month(request: HttpRequest) -> int:
    month = month_sent(request.POST.get("month"))
    if month is None:
        raise Http404
    return month


def _run(officer: Officer, run_id: str) -> ClosingRun:
    run = ClosingRun.objects.filter(office=officer.office_id, pk=run_id).first()
    if run is None:
        raise Http404
    return run
