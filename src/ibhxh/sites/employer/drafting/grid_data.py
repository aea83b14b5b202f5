"""What the grid asks of the server, as JSON: the state, changes, the why of a line, codes of a long list."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from ibhxh.problem import Problem
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.drafting.amounts import why_line
from ibhxh.sites.employer.drafting.changes import NotAChange, TooMuchAtOnce, change_as_data, read_changes
from ibhxh.sites.employer.drafting.columns import matching
from ibhxh.sites.employer.drafting.sheets import rows_of, sheet_of
from ibhxh.sites.employer.drafting.state import sheet_state
from ibhxh.sites.employer.drafting.why_data import why_as_data
from ibhxh.sites.employer.drafting.writing import NotEditable, TooManyRows, Written, write
from ibhxh.sites.employer.models import Dossier, DraftSheet
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.the_law import the_law
from ibhxh.sites.project.wording import language
from ibhxh.trust.instants import VIETNAM

#: Two thousand rows of 24 cells, what stood there and what shall, with names of some length.
LARGEST_BODY = 6 * 1024 * 1024
_STATUS: dict[type[Problem], int] = {NotAChange: 400, NotEditable: 409, TooManyRows: 413, TooMuchAtOnce: 413}


def sheet_or_404(dossier: Dossier, place: int) -> DraftSheet:
    """A sheet of the dossier. Raises Http404."""
    return get_object_or_404(DraftSheet, dossier=dossier, place=place)


@require_GET
@at_unit()
def state(request: HttpRequest, desk: Desk, dossier_id: str, place: int) -> JsonResponse:
    """The sheet as it stands, whole."""
    dossier = desk.dossier(dossier_id)
    found = sheet_state(dossier, sheet_or_404(dossier, place), filed_on=clock.legal_today())
    return JsonResponse(found.as_data(language()))


@require_POST
@at_unit(least=Role.CLERK)
def change(request: HttpRequest, desk: Desk, dossier_id: str, place: int) -> JsonResponse:
    """Applies `{"revision": n, "changes": […]}` and answers with what the cells now hold, findings, totals, the changes
    that undo it, and cells left as they were because somebody else had changed them."""
    dossier = desk.dossier(dossier_id)
    sheet_or_404(dossier, place)
    at = clock.now()
    try:
        revision, changes = _sent(request)
        written = write(dossier, place, read_changes(changes), at=at)
    except (NotAChange, NotEditable, TooManyRows, TooMuchAtOnce) as problem:
        return JsonResponse(_told(problem), status=_STATUS[type(problem)])
    return JsonResponse(_answer(dossier, place, revision, written) | {"saved_at": f"{at.astimezone(VIETNAM):%H:%M}"})


@require_GET
@at_unit()
def why(request: HttpRequest, desk: Desk, dossier_id: str, place: int, row: UUID) -> JsonResponse:
    """Why a line makes due what it does."""
    sheet = sheet_or_404(desk.dossier(dossier_id), place)
    rows = rows_of(sheet)
    number = next((n for n, stored in enumerate(rows) if stored.pk == row), None)
    if number is None:
        raise Http404
    try:
        told = why_line(sheet_of(sheet, rows), number, the_law())
    except Problem as problem:
        return JsonResponse(_told(problem))
    return JsonResponse(why_as_data(told, language()))


@require_GET
@at_unit()
def codes(request: HttpRequest, desk: Desk, name: str) -> JsonResponse:
    """Codes of a list whose code or name matches `q`."""
    listed = the_law().codes.get(name)
    if listed is None:
        raise Http404
    found = matching(listed, request.GET.get("q", "")[:100], language())
    return JsonResponse({"codes": [{"value": code, "name": name} for code, name in found]})


def _sent(request: HttpRequest) -> tuple[int, Any]:
    if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY:
        raise TooMuchAtOnce
    try:
        data = json.loads(request.body)
        return int(data["revision"]), data["changes"]
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise NotAChange("JSON") from error


def _answer(dossier: Dossier, place: int, seen: int, written: Written) -> dict[str, object]:
    found = sheet_state(dossier, sheet_or_404(dossier, place), filed_on=clock.legal_today())
    behind = written.revision - bool(written.undo) != seen
    whole = behind or written.restructured
    return found.as_data(language(), only=None if whole else written.touched) | {
        "undo": [change_as_data(change) for change in written.undo],
        "conflicts": [
            {"row": met.row, "field": met.field, "mine": met.mine, "theirs": met.theirs} for met in written.conflicts
        ],
    }


def _told(problem: Problem) -> dict[str, object]:
    return {"problem": problem.text(language()), "code": problem.code}
