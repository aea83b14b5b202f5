"""Paper at the counter: printed, scanned, read, and the case is complete; missing pages are named."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ibhxh.printing import print_content
from ibhxh.sites.agency.cases.models import Case, PaperScan
from ibhxh.sites.agency.cases.paper import read_paper
from tests.build.agency_office import FILED_AT, file_signed, signed_in
from tests.build.notices import january
from tests.build.sheets import LAW
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.real, pytest.mark.django_db(databases=["employer", "agency"])]


def parts(pdf: bytes) -> tuple[bytes, bytes]:
    """The first page, and all the others."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as whole:
        for pages in (whole.pages[:1], whole.pages[1:]):
            part, out = pikepdf.new(), BytesIO()
            part.pages.extend(pages)
            part.save(out)
            found.append(out.getvalue())
    return found[0], found[1]


def hand_in(desk: Desk, url: str, data: bytes) -> str:
    """Upload a file, let it be read; the address of the tray."""
    given = SimpleUploadedFile("quet.pdf", data, "application/pdf")
    answer = signed_in(desk.counter).post(url, {"files": given})
    assert answer.status_code == 302, answer.content.decode()
    scan = PaperScan.objects.get()
    read_paper({"scan": str(scan.pk)})
    read_paper({"scan": str(scan.pk)})
    return str(answer["Location"])


def test_pages_in_two_goes_complete_a_signed_case(desk: Desk) -> None:
    case = file_signed(january())
    assert (case.state, case.evidence_complete_at) == ("received", None)
    first, others = parts(print_content(january(), LAW, printed_at=FILED_AT, trial=True))
    tray = hand_in(desk, reverse("agency:paper"), others)
    shown = signed_in(desk.counter).get(tray).content.decode()
    assert "Còn thiếu trang 1" in shown
    hand_in(desk, tray, first)
    shown = signed_in(desk.counter).get(tray).content.decode()
    assert "Đã ghi nhận bản giấy" in shown
    case = Case.objects.get(pk=case.pk)
    assert case.evidence_complete_at == desk.hour.at
    assert PaperScan.objects.get().case == case


def test_what_is_no_paper_of_ours_is_told(desk: Desk) -> None:
    tray = hand_in(desk, reverse("agency:paper"), b"no pdf at all")
    assert "status e" in signed_in(desk.counter).get(tray).content.decode()
    assert not Case.objects.exists()


def test_no_file_chosen(desk: Desk) -> None:
    answer = signed_in(desk.counter).post(reverse("agency:paper"))
    assert answer.status_code == 422
    assert "Chưa chọn tệp nào" in answer.content.decode()
