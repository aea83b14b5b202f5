"""Reconciliation from both ends: what the agency booked wrong is named, corrected, and gone in the next month."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from pytest_django import Settings

from ibhxh.formats.notices import AccountNotice, ParticipantsNotice
from ibhxh.law.months import month_text
from ibhxh.register import Account, Columns, LineRef, MonthClose, Movement
from ibhxh.register.line_movements import Taken
from ibhxh.sample.factory import factory_movements
from ibhxh.sites.agency.register import booking, closing, live
from ibhxh.sites.agency.staff.models import Role
from ibhxh.sites.employer.drafting import sheet_of
from ibhxh.sites.employer.models import Dossier, GivenUpLine, Payment
from ibhxh.sites.employer.unit.comparison import Comparison, compare
from ibhxh.sites.employer.unit.correcting_list import draft_correction
from ibhxh.sites.employer.unit.corrections import month_marked
from ibhxh.sites.employer.unit.month_notices import told_months
from ibhxh.sites.project.sides import Side, working_for
from ibhxh.states import Actor, DossierState
from tests.build.agency import make_door
from tests.build.agency_office import an_office, an_officer, the_factory
from tests.build.both_sides import BothSides, at_nine
from tests.build.journey import Place, a_draft, a_place, a_sent, browser
from tests.build.notices import acceptance, decision, head
from tests.build.register import DECEMBER, FEBRUARY, JANUARY, Register, paid
from tests.sites.employer.dossiers.conftest import Hour
from tests.sites.employer.dossiers.test_incoming import tell

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]

FILED, CLOSED, CORRECTED, DECIDED, FEBRUARY_CLOSED = (
    date(2026, 1, 30),
    date(2026, 1, 31),
    date(2026, 2, 5),
    date(2026, 2, 10),
    date(2026, 2, 28),
)
MARCH = date(2026, 3, 2)
#: Rows (from 0) of the January list: the hire of NV101; the rise of NV001.
HIRE, RISE = 0, 4
NEW_HAND, OLD_HAND = "Trần Thị Mai Lan", "Nguyễn Thị Thu Hà"

Change = Callable[[Movement], Movement | None]


# -- both sides ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("office")
    make_door(data)
    return data


@pytest.fixture
def both(place: Place, hour: Hour, settings: Settings, office_data: Path) -> Iterator[BothSides]:
    """The factory in the books of both sides on 30/01/2026."""
    settings.IBHXH_DATA = office_data
    live._kept.clear()
    place.unit.opening_month = DECEMBER
    place.unit.save()
    hour.at = at_nine(FILED)
    with working_for(Side.AGENCY):
        office = an_office()
        officer = an_officer(office, Role.OFFICER, "Trần Thị Lan")
        unit = the_factory(office, officer)
    yield BothSides(place, unit, officer)


def lost(_: Movement) -> None:
    return None


def mistyped(movement: Movement) -> Movement:
    return replace(movement, wage=5_618_700)


def book_wrong(
    monkeypatch: pytest.MonkeyPatch, changes: dict[tuple[str, str], Change], *more: tuple[str, str, int]
) -> None:
    """In January the agency books these lines (person, plan) otherwise, and (person, plan, wage) without a line."""
    right = booking.taken_from

    def wrong(*given: object, recorded_on: date, reported_on: date) -> Taken:
        taken: Taken = right(*given, recorded_on=recorded_on, reported_on=reported_on)  # type: ignore[arg-type]
        if recorded_on > CLOSED:
            return taken
        booked = [changes.get((m.person, m.plan), lambda same: same)(m) for m in taken.movements]
        ref = next(m.source for m in taken.movements if m.source)
        extra = [
            Movement(who, plan, JANUARY, recorded_on, reported_on, wage=wage, source=LineRef(ref.dossier_id, 0, 70 + n))
            for n, (who, plan, wage) in enumerate(more)
        ]
        return replace(taken, movements=(*(m for m in booked if m is not None), *extra))

    monkeypatch.setattr(booking, "taken_from", wrong)


def round_by_total(monkeypatch: pytest.MonkeyPatch, off: dict[int, int]) -> None:
    """The agency's accounts round the employment-injury fund as a whole: `off` đồng a month, carried on."""

    def rounded(head: object, account: Account, **more: object) -> AccountNotice:
        of_month, before = off.get(account.month, 0), sum(by for month, by in off.items() if month < account.month)
        lines = {"A.2.2": before, "B.3": of_month, "Đ.2.2": before + of_month}
        lines_off = {code: account[code] + Columns(tnld=by, total=by) for code, by in lines.items()}
        told = replace(account, lines={**account.lines, **lines_off})
        return AccountNotice(head, told, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(closing, "AccountNotice", rounded)


def january(both: BothSides, hour: Hour, *returned: int) -> Dossier:
    """January is filed, decided with these lines returned, closed and told."""
    dossier = a_draft(both.place)
    both.file(dossier, at=hour.at)
    hour.at = at_nine(CLOSED)
    both.decide(dossier, returned=returned)
    both.close(JANUARY, at=hour.at)
    assert both.deliver(at=hour.at) == 4
    hour.at = at_nine(CORRECTED)
    return dossier


def correct_all(both: BothSides, hour: Hour) -> Dossier:
    """Everything a list can clear is drafted, frozen without an error, filed, accepted, decided; February is told."""
    made = draft_all(both, JANUARY, CORRECTED)
    assert both.file(made, at=hour.at).report.errors == ()
    hour.at = at_nine(DECIDED)
    both.decide(made)
    hour.at = at_nine(FEBRUARY_CLOSED)
    both.close(FEBRUARY, at=hour.at)
    both.deliver(at=hour.at)
    made.refresh_from_db()
    return made


def seen(place: Place, month: int, today: date) -> Comparison:
    place.unit.refresh_from_db()
    found = compare(place.unit, month, today=today)
    assert found is not None
    return found


def codes(comparison: Comparison) -> dict[str, set[str]]:
    """Code → names of those it is about."""
    named: dict[str, set[str]] = {}
    for one in comparison.found.differences:
        row = next((t.person for t in comparison.told if t.difference is one and t.person), None)
        named.setdefault(one.code, set()).add(row.full_name if row else "")
    return named


def adds_up(comparison: Comparison) -> bool:
    found = comparison.found
    return sum((one.amounts for one in found.differences), Columns()) == found.gap


def test_january_is_named_and_february_is_empty_once_the_correction_is_accepted(
    both: BothSides, hour: Hour, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line returned that hires, one that raises; a wage mistyped, an allowance dropped; sums rounded as a whole."""
    book_wrong(monkeypatch, {("NV007", "DC"): mistyped}, ("NV076", "DC", 9_800_000))
    round_by_total(monkeypatch, {JANUARY: -18, FEBRUARY: 11})
    dossier = january(both, hour, HIRE, RISE)
    found = seen(both.place, JANUARY, CORRECTED)
    assert codes(found) == {
        "R01": {NEW_HAND},
        "R03": {OLD_HAND, "Trần Thị Đào", "Trương Thị Lệ"},
        "R19": {""},
    }
    amounts = {told.person.full_name: told.more for told in found.told if told.person}
    # 5.681.700 × 32 %; a rise of 374.500, 63.000 and 500.000 not counted, of each 32 %, rounded by fund and payer.
    assert amounts == {NEW_HAND: -1_818_145, OLD_HAND: -119_841, "Trần Thị Đào": -20_160, "Trương Thị Lệ": -160_000}
    assert (found.rounding, found.found.gap.total, adds_up(found)) == (-18, -2_118_164, True)
    causes = {told.person.full_name: told.cause.vi for told in found.told if told.person}
    assert causes[NEW_HAND].startswith("Dòng\u00a01 của hồ sơ 00001/2026/07999 bị trả lại ngày 31/01/2026: Chưa có căn")
    assert causes["Trần Thị Đào"] == "Thay đổi lương chưa báo, hoặc ghi nhầm số."

    made = correct_all(both, hour)
    assert (made.corrects_id, made.period, made.state) == (dossier.pk, FEBRUARY, DossierState.RESULT_RECEIVED)
    rows = sheet_of(made.sheets.get(place=0)).rows.to_dicts()
    assert sorted((row["full_name"], row["plan"], row["wage"]) for row in rows) == [
        (OLD_HAND, "AD", 374_500),
        (OLD_HAND, "DC", 5_681_700),
        ("Trương Thị Lệ", "AD", 500_000),
        ("Trương Thị Lệ", "DC", 9_800_000),
        (NEW_HAND, "TM", 5_681_700),
        ("Trần Thị Đào", "AD", 63_000),
        ("Trần Thị Đào", "DC", 5_681_700),
    ]
    hire = next(row for row in rows if row["plan"] == "TM")
    assert (hire["contract_end"], hire["workplace"]) == (date(2027, 1, 4), "Xã Hóc Môn, Thành phố Hồ Chí Minh")
    assert hire["note"] == "HĐLĐ 12 tháng từ 05/01/2026. Đối chiếu C12-TS tháng 01/2026"

    after = seen(both.place, FEBRUARY, MARCH)
    assert (after.told, after.found.agrees) == ((), True)
    assert codes(after) == {"R19": {""}} and after.rounding == after.found.gap.total == -7
    assert after.theirs.account["B.4"].total == 2_118_146
    before = seen(both.place, JANUARY, MARCH)
    assert [told.correction for told in before.told] == [made] * 4 and before.correctable == ()


def test_people_absences_and_classes_are_corrected_too_and_a_late_decrease_leaves_health_insurance(
    both: BothSides, hour: Hour, monkeypatch: pytest.MonkeyPatch
) -> None:
    book_wrong(
        monkeypatch,
        {
            ("NV006", "GH"): lost,
            ("NV021", "OF"): lost,
            ("NV021", "ON"): lost,
            ("9900000103", "TL"): lambda m: replace(m, plan="TM", participant_class="vn_employee"),
        },
    )
    january(both, hour)
    found = seen(both.place, JANUARY, CORRECTED)
    assert codes(found) == {"R02": {"Lý Thị Cẩm Tú"}, "R11": {"Phạm Văn Tùng"}, "R05": {"Đỗ Quang Minh"}}
    assert adds_up(found)
    correct_all(both, hour)
    after = seen(both.place, FEBRUARY, MARCH)
    # The agency has the decrease as reported in February: 5.307.200 × 4,5 % stay, and the page of February says so.
    assert after.found.gap == Columns(bhyt=238_824, total=238_824)
    (told,) = after.told
    assert told.difference.code == "R13" and adds_up(after)
    assert told.difference.what.vi.startswith("Kỳ trước mang sang cộng dòng B.4: đơn vị tính ")


def test_a_line_that_is_returned_again_can_be_brought_once_more(both: BothSides, hour: Hour) -> None:
    january(both, hour, HIRE)
    made = draft_all(both, JANUARY, CORRECTED)
    assert seen(both.place, JANUARY, CORRECTED).correctable == ()
    both.file(made, at=hour.at)
    hour.at = at_nine(DECIDED)
    both.decide(made, returned=[0])
    both.deliver(at=hour.at)
    (told,) = seen(both.place, JANUARY, DECIDED).told
    assert (told.correction, told.correctable) == (None, True)


def draft_all(both: BothSides, month: int, today: date) -> Dossier:
    """A correction of everything that a list can clear in the month."""
    comparison = seen(both.place, month, today)
    chosen = {told.id for told in comparison.told}
    made = draft_correction(comparison, chosen, actor=Actor.CLERK, by="Lê Thị Mẫu Hạnh", at=at_nine(today))
    assert made is not None
    return made


def lines_of(dossier: Dossier) -> list[tuple[str, str, str | None]]:
    """Plan and months of its lines."""
    rows = sheet_of(dossier.sheets.get(place=0)).rows.to_dicts()
    return [(r["plan"], month_text(r["from_month"]), r["to_month"] and month_text(r["to_month"])) for r in rows]


def test_months_left_to_differ_are_corrected_one_by_one_and_nothing_twice(
    both: BothSides, hour: Hour, monkeypatch: pytest.MonkeyPatch
) -> None:
    """January's wage is still wrong in February; whoever begins with February corrects January after it."""
    book_wrong(monkeypatch, {("NV007", "DC"): mistyped})
    january(both, hour)
    both.close(FEBRUARY, at=at_nine(FEBRUARY_CLOSED))
    both.deliver(at=at_nine(FEBRUARY_CLOSED))
    february = seen(both.place, FEBRUARY, MARCH)
    assert {one.code: one.amounts.total for one in february.found.open} == {"R03": -20_160, "R20": -20_160}
    later = draft_all(both, FEBRUARY, MARCH)
    assert lines_of(later) == [("AD", "2026-02", "2026-02"), ("DC", "2026-03", None)]
    earlier = draft_all(both, JANUARY, MARCH)
    assert lines_of(earlier) == [("AD", "2026-01", "2026-01")]
    for dossier in (later, earlier):
        both.file(dossier, at=at_nine(MARCH))
        both.decide(dossier)
    march_closed = at_nine(date(2026, 3, 31))
    both.close(FEBRUARY + 1, at=march_closed)
    both.deliver(at=march_closed)
    assert seen(both.place, FEBRUARY + 1, date(2026, 4, 1)).found.differences == ()


def test_a_correction_that_is_not_decided_when_the_next_month_closes_is_waited_for(
    both: BothSides, hour: Hour, monkeypatch: pytest.MonkeyPatch
) -> None:
    book_wrong(monkeypatch, {("NV007", "DC"): mistyped})
    january(both, hour)
    made = draft_all(both, JANUARY, CORRECTED)
    both.file(made, at=hour.at)
    hour.at = at_nine(FEBRUARY_CLOSED)
    both.close(FEBRUARY, at=hour.at)
    both.deliver(at=hour.at)
    february = seen(both.place, FEBRUARY, MARCH)
    assert {told.difference.code: told.correction for told in february.told} == {"R12": made, "R20": None}
    assert february.correctable == ()
    hour.at = at_nine(MARCH)
    both.decide(made)
    hour.at = at_nine(date(2026, 3, 31))
    both.close(FEBRUARY + 1, at=hour.at)
    both.deliver(at=hour.at)
    assert seen(both.place, FEBRUARY + 1, date(2026, 4, 1)).found.differences == ()


# -- the unit's pages ------------------------------------------------------------------------------------------------

OWN_PAYMENT = paid(JANUARY, 275_636_160)
SEEDED: dict[tuple[str, str], Change] = {("NV101", "TM"): lost, ("NV007", "DC"): mistyped}


def agency_close(changes: dict[tuple[str, str], Change], payments: tuple[object, ...] = (OWN_PAYMENT,)) -> MonthClose:
    """January as an agency closes it that booked these lines (person, plan) otherwise."""
    moves = [changes.get((m.person, m.plan), lambda same: same)(m) for m in factory_movements()]
    kept = tuple(m for m in moves if m is not None and m.recorded_on == FILED)
    register = Register(movements=kept, payments=payments).run((DECEMBER, JANUARY))  # type: ignore[arg-type]
    return register.at(JANUARY)


def told_january(place: Place, close: MonthClose, *, returned: tuple[int, ...] = (HIRE,), pays: bool = True) -> None:
    """The unit filed January, these lines came back, and the month's notices are there."""
    place.unit.opening_month = DECEMBER
    place.unit.save()
    a_sent(place)
    if pays:
        Payment.objects.create(
            workspace=place.unit.workspace,
            unit=place.unit,
            paid_on=OWN_PAYMENT.paid_on,
            amount=OWN_PAYMENT.amount,
            order_number=OWN_PAYMENT.order_number,
            entered_by="Lê Thị Mẫu Hạnh",
            entered_at=at_nine(FILED),
        )
    at = at_nine(CLOSED)
    account = AccountNotice(head("00112/TB-BHXH", at), close.account, answer_by=date(2026, 2, 28))
    people = ParticipantsNotice(head("00113/TB-BHXH", at), close.participants)
    assert tell(place, acceptance(), decision(returned), account, people) == 4


@pytest.fixture
def differing(place: Place, hour: Hour) -> Place:
    """The hire came back, and a wage is mistyped at the agency; it is 05/02/2026."""
    hour.at = at_nine(CORRECTED)
    told_january(place, agency_close(SEEDED))
    return place


def path(place: Place, rest: str = "") -> str:
    return f"/don-vi/{place.unit.unit_code}/doi-chieu{rest}"


def text(client: Client, address: str) -> str:
    answered = client.get(address)
    assert answered.status_code == 200, answered.status_code
    return " ".join(answered.content.decode().split())


def ids(place: Place) -> list[str]:
    return [told.id for told in seen(place, JANUARY, CORRECTED).told]


def test_the_page_says_what_agrees_what_differs_and_that_it_adds_up(differing: Place) -> None:
    page = text(browser(differing.clerk), path(differing))
    assert "100 người khớp." in page
    assert "Thông báo ít hơn sổ 1.838.305 đ; 2 chênh lệch dưới đây cộng lại đúng bằng số này." in page
    for said in ("R01", "R03", "−1.818.145", "−20.160", "5.618.700", "không có", "Còn 23 ngày", "28/02/2026"):
        assert said in page, said
    assert "Truy đóng do tăng lương 01/2026; Điều chỉnh tiền lương từ 02/2026" in page
    assert "Tạo hồ sơ điều chỉnh cho 2 chênh lệch" in page
    assert "Phải đóng tăng" in page


def test_a_reader_sees_it_and_has_nothing_to_press(differing: Place) -> None:
    reader = browser(differing.reader)
    page = text(reader, path(differing))
    assert "R01" in page and "Tạo hồ sơ điều chỉnh" not in page and 'type="radio"' not in page
    for rest in ("/dieu-chinh", "/bo-dong", "/ghi-lenh-nop"):
        assert reader.post(path(differing, rest)).status_code == 403


def test_the_page_is_whole_in_english(differing: Place) -> None:
    clerk = browser(differing.clerk)
    clerk.cookies["lang"] = "en"
    page = text(clerk, path(differing))
    assert "100 people agree." in page and "Draft the correcting dossier (2)" in page
    assert "chênh lệch" not in page.lower() and "hồ sơ điều chỉnh" not in page.lower()
    lines = text(clerk, path(differing, "/tung-nguoi"))
    assert "Only those that differ: 2" in lines and "khớp" not in lines


def test_everybody_line_by_line_or_those_alone_who_differ(differing: Place) -> None:
    clerk = browser(differing.clerk)
    everybody = text(clerk, path(differing, "/tung-nguoi?ky=2026-01"))
    off = text(clerk, path(differing, "/tung-nguoi?ky=2026-01&lech"))
    assert "Tất cả 102 dòng" in everybody and everybody.count('<th scope="row"') == 103
    assert off.count('<th scope="row"') == 3 and NEW_HAND in off and "Trần Thị Đào" in off and OLD_HAND not in off


def test_the_workbook_has_the_differences_and_their_sum(differing: Place) -> None:
    answered = browser(differing.clerk).get(path(differing, "/so-sanh.xlsx"))
    assert "doi-chieu-TZ99001-2026-01.xlsx" in answered["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answered.content))
    differences, people = (book[name] for name in book.sheetnames)
    rows = [row for row in differences.iter_rows(min_row=4, values_only=True) if row[0]]
    assert {(row[0], row[5]) for row in rows} == {("R01", -1_818_145), ("R03", -20_160)}
    assert differences.cell(6, 6).value == -1_838_305
    assert people.max_row == 103


def test_the_correction_is_drafted_once(differing: Place) -> None:
    clerk = browser(differing.clerk)
    chosen = {"ky": "2026-01", **{f"choice:{one}": "correct" for one in ids(differing)}}
    answered = clerk.post(path(differing, "/dieu-chinh"), chosen)
    made = Dossier.objects.get(period=FEBRUARY)
    assert f"/ho-so/{made.pk}/" in answered["Location"]
    assert (made.round, made.state, made.corrects.state) == (1, DossierState.DRAFT, DossierState.RESULT_RECEIVED)  # type: ignore[union-attr]
    assert [row["plan"] for row in sheet_of(made.sheets.get(place=0)).rows.to_dicts()] == ["AD", "DC", "TM"]
    again = clerk.post(path(differing, "/dieu-chinh"), chosen, follow=True)
    assert Dossier.objects.filter(period=FEBRUARY).count() == 1
    assert again.redirect_chain[-1][0].endswith(f"/ho-so/{made.pk}")
    assert "đã lập trước đó" in again.content.decode()
    page = text(clerk, path(differing))
    assert page.count("Hồ sơ điều chỉnh kỳ 02/2026, đợt 1") == 2 and "Tạo hồ sơ điều chỉnh" not in page


def test_what_is_put_off_is_not_in_the_dossier(differing: Place) -> None:
    clerk = browser(differing.clerk)
    hire, wage = sorted(ids(differing))
    clerk.post(
        path(differing, "/dieu-chinh"), {"ky": "2026-01", f"choice:{hire}": "correct", f"choice:{wage}": "later"}
    )
    made = Dossier.objects.get(period=FEBRUARY)
    assert [row["plan"] for row in sheet_of(made.sheets.get(place=0)).rows.to_dicts()] == ["TM"]
    assert "Tạo hồ sơ điều chỉnh cho 1 chênh lệch" in text(clerk, path(differing))


@pytest.mark.parametrize("choices", [{}, {"choice:R01:nobody::": "correct"}])
def test_with_nothing_chosen_nothing_is_drafted(differing: Place, choices: dict[str, str]) -> None:
    answered = browser(differing.clerk).post(path(differing, "/dieu-chinh"), {"ky": "2026-01", **choices}, follow=True)
    assert "Chưa chọn chênh lệch nào để điều chỉnh." in answered.content.decode()
    assert 'class="msg warning"' in answered.content.decode()
    assert not Dossier.objects.filter(period=FEBRUARY).exists()


def test_a_returned_line_can_be_given_up_and_counts_no_more(differing: Place) -> None:
    clerk = browser(differing.clerk)
    hire = next(one for one in ids(differing) if one.startswith("R01"))
    answered = clerk.post(path(differing, "/bo-dong"), {"ky": "2026-01", "difference": hire}, follow=True)
    assert f"Đã bỏ dòng bị trả lại của {NEW_HAND}" in answered.content.decode()
    assert GivenUpLine.objects.get().row == HIRE
    assert codes(seen(differing, JANUARY, CORRECTED)) == {"R03": {"Trần Thị Đào"}}
    wage = ids(differing)[0]
    for difference in (hire, wage, "R99:::"):
        answer = clerk.post(path(differing, "/bo-dong"), {"ky": "2026-01", "difference": difference})
        assert answer.status_code == 404
    assert GivenUpLine.objects.count() == 1


def test_an_order_the_books_do_not_have_is_entered(place: Place, hour: Hour) -> None:
    hour.at = at_nine(CORRECTED)
    told_january(place, agency_close({("NV101", "TM"): lost}), pays=False)
    clerk = browser(place.clerk)
    page = text(clerk, path(place))
    assert "R16" in page and "Ghi lệnh nộp UNC 01 vào sổ" in page
    order = next(one for one in ids(place) if one.startswith("R16"))
    answered = clerk.post(path(place, "/ghi-lenh-nop"), {"ky": "2026-01", "difference": order}, follow=True)
    assert "Đã ghi lệnh nộp UNC 01 vào sổ của đơn vị." in answered.content.decode()
    assert (Payment.objects.get().amount, Payment.objects.get().entered_by) == (275_636_160, "Lê Thị Mẫu Hạnh")
    assert codes(seen(place, JANUARY, CORRECTED)) == {"R01": {NEW_HAND}}
    assert clerk.post(path(place, "/ghi-lenh-nop"), {"ky": "2026-01", "difference": order}).status_code == 404


def test_an_order_entered_with_another_amount_is_told_and_left_as_it_is(place: Place, hour: Hour) -> None:
    hour.at = at_nine(CORRECTED)
    told_january(place, agency_close({}, (replace(OWN_PAYMENT, amount=275_636_060),)), returned=())
    order = next(one for one in ids(place) if one.startswith("R16"))
    clerk = browser(place.clerk)
    answered = clerk.post(path(place, "/ghi-lenh-nop"), {"ky": "2026-01", "difference": order}, follow=True)
    assert "với số tiền khác" in answered.content.decode()
    assert Payment.objects.get().amount == 275_636_160


def test_two_sides_alike_have_nothing_to_see_to(place: Place, hour: Hour) -> None:
    hour.at = at_nine(CORRECTED)
    told_january(place, agency_close({("NV101", "TM"): lost}))
    hire = ids(place)[0]
    clerk = browser(place.clerk)
    clerk.post(path(place, "/bo-dong"), {"ky": "2026-01", "difference": hire})
    page = text(clerk, path(place))
    assert "Khớp hoàn toàn: 101 người, số phải đóng và số tiền của hai bên như nhau." in page
    assert "Không có chênh lệch nào phải xử lý." in page and "Tạo hồ sơ" not in page
    assert "Không có dòng nào lệch" in text(clerk, path(place, "/tung-nguoi?lech"))


def test_without_both_notices_there_is_nothing_to_compare(place: Place) -> None:
    a_sent(place)
    clerk = browser(place.clerk)
    assert "Chưa có tháng nào đủ hai thông báo" in text(clerk, path(place))
    assert clerk.get(path(place, "/tung-nguoi")).status_code == 404
    assert clerk.get(path(place, "/so-sanh.xlsx")).status_code == 404
    assert clerk.post(path(place, "/dieu-chinh")).status_code == 404
    assert told_months(place.unit) == []


PAGES = ("", "/tung-nguoi", "/so-sanh.xlsx")
MOVES = ("/dieu-chinh", "/bo-dong", "/ghi-lenh-nop")


def test_another_workspace_finds_nothing(differing: Place) -> None:
    stranger = browser(a_place("TZ99002").signer)
    assert {stranger.get(path(differing, rest)).status_code for rest in PAGES} == {404}
    assert {stranger.post(path(differing, rest)).status_code for rest in MOVES} == {404}
    assert {Client().get(path(differing, rest)).status_code for rest in PAGES} == {302}


@pytest.mark.parametrize("month", ["2026-02", "2025-12", "01/2026", "x"])
def test_a_month_without_notices_is_not_found(differing: Place, month: str) -> None:
    assert browser(differing.clerk).get(path(differing, f"?ky={month}")).status_code == 404


def test_a_remark_names_its_month() -> None:
    assert month_marked("HĐLĐ số 5. Đối chiếu C12-TS tháng 01/2026") == JANUARY
    assert (month_marked("Đối chiếu C12-TS tháng 13/2026"), month_marked("nghỉ việc")) == (None, None)
    assert month_text(JANUARY) == "2026-01"
