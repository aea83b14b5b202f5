"""The page of a sheet: the grid, and without it the list of its rows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ibhxh.checks.rule import D02
from ibhxh.law.months import month_words
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.drafting.columns import columns_as_data, directions, header_as_data
from ibhxh.sites.employer.drafting.grid_data import sheet_or_404
from ibhxh.sites.employer.drafting.row_list import row_list
from ibhxh.sites.employer.drafting.sheets import editable, version_of
from ibhxh.sites.employer.drafting.state import sheet_state
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.project import clock
from ibhxh.sites.project.the_law import the_law
from ibhxh.sites.project.wording import language


@require_GET
@at_unit()
def grid(request: HttpRequest, desk: Desk, dossier_id: str, place: int = 0) -> HttpResponse:
    """One sheet of a dossier in the grid."""
    dossier = desk.dossier(dossier_id)
    sheet = sheet_or_404(dossier, place)
    version, lang = version_of(sheet), language()
    found = sheet_state(dossier, sheet, filed_on=clock.legal_today())
    may_edit = editable(dossier) and desk.may_prepare
    law = the_law()
    given = {
        "columns": columns_as_data(version, law, lang),
        "headerFields": header_as_data(version, law, lang),
        "directions": directions(law) if version.form in D02 else None,
        "state": found.as_data(lang),
        "urls": _urls(desk, dossier, place),
        "sheet": place,
        "editable": may_edit,
        "key": f"{desk.account.pk}/{dossier.pk}/{place}",
    }
    return render(
        request,
        "employer/drafting/grid.html",
        {
            "desk": desk,
            "dossier": dossier,
            "sheet": sheet,
            "sheets": dossier.sheets.all(),
            "title": version.face.title,
            "month": month_words(dossier.period),
            "is_list": version.form in D02,
            "may_edit": may_edit,
            "given": given,
            "rows": row_list(found, lang),
            "counts": {severity.value: n for severity, n in found.examined.counts.items()},
            "brought_back": request.GET.get("bo", ""),
        },
    )


def _urls(desk: Desk, dossier: Dossier, place: int) -> dict[str, str]:
    code = desk.unit.unit_code
    here = {"unit_code": code, "dossier_id": dossier.pk, "place": place}
    nil = "00000000-0000-0000-0000-000000000000"
    return {
        "state": reverse("employer:grid-state", kwargs=here),
        "change": reverse("employer:grid-change", kwargs=here),
        "why": reverse("employer:grid-why", kwargs=here | {"row": nil}).replace(nil, "ROW"),
        "row": reverse("employer:row", kwargs=here | {"row": nil}).replace(nil, "ROW"),
        "codes": reverse("employer:grid-codes", kwargs={"unit_code": code, "name": "LIST"}),
    }
