"""What every answer carries, whoever asks."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from ibhxh.sites.project.middleware import AddressMiddleware

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]

ADDRESSES = ["/", "/don-vi/dang-nhap", "/co-quan/dang-nhap", "/khong-co", "/phong-cach"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_may_run_and_load_nothing_but_the_sites_own_files(client: Client, address: str) -> None:
    policy = {
        name: sources.split()
        for name, _, sources in (
            rule.strip().partition(" ") for rule in client.get(address)["Content-Security-Policy"].split(";")
        )
    }
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert not any("unsafe" in source or "*" in source for sources in policy.values() for source in sources)


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_in_no_frame_and_tell_others_no_address(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_says_its_language(client: Client, address: str) -> None:
    assert client.get(address)["Content-Language"] == "vi"
    client.post("/ngon-ngu", {"lang": "en"})
    assert client.get(address)["Content-Language"] == "en"


def test_what_the_browser_says_of_languages_decides_nothing(client: Client) -> None:
    assert client.get("/", headers={"Accept-Language": "en-US,en"})["Content-Language"] == "vi"


@pytest.mark.parametrize("address", ["/don-vi/dang-nhap", "/co-quan/dang-nhap"])
def test_pages_of_a_side_are_not_kept_by_shared_computers(client: Client, address: str) -> None:
    assert "no-store" in client.get(address)["Cache-Control"]


def test_a_visitor_who_only_looks_gets_no_session(client: Client) -> None:
    for address in ADDRESSES:
        client.get(address)
    assert not {"donvi_session", "coquan_session", "sessionid"} & set(client.cookies)


@pytest.mark.parametrize(
    ("proxied", "written", "seen"),
    [
        (False, "203.0.113.7", "127.0.0.1"),
        (True, "203.0.113.7", "203.0.113.7"),
        (True, "10.9.8.7, 203.0.113.7", "203.0.113.7"),
        (True, "", "127.0.0.1"),
    ],
)
def test_the_address_of_a_visitor_is_what_the_proxy_saw(
    settings: Settings, proxied: bool, written: str, seen: str
) -> None:
    """Without a proxy anybody can write whatever they like, and it counts nothing."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if proxied else None
    addresses: list[str] = []

    def respond(request: HttpRequest) -> HttpResponse:
        addresses.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    AddressMiddleware(respond)(RequestFactory().get("/", headers={"X-Forwarded-For": written}))
    assert addresses == [seen]
