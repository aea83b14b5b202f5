"""Papers that came with a dossier: the officer opens them, and sees that a text brings others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from ibhxh.dossier import Attachment, Content, freeze
from ibhxh.formats.package import attachment
from ibhxh.intake import Refused, receive
from ibhxh.sample.factory import factory_draft
from ibhxh.sites.agency.cases.evidence import pieces_of
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.texts import differences
from ibhxh.sites.agency.gateway.door import the_door
from tests.build.agency_office import JANUARY, an_office, an_officer, file_by_paper, signed_in
from tests.build.filing import counting, packed
from tests.build.notices import january
from tests.build.sheets import LAW
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]
PAPER = attachment("Hợp đồng lao động", "hợp đồng.pdf", b"%PDF-1.7 a contract")


def with_papers(*papers: Attachment) -> Content:
    """The factory's January with papers."""
    return freeze(replace(factory_draft(JANUARY, 1, LAW), files=papers), made_on=date(2026, 1, 30))


def signed_case(desk: Desk, *papers: Attachment) -> Case:
    """Its case, by a signed package."""
    content = with_papers(*papers)
    package = packed(content, *papers, at=desk.hour.at).package
    answer = receive(package, the_door(), at=desk.hour.at, random=counting())
    assert not isinstance(answer, Refused), answer.text("vi")
    return Case.objects.get(filed=content.head.dossier_id)


def test_the_page_leads_to_the_paper_which_comes_as_a_file(desk: Desk) -> None:
    case = signed_case(desk, PAPER)
    client = signed_in(desk.officer)
    address = reverse("agency:attached", args=[case.pk, pieces_of(case)[0].transaction_code, 1])
    assert address in client.get(reverse("agency:case", args=[case.pk])).content.decode()
    answer = client.get(address)
    assert answer.content == PAPER.data
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''h%E1%BB%A3p")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_not_there_and_what_is_anothers(desk: Desk) -> None:
    case = signed_case(desk, PAPER)
    code = pieces_of(case)[0].transaction_code
    for place in ((code, 0), (code, 2), ("260130-XXXX", 1)):
        assert signed_in(desk.officer).get(reverse("agency:attached", args=[case.pk, *place])).status_code == 404
    stranger = an_officer(an_office("08888", "BHXH cơ sở 08888"), desk.officer.role, "Lý Văn Khác")  # type: ignore[arg-type]
    assert signed_in(stranger).get(reverse("agency:attached", args=[case.pk, code, 1])).status_code == 404


def test_paper_that_was_scanned_has_no_files(desk: Desk) -> None:
    assert [piece.files for piece in pieces_of(file_by_paper(january()))] == [()]


def test_texts_that_differ_by_a_paper_say_which() -> None:
    other = attachment("Giấy tờ khác", "khac.pdf", b"%PDF-1.7 another")
    found = differences(with_papers(PAPER), with_papers(other))
    assert [(one.place.vi, one.field.vi, one.one, one.other) for one in found] == [
        ("Giấy tờ kèm theo", "Hợp đồng lao động", "hợp đồng.pdf", "—"),
        ("Giấy tờ kèm theo", "Giấy tờ khác", "—", "khac.pdf"),
    ]
    assert differences(with_papers(PAPER), with_papers(replace(PAPER, name="ten-khac.pdf"))) == []
