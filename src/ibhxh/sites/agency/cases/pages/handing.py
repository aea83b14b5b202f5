"""Giving a case to another officer of the office."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ibhxh.problem import Problem
from ibhxh.sites.agency.cases import reach
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.pages.case import case_page
from ibhxh.sites.agency.cases.seen import seen_version
from ibhxh.sites.agency.cases.taking import hand_over
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer, Role
from ibhxh.sites.agency.staff.roles import at_work
from ibhxh.sites.project import clock
from ibhxh.sites.project.sent import number_sent


@require_http_methods(["GET", "POST"])
@at_office(Role.OFFICER, Role.HEAD)
def handing(request: HttpRequest, officer: Officer, case_id: str) -> HttpResponse:
    """To whom, then done."""
    case = reach.case_of(officer, case_id)
    if not reach.may_hand_over(officer, case):
        if request.method == "POST" and case.state in reach.OPEN:
            raise PermissionDenied
        return redirect("agency:case", case.pk)
    others = at_work(officer.office, Role.OFFICER, Role.HEAD).exclude(pk=case.officer_id or 0)
    if request.method == "GET":
        return render(request, "agency/cases/handing.html", {"officer": officer, "case": case, "others": others})
    to = others.filter(pk=number).first() if (number := number_sent(request.POST.get("to"))) else None
    if to is None:
        raise Http404
    try:
        hand_over(case, to, officer, at=clock.now(), seen=seen_version(request))
    except Problem as problem:
        return case_page(request, officer, Case.objects.get(pk=case.pk), problem, status=409)
    return redirect("agency:case", case.pk)
