"""Signing in and out, on either side."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from ibhxh.sites.project.accounts.models import Account
from ibhxh.sites.project.sides import SITES, Side, working_for

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]

EMAIL, PHRASE = "nga@example.com", "một mật khẩu đủ dài"
SIDES = pytest.mark.parametrize("side", list(Side))


@pytest.fixture
def client(settings: Any) -> Client:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slowness is not what is tested
    for side in Side:
        with working_for(side):
            Account.objects.create_account(EMAIL, "Hà Thu Nga", PHRASE)
    return Client()


def sign_in(client: Client, side: Side, email: str = EMAIL, typed: str = PHRASE, **more: str) -> Any:
    return client.post(f"{SITES[side].prefix}dang-nhap", {"email": email, "password": typed, **more})


def is_signed_in(client: Client, side: Side) -> bool:
    """The page for signing in sends on whoever is."""
    return client.get(f"{SITES[side].prefix}dang-nhap").status_code == 302


@SIDES
def test_the_right_password_opens_the_side(client: Client, side: Side) -> None:
    answer = sign_in(client, side, email=" NGA@Example.com ")
    assert (answer.status_code, answer["Location"]) == (302, SITES[side].prefix)
    assert is_signed_in(client, side)


@SIDES
def test_the_session_of_one_side_is_none_on_the_other(client: Client, side: Side) -> None:
    sign_in(client, side)
    other = next(one for one in Side if one != side)
    assert not is_signed_in(client, other)
    client.cookies[SITES[other].cookie] = client.cookies[SITES[side].cookie].value
    assert not is_signed_in(client, other)


@SIDES
def test_the_cookie_of_a_session_is_kept_from_scripts_and_from_the_other_side(client: Client, side: Side) -> None:
    sign_in(client, side)
    cookie = client.cookies[SITES[side].cookie]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (SITES[side].prefix, True, "Lax")
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_behind_tls_cookies_are_secure(client: Client, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True
    sign_in(client, Side.EMPLOYER)
    assert client.cookies["donvi_session"]["secure"] is True


def test_a_session_gets_a_new_key_when_its_account_signs_in(client: Client) -> None:
    sign_in(client, Side.EMPLOYER)
    first = client.cookies["donvi_session"].value
    client.post("/don-vi/dang-xuat")
    sign_in(client, Side.EMPLOYER)
    assert client.cookies["donvi_session"].value != first


@SIDES
def test_an_unknown_address_is_told_what_a_wrong_password_is(client: Client, side: Side) -> None:
    wrong = sign_in(client, side, typed="không phải mật khẩu này")
    unknown = sign_in(client, side, email="ai@example.com", typed="không phải mật khẩu này")
    assert wrong.status_code == unknown.status_code == 422
    without_address = [answer.content.decode().replace(email, "") for answer, email in
                       ((wrong, EMAIL), (unknown, "ai@example.com"))]  # fmt: skip
    said = [text.partition('id="faults"')[2].partition("</form>")[0] for text in without_address]
    assert "chưa đúng" in said[0]
    assert _without_tokens(said[0]) == _without_tokens(said[1])


def test_what_was_typed_is_kept_but_for_the_password(client: Client) -> None:
    page = sign_in(client, Side.EMPLOYER, typed="không phải mật khẩu này").content.decode()
    assert f'value="{EMAIL}"' in page
    assert "không phải mật khẩu này" not in page


def test_an_empty_form_names_each_field_and_links_to_it(client: Client) -> None:
    page = sign_in(client, Side.EMPLOYER, email="", typed="").content.decode()
    assert "Có 2 lỗi cần sửa" in page
    assert '<a href="#id_email">Nhập địa chỉ thư điện tử.</a>' in page
    assert 'aria-describedby="id_password-error"' in page


def test_an_account_that_was_closed_does_not_open(client: Client) -> None:
    with working_for(Side.EMPLOYER):
        Account.objects.filter(email=EMAIL).update(is_active=False)
    assert sign_in(client, Side.EMPLOYER).status_code == 422


@SIDES
def test_the_tenth_failure_locks_the_account_for_this_address_whatever_the_case(client: Client, side: Side) -> None:
    for attempt in range(settings.AXES_FAILURE_LIMIT):
        answer = sign_in(client, side, email=EMAIL.upper() if attempt % 2 else EMAIL, typed="sai mật khẩu rồi")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) == 3600
    assert "Tạm khóa đăng nhập" in answer.content.decode()
    assert sign_in(client, side).status_code == 429, "the right password does not open a locked account"
    assert not is_signed_in(client, side)


def test_a_locked_account_is_told_so_in_english_too(client: Client) -> None:
    client.post("/ngon-ngu", {"lang": "en"})
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = sign_in(client, Side.EMPLOYER, typed="sai mật khẩu rồi")
    assert "Signing in is locked" in answer.content.decode()


def test_others_at_the_same_address_go_on(client: Client) -> None:
    with working_for(Side.EMPLOYER):
        Account.objects.create_account("ngoc@example.com", "Mai Bích Ngọc", PHRASE)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, Side.EMPLOYER, typed="sai mật khẩu rồi")
    assert sign_in(client, Side.EMPLOYER, email="ngoc@example.com").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/don-vi/TZ99001/ho-so/", "/don-vi/TZ99001/ho-so/"),
        ("/co-quan/", "/don-vi/"),
        ("https://elsewhere.example/don-vi/", "/don-vi/"),
        ("//elsewhere.example/don-vi/", "/don-vi/"),
        ("/don-vi/\\elsewhere.example", "/don-vi/%5Celsewhere.example"),
        ("javascript:alert(1)", "/don-vi/"),
        ("", "/don-vi/"),
    ],
)
def test_it_goes_on_to_pages_of_its_own_side_only(client: Client, wanted: str, goes: str) -> None:
    assert sign_in(client, Side.EMPLOYER, next=wanted)["Location"] == goes


@SIDES
def test_signing_out_ends_the_session_where_it_is_kept(client: Client, side: Side) -> None:
    sign_in(client, side)
    with working_for(side):
        assert Session.objects.count() == 1
    prefix = SITES[side].prefix
    assert client.get(f"{prefix}dang-xuat").status_code == 405, "a link or a picture must not sign anyone out"
    answer = client.post(f"{prefix}dang-xuat")
    assert answer["Location"].startswith(f"{prefix}dang-nhap")
    assert "Đã đăng xuất" in client.get(answer["Location"]).content.decode()
    assert not is_signed_in(client, side)
    with working_for(side):
        assert Session.objects.count() == 0


def test_signing_out_of_one_side_leaves_the_other(client: Client) -> None:
    for side in Side:
        sign_in(client, side)
    client.post("/don-vi/dang-xuat")
    assert is_signed_in(client, Side.AGENCY)


def test_a_part_of_a_page_asked_for_after_the_session_sends_the_whole_page_to_sign_in(client: Client) -> None:
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/don-vi/TZ99001/ho-so/"}
    answer = client.get("/don-vi/dang-nhap?next=/don-vi/TZ99001/phan", headers=asked)
    assert answer["HX-Redirect"] == "/don-vi/dang-nhap?next=%2Fdon-vi%2FTZ99001%2Fho-so%2F"
    assert answer.content == b""


def test_a_form_without_its_token_is_refused_with_words() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/don-vi/dang-nhap", {"email": EMAIL, "password": PHRASE})
    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in answer.content.decode()


def test_pages_with_a_password_are_not_kept_by_the_browser(client: Client) -> None:
    assert "no-store" in client.get("/don-vi/dang-nhap")["Cache-Control"]


def _without_tokens(page: str) -> str:
    return "".join(part.partition(">")[2] for part in page.split("<input"))
