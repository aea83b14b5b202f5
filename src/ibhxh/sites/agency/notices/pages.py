"""Notices that were issued: the list of the office, one notice to be looked at, its PDF and its sealed file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ibhxh.sites.agency.notices.models import IssuedNotice
from ibhxh.sites.agency.notices.names import KIND_WORDS
from ibhxh.sites.agency.notices.printed import page_picture, pages_of, pdf_of
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer

_A_PAGE = 50


@require_GET
@at_office()
def notices(request: HttpRequest, officer: Officer) -> HttpResponse:
    """All notices of the office, newest first."""
    search = request.GET.get("tim", "").strip()
    listed = (
        IssuedNotice.objects.filter(unit__office=officer.office_id)
        .select_related("unit", "case")
        .defer("statement", "case__content", "case__other_content", "case__report")
    )
    if search:
        listed = listed.filter(
            Q(number__icontains=search) | Q(unit__unit_code__iexact=search) | Q(unit__name__icontains=search)
        )
    page = Paginator(listed.order_by("-issued_at", "-pk"), _A_PAGE).get_page(request.GET.get("trang"))
    rows = [(issued, KIND_WORDS.get(issued.kind)) for issued in page]
    context = {"officer": officer, "page": page, "rows": rows, "search": search}
    return render(request, "agency/notices/notices.html", context)


@require_GET
@at_office()
def notice(request: HttpRequest, officer: Officer, unit_code: str, seq: int) -> HttpResponse:
    """One notice, page by page."""
    issued = _issued(officer, unit_code, seq)
    return render(
        request,
        "agency/notices/notice.html",
        {
            "officer": officer,
            "issued": issued,
            "kind": KIND_WORDS.get(issued.kind),
            "pages": range(1, pages_of(issued) + 1),
        },
    )


@require_GET
@at_office()
def notice_pdf(request: HttpRequest, officer: Officer, unit_code: str, seq: int) -> HttpResponse:
    """The slip as a file."""
    issued = _issued(officer, unit_code, seq)
    return _file(pdf_of(issued), "application/pdf", f"{_name(issued)}.pdf")


@require_GET
@at_office()
def notice_file(request: HttpRequest, officer: Officer, unit_code: str, seq: int) -> HttpResponse:
    """The sealed statement, byte for byte."""
    issued = _issued(officer, unit_code, seq)
    return _file(bytes(issued.statement), "application/json", f"{_name(issued)}.json")


@require_GET
@at_office()
def notice_page(request: HttpRequest, officer: Officer, unit_code: str, seq: int, number: int) -> HttpResponse:
    """One page as a picture."""
    issued = _issued(officer, unit_code, seq)
    try:
        png = page_picture(issued, number)
    except IndexError as error:
        raise Http404 from error
    response = HttpResponse(png, content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _issued(officer: Officer, unit_code: str, seq: int) -> IssuedNotice:
    found = IssuedNotice.objects.select_related("unit", "case").filter(
        unit=unit_code, unit__office=officer.office_id, seq=seq
    )
    issued = found.first()
    if issued is None:
        raise Http404
    return issued


def _name(issued: IssuedNotice) -> str:
    return f"{issued.unit_id}-{issued.seq:04}-{issued.number.replace('/', '-')}"


def _file(data: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
