"""Closing a month: sealed notices, a month that never changes again, and the next one open."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db.models import Sum
from django.urls import reverse

from ibhxh.client.verify_notice import read_notice
from ibhxh.formats.notices import AccountNotice, ParticipantsNotice
from ibhxh.register import Account
from ibhxh.sites.agency.notices.models import IssuedNotice
from ibhxh.sites.agency.register.closing import (
    IdentitiesBroken,
    MonthNotOver,
    NotTheOpenMonth,
    close_next,
    close_unit,
)
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.sites.agency.register.models import ClosedMonth, ClosingRun, PostingRow, RegisteredUnit
from ibhxh.sites.project.jobs.models import Job
from ibhxh.trust.instants import VIETNAM
from tests.build.agency_office import B3_OF_JANUARY, DECEMBER, JANUARY, signed_in
from tests.build.filing import key_ring
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]
LAST_DAY = datetime(2026, 1, 31, 16, 0, tzinfo=VIETNAM)
FEBRUARY = JANUARY + 1


@pytest.fixture
def decided(desk: Desk) -> Desk:
    """January's seventy lines are decided, and it is the month's last day."""
    case, client = desk.january(), signed_in(desk.officer)
    client.post(reverse("agency:take", args=[case.pk]))
    lines = ",".join(f"0.{row}" for row in range(70))
    client.post(reverse("agency:settle", args=[case.pk]), {"act": f"accept:{lines}"})
    client.post(reverse("agency:decide", args=[case.pk]))
    desk.hour.at = LAST_DAY
    return desk


def close(desk: Desk) -> int:
    """Press the head's button."""
    return signed_in(desk.head).post(reverse("agency:close", args=[desk.unit.pk]), {"month": JANUARY}).status_code


def test_a_month_is_not_closed_before_its_last_day(desk: Desk) -> None:
    with pytest.raises(MonthNotOver):
        close_unit(desk.unit, JANUARY, "Mẫu", at=desk.hour.at)
    assert close(desk) == 409
    assert not ClosedMonth.objects.exists()


def test_months_are_closed_in_their_order(desk: Desk) -> None:
    with pytest.raises(NotTheOpenMonth):
        close_unit(desk.unit, FEBRUARY, "Mẫu", at=LAST_DAY)
    with pytest.raises(NotTheOpenMonth):
        close_unit(desk.unit, DECEMBER, "Mẫu", at=LAST_DAY)


def test_january_is_sealed_as_published(decided: Desk) -> None:
    assert close(decided) == 302
    account, people = (
        read_notice(bytes(issued.statement), key_ring())
        for issued in IssuedNotice.objects.filter(month=JANUARY).order_by("seq")
    )
    assert isinstance(account, AccountNotice)
    assert isinstance(people, ParticipantsNotice)
    assert account.account["B.3"].total == B3_OF_JANUARY
    assert account.account["Đ.2.2"].total == B3_OF_JANUARY + 275_636_160
    assert (account.account["B.1"].total, people.participants.heads) == (102, 102)
    assert str(account.pay_by) == "2026-02-28"
    assert account.transfer_reference is not None and account.transfer_reference.startswith(
        "+BHXH+103+00+TZ99001+07999+"
    )


def test_closing_opens_february_with_its_published_obligation(decided: Desk) -> None:
    close(decided)
    assert Ledger(decided.unit).open_month == FEBRUARY
    february = PostingRow.objects.filter(booked_in=FEBRUARY, month=FEBRUARY).aggregate(all=Sum("amount"))["all"]
    assert february == 281_649_655


def test_closed_twice_is_closed_once(decided: Desk) -> None:
    assert [close(decided), close(decided)] == [302, 302]
    assert ClosedMonth.objects.count() == 1
    assert IssuedNotice.objects.filter(month=JANUARY).count() == 2


def test_money_of_a_closed_month_counts_in_the_open_one(decided: Desk) -> None:
    close(decided)
    sealed = ClosedMonth.objects.get().account
    form = {"paid_on": "2026-01-28", "order_number": "00123", "amount": "275.636.160", "reference": "+BHXH+103+00+"}
    decided.hour.at = datetime(2026, 2, 3, 9, 0, tzinfo=VIETNAM)
    url = reverse("agency:pay", args=[decided.unit.pk])
    assert signed_in(decided.officer).post(url, form).status_code == 302
    assert ClosedMonth.objects.get().account == sealed
    live = Ledger(decided.unit).live(decided.hour.at.date()).account
    assert (live.month, live["C"].total) == (FEBRUARY, 275_636_160)
    assert live["A.2.2"].total == Account.from_dict(sealed)["Đ.2.2"].total
    assert live["Đ.2.2"].total == B3_OF_JANUARY + 281_649_655
    again = signed_in(decided.officer).post(url, form)
    assert again.status_code == 409
    assert "đã được ghi" in again.content.decode()


def test_money_covers_what_was_brought_forward_fund_by_fund(desk: Desk) -> None:
    form = {"paid_on": "2026-01-28", "order_number": "00123", "amount": "275636160"}
    signed_in(desk.officer).post(reverse("agency:pay", args=[desk.unit.pk]), form)
    account = Ledger(desk.unit).live(LAST_DAY.date()).account
    assert account["D.1"].funds() == account["A.2.2"].funds()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"paid_on": ""}, "Ngày nộp chưa đúng dạng"),
        ({"amount": "-5"}, "Số tiền phải là số đồng"),
        ({"order_number": " "}, "Chưa ghi số ủy nhiệm chi"),
        ({"paid_on": "2026-03-01"}, "chưa đến"),
    ],
)
def test_a_wrong_order_is_told_and_nothing_typed_is_lost(desk: Desk, change: dict[str, str], said: str) -> None:
    form = {"paid_on": "2026-01-28", "order_number": "00123", "amount": "1.000", "reference": "Nội dung thử"} | change
    answer = signed_in(desk.officer).post(reverse("agency:pay", args=[desk.unit.pk]), form)
    assert answer.status_code in {409, 422}
    assert said in answer.content.decode() and "Nội dung thử" in answer.content.decode()
    assert not desk.unit.payments.exists()


def test_an_account_that_does_not_add_up_is_never_sealed(decided: Desk) -> None:
    PostingRow.objects.create(
        unit=decided.unit,
        person="",
        month=JANUARY,
        booked_in=JANUARY,
        fund="BHYT",
        payer="ER",
        amount=1,
        recorded_at=LAST_DAY,
    )
    with pytest.raises(IdentitiesBroken) as broken:
        close_unit(decided.unit, JANUARY, "Mẫu", at=LAST_DAY)
    assert broken.value.broken
    shown = signed_in(decided.head).get(reverse("agency:unit", args=[decided.unit.pk])).content.decode()
    assert "Số liệu chưa cân" in shown
    assert not ClosedMonth.objects.exists()


def test_the_whole_office_is_closed_by_one_job(decided: Desk) -> None:
    broken = RegisteredUnit.objects.create(
        unit_code="TZ99002", mst="9900000024", name="Đơn vị lệch", office=decided.office, opening_month=DECEMBER
    )
    PostingRow.objects.create(
        unit=broken,
        person="",
        month=JANUARY,
        booked_in=JANUARY,
        fund="BHYT",
        payer="ER",
        amount=1,
        recorded_at=LAST_DAY,
    )
    client = signed_in(decided.head)
    for _ in range(2):
        assert client.post(reverse("agency:close-office"), {"month": JANUARY}).status_code == 302
    run = ClosingRun.objects.get()
    job = Job.objects.get(name="agency.close-months")
    close_next(job.payload)
    close_next(job.payload)
    run.refresh_from_db()
    assert (run.done, list(run.failed)) == (2, ["TZ99002"])
    assert run.finished_at is not None
    assert ClosedMonth.objects.get().unit_id == "TZ99001"
    shown = client.get(reverse("agency:closing", args=[run.pk])).content.decode()
    assert "2 trên 2 đơn vị" in shown and "1 đơn vị chưa chốt được" in shown


def test_a_stopped_close_keeps_what_is_closed_and_closes_no_more(decided: Desk) -> None:
    client = signed_in(decided.head)
    client.post(reverse("agency:close-office"), {"month": JANUARY})
    run = ClosingRun.objects.get()
    client.post(reverse("agency:stop-closing", args=[run.pk]))
    close_next({"run": str(run.pk)})
    assert not ClosedMonth.objects.exists()


def test_an_example_difference_of_the_register_reaches_the_notice(decided: Desk) -> None:
    """What the register has is what is sealed, person by person."""
    close(decided)
    notice = read_notice(bytes(IssuedNotice.objects.get(kind=ParticipantsNotice.TYPE).statement), key_ring())
    assert isinstance(notice, ParticipantsNotice)
    rows = {row.full_name: row for row in notice.participants}
    assert rows["Lâm Thị Sáu"].total == 768_000


def test_the_office_is_looked_over_before_it_is_closed(decided: Desk) -> None:
    client, url = signed_in(decided.head), reverse("agency:close-office")
    assert f'href="{url}"' in client.get(reverse("agency:units")).content.decode()
    shown = client.get(url).content.decode()
    assert "1 đơn vị chờ chốt, 1 đơn vị sẵn sàng." in shown and "Sẽ ký và phát hành 2 thông báo" in shown
    assert f'name="month" value="{JANUARY}"' in shown and "Không còn hồ sơ chờ" in shown
    assert not ClosingRun.objects.exists()


def test_a_unit_with_an_open_case_is_told_not_ready(desk: Desk) -> None:
    case = desk.january()
    client = signed_in(desk.head)
    early = client.get(reverse("agency:close-office")).content.decode()
    assert "Tháng 01/2026 chưa hết, chưa thể chốt." in early and 'name="month"' not in early
    desk.hour.at = LAST_DAY
    shown = client.get(reverse("agency:close-office")).content.decode()
    assert "1 đơn vị chờ chốt, 0 đơn vị sẵn sàng. 1 đơn vị còn hồ sơ chưa quyết định." in shown
    one = client.get(reverse("agency:close", args=[desk.unit.pk])).content.decode()
    assert "Còn 1 hồ sơ chưa quyết định." in one and str(case) in one


def test_one_unit_is_looked_over_before_it_is_closed(decided: Desk) -> None:
    client, url = signed_in(decided.head), reverse("agency:close", args=[decided.unit.pk])
    assert f'href="{url}"' in client.get(reverse("agency:unit", args=[decided.unit.pk])).content.decode()
    shown = client.get(url).content.decode()
    assert "Đơn vị sẵn sàng để chốt." in shown and "278.013.365" in shown and "102 người tham gia." in shown
    assert not ClosedMonth.objects.exists()
    client.post(url, {"month": JANUARY})
    assert ClosedMonth.objects.get().month == JANUARY


def test_a_page_of_a_month_that_somebody_closed_meanwhile_closes_no_other(decided: Desk) -> None:
    close(decided)
    assert signed_in(decided.head).post(reverse("agency:close-office"), {"month": JANUARY}).status_code == 302
    assert ClosingRun.objects.get().units == []
    assert ClosedMonth.objects.count() == 1


def test_where_no_month_is_open_nothing_is_closed(desk: Desk) -> None:
    RegisteredUnit.objects.update(opening_month=0)
    client = signed_in(desk.head)
    assert "Không có đơn vị nào chờ chốt tháng." in client.get(reverse("agency:close-office")).content.decode()
    one = client.get(reverse("agency:close", args=[desk.unit.pk])).content.decode()
    assert "Sổ của đơn vị này chưa được mở." in one
