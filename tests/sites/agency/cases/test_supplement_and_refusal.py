"""Asking the unit for more, going on without it, and sending the whole back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ibhxh.client.verify_notice import read_notice
from ibhxh.formats.notices import Refusal, SupplementRequest
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.notices.models import IssuedNotice
from tests.build.agency_office import signed_in
from tests.build.filing import key_ring
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]
ASKED = {"what": ["Hợp đồng lao động", ""], "why": ["Chưa kèm căn cứ.", ""], "deadline": "2026-02-06"}


def test_the_slip_goes_out_and_the_clock_stands_still(desk: Desk) -> None:
    case = desk.january()
    signed_in(desk.counter).post(reverse("agency:supplement", args=[case.pk]), ASKED | {"seen": case.version})
    case.refresh_from_db()
    assert (case.state, case.supplements_asked) == ("wait_supplement", 1)
    assert (case.paused_at, case.due_at) == (desk.hour.at, None)
    issued = IssuedNotice.objects.get(kind=SupplementRequest.TYPE)
    notice = read_notice(bytes(issued.statement), key_ring())
    assert isinstance(notice, SupplementRequest)
    assert (notice.request_number, notice.deadline) == (1, date(2026, 2, 6))
    assert [(item.what, item.reason.text) for item in notice.items] == [("Hợp đồng lao động", "Chưa kèm căn cứ.")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"what": [""], "why": [""]}, "Chưa ghi mục nào cần bổ sung"),
        ({"why": ["", ""]}, "Mục 1: chưa ghi lý do"),
        ({"deadline": "mai"}, "Hạn bổ sung chưa đúng dạng"),
        ({"deadline": "2026-01-30"}, "đã qua"),
    ],
)
def test_a_wrong_form_comes_back_with_everything_typed(desk: Desk, change: dict[str, object], said: str) -> None:
    case = desk.january()
    answer = signed_in(desk.counter).post(reverse("agency:supplement", args=[case.pk]), ASKED | change)
    shown = answer.content.decode()
    assert answer.status_code in {409, 422}
    assert said in shown
    assert ("what" not in change and "Hợp đồng lao động" in shown) or "what" in change
    assert not IssuedNotice.objects.filter(kind=SupplementRequest.TYPE).exists()


def test_going_on_waits_for_the_deadline_and_the_clock_runs_on(desk: Desk) -> None:
    case = desk.january()
    due = case.due_at
    assert due is not None
    client = signed_in(desk.officer)
    client.post(reverse("agency:supplement", args=[case.pk]), ASKED)
    early = client.post(reverse("agency:resume", args=[case.pk]))
    assert early.status_code == 409
    assert "đã quá hạn bổ sung" in early.content.decode()
    desk.hour.at += timedelta(days=10)  # Monday 09/02: 6 working days after Friday 30/01
    assert client.post(reverse("agency:resume", args=[case.pk])).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.paused_at, case.officer) == ("in_review", None, desk.officer)
    assert case.due_at is not None
    assert case.due_at.date() == date(2026, 2, 23)  # five working days after 09/02: Tết 16–20/02 lies between


def test_the_second_request_says_that_it_counts_as_late(desk: Desk) -> None:
    case = desk.january()
    client = signed_in(desk.officer)
    client.post(reverse("agency:supplement", args=[case.pk]), ASKED)
    desk.hour.at += timedelta(days=10)
    client.post(reverse("agency:resume", args=[case.pk]))
    shown = client.get(reverse("agency:supplement", args=[case.pk])).content.decode()
    assert "lần yêu cầu thứ 2" in shown and "trễ hạn" in shown


def test_asked_twice_by_a_double_click_is_asked_once(desk: Desk) -> None:
    case = desk.january()
    client = signed_in(desk.officer)
    for _ in range(2):
        answer = client.post(reverse("agency:supplement", args=[case.pk]), ASKED | {"seen": case.version})
        assert answer.status_code in {302, 403}
    assert IssuedNotice.objects.filter(kind=SupplementRequest.TYPE).count() == 1


def test_refusing_frees_the_round_and_tells_why(desk: Desk) -> None:
    case = desk.january()
    form = {"reason": ["not_competent"], "text": "Đơn vị đã chuyển đi từ 12/2025.", "seen": case.version}
    assert signed_in(desk.counter).post(reverse("agency:refuse", args=[case.pk]), form).status_code == 302
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.filed.refused) == ("refused", True)
    notice = read_notice(bytes(IssuedNotice.objects.get(kind=Refusal.TYPE).statement), key_ring())
    assert isinstance(notice, Refusal)
    assert [reason.text for reason in notice.reasons] == [
        "Đơn vị do cơ quan BHXH khác quản lý.",
        "Đơn vị đã chuyển đi từ 12/2025.",
    ]


def test_nobody_is_refused_without_a_reason(desk: Desk) -> None:
    case = desk.january()
    answer = signed_in(desk.counter).post(reverse("agency:refuse", args=[case.pk]), {"text": "  "})
    assert answer.status_code == 422
    assert "Chưa có lý do từ chối" in answer.content.decode()
    case.refresh_from_db()
    assert case.state == "accepted"


def test_who_does_not_have_the_case_neither_asks_nor_refuses(desk: Desk) -> None:
    case = desk.january()
    signed_in(desk.officer).post(reverse("agency:take", args=[case.pk]))
    for name in ("supplement", "refuse"):
        assert signed_in(desk.colleague).post(reverse(f"agency:{name}", args=[case.pk]), ASKED).status_code == 403
    case.refresh_from_db()
    assert case.state == "in_review"
