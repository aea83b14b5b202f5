"""Every page of the agency: who may open it. The list is read from the addresses, so that a new page cannot be left
out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from ibhxh.sites.agency.cases.models import PaperScan
from ibhxh.sites.agency.register.models import ClosingRun
from ibhxh.sites.agency.staff.models import Role
from tests.build.agency_office import JANUARY, an_office, an_officer, signed_in
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]

#: Signing in and out are everybody's.
_OPEN = {"sign-in", "sign-out", "invitation"}
_OF_THE_OFFICE = {"home", "units", "notices", "paper", "close-office", "staff", "staff-invite"}
ROLES = (Role.DESK, Role.OFFICER, Role.HEAD)


def pages() -> dict[str, Any]:
    """Name → view of every page that asks for an officer."""
    resolver = next(r for r in get_resolver().url_patterns if getattr(r, "namespace", None) == "agency")
    found, waiting = {}, list(resolver.url_patterns)
    while waiting:
        pattern = waiting.pop()
        waiting.extend(getattr(pattern, "url_patterns", ()))
        if name := getattr(pattern, "name", None):
            found[name] = pattern.callback
    return {name: view for name, view in found.items() if name not in _OPEN}


def address(name: str, desk: Desk) -> str:
    """A page of this very office."""
    view_args: dict[str, tuple[Any, ...]] = {
        "tray": (PaperScan.objects.create(office=desk.office, officer=desk.counter, begun_at=desk.hour.at).pk,),
        "unit": (desk.unit.pk,),
        "assign": (desk.unit.pk,),
        "pay": (desk.unit.pk,),
        "close": (desk.unit.pk,),
        "staff-link": (desk.colleague.pk,),
        "staff-stop": (desk.colleague.pk,),
        "staff-resume": (desk.colleague.pk,),
        "attached": (desk.unit.cases.get().pk, "260130-7Q2M-K4D0-XJ9T", 1),
        "notice": (desk.unit.pk, 1),
        "notice-pdf": (desk.unit.pk, 1),
        "notice-file": (desk.unit.pk, 1),
        "notice-page": (desk.unit.pk, 1, 1),
    }
    if name in {"closing", "stop-closing"}:
        run = ClosingRun.objects.create(
            office=desk.office, month=JANUARY, started_by="Mẫu", started_at=desk.hour.at, finished_at=desk.hour.at
        )
        return reverse(f"agency:{name}", args=[run.pk])
    if name in _OF_THE_OFFICE:
        return reverse(f"agency:{name}")
    return reverse(f"agency:{name}", args=view_args.get(name) or (desk.unit.cases.get().pk,))


def ask(client: Client, url: str) -> int:
    """GET; POST where the page is only an act."""
    return answer(client, url).status_code


def answer(client: Client, url: str) -> Any:
    """The same, the answer whole."""
    got = client.get(url)
    return client.post(url) if got.status_code == 405 else got


def test_every_page_says_for_whom_it_is() -> None:
    assert len(pages()) >= 20
    assert all(getattr(view, "roles", None) for view in pages().values())


@pytest.mark.parametrize("name", sorted(pages()))
def test_matrix(desk: Desk, name: str) -> None:
    desk.january()
    url, allowed = address(name, desk), pages()[name].roles
    anonymous = answer(Client(), url)
    assert anonymous.status_code == 302
    assert anonymous["Location"].startswith("/co-quan/dang-nhap")
    own = {Role.DESK: desk.counter, Role.OFFICER: desk.officer, Role.HEAD: desk.head}
    elsewhere = an_office("07998", "BHXH cơ sở khác")
    for role in ROLES:
        status = ask(signed_in(own[role]), url)
        assert (status == 403) == (role not in allowed), (role, status)
        stranger = ask(signed_in(an_officer(elsewhere, role, f"Người Lạ{role}")), url)
        if role not in allowed:
            assert stranger == 403
        elif name not in _OF_THE_OFFICE:
            assert stranger == 404, (role, stranger)


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
