"""The unit's dossiers, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.status import tone_of
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.project.lifecycle import telling_of
from ibhxh.states import DOSSIER, Stage, Telling

_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list."""

    dossier: Dossier
    stage: Stage
    tone: str
    telling: Telling


@require_GET
@at_unit()
def dossiers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All dossiers of the unit, the latest month first."""
    found = Dossier.objects.for_workspace(desk.workspace).filter(unit=desk.unit)
    found = found.defer("content", "report").prefetch_related("events").order_by("-period", "-round", "-created_at")
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("trang"))
    months = [
        (month, [_listed(dossier) for dossier in of_month])
        for month, of_month in groupby(page.object_list, key=lambda dossier: dossier.period)
    ]
    return render(request, "employer/dossiers/list.html", {"desk": desk, "months": months, "page": page})


def _listed(dossier: Dossier) -> Listed:
    events = list(dossier.events.all())
    return Listed(dossier, DOSSIER.stage(dossier.state), tone_of(dossier.state), telling_of(DOSSIER, events))
