"""What can be taken away: the package, the receipt, the content, the printed forms, the agency's notices."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ibhxh.formats.barcode import Filed
from ibhxh.formats.notices import Agency
from ibhxh.law.months import month_text
from ibhxh.printing import print_content, print_receipt, print_slip
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.freezing import freeze_now, frozen_of
from ibhxh.sites.employer.dossiers.incoming import parse_notice
from ibhxh.sites.employer.dossiers.sent import receipt_of
from ibhxh.sites.employer.models import Dossier, Parcel
from ibhxh.sites.project import clock
from ibhxh.sites.project.the_law import the_law

_PDF, _XML, _JSON = "application/pdf", "application/xml", "application/json"


@require_GET
@at_unit()
def download(request: HttpRequest, desk: Desk, dossier_id: str, what: str) -> HttpResponse:
    """One of `FILES` of a dossier."""
    dossier = desk.dossier(dossier_id)
    if what not in FILES:
        raise Http404
    media_type, ending, make = FILES[what]
    return as_file(make(dossier), f"{file_stem(dossier)}-{ending}", media_type)


@require_GET
@at_unit()
def notice_slip(request: HttpRequest, desk: Desk, dossier_id: str, notice_id: str) -> HttpResponse:
    """A notice of the dossier as PDF."""
    stored = desk.dossier(dossier_id).notices.filter(pk=notice_id).first()
    if stored is None:
        raise Http404
    pdf = print_slip(parse_notice(stored), the_law(), statement=bytes(stored.statement))
    return as_file(pdf, f"{stored.kind.removeprefix('ibhxh-')}-{stored.number.replace('/', '-')}.pdf", _PDF)


@require_GET
@at_unit()
def attached(request: HttpRequest, desk: Desk, dossier_id: str, file_id: int) -> HttpResponse:
    """A paper that is attached. Always as a file: what others have made is never shown inside a page."""
    file = desk.dossier(dossier_id).files.filter(pk=file_id).first()
    if file is None:
        raise Http404
    return as_file(bytes(file.data), file.name, "application/octet-stream", inline=False)


def as_file(data: bytes, name: str, media_type: str, *, inline: bool = True) -> HttpResponse:
    """An answer that is a file; PDF opens in the browser."""
    shown = inline and media_type == _PDF
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{_plain(name)}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def file_stem(dossier: Dossier) -> str:
    """TZ99001-2026-01-dot-1: what all files of a dossier begin with."""
    return f"{dossier.unit.unit_code}-{month_text(dossier.period)}-dot-{dossier.round}"


def printed(dossier: Dossier) -> bytes:
    """The forms with barcodes: the frozen content, or the draft as it stands."""
    law, parcel = the_law(), _received(dossier)
    filed = None
    if parcel is not None:
        receipt = receipt_of(parcel)
        if receipt.content_digest == dossier.content_digest:
            filed = Filed(parcel.digest, receipt.transaction_code)
    frozen = frozen_of(dossier) or freeze_now(dossier, law, at=clock.now())
    trial = settings.IBHXH_ENVIRONMENT == "trial"
    return print_content(frozen.content, law, printed_at=clock.now().replace(microsecond=0), trial=trial, filed=filed)


def _received(dossier: Dossier) -> Parcel | None:
    return dossier.parcels.filter(receipt__isnull=False).order_by("-made_at").first()


def _package(dossier: Dossier) -> bytes:
    parcel = dossier.parcels.order_by("-made_at").first()
    if parcel is None:
        raise Http404
    return bytes(parcel.package)


def _receipt(dossier: Dossier) -> bytes:
    parcel = _received(dossier)
    if parcel is None:
        raise Http404
    return bytes(parcel.receipt or b"")


def _receipt_slip(dossier: Dossier) -> bytes:
    unit = dossier.unit
    agency = Agency(unit.agency_code, unit.agency_name or unit.agency_code)
    return print_receipt(_receipt(dossier), the_law(), agency=agency, unit_name=unit.unit_name)


def _content(dossier: Dossier) -> bytes:
    if not dossier.content:
        raise Http404
    return bytes(dossier.content)


#: Name in the address → media type, end of the file's name, how it is made.
FILES: dict[str, tuple[str, str, Callable[[Dossier], bytes]]] = {
    "goi": (_XML, "goi-da-ky.xml", _package),
    "bien-nhan": (_JSON, "bien-nhan.json", _receipt),
    "bien-nhan.pdf": (_PDF, "bien-nhan.pdf", _receipt_slip),
    "noi-dung": (_JSON, "noi-dung.json", _content),
    "ban-in.pdf": (_PDF, "ban-in.pdf", printed),
}


def _plain(name: str) -> str:
    """A name that cannot break out of its header."""
    return "".join(letter if letter.isalnum() or letter in "-_. " else "-" for letter in name)
