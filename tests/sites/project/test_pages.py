"""The pages of no side, the frame of all of them, and what is said when something fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django_ratelimit.exceptions import Ratelimited

from ibhxh.sites.project import clock, pages
from ibhxh.sites.project.example_accounts import FILE
from ibhxh.trust.instants import VIETNAM

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]

BAND = "Cổng mẫu – không phải nộp cho cơ quan BHXH"


@pytest.fixture
def example_clock(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.IBHXH_DATA = tmp_path
    monkeypatch.setattr(clock, "_offset", timedelta())
    clock.set_example(datetime(2026, 1, 30, 8, tzinfo=VIETNAM))
    yield


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_start_has_a_door_to_each_side(client: Client) -> None:
    start = page(client, "/")
    assert 'href="/don-vi/"' in start and 'href="/co-quan/"' in start


def test_example_accounts_are_told_in_an_example_world_only(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.IBHXH_DATA = tmp_path
    row = {"side": "agency", "role_vi": "Cán bộ", "role_en": "Officer", "email": "o@example.com", "password": "mẫu"}
    assert "Tài khoản mẫu" not in page(client, "/")
    (tmp_path / FILE).write_text(json.dumps([row]), encoding="utf-8")
    assert "o@example.com" in page(client, "/")
    settings.IBHXH_ENVIRONMENT = "production"
    assert "o@example.com" not in page(client, "/")


@pytest.mark.parametrize("address", ["/", "/don-vi/dang-nhap", "/co-quan/dang-nhap", "/co-quan/loi-moi/x", "/khong-co"])
def test_every_page_of_a_trial_says_so_and_no_page_of_production(client: Client, settings: Any, address: str) -> None:
    assert BAND in page(client, address)
    settings.IBHXH_ENVIRONMENT = "production"
    assert BAND not in page(client, address)


@pytest.mark.parametrize(
    ("address", "side"), [("/", "none"), ("/don-vi/dang-nhap", "employer"), ("/co-quan/dang-nhap", "agency")]
)
def test_a_page_shows_its_side_and_its_language(client: Client, address: str, side: str) -> None:
    assert f'data-side="{side}"' in page(client, address)
    assert '<html lang="vi">' in page(client, address)
    client.post("/ngon-ngu", {"lang": "en"})
    assert '<html lang="en">' in page(client, address)


@pytest.mark.parametrize(
    ("wanted", "goes"), [("/don-vi/dang-nhap?next=/a", "/don-vi/dang-nhap?next=/a"), ("https://elsewhere.example", "/")]
)
def test_the_language_switch_comes_back_to_the_same_page_and_to_no_other_place(
    client: Client, wanted: str, goes: str
) -> None:
    answer = client.post("/ngon-ngu", {"lang": "en", "next": wanted})
    assert (answer.status_code, answer["Location"]) == (302, goes)
    assert client.cookies["lang"].value == "en"


def test_a_language_that_is_none_changes_nothing(client: Client) -> None:
    client.post("/ngon-ngu", {"lang": "xx"})
    assert "lang" not in client.cookies


@pytest.mark.parametrize(
    ("steps", "day"),
    [
        ([{"days": "1"}], "31/01/2026"),
        ([{"to": "month-end"}], "31/01/2026"),
        ([{"to": "month-end"}, {"to": "month-end"}], "28/02/2026"),
    ],
)
def test_the_example_clock_moves_forward(
    client: Client, example_clock: None, steps: list[dict[str, str]], day: str
) -> None:
    for step in steps:
        assert client.post("/dong-ho-mau", {**step, "next": "/"}).status_code == 302
    assert f"{clock.legal_today():%d/%m/%Y}" == day
    assert f"08:00, {day}" in page(client, "/")


@pytest.mark.parametrize("step", [{"days": "-1"}, {"days": "0"}, {"days": "1000"}, {"days": "x"}, {"to": "x"}, {}])
def test_the_example_clock_takes_nothing_else(client: Client, example_clock: None, step: dict[str, str]) -> None:
    assert client.post("/dong-ho-mau", step).status_code == 400
    assert f"{clock.legal_today():%d/%m/%Y}" == "30/01/2026"


def test_the_true_clock_cannot_be_moved(client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_offset", timedelta())
    assert client.post("/dong-ho-mau", {"days": "1"}).status_code == 400
    assert 'action="/dong-ho-mau"' not in page(client, "/")


def test_a_page_that_is_not_there_says_so_in_both_languages(client: Client) -> None:
    answer = client.get("/don-vi/dang-nhap/khong-co")
    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()
    client.post("/ngon-ngu", {"lang": "en"})
    assert "There is no such page" in page(client, "/don-vi/dang-nhap/khong-co")


def a_request() -> HttpRequest:
    return RequestFactory().get("/")


def test_each_refusal_has_its_page() -> None:
    assert pages.bad_request(a_request()).status_code == 400
    assert "Tài khoản này không được làm việc đó" in pages.forbidden(a_request()).content.decode()
    too_many = pages.forbidden(a_request(), Ratelimited())
    assert (too_many.status_code, too_many["Retry-After"]) == (429, "60")
    assert "quá nhiều lần" in too_many.content.decode()


def test_the_page_of_a_failure_needs_neither_database_nor_session(
    settings: Any, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(request: HttpRequest) -> dict[str, Any]:
        raise RuntimeError("the frame itself fails")

    monkeypatch.setattr("ibhxh.sites.project.context.frame", fail)
    with django_assert_num_queries(0, using="employer"):
        answer = pages.server_error(a_request())
    assert answer.status_code == 500
    assert "Lỗi của hệ thống" in answer.content.decode() and BAND in answer.content.decode()


def test_a_fault_of_the_program_is_answered_with_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> tuple[()]:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(pages, "example_accounts", fail)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "Hệ thống gặp lỗi" in text and "broken on purpose" not in text


def test_the_style_guide_is_for_trials(client: Client, settings: Any) -> None:
    assert "Các thành phần của trang" in page(client, "/phong-cach")
    settings.IBHXH_ENVIRONMENT = "production"
    assert client.get("/phong-cach").status_code == 404


def test_it_tells_whether_it_lives(client: Client) -> None:
    assert client.get("/suc-khoe").json() == {"ok": True}
