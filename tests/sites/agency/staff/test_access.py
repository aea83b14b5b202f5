"""The agency's pages before signing in and for another office. Who may open which is told by `test_access_matrix`."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from ibhxh.sites.agency.staff.models import Role
from tests.build.agency_office import an_office, an_officer, signed_in
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]


def test_signing_in_leads_back_to_a_page_but_not_to_an_act(desk: Desk) -> None:
    page, act = reverse("agency:units"), reverse("agency:close", args=[desk.unit.pk])
    assert Client().get(page)["Location"] == f"/co-quan/dang-nhap?next={page}"
    assert Client().post(act)["Location"] == "/co-quan/dang-nhap"


def test_an_account_without_a_place_is_refused(desk: Desk) -> None:
    desk.colleague.delete()
    client = signed_in(desk.colleague)
    assert client.get(reverse("agency:home")).status_code == 403


def test_pages_of_the_office_show_nothing_of_others(desk: Desk) -> None:
    desk.january()
    stranger = signed_in(an_officer(an_office("07998", "BHXH cơ sở khác"), Role.HEAD, "Người Lạ"))
    for name in ("home", "units", "notices"):
        shown = stranger.get(reverse(f"agency:{name}"), {"cua": "ca-co-quan", "tim": "May"}).content.decode()
        assert desk.unit.name not in shown
