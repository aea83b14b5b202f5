"""The agency's notices: the list, each kind in words, the seal as it holds today, what can be taken away."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from ibhxh.formats.notices import AccountNotice, Notice
from ibhxh.sites.employer.models import Dossier, DraftRow, Unit
from ibhxh.sites.employer.models import Notice as Kept
from ibhxh.sites.employer.unit import notice_pages
from ibhxh.trust import KeyRing
from tests.build.journey import NOW, Place, a_place, a_sent, browser
from tests.build.notices import (
    acceptance,
    account_notice,
    decision,
    notices,
    participants_notice,
    refusal,
    sealed,
    supplement_request,
)
from tests.sites.employer.dossiers.test_incoming import tell

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]


@pytest.fixture
def clerk(place: Place) -> Client:
    return browser(place.clerk)


def path(place: Place, rest: str = "") -> str:
    return f"/don-vi/{place.unit.unit_code}/thong-bao{rest}"


def kept(place: Place, notice: Notice) -> Kept:
    """The notice as it came to the unit."""
    tell(place, notice)
    return place.unit.notices.get(kind=notice.TYPE)


def text(client: Client, place: Place, stored: Kept) -> str:
    answer = client.get(path(place, f"/{stored.pk}"))
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def many(place: Place, count: int) -> list[Kept]:
    """Copies of one notice, each a day older than the one before."""
    statement = sealed(account_notice())
    return Kept.objects.bulk_create(
        Kept(
            workspace=place.unit.workspace,
            unit=place.unit,
            kind=AccountNotice.TYPE,
            number=f"{number:05}/TB-BHXH",
            month=account_notice().account.month,
            statement=statement,
            digest=f"{number:064}",
            issued_at=NOW - timedelta(days=number),
            arrived_at=NOW,
        )
        for number in range(count)
    )


def listed(client: Client, place: Place, page: str = "") -> list[str]:
    """The numbers of a page, those not read first."""
    context = client.get(path(place), {"page": page} if page else {}).context
    return [one.stored.number[:5] for one in (*context["unread"], *context["read"])]


def test_nothing_came_yet(place: Place, clerk: Client) -> None:
    assert "Chưa có thông báo nào." in clerk.get(path(place)).content.decode()


def test_the_list_says_kind_and_what_it_is_about(place: Place, clerk: Client) -> None:
    a_sent(place)
    tell(place, acceptance(), account_notice())
    page = clerk.get(path(place)).content.decode()
    assert "2 thông báo chưa đọc." in page
    assert page.index("Thông báo kết quả đóng C12-TS") < page.index("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    assert "tháng 01/2026" in page
    assert "hồ sơ 00417/2026/07999" in page


def test_unread_first_then_the_latest_on_every_page(place: Place, clerk: Client) -> None:
    stored = many(place, 53)
    for minute, one in enumerate((stored[1], stored[0], *stored[2:51])):
        # In another order than they were issued in.
        Kept.objects.filter(pk=one.pk).update(read_at=NOW + timedelta(minutes=minute))
    numbers = [f"{number:05}" for number in (51, 52, *range(51))]
    assert listed(clerk, place) == numbers[:50]
    assert listed(clerk, place, "2") == numbers[50:]
    assert listed(clerk, place, "3") == numbers[50:], "there are two pages"
    assert listed(clerk, place, "không số") == numbers[:50]
    assert "2 thông báo chưa đọc." in clerk.get(path(place), {"page": "2"}).content.decode()


def test_read_is_what_somebody_who_acts_has_opened(place: Place, clerk: Client) -> None:
    stored = kept(place, account_notice())
    reader = browser(place.reader)
    assert "278.013.365" in text(reader, place, stored)
    assert clerk.head(path(place, f"/{stored.pk}")).status_code == 200
    stored.refresh_from_db()
    assert stored.read_at is None
    text(clerk, place, stored)
    stored.refresh_from_db()
    assert stored.read_at == NOW
    assert "Đã đọc hết." in clerk.get(path(place)).content.decode()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("notice", notices(), ids=lambda notice: notice.TYPE)
def test_every_kind_has_its_page_its_slip_and_its_file(place: Place, clerk: Client, notice: Notice, lang: str) -> None:
    a_sent(place)
    stored = kept(place, notice)
    clerk.post("/ngon-ngu", {"lang": lang})
    page = text(clerk, place, stored)
    assert ("Chữ ký của Bảo hiểm xã hội cơ sở mẫu 07999 hợp lệ" in page) == (lang == "vi")
    assert ("The signature of Bảo hiểm xã hội cơ sở mẫu 07999 holds" in page) == (lang == "en")
    assert "ibhxh verify" in page
    slip = clerk.get(path(place, f"/{stored.pk}.pdf"))
    assert slip.content.startswith(b"%PDF")
    assert slip.headers["Content-Type"] == "application/pdf"
    file = clerk.get(path(place, f"/{stored.pk}.json"))
    assert file.content == sealed(notice)
    name = f"{notice.TYPE.removeprefix('ibhxh-')}-{notice.head.number.replace('/', '-')}.json"
    assert f'filename="{name}"' in file.headers["Content-Disposition"]
    assert name in page


def test_a_key_that_is_not_ours_makes_the_seal_wrong(place: Place, clerk: Client) -> None:
    stored = kept(place, account_notice())
    place.unit.gateway_keys = KeyRing([]).to_bytes()
    place.unit.save()
    page = text(clerk, place, stored)
    assert "Chữ ký của thông báo này không hợp lệ" in page
    assert "hợp lệ, ký lúc" not in page
    assert "không dùng để nộp tiền" in page
    assert "Bước tiếp theo" not in page


def test_a_statement_that_was_changed_makes_the_seal_wrong(place: Place, clerk: Client) -> None:
    stored = kept(place, account_notice())
    statement = json.loads(bytes(stored.statement))
    later = replace(account_notice(), pay_by=date(2026, 3, 31))
    forged = statement | {"payload": json.loads(sealed(later))["payload"]}
    Kept.objects.filter(pk=stored.pk).update(statement=json.dumps(forged).encode())
    page = text(clerk, place, stored)
    assert "Chữ ký của thông báo này không hợp lệ" in page
    assert "Tài khoản tháng 01/2026" in page, "what it says is there to be looked into"
    assert "hợp lệ, ký lúc" not in page
    assert "Tải bản PDF" not in page


def test_bytes_that_are_no_notice_any_more_are_told_and_can_be_taken_away(place: Place, clerk: Client) -> None:
    stored = kept(place, refusal())
    Kept.objects.filter(pk=stored.pk).update(statement=b"{}")
    page = text(clerk, place, stored)
    assert "Chữ ký của thông báo này không hợp lệ" in page
    assert "Tải bản PDF" not in page
    assert clerk.get(path(place, f"/{stored.pk}.pdf")).status_code == 404
    assert clerk.get(path(place, f"/{stored.pk}.json")).content == b"{}"


def test_the_account_line_by_line(place: Place, clerk: Client) -> None:
    stored = kept(place, account_notice())
    answer = clerk.get(path(place, f"/{stored.pk}"))
    rows = {line.code: figures for line, figures in answer.context["rows"]}
    assert rows["B.3"] == ["217.680.725", "39.182.549", "16.766.458", "4.383.633", "278.013.365"]
    assert rows["A.2.2"][-1] == rows["C"][-1] == "275.636.160"
    assert rows["B"] == []
    assert rows["B.2"][-1] == "", "funds count the same wage: there is no sum"
    page = text(clerk, place, stored)
    assert "Ủy nhiệm chi số 00123, ngày 28/01/2026" in page
    assert "chờ danh sách D09-TS để đối chiếu" in page
    assert "doi-chieu" not in urls_of_main(page)


def urls_of_main(page: str) -> str:
    """The page without the frame around it."""
    return page[page.index("<main") : page.index("</main>")]


def test_with_both_notices_the_month_can_be_reconciled_and_paid(place: Place, clerk: Client) -> None:
    a_sent(place)
    stored = kept(place, account_notice())
    listed_people = kept(place, participants_notice())
    page = urls_of_main(text(clerk, place, stored))
    assert "/don-vi/TZ99001/doi-chieu?ky=2026-01" in page
    assert 'href="/don-vi/TZ99001/phai-dong"' in page
    assert "hạn 28/02/2026" in page
    assert "/don-vi/TZ99001/doi-chieu/tung-nguoi?ky=2026-01" in urls_of_main(text(clerk, place, listed_people))


def test_the_list_of_participants_in_figures(place: Place, clerk: Client) -> None:
    stored = kept(place, participants_notice())
    summary = clerk.get(path(place, f"/{stored.pk}")).context["summary"]
    assert (summary.heads, summary.charged) == (102, 99)
    assert (summary.employer, summary.worker, summary.total) == (186_911_442, 91_101_923, 278_013_365)
    assert [name.vi for name, *_ in summary.funds][:2] == ["Hưu trí, tử tuất", "Ốm đau, thai sản"]
    assert summary.funds[0][1:] == (121_901_206, 69_657_832, 191_559_038)


def test_lines_lead_to_their_rows_of_the_dossier(place: Place, clerk: Client) -> None:
    dossier = a_sent(place)
    tell(place, acceptance())
    stored = kept(place, decision())
    decided = clerk.get(path(place, f"/{stored.pk}")).context["decided"]
    assert [one.line.row for one in decided["returned"]] == [58, 60]
    assert len(decided["accepted"]) == 68
    for one in decided["returned"]:
        address = urlsplit(one.url)
        assert address.path == place.path(f"{dossier.pk}/bang/0")
        assert clerk.get(address.path).status_code == 200
        row = DraftRow.objects.get(pk=address.fragment)
        assert row.cells["full_name"] == one.line.person
    page = text(clerk, place, stored)
    assert "Người lao động đang tham gia tại đơn vị khác." in page
    assert "Đề nghị đơn vị cũ báo giảm trước, rồi báo tăng lại." in page
    assert place.path(str(dossier.pk)) in page


def test_a_decision_on_a_dossier_made_elsewhere_leads_nowhere(place: Place, clerk: Client) -> None:
    stored = kept(place, decision())
    assert not Dossier.objects.exists()
    decided = clerk.get(path(place, f"/{stored.pk}")).context["decided"]
    assert {one.url for one in (*decided["returned"], *decided["accepted"])} == {""}
    assert "hồ sơ không lập ở đây" in clerk.get(path(place)).content.decode()


def test_a_row_that_is_no_longer_there_leads_to_the_list(place: Place, clerk: Client) -> None:
    dossier = a_sent(place)
    stored = kept(place, decision())
    DraftRow.objects.filter(sheet__dossier=dossier, place__gte=60).delete()
    decided = clerk.get(path(place, f"/{stored.pk}")).context["decided"]
    assert [bool(urlsplit(one.url).fragment) for one in decided["returned"]] == [True, False]


def test_what_is_asked_for_and_why_it_was_refused(place: Place, clerk: Client) -> None:
    a_sent(place)
    asked = text(clerk, place, kept(place, supplement_request()))
    assert "2 mục cần bổ sung" in asked
    assert "Hợp đồng lao động của bà Trần Thị Mai Lan (dòng 60)" in asked
    assert "trước hết 12/02/2026" in asked
    refused = text(clerk, place, kept(place, refusal()))
    assert "Danh sách ghi mã đơn vị của chi nhánh chưa đăng ký tham gia." in refused


def test_every_kind_has_a_name() -> None:
    assert {notice.TYPE for notice in notices()} == set(notice_pages.NOTICE_NAMES)


@pytest.mark.parametrize("ending", ["", ".pdf", ".json"])
def test_another_units_notice_is_not_there(place: Place, clerk: Client, ending: str) -> None:
    stored = kept(place, account_notice())
    other = a_place("TZ99002")
    assert browser(other.signer).get(path(other, f"/{stored.pk}{ending}")).status_code == 404
    assert browser(other.signer).get(path(place, f"/{stored.pk}{ending}")).status_code == 404
    Unit.objects.filter(pk=other.unit.pk).update(workspace=place.unit.workspace)
    assert clerk.get(path(other, f"/{stored.pk}{ending}")).status_code == 404, "a sister unit of the same workspace"
    assert clerk.post(path(place, f"/{stored.pk}{ending}")).status_code == 405
    stored.refresh_from_db()
    assert stored.read_at is None
