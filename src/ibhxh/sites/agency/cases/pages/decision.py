"""Deciding: what will be booked and told, looked over once more, then done."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ibhxh.problem import Problem
from ibhxh.register import COLUMNS, Posting
from ibhxh.register.booking import post
from ibhxh.register.close_month import by_column
from ibhxh.sites.agency.cases import reach
from ibhxh.sites.agency.cases.deciding import decide_case
from ibhxh.sites.agency.cases.lines import CaseLines
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.seen import seen_version
from ibhxh.sites.agency.register.booking import LinesNotPlaced, taken_from
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer, Role
from ibhxh.sites.project import clock
from ibhxh.states.clock import legal_day


@require_http_methods(["GET", "POST"])
@at_office(Role.OFFICER, Role.HEAD)
def decision(request: HttpRequest, officer: Officer, case_id: str) -> HttpResponse:
    """What the decision does, and the decision."""
    case = reach.case_of(officer, case_id)
    if not reach.may_settle(officer, case):
        if request.method == "POST" and case.state in reach.OPEN:
            raise PermissionDenied
        return redirect("agency:case", case.pk)
    if request.method == "GET":
        return _look_over(request, officer, case)
    try:
        decide_case(case, officer, at=clock.now(), seen=seen_version(request))
    except Problem as problem:
        return _look_over(request, officer, Case.objects.get(pk=case.pk), problem, status=409)
    return redirect("agency:case", case.pk)


def _look_over(
    request: HttpRequest, officer: Officer, case: Case, problem: Problem | None = None, *, status: int = 200
) -> HttpResponse:
    lines = CaseLines(case)
    accepted = [view for view in lines.views if view.line.result == "accepted"]
    returned = [view for view in lines.views if view.line.result == "returned"]
    ledger = Ledger(case.unit)
    today = clock.legal_today()
    taken = taken_from(
        ledger,
        lines.content,
        {(view.line.sheet, view.line.row) for view in accepted},
        recorded_on=today,
        reported_on=legal_day(case.received_at),
    )
    people = (*ledger.people, *taken.newcomers)
    postings = post(people, ledger.movements, taken.movements, ledger.open_month, ledger.reckoning)
    if taken.not_placed and problem is None:
        problem = LinesNotPlaced(taken.not_placed)
    return render(
        request,
        "agency/cases/decision.html",
        {
            "officer": officer,
            "case": case,
            "problem": problem,
            "accepted": accepted,
            "returned": returned,
            "pending": [view for view in lines.views if view.line.result == "pending"],
            "newcomers": taken.newcomers,
            "open_month": ledger.open_month,
            "effects": _effects(postings, ledger.open_month),
            "columns": COLUMNS.values(),
        },
        status=status,
    )


def _effects(postings: Iterable[Posting], open_month: int) -> list[dict[str, object]]:
    """What the postings add: to the open month, and to earlier ones; by the columns of the account."""
    listed = list(postings)
    parts = (
        ("B.3", [p for p in listed if not p.is_adjustment]),
        ("B.4", [p for p in listed if p.is_adjustment]),
    )
    found = []
    for code, group in parts:
        sums = by_column((p.fund, p.amount) for p in group)
        found.append({"code": code, "amounts": [sums[column] for column in COLUMNS], "total": sums["total"]})
    return found
