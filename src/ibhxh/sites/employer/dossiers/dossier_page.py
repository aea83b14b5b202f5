"""The page of one dossier: where it stands, what happened, what may be done, its papers and results."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from ibhxh.dossier import freeze
from ibhxh.dossier.errors import UnreadableCells, WrongValue
from ibhxh.formats.notices import Decision, SupplementRequest
from ibhxh.law.months import month_words
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.correcting import correct_dossier
from ibhxh.sites.employer.dossiers.freezing import frozen_of, whole_draft
from ibhxh.sites.employer.dossiers.incoming import parse_notice
from ibhxh.sites.employer.dossiers.sending import send_again, trouble_words
from ibhxh.sites.employer.dossiers.status import decision_of, last_parcel, standing_of
from ibhxh.sites.employer.drafting import editable
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DOSSIER, DossierState
from ibhxh.words import Words

#: Moves that a button of the page makes by itself; the others have pages of their own.
_BY_BUTTON = ("edit", "recall")
_STILL_NEEDED = {
    "paper": Words("bản giấy ký tên, đóng dấu (in hồ sơ có mã vạch)", "the paper, signed and stamped (print it)"),
    "official_signature": Words("hồ sơ ký bằng chữ ký số công cộng", "the dossier signed by a public certificate"),
    "trial_signature": Words("hồ sơ ký bằng chữ ký số dùng thử", "the dossier signed by a trial certificate"),
    "certificate_status": Words(
        "tình trạng thu hồi của chứng thư số, cơ quan BHXH tự kiểm tra",
        "whether the certificate was revoked; the agency looks that up itself",
    ),
}
_NO_ROWS = Words("Hồ sơ chưa có dòng nào.", "The dossier has no rows yet.")


@require_GET
@at_unit()
def dossier(request: HttpRequest, desk: Desk, dossier_id: str) -> HttpResponse:
    """The whole page."""
    return render(request, "employer/dossiers/dossier.html", _context(desk, desk.dossier(dossier_id)))


@require_GET
@at_unit()
def progress(request: HttpRequest, desk: Desk, dossier_id: str) -> HttpResponse:
    """The part that is looked for again while something is under way; the state beside the heading comes with it."""
    shown = _context(desk, desk.dossier(dossier_id)) | {"polled": True}
    return render(request, "employer/dossiers/progress.html", shown)


@require_POST
@at_unit(least=Role.CLERK)
def move(request: HttpRequest, desk: Desk, dossier_id: str, event: str) -> HttpResponse:
    """A move that needs nothing but the wish: edit again, recall."""
    found = desk.dossier(dossier_id)
    if event not in _BY_BUTTON:
        raise Http404
    facts: dict[str, bool] = {}
    if found.state == DossierState.UNDELIVERABLE:
        parcel = last_parcel(found)
        facts["gateway_has_it"] = parcel is None or parcel.maybe_there
    if found.state == DossierState.EXPORTED:
        facts["filed_elsewhere"] = "not_filed" not in request.POST
    fire(found, DOSSIER, event, actor=desk.actor, by=desk.account.name, at=clock.now(), facts=facts)
    return redirect("employer:dossier", desk.unit.unit_code, found.pk)


@require_POST
@at_unit(least=Role.CLERK)
def resend(request: HttpRequest, desk: Desk, dossier_id: str) -> HttpResponse:
    """Send what was given up."""
    found = desk.dossier(dossier_id)
    parcel = last_parcel(found)
    if parcel is None or parcel.parked_at is None:
        raise Http404
    send_again(found, parcel, actor=desk.actor, by=desk.account.name, at=clock.now())
    return redirect("employer:dossier", desk.unit.unit_code, found.pk)


@require_POST
@at_unit(least=Role.CLERK)
def correct(request: HttpRequest, desk: Desk, dossier_id: str) -> HttpResponse:
    """A correcting dossier, with the lines that have to be brought again."""
    made = correct_dossier(desk.dossier(dossier_id), actor=desk.actor, by=desk.account.name, at=clock.now())
    return redirect("employer:grid", desk.unit.unit_code, made.pk)


def _context(desk: Desk, found: Dossier) -> dict[str, Any]:
    standing = standing_of(found, desk.actor, now=clock.now())
    parcel, decided = last_parcel(found), decision_of(found)
    result = parse_notice(decided) if decided else None
    asked = found.notices.filter(kind=SupplementRequest.TYPE).order_by("-issued_at").first()
    supplement = parse_notice(asked) if asked and found.state == DossierState.SUPPLEMENT_REQUESTED else None
    may = {name for name in {m.event for m in standing.moves} if desk.may_prepare}
    if found.state == DossierState.UNDELIVERABLE and (parcel is None or parcel.maybe_there):
        may -= {"recall", "export"}
    return {
        "desk": desk,
        "dossier": found,
        "standing": standing,
        "may": may,
        "editable": editable(found) and desk.may_prepare,
        "procedure": the_law().procedure(found.procedure, clock.legal_today()),
        "month": month_words(found.period),
        "parcel": parcel,
        "trouble": trouble_words(parcel.trouble) if parcel and parcel.trouble else None,
        "supplement_stuck": bool(parcel and parcel.supplement and parcel.parked_at),
        "supplement": supplement,
        "result": result if isinstance(result, Decision) else None,
        "result_notice": decided,
        "notices": found.notices.defer("statement"),
        "files": found.files.defer("data"),
        "receipts": [one for one in found.parcels.order_by("made_at") if one.receipt],
        "still_needed": [_STILL_NEEDED.get(k, Words(k, k)) for k in (found.followed or {}).get("still_needed", ())],
        "corrections": found.corrected_by.defer("content", "report"),
        "sheets": found.sheets.all(),
        "unprintable": _why_not_printed(found),
    }


def _why_not_printed(found: Dossier) -> Words | None:
    """Why the forms cannot be printed yet; None where they can be."""
    if frozen_of(found):
        return None
    draft = whole_draft(found)
    if not any(sheet.rows.height for sheet in draft.sheets):
        return _NO_ROWS
    try:
        freeze(draft, made_on=clock.legal_today())
    except (UnreadableCells, WrongValue) as problem:
        return problem.what
    return None
