"""The unit's home: each thing that waits, for whom it waits, and that it goes away when it is done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from ibhxh.checks import Severity
from ibhxh.sites.employer.dossiers.correcting import correct_dossier
from ibhxh.sites.employer.drafting import report_of
from ibhxh.sites.employer.models import Dossier, GivenUpLine, KeyFile, Notice, Payment
from ibhxh.sites.employer.unit.task import Task
from ibhxh.sites.project.accounts.models import Account
from ibhxh.sites.project.lifecycle import fire
from ibhxh.states import DOSSIER, Actor
from tests.build.drafting import JANUARY
from tests.build.journey import NOW, Place, a_draft, a_place, a_sending, a_sent, browser
from tests.build.notices import (
    acceptance,
    account_notice,
    decision,
    participants_notice,
    refusal,
    supplement_request,
)
from tests.sites.employer.dossiers.conftest import Hour
from tests.sites.employer.dossiers.test_incoming import tell

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]

DECEMBER = "Nộp 275.636.160\u00a0đ của tháng\u00a012/2025"
FEBRUARY = datetime(2026, 2, 3, 1, 0, tzinfo=UTC)


def address(place: Place, rest: str = "") -> str:
    return f"/don-vi/{place.unit.unit_code}/{rest}"


def tasks(place: Place, account: Account | None = None) -> dict[str, Task]:
    """Sentence → task, as the desk of an account shows them, by default the clerk's."""
    page = browser(account or place.clerk).get(address(place))
    assert page.status_code == 200
    found: list[Task] = page.context["tasks"]
    assert all(one.sentence.vi in page.content.decode() for one in found)
    return {one.sentence.vi: one for one in found}


def pay_december(place: Place) -> None:
    Payment.objects.create(
        workspace=place.unit.workspace,
        unit=place.unit,
        paid_on=date(2026, 1, 28),
        amount=275_636_160,
        order_number="00123",
        entered_by="Lê Thị Mẫu Hạnh",
        entered_at=NOW,
    )


def step(dossier: Dossier, event: str, actor: Actor = Actor.CLERK, **facts: str | int) -> None:
    fire(dossier, DOSSIER, event, actor=actor, by="Vũ Mẫu Phương", at=NOW, facts=facts)


def test_a_month_that_is_over_is_to_be_paid_by_its_day_and_not_before(place: Place) -> None:
    found = tasks(place)
    assert list(found) == [DECEMBER], "January is not over"
    money = found[DECEMBER]
    assert money.deadline is not None
    assert (money.deadline.day, money.deadline.left, money.urgency) == (date(2026, 1, 31), 1, "e")
    assert money.address == address(place, "phai-dong")
    pay_december(place)
    assert tasks(place) == {}


def test_a_part_paid_is_said_and_the_rest_asked_for(place: Place) -> None:
    pay_december(place)
    Payment.objects.update(amount=200_000_000)
    rest = tasks(place)["Nộp 75.636.160\u00a0đ của tháng\u00a012/2025"]
    assert "Đã nộp 200.000.000\u00a0đ." in rest.why.vi


def test_the_figures_are_those_of_the_register(place: Place, hour: Hour) -> None:
    place.unit.opening_month = JANUARY - 1
    place.unit.save()
    page = browser(place.reader).get(address(place))
    assert [figure["value"] for figure in page.context["figures"]] == ["275.636.160\u00a0đ", "100"]
    a_sent(place)
    hour.at = FEBRUARY
    told = browser(place.reader).get(address(place))
    assert [figure["value"] for figure in told.context["figures"]] == ["281.649.655\u00a0đ", "102"]
    drawn = [(bar.due.month - JANUARY, bar.due.total) for bar in told.context["chart"].bars]
    assert drawn == [(-1, 275_636_160), (0, 278_013_365), (1, 281_649_655)]
    assert "278.013.365\u00a0đ" in told.content.decode()


def test_a_draft_says_how_far_it_is(place: Place) -> None:
    dossier = a_draft(place)
    draft = tasks(place)["Hoàn tất hồ sơ 600 tháng\u00a001/2026, đợt\u00a01"]
    counts = report_of(dossier, filed_on=date(2026, 1, 30)).counts
    assert counts[Severity.ERROR] == counts[Severity.WARNING] == 0
    assert draft.why.vi == "70 dòng, không còn lỗi. Sửa lần cuối 08:00, 30/01/2026."
    assert draft.address == place.path(f"{dossier.pk}/bang")
    assert tasks(place, place.reader)[draft.sentence.vi].address == place.path(dossier.pk)
    assert draft.deadline is not None
    assert (draft.deadline.day, draft.urgency) == (date(2026, 1, 30), "w"), "the month's last working day"


def test_errors_are_counted(place: Place) -> None:
    dossier = a_draft(place)
    row = dossier.sheets.get(place=0).rows.all()[0]
    row.cells["full_name"] = None
    row.save()
    errors = report_of(dossier, filed_on=date(2026, 1, 30)).counts[Severity.ERROR]
    assert errors > 0
    (draft,) = (one for one in tasks(place).values() if one.sentence.vi.startswith("Hoàn tất"))
    assert f"70 dòng, còn {errors} lỗi" in draft.why.vi


def test_a_signature_waits_for_signers_alone(place: Place) -> None:
    dossier = a_draft(place)
    step(dossier, "check", errors=0)
    assert "Trình ký hồ sơ 600 tháng\u00a001/2026, đợt\u00a01" in tasks(place)
    sign = "Ký và nộp hồ sơ 600 tháng\u00a001/2026, đợt\u00a01"
    assert sign in tasks(place, place.signer)
    step(dossier, "request_signature", signer="Vũ Mẫu Phương")
    assert list(tasks(place)) == list(tasks(place, place.reader)) == [DECEMBER]
    waiting = tasks(place, place.signer)[sign]
    assert waiting.address == place.path(f"{dossier.pk}/ky")
    assert "chờ Vũ Mẫu Phương ký" in waiting.why.vi
    step(dossier, "refuse_signature", Actor.SIGNER, reason="Thiếu phụ lục của ba người.")
    mend = tasks(place)["Sửa hồ sơ 600 tháng\u00a001/2026, đợt\u00a01 theo ý kiến người ký"]
    assert "Thiếu phụ lục của ba người." in mend.why.vi


def test_what_could_not_be_sent_comes_first(place: Place) -> None:
    dossier = a_sending(place).dossier
    assert list(tasks(place)) == [DECEMBER], "sending needs nobody"
    step(dossier, "give_up", Actor.SYSTEM, attempts=12, reason="Cổng không trả lời.")
    first = next(iter(tasks(place).values()))
    assert first.sentence.vi.startswith("Gửi lại hồ sơ 600")
    assert (first.urgency, first.address) == ("e", place.path(dossier.pk))
    assert "Cổng không trả lời." in first.why.vi


def test_paper_that_the_gateway_waits_for(place: Place) -> None:
    dossier = a_sent(place)
    Dossier.objects.filter(pk=dossier.pk).update(followed={"still_needed": ["certificate_status"]})
    assert list(tasks(place)) == [DECEMBER], "what the agency looks up itself is no task"
    Dossier.objects.filter(pk=dossier.pk).update(followed={"still_needed": ["paper"]})
    assert any(sentence.startswith("Nộp bản giấy của hồ sơ 600") for sentence in tasks(place))


def test_a_supplement_has_the_day_the_agency_gave(place: Place, hour: Hour) -> None:
    a_sent(place)
    tell(place, acceptance(), supplement_request())
    hour.at = FEBRUARY
    asked = tasks(place)["Bổ sung 2 mục cho hồ sơ 00417/2026/07999"]
    assert asked.deadline is not None
    assert (asked.deadline.day, asked.deadline.left, asked.urgency) == (date(2026, 2, 12), 9, "w")
    assert "ngày 01/02/2026" in asked.why.vi


def test_returned_lines_wait_for_a_correction_until_it_is_made(place: Place) -> None:
    dossier = a_sent(place)
    tell(place, acceptance(), decision())
    dossier.refresh_from_db()
    correct = "Lập hồ sơ sửa cho 2 dòng bị trả của hồ sơ 00417/2026/07999"
    assert tasks(place)[correct].why.vi == "Người lao động đang tham gia tại đơn vị khác."
    made = correct_dossier(dossier, actor=Actor.CLERK, by="Lê Thị Mẫu Hạnh", at=NOW)
    after = tasks(place)
    assert correct not in after
    assert after["Hoàn tất hồ sơ 600 tháng\u00a001/2026, đợt\u00a02"].address == place.path(f"{made.pk}/bang")


def test_a_returned_line_that_is_given_up_waits_no_more(place: Place) -> None:
    dossier = a_sent(place)
    tell(place, acceptance(), decision())
    for left, row in ((1, 58), (0, 60)):
        GivenUpLine.objects.create(dossier=dossier, sheet=0, row=row, by="Lê Thị Mẫu Hạnh", at=NOW)
        corrections = [sentence for sentence in tasks(place) if sentence.startswith("Lập hồ sơ sửa")]
        assert corrections == [f"Lập hồ sơ sửa cho {left} dòng bị trả của hồ sơ 00417/2026/07999"] * bool(left)


def test_what_counts_as_not_filed_blocks(place: Place) -> None:
    a_sent(place)
    tell(place, refusal())
    (task,) = (one for sentence, one in tasks(place).items() if sentence.startswith("Lập hồ sơ sửa cho hồ sơ 600"))
    assert task.urgency == "e"
    assert "chuyển nơi tham gia" in task.why.vi


def test_a_dossier_returned_whole_names_all_its_lines(place: Place) -> None:
    a_sent(place)
    tell(place, acceptance(), decision(returned=range(70)))
    assert tasks(place)["Lập hồ sơ sửa cho 70 dòng bị trả của hồ sơ 00417/2026/07999"].urgency == "e"


def test_new_notices_wait_until_they_are_read(place: Place) -> None:
    a_sent(place)
    tell(place, acceptance())
    one = tasks(place)["Đọc Giấy tiếp nhận hồ sơ và hẹn trả kết quả, hồ sơ 00417/2026/07999"]
    assert one.address == address(place, f"thong-bao/{Notice.objects.get().pk}")
    tell(place, decision(returned=()), first=2)
    assert tasks(place)["Đọc 2 thông báo, kết quả mới"].address == address(place, "thong-bao")
    Notice.objects.update(read_at=NOW)
    page = browser(place.clerk).get(address(place))
    assert [sentence for sentence in tasks(place) if sentence.startswith("Đọc")] == []
    assert "Không có kết quả hay thông báo chưa đọc." in page.content.decode()


def test_the_month_to_reconcile_counts_its_differences(place: Place, hour: Hour) -> None:
    place.unit.opening_month = JANUARY - 1
    place.unit.save()
    a_sent(place)
    hour.at = FEBRUARY
    tell(place, acceptance(), decision(returned=()), account_notice())
    assert not any("Đối chiếu" in sentence for sentence in tasks(place)), "one notice of two"
    tell(place, participants_notice(), first=4)
    month = tasks(place)["Đối chiếu thông báo C12-TS tháng\u00a001/2026"]
    reconciled = browser(place.clerk).get(month.address).context["comparison"]
    assert month.why.vi.startswith(f"{len(reconciled.told)} chênh lệch")
    assert month.deadline is not None
    assert month.deadline.day == date(2026, 2, 28)
    told = tasks(place)["Nộp 278.013.365\u00a0đ của tháng\u00a001/2026"]
    assert told.why.vi == "Theo thông báo C12-TS của cơ quan BHXH."
    before = len(reconciled.told)
    pay_december(place)
    assert tasks(place)["Đối chiếu thông báo C12-TS tháng\u00a001/2026"].why.vi.startswith(f"{before - 1} chênh lệch")


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(61, None), (59, "Gia hạn chữ ký số “khoa.p12”"), (-1, "Thay chữ ký số “khoa.p12” đã hết hạn")],
)
def test_a_key_that_ends_within_sixty_days(place: Place, days: int, sentence: str | None) -> None:
    KeyFile.objects.create(
        workspace=place.unit.workspace,
        unit=place.unit,
        name="khoa.p12",
        data=b"p12",
        valid_until=NOW + timedelta(days=days),
    )
    found = [one for one in tasks(place) if "chữ ký số" in one]
    assert found == ([sentence] if sentence else [])


def test_the_days_that_come(place: Place) -> None:
    a_sent(place)
    tell(place, acceptance())
    days = browser(place.reader).get(address(place)).context["days"]
    assert [(one.day, one.what.vi) for one in days] == [
        (date(2026, 1, 31), "Hạn nộp tiền tháng\u00a012/2025"),
        (date(2026, 2, 6), "Hẹn trả hồ sơ 00417/2026/07999"),
        (date(2026, 2, 16), "Nghỉ Tết Nguyên đán"),
        (date(2026, 2, 28), "Hạn nộp tiền tháng\u00a001/2026"),
    ]
    assert days[2].more.vi == "Đến hết 20/02; không tính là ngày làm việc"


def test_with_nothing_to_do_there_is_one_thing_to_press(place: Place) -> None:
    pay_december(place)
    page = browser(place.clerk).get(address(place)).content.decode()
    assert "Không có việc nào đang chờ" in page
    assert page.count('class="btn p"') == 1
    assert place.path("moi") in page
    assert place.path("moi") not in browser(place.reader).get(address(place)).content.decode()


def test_the_page_is_whole_in_english(place: Place) -> None:
    a_draft(place)
    client = browser(place.clerk)
    client.post("/ngon-ngu", {"lang": "en", "next": "/"})
    page = client.get(address(place)).content.decode()
    assert "2 tasks wait for the unit" in page
    assert "Finish dossier 600 of 01/2026, round 1" in page
    assert "Coming days" in page and "Ngày sắp tới" not in page


def test_after_signing_in_one_goes_to_the_desk_and_may_choose(place: Place) -> None:
    client = browser(place.clerk)
    assert client.get("/don-vi/")["Location"] == address(place)
    chosen = client.get("/don-vi/?chon=1")
    assert chosen.status_code == 200
    assert f'href="{address(place)}"' in chosen.content.decode()


def test_the_desk_of_others_does_not_exist(place: Place) -> None:
    other = a_place("TZ99002")
    assert browser(other.signer).get(address(place)).status_code == 404
    assert Client().get(address(place))["Location"].startswith("/don-vi/dang-nhap")
