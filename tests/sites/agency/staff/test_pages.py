"""The staff of an office: the list, inviting, a new link, stopping and coming back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.taking import take_case
from ibhxh.sites.agency.staff.models import Officer, Role
from ibhxh.sites.project.accounts.inviting import invite
from ibhxh.sites.project.accounts.models import INVITATION_LASTS, Account, Invitation
from tests.build.agency_office import an_office, an_officer, signed_in
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]
NEW = {"name": "Nguyễn Thị Mẫu Mới", "email": "Moi@Mau.example", "role": "officer", "title": "Chuyên viên"}
PASSWORD = "mot-cau-dai-de-nho"  # noqa: S105 - of somebody who does not exist


def link_in(page: str) -> str:
    """The address that a page shows once."""
    found = re.search(r'value="http://testserver(/co-quan/loi-moi/[^"]+)"', page)
    assert found is not None
    return found[1]


def invited(desk: Desk, form: dict[str, str]) -> tuple[str, Officer]:
    answer = signed_in(desk.head).post(reverse("agency:staff-invite"), form)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return link_in(answer.content.decode()), Officer.objects.get(account__email=form["email"].lower())


def test_the_list_tells_roles_units_cases_and_accounts(desk: Desk) -> None:
    take_case(desk.january(), desk.officer, at=desk.hour.at)
    shown = signed_in(desk.head).get(reverse("agency:staff")).content.decode()
    row = re.search(r"<tr><td><b>Trần Thị Lan</b>.*?</tr>", shown, re.DOTALL)
    assert row is not None
    assert "Cán bộ quản lý" in row[0]
    assert re.findall(r'class="num" data-label="[^"]+">(\d+)<', row[0]) == ["1", "1"]
    assert "Chưa đặt mật khẩu, liên kết đã hết hạn" in row[0]
    own = re.search(r"<tr><td><b>Phạm Văn Duyệt</b>.*?</tr>", shown, re.DOTALL)
    assert own is not None and "Ngừng tài khoản" not in own[0]


def test_the_navigation_leads_the_head_there_and_nobody_else(desk: Desk) -> None:
    address = reverse("agency:staff")
    assert f'href="{address}"' in signed_in(desk.head).get(reverse("agency:home")).content.decode()
    for other in (desk.officer, desk.counter):
        assert f'href="{address}"' not in signed_in(other).get(reverse("agency:home")).content.decode()
        assert signed_in(other).get(address).status_code == 403


def test_who_is_invited_sets_a_password_once_and_works(desk: Desk) -> None:
    link, officer = invited(desk, NEW)
    assert (officer.account.name, officer.role, officer.title) == (NEW["name"], Role.OFFICER, "Chuyên viên")
    assert officer.office == desk.office
    browser = Client()
    answer = browser.post(link, {"password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302
    assert browser.get(reverse("agency:home")).status_code == 200
    assert Client().get(link).status_code == 410


def test_a_title_may_be_left_out(desk: Desk) -> None:
    assert invited(desk, NEW | {"title": " "})[1].title == ""


def test_the_link_ends_when_it_says(desk: Desk) -> None:
    link, officer = invited(desk, NEW)
    assert Invitation.objects.get(account=officer.account).expires_at == desk.hour.at + INVITATION_LASTS
    desk.hour.at += INVITATION_LASTS + timedelta(seconds=1)
    assert Client().get(link).status_code == 410


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " "}, "Ghi họ tên cán bộ."),
        ({"email": "moi"}, "Địa chỉ thư chưa đúng dạng"),
        ({"role": "chief"}, "chief"),
        ({"email": "OFFICER.07999.lan@mau.example"}, "Địa chỉ này đã có tài khoản"),
    ],
)
def test_a_form_that_will_not_do_makes_nobody(desk: Desk, change: dict[str, str], said: str) -> None:
    before = Account.objects.count()
    answer = signed_in(desk.head).post(reverse("agency:staff-invite"), NEW | change)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert said in shown and "Có 1 lỗi cần sửa" in shown
    assert Account.objects.count() == before


def test_a_new_link_ends_the_one_before(desk: Desk) -> None:
    first, officer = invited(desk, NEW)
    answer = signed_in(desk.head).post(reverse("agency:staff-link", args=[officer.pk]))
    second = link_in(answer.content.decode())
    assert (Client().get(first).status_code, Client().get(second).status_code) == (410, 200)


def test_who_stops_is_out_at_once_and_what_they_had_goes_on(desk: Desk) -> None:
    case = desk.january()
    working = signed_in(desk.officer)
    working.post(reverse("agency:take", args=[case.pk]))
    address = reverse("agency:staff-stop", args=[desk.officer.pk])
    head = signed_in(desk.head)
    asked = head.get(address).content.decode()
    assert "Đang được giao 1 đơn vị" in asked and "Đang giữ 1 hồ sơ chưa xong" in asked
    answer = head.post(address, {"to": desk.colleague.pk}, follow=True)
    assert "Trần Thị Lan không đăng nhập được nữa" in answer.content.decode()
    assert "/dang-nhap" in working.get(reverse("agency:home")).headers["Location"]
    desk.unit.refresh_from_db()
    case = Case.objects.get(pk=case.pk)
    assert (desk.unit.officer, case.officer) == (desk.colleague, desk.colleague)
    assert case.events.order_by("seq").last().facts["officer"] == desk.colleague.account.name
    assert "Trần Thị Lan" not in head.get(reverse("agency:hand-over", args=[case.pk])).content.decode()


def test_with_nobody_to_take_over_the_cases_wait_for_whoever_does(desk: Desk) -> None:
    case = desk.january()
    take_case(case, desk.officer, at=desk.hour.at)
    signed_in(desk.head).post(reverse("agency:staff-stop", args=[desk.officer.pk]), {"to": ""})
    desk.unit.refresh_from_db()
    assert desk.unit.officer is None
    signed_in(desk.colleague).post(reverse("agency:take", args=[case.pk]))
    assert Case.objects.get(pk=case.pk).officer == desk.colleague


def test_nobody_stops_their_own_account(desk: Desk) -> None:
    answer = signed_in(desk.head).post(reverse("agency:staff-stop", args=[desk.head.pk]))
    assert answer.status_code == 409
    assert "Không tự ngừng tài khoản đang dùng" in answer.content.decode()
    assert Account.objects.get(pk=desk.head.account_id).is_active


def test_who_was_stopped_gets_no_link_and_can_come_back(desk: Desk) -> None:
    head = signed_in(desk.head)
    link, officer = invited(desk, NEW)
    head.post(reverse("agency:staff-stop", args=[officer.pk]))
    assert Client().get(link).status_code == 410
    assert head.post(reverse("agency:staff-link", args=[officer.pk])).status_code == 404
    assert "Đã ngừng" in head.get(reverse("agency:staff")).content.decode()
    head.post(reverse("agency:staff-resume", args=[officer.pk]))
    assert Account.objects.get(pk=officer.account_id).is_active


def test_the_staff_of_another_office_does_not_exist(desk: Desk) -> None:
    other = an_officer(an_office("08888", "BHXH cơ sở 08888"), Role.OFFICER, "Lý Văn Khác")
    head = signed_in(desk.head)
    assert "Lý Văn Khác" not in head.get(reverse("agency:staff")).content.decode()
    for name in ("staff-stop", "staff-link", "staff-resume"):
        assert head.post(reverse(f"agency:{name}", args=[other.pk])).status_code == 404
    stopping = reverse("agency:staff-stop", args=[desk.officer.pk])
    assert head.post(stopping, {"to": other.pk}).status_code == 404


def test_an_account_with_a_password_is_given_no_link(desk: Desk) -> None:
    account = Account.objects.create_account("co@mau.example", "Lê Thị Có", PASSWORD)
    assert invite("CO@mau.example", "Tên Khác", at=desk.hour.at) == (account, None)
    account.refresh_from_db()
    assert account.name == "Lê Thị Có"
