"""Refusing the whole dossier."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ibhxh.problem import Problem
from ibhxh.sites.agency.cases import reach
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.reasons import whole_reasons
from ibhxh.sites.agency.cases.refusing import refuse_case
from ibhxh.sites.agency.cases.seen import seen_version
from ibhxh.sites.agency.cases.settling import LineReason
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.project import clock
from ibhxh.words import Words


@require_http_methods(["GET", "POST"])
@at_office()
def refusal(request: HttpRequest, officer: Officer, case_id: str) -> HttpResponse:
    """Reasons from the list, a reason of the officer's own, or both."""
    case = reach.case_of(officer, case_id)
    if not reach.may_ask(officer, case):
        if request.method == "POST" and case.state in reach.OPEN:
            raise PermissionDenied
        return redirect("agency:case", case.pk)
    if request.method == "GET":
        return _form(request, officer, case)
    own = request.POST.get("text", "").strip()
    known = whole_reasons()
    reasons = [known[code] for code in request.POST.getlist("reason") if code in known]
    reasons += [LineReason("own", Words(own, own))] if own else []
    if not reasons:
        return _form(request, officer, case, Problem(_NO_REASON, fix=_NO_REASON_FIX), status=422)
    try:
        refuse_case(case, reasons, officer, at=clock.now(), seen=seen_version(request))
    except Problem as problem:
        return _form(request, officer, case, problem, status=409)
    return redirect("agency:case", case.pk)


def _form(
    request: HttpRequest, officer: Officer, case: Case, problem: Problem | None = None, *, status: int = 200
) -> HttpResponse:
    return render(
        request,
        "agency/cases/refusal.html",
        {
            "officer": officer,
            "case": case,
            "problem": problem,
            "reasons": whole_reasons().values(),
            "chosen": request.POST.getlist("reason"),
            "text": request.POST.get("text", ""),
        },
        status=status,
    )


_NO_REASON = Words("Chưa có lý do từ chối.", "There is no reason for refusing.")
_NO_REASON_FIX = Words("Chọn lý do mẫu hoặc ghi lý do.", "Choose a reason or write one.")
