"""The page of the unit: facts and who may change them, keys, and people who come and go."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from ibhxh.sites.employer.models import KeyFile, Membership, Workspace
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project.accounts.models import Account, Invitation
from ibhxh.sites.project.sides import Side, working_for
from tests.build.drafting import make_account
from tests.build.journey import NOW, Place, a_place, browser
from tests.sites.employer.dossiers.conftest import Hour

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]

FACTS = {
    "address": "Lô 14, đường số 3, Xã Hóc Môn, Thành phố Hồ Chí Minh",
    "representative": "Vũ Thị Phương Nga",
    "phone": "028 9900 0016",
    "email": "nhansu@binhminhmau.example",
    "work_week": "5",
}
GUEST = {"name": "Phạm Mẫu Khuê", "email": "Khue@Mau.example", "role": "clerk"}


@pytest.fixture
def signer(place: Place) -> Client:
    return browser(place.signer)


def address(place: Place, rest: str = "") -> str:
    return f"/don-vi/{place.unit.unit_code}/don-vi{rest}"


def member(place: Place, account: Account) -> Membership:
    return Membership.objects.get(workspace=place.unit.workspace, account=account)


def link_of(answer: str) -> str:
    found = re.search(r'value="http://testserver(/don-vi/loi-moi/[\w-]+)"', answer)
    assert found
    return found[1]


def test_everybody_reads_the_facts_and_signers_change_them(place: Place, signer: Client) -> None:
    read = browser(place.reader).get(address(place)).content.decode()
    for fact in ("TZ99001", "9900000016", "BHXH cơ sở Mẫu (07999)", "6 ngày, thứ Hai đến thứ Bảy", "Vũ Mẫu Phương"):
        assert fact in read
    assert "sua=1" not in read and "Mời thêm người" not in read
    for account in (place.reader, place.clerk):
        assert browser(account).post(address(place), FACTS).status_code == 403
    assert signer.post(address(place), FACTS)["Location"] == address(place)
    place.unit.refresh_from_db()
    assert (place.unit.work_week, place.unit.address) == ("5", FACTS["address"])
    assert place.unit.facts().phone == "028 9900 0016"


def test_what_will_not_do_is_said_and_kept_as_typed(place: Place, signer: Client) -> None:
    typed = FACTS | {"phone": "không có", "email": "nhansu", "representative": "", "work_week": "4"}
    answer = signer.post(address(place), typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Có 4 lỗi cần sửa" in html
    for name in ("phone", "email", "representative", "work_week"):
        assert f'href="#{name}"' in html
    assert 'value="không có"' in html
    place.unit.refresh_from_db()
    assert place.unit.work_week == "6"


def test_what_is_registered_is_not_changed_here(place: Place, signer: Client) -> None:
    signer.post(address(place), FACTS | {"unit_code": "TZ00000", "mst": "1", "access_key": "x", "email": ""})
    place.unit.refresh_from_db()
    assert (place.unit.unit_code, place.unit.mst, place.unit.access_key) == ("TZ99001", "9900000016", "khoa-mau")
    assert place.unit.email is None


@pytest.mark.parametrize(("days", "words"), [(100, ""), (20, "Còn 20 ngày"), (-1, "Đã hết hạn")])
def test_keys_tell_when_they_end(place: Place, signer: Client, days: int, words: str) -> None:
    KeyFile.objects.create(
        workspace=place.unit.workspace,
        unit=place.unit,
        name="khoa.p12",
        data=b"bytes of a key",
        subject="UID=MST:9900000016,CN=Công ty Mẫu,C=VN",
        mst="9900000016",
        valid_until=NOW + timedelta(days=days),
    )
    html = signer.get(address(place)).content.decode()
    assert "Công ty Mẫu" in html and words in html
    assert ("hết hạn" in html) == (days < 0)
    assert "khoa-mau" not in html, "the access key is shown to nobody"


def test_an_invitation_is_shown_once_and_opens_the_desk(place: Place, signer: Client) -> None:
    answer = signer.post(address(place, "/moi-nguoi"), GUEST)
    html = answer.content.decode()
    assert "khue@mau.example" in html and "06/02/2026" in html
    link = link_of(html)
    secret = link.rpartition("/")[2]
    invitation = Invitation.objects.get()
    assert secret not in str(vars(invitation)), "only the hash is kept"
    guest = Account.objects.get(email="khue@mau.example")
    assert member(place, guest).role == Role.CLERK
    page = signer.get(address(place)).content.decode()
    assert "Chưa nhận lời mời" in page and secret not in page

    newcomer = Client()
    password = "cam-tu-cau-mau-tim"  # noqa: S105
    newcomer.post(link, {"password": password, "again": password})
    assert newcomer.get(f"/don-vi/{place.unit.unit_code}/").status_code == 200
    assert newcomer.get(address(place, "/moi-nguoi")).status_code == 403
    assert Client().get(link).status_code == 410


def test_whom_to_invite_is_looked_at(place: Place, signer: Client) -> None:
    answer = signer.post(address(place, "/moi-nguoi"), {"name": " ", "email": "khue", "role": "owner"})
    assert answer.status_code == 422
    assert "Có 3 lỗi cần sửa" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_member_is_said_and_not_doubled(place: Place, signer: Client) -> None:
    answer = signer.post(address(place, "/moi-nguoi"), GUEST | {"email": place.clerk.email.upper(), "role": "signer"})
    assert answer.status_code == 422
    assert "Lê Thị Mẫu Hạnh đã có trong danh sách" in answer.content.decode()
    assert member(place, place.clerk).role == Role.CLERK
    assert not Invitation.objects.exists()


def test_an_account_of_another_workspace_is_not_taken_over(place: Place, signer: Client) -> None:
    other = a_place("TZ99002")
    answer = signer.post(address(place, "/moi-nguoi"), GUEST | {"email": other.signer.email})
    assert answer.status_code == 422
    assert "đã có tài khoản ở nơi làm việc khác" in answer.content.decode()
    assert not Membership.objects.filter(account=other.signer, workspace=place.unit.workspace).exists()
    Membership.objects.create(account=other.signer, workspace=place.unit.workspace, role=Role.READER)
    theirs = member(place, other.signer).pk
    assert signer.post(address(place, f"/nguoi/{theirs}/lien-ket")).status_code == 404
    assert "không cấp liên kết mật khẩu từ đây" in signer.get(address(place)).content.decode()


def test_an_old_account_without_a_place_begins_anew(place: Place, signer: Client) -> None:
    make_account("khue@mau.example", "Tên Cũ")
    answer = signer.post(address(place, "/moi-nguoi"), GUEST)
    account = Account.objects.get(email="khue@mau.example")
    assert (account.name, account.has_usable_password()) == ("Phạm Mẫu Khuê", False)
    assert Client().get(link_of(answer.content.decode())).status_code == 200


def test_a_new_link_ends_the_one_before(place: Place, signer: Client) -> None:
    first = link_of(signer.post(address(place, "/moi-nguoi"), GUEST).content.decode())
    guest = member(place, Account.objects.get(email="khue@mau.example"))
    second = link_of(signer.post(address(place, f"/nguoi/{guest.pk}/lien-ket")).content.decode())
    assert (Client().get(first).status_code, Client().get(second).status_code) == (410, 200)


def test_who_is_removed_is_out_at_once(place: Place, signer: Client) -> None:
    clerk = browser(place.clerk)
    assert clerk.get(f"/don-vi/{place.unit.unit_code}/").status_code == 200
    out = address(place, f"/nguoi/{member(place, place.clerk).pk}/bo")
    assert signer.post(out)["Location"] == address(place)
    assert clerk.get(f"/don-vi/{place.unit.unit_code}/").status_code == 404
    assert "Đã bỏ quyền của Lê Thị Mẫu Hạnh" in signer.get(address(place)).content.decode()
    assert signer.post(out).status_code == 404


def test_the_link_of_whoever_is_removed_ends_too(place: Place, signer: Client) -> None:
    link = link_of(signer.post(address(place, "/moi-nguoi"), GUEST).content.decode())
    guest = member(place, Account.objects.get(email="khue@mau.example"))
    signer.post(address(place, f"/nguoi/{guest.pk}/bo"))
    assert Client().get(link).status_code == 410


def test_nobody_removes_themselves_or_members_elsewhere(place: Place, signer: Client) -> None:
    other = a_place("TZ99002")
    for membership in (member(place, place.signer), member(other, other.clerk)):
        for what in ("bo", "lien-ket"):
            assert signer.post(address(place, f"/nguoi/{membership.pk}/{what}")).status_code == 404
    assert Membership.objects.count() == 6


@pytest.mark.parametrize("rest", ["/moi-nguoi", "/nguoi/{clerk}/bo", "/nguoi/{clerk}/lien-ket"])
def test_people_are_the_signers_business(place: Place, rest: str) -> None:
    rest = rest.format(clerk=member(place, place.clerk).pk)
    for account in (place.reader, place.clerk):
        assert browser(account).post(address(place, rest), GUEST).status_code == 403
    assert Account.objects.count() == 3


def test_several_units_are_chosen_from_by_name(place: Place, hour: Hour) -> None:
    with working_for(Side.EMPLOYER):
        second = a_place("TZ99002")
        Membership.objects.create(account=place.clerk, workspace=second.unit.workspace, role=Role.READER)
    page = browser(place.clerk).get("/don-vi/").content.decode()
    assert 'href="/don-vi/TZ99001/"' in page and 'href="/don-vi/TZ99002/"' in page
    assert Workspace.objects.count() == 2
