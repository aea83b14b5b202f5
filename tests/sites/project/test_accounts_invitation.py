"""An invitation: a link that sets a password once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from ibhxh.sites.project import clock
from ibhxh.sites.project.accounts.models import INVITATION_LASTS, Account, Invitation
from ibhxh.sites.project.sides import SITES, Side, working_for

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]

PHRASE = "bảy con mèo ngủ"
SIDES = pytest.mark.parametrize("side", list(Side))


def invite(side: Side, age: timedelta = timedelta()) -> str:
    with working_for(side):
        account = Account.objects.create_account("ngoc@example.com", "Mai Bích Ngọc")
        return f"{SITES[side].prefix}loi-moi/{Invitation.issue(account, at=clock.now() - age)}"


@SIDES
def test_an_invited_person_sets_a_password_and_is_in(client: Client, side: Side) -> None:
    link = invite(side)
    page = client.get(link).content.decode()
    assert "Mai Bích Ngọc" in page and "Từ 10 ký tự" in page, "the rules are shown before anything is typed"
    answer = client.post(link, {"password": PHRASE, "again": PHRASE})
    assert (answer.status_code, answer["Location"]) == (302, SITES[side].prefix)
    assert client.get(f"{SITES[side].prefix}dang-nhap").status_code == 302
    later = Client().post(f"{SITES[side].prefix}dang-nhap", {"email": "ngoc@example.com", "password": PHRASE})
    assert later.status_code == 302


def test_looking_at_the_link_does_not_use_it_up(client: Client) -> None:
    link = invite(Side.EMPLOYER)
    assert [client.get(link).status_code for _ in range(3)] == [200, 200, 200]


def test_a_used_link_says_what_to_do(client: Client) -> None:
    link = invite(Side.EMPLOYER)
    client.post(link, {"password": PHRASE, "again": PHRASE})
    other = Client()
    for answer in (other.get(link), other.post(link, {"password": "mật khẩu khác hẳn", "again": "mật khẩu khác hẳn"})):
        assert answer.status_code == 410
        assert "gửi lời mời mới" in answer.content.decode()
    with working_for(Side.EMPLOYER):
        assert Account.objects.get().check_password(PHRASE)


@SIDES
def test_a_link_is_over_after_its_days_and_none_on_the_other_side(client: Client, side: Side) -> None:
    assert client.get(invite(side, age=INVITATION_LASTS)).status_code == 410
    other = next(one for one in Side if one != side)
    good = invite(other)
    assert client.get(good.replace(SITES[other].prefix, SITES[side].prefix)).status_code == 410


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        ("ngắn", "ngắn", "Mật khẩu cần từ 10 ký tự."),
        ("1234567890", "1234567890", "Mật khẩu này nhiều người dùng nên dễ đoán."),
        (PHRASE, "bảy con mèo thức", "Hai lần nhập chưa giống nhau."),
        ("", "", "Nhập mật khẩu."),
    ],
)
def test_a_password_that_will_not_do_is_told_why_and_the_link_stays_good(
    client: Client, password: str, again: str, told: str
) -> None:
    link = invite(Side.EMPLOYER)
    answer = client.post(link, {"password": password, "again": again})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert client.post(link, {"password": PHRASE, "again": PHRASE}).status_code == 302


def test_spaces_belong_to_a_password(client: Client) -> None:
    spaced = f"  {PHRASE} "
    client.post(invite(Side.EMPLOYER), {"password": spaced, "again": spaced})
    with working_for(Side.EMPLOYER):
        assert Account.objects.get().check_password(spaced)
