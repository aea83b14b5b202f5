"""After signing: what was taken in, what happens next, and the proof."""

from __future__ import annotations

import base64
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ibhxh.dossier import human_code
from ibhxh.formats.notices import seal_code
from ibhxh.formats.receipt import Receipt, ReceiptFile
from ibhxh.printing.symbols import qr_picture
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.status import last_parcel, standing_of
from ibhxh.sites.employer.models import Dossier, Parcel
from ibhxh.sites.project import clock
from ibhxh.sites.project.lifecycle import known_facts
from ibhxh.sites.project.the_law import the_law
from ibhxh.states.clock import legal_day
from ibhxh.trust import Statement

#: Letters of the largest code that is shown: QR version 25 at level M.
_LARGEST_CODE = 1451


@require_GET
@at_unit()
def sent(request: HttpRequest, desk: Desk, dossier_id: str) -> HttpResponse:
    """The confirmation; until the receipt is in hand, the progress of sending."""
    dossier = desk.dossier(dossier_id)
    parcel = last_parcel(dossier)
    if parcel is None:
        raise Http404
    template = (
        "employer/dossiers/sent_part.html" if request.headers.get("HX-Request") else "employer/dossiers/sent.html"
    )
    return render(request, template, _context(desk, dossier, parcel))


def receipt_of(parcel: Parcel) -> Receipt:
    """The receipt of a package, which was verified when it came."""
    statement = Statement.from_bytes(ReceiptFile.from_bytes(bytes(parcel.receipt or b"")).statement)
    return Receipt.from_bytes(statement.payload)


def _context(desk: Desk, dossier: Dossier, parcel: Parcel) -> dict[str, Any]:
    context: dict[str, Any] = {
        "desk": desk,
        "dossier": dossier,
        "parcel": parcel,
        "standing": standing_of(dossier, desk.actor, now=clock.now()),
    }
    if not parcel.receipt:
        return context
    receipt = receipt_of(parcel)
    procedure = the_law().procedure(dossier.procedure, receipt.legal_day)
    text = seal_code(ReceiptFile.from_bytes(bytes(parcel.receipt)).statement)
    png = qr_picture(text)[0] if len(text) <= _LARGEST_CODE else None
    facts = known_facts(dossier.events.all())
    return context | {
        "receipt": receipt,
        "slip_due_at": facts.get("slip_due_at"),
        "result_days": procedure.working_days(legal_day(receipt.received_at)),
        "code": human_code(bytes.fromhex(receipt.content_digest)),
        "digest_groups": [receipt.evidence_digest[i : i + 8] for i in range(0, 64, 8)],
        "qr": base64.b64encode(png).decode() if png else None,
        "supplement": dossier.parcels.count() > 1,
        "needs_paper": "paper" in receipt.still_needed,
    }
