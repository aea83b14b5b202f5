"""What is to be paid: the sum, its day, its parts, and what the payments entered leave of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from ibhxh.formats.notices import AccountNotice
from ibhxh.law.holidays import public_calendar
from ibhxh.register import Payment, payment_due
from ibhxh.register.account import Account, Columns
from ibhxh.sites.employer.models import Payment as Entered
from ibhxh.sites.employer.models import Unit
from ibhxh.sites.employer.unit.due_parts import carried_parts
from ibhxh.sites.employer.unit.dues import MonthDue, payments_since
from ibhxh.sites.employer.unit.pay_pages import Asked
from tests.build.journey import NOW, Place, a_place, a_sent, browser
from tests.build.notices import acceptance, account_notice, decision, participants_notice
from tests.build.register import AUGUST, DECEMBER, FEBRUARY, JANUARY, JULY, RECKONING, Register, factory_register, paid
from tests.sites.employer.dossiers.conftest import Hour
from tests.sites.employer.dossiers.test_incoming import tell

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]

ALL_OF_JANUARY = 278_013_365
ALL_OF_FEBRUARY = 281_649_655


@pytest.fixture
def clerk(place: Place) -> Client:
    return browser(place.clerk)


def path(place: Place, rest: str = "") -> str:
    return f"/don-vi/{place.unit.unit_code}/phai-dong{rest}"


def morning(month: int, day: int) -> datetime:
    """Nine o'clock in Vietnam on a day of 2026."""
    return datetime(2026, month, day, 2, 0, tzinfo=UTC)


def told_of_january(place: Place, hour: Hour, account: AccountNotice | None = None) -> None:
    """It is 03/02: January was filed and accepted whole, its two notices are there; the register begins 12/2025."""
    place.unit.opening_month = DECEMBER
    place.unit.save()
    a_sent(place)
    tell(place, acceptance(), decision(returned=()), account or account_notice(), participants_notice())
    hour.at = morning(2, 3)


def enter(client: Client, place: Place, amount: str, order: str = "UNC 0201", day: str = "03/02/2026") -> Any:
    return client.post(path(place), {"paid_on": day, "amount": amount, "order_number": order})


def asked(client: Client, place: Place) -> dict[int, Asked]:
    """The months of the page by their index."""
    return {one.due.month: one for one in client.get(path(place)).context["asked"]}


def text(client: Client, place: Place) -> str:
    return client.get(path(place)).content.decode().replace("\xa0", " ")


def test_without_a_notice_the_units_own_figures_count(place: Place, clerk: Client) -> None:
    page = text(clerk, place)
    assert "Còn phải nộp 275.636.160 đ của tháng 12/2025, chậm nhất Thứ Bảy 31/01/2026." in page
    assert "Còn 1 ngày" in page
    assert "Nộp đến Thứ Sáu 30/01/2026 thì đúng hạn theo mọi cách hiểu." in page
    assert "chưa có thông báo C12-TS của tháng này" in page
    assert "Điều 34 khoản 4 Luật 41/2024/QH15" in page
    months = asked(clerk, place)
    assert {month: one.running for month, one in months.items()} == {DECEMBER: False, JANUARY: True}


def test_the_agencys_account_says_how_much_by_when_with_which_reference(
    place: Place, clerk: Client, hour: Hour
) -> None:
    told_of_january(place, hour)
    page = text(clerk, place)
    assert "Còn phải nộp 278.013.365 đ của tháng 01/2026, chậm nhất Thứ Bảy 28/02/2026." in page
    assert "Gồm 186.911.442 đ đơn vị đóng và 91.101.923 đ người lao động đóng." in page
    assert "Còn 25 ngày" in page
    assert "+BHXH+103+00+TZ99001+07999+dong BHXH 01/2026+" in page
    assert "Sau đó: 281.649.655 đ của tháng 02/2026, hạn 31/03/2026 (tạm tính)." in page
    assert f"/don-vi/TZ99001/thong-bao/{place.unit.notices.get(kind=AccountNotice.TYPE).pk}" in page
    assert "/don-vi/TZ99001/doi-chieu?ky=2026-01" in page
    assert "/don-vi/TZ99001/nguoi?ky=2026-01" in page


def test_by_fund_and_payer_as_the_case_publishes_it(place: Place, clerk: Client, hour: Hour) -> None:
    told_of_january(place, hour)
    january = asked(clerk, place)[JANUARY]
    assert {share.fund: (share.employer, share.worker) for share in january.due.shares} == {
        "HTTT": (121_901_206, 69_657_832),
        "ODTS": (26_121_687, 0),
        "TNLD": (4_383_633, 0),
        "BHYT": (26_121_687, 13_060_862),
        "BHTN": (8_383_229, 8_383_229),
    }
    assert [(name.vi, amount) for name, amount in january.carried] == [
        ("Kỳ trước mang sang", 275_636_160),
        ("Đã nộp trong kỳ", -275_636_160),
    ]


def test_a_part_is_paid(place: Place, clerk: Client, hour: Hour) -> None:
    told_of_january(place, hour)
    answer = enter(clerk, place, "100.000.000 đ")
    assert (answer.status_code, answer.headers["Location"]) == (302, path(place))
    page = text(clerk, place)
    assert "Còn phải nộp 178.013.365 đ của tháng 01/2026" in page
    assert "; đã nộp 100.000.000 đ." in page
    assert "Nộp một phần" in page


def test_all_is_paid_and_the_running_month_is_told_as_such(place: Place, clerk: Client, hour: Hour) -> None:
    told_of_january(place, hour)
    enter(clerk, place, "278 013 365")
    page = text(clerk, place)
    assert "Đã nộp đủ các tháng trước. Tháng 02/2026 tạm tính 281.649.655 đ, nộp chậm nhất Thứ Ba 31/03/2026." in page
    assert "Đã nộp đủ</span>" in page


def test_what_is_paid_too_much_covers_the_next_month_and_then_stands_as_excess(
    place: Place, clerk: Client, hour: Hour
) -> None:
    told_of_january(place, hour)
    enter(clerk, place, str(ALL_OF_JANUARY + 5_000_000))
    assert asked(clerk, place)[FEBRUARY].due.left == ALL_OF_FEBRUARY - 5_000_000
    enter(clerk, place, str(ALL_OF_FEBRUARY - 5_000_000 + 1_000), order="UNC 0202")
    months = asked(clerk, place)
    assert [one.due.left for one in months.values()] == [0, -1_000]
    page = text(clerk, place)
    assert "Không còn khoản nào phải nộp đến hết tháng 02/2026, theo số tạm tính." in page
    assert "Nộp thừa 1.000 đ; số này được trừ vào các tháng sau." in page
    assert "Lệnh chuyển tiền" not in page


def test_a_credit_of_the_account_lessens_the_months_after_it(place: Place, clerk: Client, hour: Hour) -> None:
    payments = (paid(JANUARY, 275_636_160 + ALL_OF_JANUARY + 5_000_000),)
    account = Register(payments=payments).run((DECEMBER, JANUARY)).at(JANUARY).account
    assert account["Đ.2.1"]["total"] == 5_000_000
    told_of_january(place, hour, replace(account_notice(), account=account))
    months = asked(clerk, place)
    assert (months[JANUARY].due.left, months[FEBRUARY].due.left) == (0, ALL_OF_FEBRUARY - 5_000_000)
    assert [(name.vi, amount) for name, amount in months[FEBRUARY].carried] == [
        ("Trừ số nộp thừa của kỳ trước", -5_000_000)
    ]


def test_money_of_the_agencys_account_is_not_counted_twice(place: Place, clerk: Client, hour: Hour) -> None:
    told_of_january(place, hour)
    enter(clerk, place, "275.636.160", order="UNC 123", day="28/01/2026")
    assert asked(clerk, place)[JANUARY].due.left == ALL_OF_JANUARY
    assert "kỳ đã chốt" in text(clerk, place)


def test_each_order_of_an_account_takes_one_payment() -> None:
    def of(order: str, day: int, amount: int = 5) -> Payment:
        return Payment(date(2026, 1, day), amount, order)

    notice = replace(account_notice(), account=replace(account_notice().account, payments=(of("7", 28),)))
    assert payments_since([of("7", 29), of("8", 28)], notice) == (of("8", 28),), "the number counts before the day"
    assert payments_since([of("9", 28), of("8", 28)], notice) == (of("8", 28),)
    assert payments_since([of("7", 28, 6)], notice) == (of("7", 28, 6),)
    earlier = Payment(date(2025, 12, 31), 5, "1")
    assert payments_since([earlier], notice) == (), "the accounts before had it"
    assert payments_since([earlier], None) == (earlier,)


def test_overdue_with_what_a_day_costs(place: Place, clerk: Client, hour: Hour) -> None:
    told_of_january(place, hour)
    hour.at = morning(3, 2)
    page = text(clerk, place)
    assert "Quá hạn 2 ngày" in page
    assert "Còn phải nộp 278.013.365 đ của tháng 01/2026; hạn 28/02/2026 đã qua." in page
    assert "thì đúng hạn theo mọi cách hiểu" not in page
    assert "0,03 % một ngày trên số chậm đóng: khoảng 83.404 đ một ngày" in page
    hour.at = morning(5, 4)
    assert "Sau đó còn 4 tháng, cộng 1.126.598.620 đ." in text(clerk, place)
    hour.at = morning(2, 28)
    assert "Hạn là hôm nay" in text(clerk, place)


def test_a_cycle_of_three_months_is_due_after_its_last(place: Place, clerk: Client) -> None:
    place.unit.payment_cycle = "3"
    place.unit.save()
    days = {month: one.due.due_on for month, one in asked(clerk, place).items()}
    assert days == {DECEMBER: date(2026, 1, 31), JANUARY: date(2026, 4, 30)}
    assert "sau kỳ đóng 3 tháng" in text(clerk, place)


def test_a_due_day_that_is_worked_has_no_remark(place: Place, clerk: Client, hour: Hour) -> None:
    told_of_january(place, hour)
    months = asked(clerk, place)
    assert months[JANUARY].safe_on == date(2026, 2, 27)
    assert months[FEBRUARY].safe_on is None


def test_a_list_that_disagrees_with_the_account_is_told(place: Place, clerk: Client, hour: Hour) -> None:
    place.unit.opening_month = DECEMBER
    place.unit.save()
    tell(place, account_notice())
    hour.at = morning(2, 3)
    page = text(clerk, place)
    assert "cộng được 275.636.160 đ, khác số 278.013.365 đ trên tài khoản của tháng" in page
    assert "Gồm 278.013.365 đ của tháng." in page
    assert "doi-chieu?ky=" not in page, "there is nothing to reconcile with"


def test_an_account_older_than_the_register(place: Place, clerk: Client, hour: Hour) -> None:
    tell(place, account_notice())
    place.unit.opening_month = FEBRUARY + 1
    place.unit.save()
    hour.at = morning(4, 3)
    assert list(asked(clerk, place)) == [JANUARY, FEBRUARY + 1, FEBRUARY + 2], "of February nothing is known"


@pytest.mark.parametrize("month", [DECEMBER, JANUARY, JULY, AUGUST])
def test_the_parts_of_what_is_carried_are_all_of_it(month: int) -> None:
    account = factory_register().at(month).account
    due = due_of(account)
    parts = carried_parts(due)
    assert sum(amount for _, amount in parts) == due.carried
    assert "Chênh lệch chưa rõ trong thông báo" not in [name.vi for name, _ in parts]


def test_a_credit_of_one_fund_is_not_set_off_against_another() -> None:
    account = factory_register(last=JANUARY).at(JANUARY).account
    owed = replace(account["Đ.2.2"], bhxh=0, total=account["Đ.2.2"]["total"] - account["Đ.2.2"]["bhxh"])
    credit = Columns(bhxh=2_000, total=2_000)
    opening = replace(account["A.2.2"], bhxh=0, total=account["A.2.2"]["total"] - account["A.2.2"]["bhxh"])
    changed = {"A.2.2": opening, "A.2.1": credit, "B.3": account["B.3"] - replace(Columns(), bhxh=account["B.3"].bhxh)}
    changed |= {"Đ.2.2": owed, "Đ.2.1": credit}
    parts = dict(carried_parts(due_of(replace(account, lines={**account.lines, **changed}))))
    assert 2_000 in [amount for name, amount in parts.items() if "không bù trừ" in name.vi]


def due_of(account: Account) -> MonthDue:
    """The due of an account that stands first."""
    law = RECKONING.law
    one = payment_due(account, law, public_calendar(law.holidays))
    return MonthDue(account.month, one.amount, 0, one.due_on, one.reference, one.rule, account, (), whole=True)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("278013365", 278_013_365), ("278.013.365", 278_013_365), ("278 013 365 đồng", 278_013_365), ("1 đ", 1)],
)
def test_amounts_as_people_write_them(place: Place, clerk: Client, typed: str, amount: int) -> None:
    assert enter(clerk, place, typed, day="30/01/2026").status_code == 302
    assert Entered.objects.get().amount == amount


@pytest.mark.parametrize(
    "typed",
    ["", "0", "-5", "1.5", "278.013.365,00", "278013365.00", "27.80.133", "1,000", "một", "9" * 14, "²5", "5" * 41],
)
def test_what_is_no_amount_is_not_guessed(place: Place, clerk: Client, typed: str) -> None:
    answer = enter(clerk, place, typed, day="30/01/2026")
    assert answer.status_code == 422
    assert 'href="#amount"' in answer.content.decode()
    assert not Entered.objects.exists()


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("31/01/2026", "Ngày nộp chưa tới."),
        ("31/12/2025", "Sổ của đơn vị bắt đầu từ tháng 01/2026"),
        ("28/01/0026", "Sổ của đơn vị bắt đầu từ tháng 01/2026"),
        ("31/02/2026", "Ngày nộp không có trong lịch."),
        ("2026-01-30", "Ngày nộp không có trong lịch."),
    ],
)
def test_days_that_no_payment_has(place: Place, clerk: Client, day: str, says: str) -> None:
    place.unit.opening_month = DECEMBER
    place.unit.save()
    answer = enter(clerk, place, "5", day=day)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert day in answer.content.decode(), "what was typed is still there"


def test_an_order_is_entered_once(place: Place, clerk: Client) -> None:
    assert enter(clerk, place, "5", day="30/01/2026").status_code == 302
    again = enter(clerk, place, "6", day="30/01/2026")
    assert again.status_code == 422
    assert "Lệnh này ngày 30/01/2026 đã có trong sổ." in again.content.decode()
    assert enter(clerk, place, "6", day="29/01/2026").status_code == 302, "numbers begin anew, days do not"


def test_a_number_of_nothing_visible_is_missing(place: Place, clerk: Client) -> None:
    answer = enter(clerk, place, "5", order="\u200b", day="30/01/2026")
    assert answer.status_code == 422
    assert "Chưa ghi số lệnh." in answer.content.decode()


def test_an_empty_form_is_answered_as_one(place: Place, clerk: Client) -> None:
    answer = clerk.post(path(place), b"", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert "Có 3 lỗi cần sửa" in answer.content.decode()


def test_a_reader_looks_and_enters_nothing(place: Place) -> None:
    reader = browser(place.reader)
    assert "Ghi lệnh đã nộp" not in text(reader, place)
    assert enter(reader, place, "5", day="30/01/2026").status_code == 403
    assert not Entered.objects.exists()
    assert reader.head(path(place)).status_code == 200


def test_taking_a_payment_out(place: Place, clerk: Client) -> None:
    enter(clerk, place, "5", day="30/01/2026")
    entered = Entered.objects.get()
    address = path(place, f"/{entered.pk}/bo")
    assert browser(place.reader).post(address).status_code == 403
    assert clerk.get(address).status_code == 405
    assert clerk.post(address).status_code == 302
    assert not Entered.objects.exists()
    assert "Đã bỏ lệnh nộp UNC 0201 khỏi sổ." in clerk.get(path(place)).content.decode()
    assert clerk.post(address).status_code == 404


@pytest.mark.parametrize("same_workspace", [True, False])
def test_another_units_payment_is_not_there(place: Place, clerk: Client, same_workspace: bool) -> None:
    other = a_place("TZ99002")
    if same_workspace:
        Unit.objects.filter(pk=other.unit.pk).update(workspace=place.unit.workspace)
        other.unit.refresh_from_db()
    theirs = Entered.objects.create(
        workspace=other.unit.workspace,
        unit=other.unit,
        paid_on=date(2026, 1, 30),
        amount=5,
        order_number="UNC 0201",
        entered_by="người khác",
        entered_at=NOW,
    )
    assert clerk.post(path(place, f"/{theirs.pk}/bo")).status_code == 404
    assert Entered.objects.filter(pk=theirs.pk).exists()
    assert clerk.get(path(other)).status_code == (200 if same_workspace else 404)


def test_in_english(place: Place, clerk: Client, hour: Hour) -> None:
    told_of_january(place, hour)
    clerk.post("/ngon-ngu", {"lang": "en"})
    page = text(clerk, place)
    assert "278.013.365 đ is still to be paid for 01/2026, by Saturday 28/02/2026." in page
    assert "Copy the reference" in page
