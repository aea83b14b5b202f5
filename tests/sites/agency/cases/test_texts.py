"""Two texts of one dossier: side by side, and one is chosen with a ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from ibhxh.dossier import Content, freeze
from ibhxh.sample.factory import factory_draft
from ibhxh.sites.agency.cases.models import Case, CaseEntry, EntryKind
from tests.build.agency_office import JANUARY, file_by_paper, signed_in
from tests.build.sheets import LAW
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]


def other_text() -> Content:
    """The factory's January without its last line."""
    draft = factory_draft(JANUARY, 1, LAW)
    shorter = tuple(sheet.with_rows(sheet.rows.head(69)) for sheet in draft.sheets)
    return freeze(replace(draft, sheets=shorter), made_on=date(2026, 1, 30))


@pytest.fixture
def case(desk: Desk) -> Case:
    """A case with a second text."""
    found = desk.january()
    file_by_paper(other_text(), at=desk.hour.at)
    return Case.objects.get(pk=found.pk)


def test_the_differences_stand_side_by_side(desk: Desk, case: Case) -> None:
    shown = signed_in(desk.officer).get(reverse("agency:texts", args=[case.pk])).content.decode()
    assert "1 chỗ khác nhau" in shown and "dòng 70" in shown
    assert other_text().human_code in shown


def test_the_other_text_brings_its_own_lines(desk: Desk, case: Case) -> None:
    client, url = signed_in(desk.officer), reverse("agency:texts", args=[case.pk])
    empty = client.post(url, {"digest": other_text().digest, "why": " "})
    assert empty.status_code == 422
    for _ in range(2):
        client.post(url, {"digest": other_text().digest, "why": "Theo bản giấy có chữ ký."})
    case.refresh_from_db()
    assert (case.content_digest, case.other_content, case.lines.count()) == (other_text().digest, None, 69)
    entry = CaseEntry.objects.get(kind=EntryKind.TEXT_CHOSEN)
    assert "Theo bản giấy có chữ ký." in entry.text


def test_keeping_the_first_text_leaves_its_lines(desk: Desk, case: Case) -> None:
    url = reverse("agency:texts", args=[case.pk])
    signed_in(desk.officer).post(url, {"digest": case.content_digest, "why": "Bản kia gửi nhầm."})
    case.refresh_from_db()
    assert (case.other_content, case.lines.count()) == (None, 70)
