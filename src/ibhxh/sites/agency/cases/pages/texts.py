"""The two texts of a dossier, told as declarations, side by side, and the choice between them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ibhxh.dossier import Content
from ibhxh.problem import Problem
from ibhxh.sites.agency.cases import reach
from ibhxh.sites.agency.cases.texts import choose_text, differences, text_names
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.project import clock
from ibhxh.words import Words


@require_http_methods(["GET", "POST"])
@at_office()
def texts(request: HttpRequest, officer: Officer, case_id: str) -> HttpResponse:
    """Where the texts differ; who settles the case chooses one and says why."""
    case = reach.case_of(officer, case_id)
    if case.other_content is None:
        return redirect("agency:case", case.pk)
    problem = None
    if request.method == "POST":
        if not (reach.may_settle(officer, case) or reach.may_ask(officer, case)):
            raise PermissionDenied
        why = request.POST.get("why", "").strip()
        if why:
            choose_text(case, request.POST.get("digest", ""), why, officer, at=clock.now())
            return redirect("agency:case", case.pk)
        problem = Problem(
            Words("Chưa ghi vì sao chọn bản kê khai này.", "It is not said why this declaration is chosen."),
            fix=Words("Ghi căn cứ, ví dụ: theo bản giấy có chữ ký.", "Give the ground, such as: by the signed paper."),
        )
    one, other = Content(bytes(case.content)), Content(bytes(case.other_content))
    names = text_names(case)
    return render(
        request,
        "agency/cases/texts.html",
        {
            "officer": officer,
            "case": case,
            "one": one,
            "other": other,
            "one_name": names[one.digest],
            "other_name": names[other.digest],
            "differences": differences(one, other),
            "may_choose": reach.may_settle(officer, case) or reach.may_ask(officer, case),
            "problem": problem,
        },
        status=422 if problem else 200,
    )
