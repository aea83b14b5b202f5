"""What every answer carries, whoever asks."""

from __future__ import annotations

import pytest
from django.test import Client

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
