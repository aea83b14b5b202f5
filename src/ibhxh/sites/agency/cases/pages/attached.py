"""A paper that came with a dossier."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from ibhxh.sites.agency.cases import reach
from ibhxh.sites.agency.cases.evidence import pieces_of
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer


@require_GET
@at_office()
def attached(request: HttpRequest, officer: Officer, case_id: str, transaction_code: str, number: int) -> HttpResponse:
    """Paper `number`, from 1, of what came under a code. Always as a file: what others have made is never shown inside
    a page."""
    pieces = pieces_of(reach.case_of(officer, case_id))
    files = next((piece.files for piece in pieces if piece.transaction_code == transaction_code), ())
    if not 1 <= number <= len(files):
        raise Http404
    file = files[number - 1]
    response = HttpResponse(file.data, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
