"""Paper at the counter: hand in scanned pages, see what they gave."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ibhxh.problem import Problem
from ibhxh.sites.agency.cases.models import PaperScan
from ibhxh.sites.agency.cases.paper import Given, hand_in
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.project import clock
from ibhxh.words import Words


@require_http_methods(["GET", "POST"])
@at_office()
def begin(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Choose the files of one dossier."""
    if request.method == "POST":
        files = _files(request)
        try:
            if not files:
                raise Problem(_NO_FILE, fix=_NO_FILE_FIX)
            return redirect("agency:tray", hand_in(files, officer, at=clock.now()).pk)
        except Problem as problem:
            return render(request, "agency/cases/paper.html", {"officer": officer, "problem": problem}, status=422)
    recent = PaperScan.objects.filter(office=officer.office_id).select_related("case").order_by("-begun_at")[:10]
    return render(request, "agency/cases/paper.html", {"officer": officer, "recent": recent})


@require_http_methods(["GET", "POST"])
@at_office()
def tray(request: HttpRequest, officer: Officer, scan_id: str) -> HttpResponse:
    """What the pages gave; missing pages can be added."""
    scan = PaperScan.objects.filter(office=officer.office_id, pk=scan_id).select_related("case").first()
    if scan is None:
        raise Http404
    context: dict[str, Any] = {"officer": officer, "scan": scan, "said": _said(scan)}
    context["files"] = list(scan.files.defer("data"))
    context["pages"] = _pages(scan)
    if request.method == "POST":
        files = _files(request)
        try:
            if not files:
                raise Problem(_NO_FILE, fix=_NO_FILE_FIX)
            hand_in(files, officer, at=clock.now(), scan=scan)
            return redirect("agency:tray", scan.pk)
        except Problem as problem:
            return render(request, "agency/cases/tray.html", context | {"problem": problem}, status=422)
    return render(request, "agency/cases/tray.html", context)


def _files(request: HttpRequest) -> list[Given]:
    return [Given(file.name or "", file.read()) for file in request.FILES.getlist("files")]


def _said(scan: PaperScan) -> Words | None:
    return Words(scan.result["vi"], scan.result["en"]) if scan.read_at else None


def _pages(scan: PaperScan) -> list[tuple[int, bool]]:
    """The places of the dossier's pages and whether each was read, where some are missing."""
    lacking = set(scan.result.get("lacking", ()))
    return [(page, page not in lacking) for page in range(1, scan.result.get("of", 0) + 1)]


_NO_FILE = Words("Chưa chọn tệp nào.", "No file is chosen.")
_NO_FILE_FIX = Words("Chọn tệp PDF hoặc ảnh của các trang đã quét.", "Choose PDF files or pictures of the pages.")
