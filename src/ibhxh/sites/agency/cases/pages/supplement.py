"""Asking the unit for what is missing, and going on without it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ibhxh.formats.notices import Reason, SupplementItem
from ibhxh.problem import Problem
from ibhxh.sites.agency.cases import reach
from ibhxh.sites.agency.cases.asking import ask_supplement, go_on
from ibhxh.sites.agency.cases.clock import agency_calendar
from ibhxh.sites.agency.cases.evidence import still_needed_of
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.pages.case import case_page
from ibhxh.sites.agency.cases.reasons import supplement_choices
from ibhxh.sites.agency.cases.seen import seen_version
from ibhxh.sites.agency.faults import Fault
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.project import clock
from ibhxh.sites.project.days import read_day
from ibhxh.words import Words, day_text

_ROWS = 6
#: Working days offered for the answer; the law names none, the officer may choose another day.
_OFFERED_DAYS = 5


@require_http_methods(["GET", "POST"])
@at_office()
def supplement(request: HttpRequest, officer: Officer, case_id: str) -> HttpResponse:
    """The form of slip 02; nothing typed is lost when something is missing."""
    case = reach.case_of(officer, case_id)
    if not reach.may_ask(officer, case):
        if request.method == "POST" and case.state in reach.OPEN:
            raise PermissionDenied
        return redirect("agency:case", case.pk)
    if request.method == "GET":
        return _form(request, officer, case, _offered(case), _offered_day())
    typed = zip(request.POST.getlist("what"), request.POST.getlist("why"), strict=False)
    rows = [(what.strip(), why.strip()) for what, why in typed if what.strip() or why.strip()]
    day_typed = request.POST.get("deadline", "")
    items, deadline, faults = _read(rows, day_typed)
    if deadline is None or faults:
        return _form(request, officer, case, rows, day_typed, faults=faults, status=422)
    try:
        ask_supplement(case, items, deadline, officer, at=clock.now(), seen=seen_version(request))
    except Problem as problem:
        return _form(request, officer, case, rows, day_typed, problem=problem, status=409)
    return redirect("agency:case", case.pk)


@require_POST
@at_office()
def resume(request: HttpRequest, officer: Officer, case_id: str) -> HttpResponse:
    """Goes on without the supplement."""
    case = reach.case_of(officer, case_id)
    if not reach.may_resume(officer, case):
        return redirect("agency:case", case.pk)
    try:
        go_on(case, officer, at=clock.now(), seen=seen_version(request))
    except Problem as problem:
        return case_page(request, officer, Case.objects.get(pk=case.pk), problem, status=409)
    return redirect("agency:case", case.pk)


def _form(
    request: HttpRequest,
    officer: Officer,
    case: Case,
    rows: list[tuple[str, str]],
    deadline: str,
    *,
    faults: list[Fault] | None = None,
    problem: Problem | None = None,
    status: int = 200,
) -> HttpResponse:
    padded = rows + [("", "")] * max(1, 3 - len(rows))
    return render(
        request,
        "agency/cases/supplement.html",
        {
            "officer": officer,
            "case": case,
            "rows": [
                {"number": n, "what": what, "why": why, "what_at": f"what-{n}", "why_at": f"why-{n}"}
                for n, (what, why) in enumerate(padded[:_ROWS], 1)
            ],
            "deadline": deadline,
            "faults": faults or [],
            "problem": problem,
            "choices": supplement_choices().values(),
            "number": case.supplements_asked + 1,
        },
        status=status,
    )


def _read(rows: list[tuple[str, str]], day_typed: str) -> tuple[list[SupplementItem], date | None, list[Fault]]:
    faults = []
    items = []
    for number, (what, why) in enumerate(rows, 1):
        if what and why:
            items.append(SupplementItem(what, Reason(why)))
        elif what:
            faults.append(Fault(f"why-{number}", Words(f"Mục {number}: chưa ghi lý do.", f"Item {number}: no reason.")))
        elif why:
            faults.append(
                Fault(
                    f"what-{number}",
                    Words(f"Mục {number}: chưa ghi nội dung cần bổ sung.", f"Item {number}: nothing is asked for."),
                )
            )
    if not items and not faults:
        faults.append(Fault("what-1", Words("Chưa ghi mục nào cần bổ sung.", "Nothing is asked for.")))
    deadline = read_day(day_typed)
    if deadline is None:
        faults.append(
            Fault("deadline", Words("Hạn bổ sung chưa đúng dạng ngày/tháng/năm.", "The deadline is no day/month/year."))
        )
    return items, deadline, faults


def _offered(case: Case) -> list[tuple[str, str]]:
    """What the procedure still lacks stands there already."""
    return [
        (words.vi[:1].upper() + words.vi[1:], "Thành phần hồ sơ còn thiếu theo thủ tục.")
        for words in still_needed_of(case)
    ]


def _offered_day() -> str:
    return day_text(agency_calendar().add_working_days(clock.legal_today(), _OFFERED_DAYS))
