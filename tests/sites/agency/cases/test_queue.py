"""The queue: filters, whose cases, search, the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from ibhxh.dossier.human_code import human_code
from ibhxh.sites.agency.cases.clock import clock_of_case
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.queue import counts, mine_and_waiting, queue
from tests.build.agency_office import file_signed, january_case, signed_in
from tests.build.notices import january
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]


def test_a_case_of_my_unit_is_mine_and_not_my_colleagues(desk: Desk) -> None:
    desk.january()
    assert queue(desk.officer, desk.hour.at, scope=mine_and_waiting(desk.officer)).count() == 1
    assert queue(desk.colleague, desk.hour.at, scope=mine_and_waiting(desk.colleague)).count() == 0
    assert queue(desk.colleague, desk.hour.at).count() == 1


def test_a_trial_signature_alone_waits_for_paper(desk: Desk) -> None:
    file_signed(january())
    page = signed_in(desk.counter).get(reverse("agency:home"), {"loc": "con-thieu"}).content.decode()
    assert desk.unit.name in page and "Chờ giấy tờ" in page
    case = Case.objects.get()
    shown = signed_in(desk.counter).get(reverse("agency:case", args=[case.pk])).content.decode()
    assert "bản giấy có ký tên, đóng dấu" in shown
    assert "MST 9900000016" in shown


def test_late_soon_and_paused_are_counted(desk: Desk) -> None:
    desk.january()
    now = desk.hour.at
    assert counts(desk.officer, now, mine_and_waiting(desk.officer))[""] == 1
    assert counts(desk.officer, now + timedelta(days=5), mine_and_waiting(desk.officer))["sap-den"] == 1
    late = now + timedelta(days=11)
    assert counts(desk.officer, late, mine_and_waiting(desk.officer))["qua-han"] == 1
    clock = clock_of_case(Case.objects.get(), late)
    assert (clock.pace, clock.tone, clock.words.vi) == ("late", "e", "Quá hạn 2 ngày")
    assert clock.ruler is not None and clock.ruler.tone == "e"
    assert {box.small for box in clock.ruler.boxes} == {"d"}


@pytest.mark.parametrize("much", [19, 12, 9])
def test_the_code_on_paper_finds_the_case(desk: Desk, much: int) -> None:
    case = january_case()
    code = human_code(bytes.fromhex(case.content_digest))[:much]
    assert list(queue(desk.officer, desk.hour.at, search=code)) == [case]
    assert not queue(desk.officer, desk.hour.at, search="ZZZZ-ZZZZ-ZZZZ").exists()


@pytest.mark.parametrize("search", ["00001", "TZ99001", "9900000016", "Bình Minh"])
def test_number_unit_and_tax_code_find_it(desk: Desk, search: str) -> None:
    case = desk.january()
    assert list(queue(desk.colleague, desk.hour.at, search=search)) == [case]


def test_taking_twice_takes_once(desk: Desk) -> None:
    case = desk.january()
    client = signed_in(desk.officer)
    for _ in range(2):
        assert client.post(reverse("agency:take", args=[case.pk])).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.version, case.officer) == ("in_review", 3, desk.officer)


def test_a_colleague_cannot_take_what_is_mine(desk: Desk) -> None:
    case = desk.january()
    signed_in(desk.colleague).post(reverse("agency:take", args=[case.pk]))
    case.refresh_from_db()
    assert case.state == "accepted"
