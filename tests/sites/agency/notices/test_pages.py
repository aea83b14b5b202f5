"""Notices on the screen: the list, the slip as PDF and as pictures, the sealed file."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ibhxh.sites.agency.notices.models import IssuedNotice
from tests.build.agency_office import signed_in
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.real, pytest.mark.django_db(databases=["employer", "agency"])]


def test_the_slip_is_seen_and_downloaded(desk: Desk) -> None:
    desk.january()
    issued, client = IssuedNotice.objects.get(), signed_in(desk.counter)
    where = [issued.unit_id, issued.seq]
    page = client.get(reverse("agency:notice", args=where)).content.decode()
    assert issued.number in page and "trang-1.png" in page
    pdf = client.get(reverse("agency:notice-pdf", args=where))
    assert pdf.content.startswith(b"%PDF-") and pdf["Content-Disposition"].endswith('.pdf"')
    picture = client.get(reverse("agency:notice-page", args=[*where, 1]))
    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert client.get(reverse("agency:notice-page", args=[*where, 99])).status_code == 404
    assert client.get(reverse("agency:notice-file", args=where)).content == bytes(issued.statement)


def test_the_list_finds_by_number_and_unit(desk: Desk) -> None:
    desk.january()
    issued, client = IssuedNotice.objects.get(), signed_in(desk.counter)
    for search in (issued.number, "TZ99001", "Bình Minh"):
        assert issued.number in client.get(reverse("agency:notices"), {"tim": search}).content.decode()
    assert issued.number not in client.get(reverse("agency:notices"), {"tim": "không có"}).content.decode().replace(
        "tim", ""
    )
