"""Lines: accepted, returned with a reason, looked at again; nothing is lost and nobody else's hand is in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse

from ibhxh.sites.agency.cases.models import Case, CaseEntry, CaseLine, EntryKind
from ibhxh.sites.agency.staff.models import Officer
from tests.build.agency_office import signed_in
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]


@pytest.fixture
def case(desk: Desk) -> Case:
    """The factory's January in its officer's hands."""
    found = desk.january()
    signed_in(desk.officer).post(reverse("agency:take", args=[found.pk]))
    return Case.objects.get(pk=found.pk)


def settle(officer: Officer, case: Case, act: str, **data: object) -> HttpResponse:
    """Press a button of the lines."""
    url = reverse("agency:settle", args=[case.pk])
    answer: HttpResponse = signed_in(officer).post(url, {"act": act, **data})
    return answer


def result(case: Case, row: int) -> str:
    """What a line of the only sheet came to."""
    return CaseLine.objects.get(case=case, sheet=0, row=row).result


def test_one_button_accepts_one_line_and_goes_to_the_next(desk: Desk, case: Case) -> None:
    answer = settle(desk.officer, case, "accept:0.3")
    assert (answer.status_code, answer["Location"]) == (302, f"/co-quan/ho-so/{case.pk}?dong=0.4")
    line = CaseLine.objects.get(case=case, row=3)
    assert (line.result, line.decided_by, line.decided_at) == ("accepted", "Trần Thị Lan", desk.hour.at)


def test_many_ticked_lines_at_once(desk: Desk, case: Case) -> None:
    settle(desk.officer, case, "accept", line=["0.0", "0.1", "0.2"])
    assert CaseLine.objects.filter(case=case, result="accepted").count() == 3
    entry = CaseEntry.objects.get(case=case)
    assert (entry.kind, entry.lines) == (EntryKind.ACCEPTED, [[0, 0], [0, 1], [0, 2]])


def test_returning_asks_for_a_reason_first(desk: Desk, case: Case) -> None:
    asked = settle(desk.officer, case, "return:0.5")
    assert asked.status_code == 200
    assert "Trả lại dòng 6: Lê Anh Khoa" in asked.content.decode()
    assert result(case, 5) == "pending"
    empty = settle(desk.officer, case, "return", line="0.5", text=" ", guidance="Nộp lại.")
    assert empty.status_code == 422
    assert "Chưa có lý do trả lại" in empty.content.decode()
    assert "Nộp lại." in empty.content.decode()


def test_a_reason_from_the_list_and_one_of_the_officers_own(desk: Desk, case: Case) -> None:
    settle(desk.officer, case, "return", line="0.5", text="", reason="ground_missing")
    said = CaseLine.objects.get(case=case, row=5).reason
    assert said["code"] == "ground_missing" and said["guidance_vi"].startswith("Nộp lại dòng này")
    settle(desk.officer, case, "return", line="0.6", text="Quyết định lương chưa có chữ ký.", reason="own")
    line = CaseLine.objects.get(case=case, row=6)
    assert (line.result, line.reason["vi"]) == ("returned", "Quyết định lương chưa có chữ ký.")


def test_a_settled_line_is_not_settled_again_by_an_old_page(desk: Desk, case: Case) -> None:
    settle(desk.officer, case, "accept:0.3")
    old = settle(desk.head, case, "return", line=["0.3", "0.4"], text="Sai.", reason="own")
    assert old.status_code == 409
    assert (result(case, 3), result(case, 4)) == ("accepted", "pending")


def test_a_line_can_be_looked_at_again_until_the_decision(desk: Desk, case: Case) -> None:
    settle(desk.officer, case, "return", line="0.5", text="Nhầm.", reason="own")
    settle(desk.officer, case, "reopen:0.5")
    line = CaseLine.objects.get(case=case, row=5)
    assert (line.result, line.reason, line.decided_by) == ("pending", None, "")


def test_only_who_has_the_case_settles_lines(desk: Desk, case: Case) -> None:
    assert settle(desk.colleague, case, "accept:0.3").status_code == 409
    assert settle(desk.counter, case, "accept:0.3").status_code == 403
    assert result(case, 3) == "pending"
    assert settle(desk.head, case, "accept:0.3").status_code == 302


def test_lines_that_do_not_exist(desk: Desk, case: Case) -> None:
    assert settle(desk.officer, case, "accept:0.9999").status_code == 409
    assert settle(desk.officer, case, "accept:x").status_code == 404
    assert settle(desk.officer, case, "burn:0.1").status_code == 404
    assert settle(desk.officer, case, "accept").status_code == 409


def test_numbers_are_masked_until_asked_for_and_the_look_is_written_down(desk: Desk, case: Case) -> None:
    url = reverse("agency:case", args=[case.pk])
    client = signed_in(desk.officer)
    before = client.get(url, {"dong": "0.5"}).content.decode()
    assert "9900···002" in before and "9900000002" not in before
    client.post(reverse("agency:reveal", args=[case.pk]), {"line": "0.5", "purpose": "papers"})
    assert "9900000002" in client.get(url, {"dong": "0.5"}).content.decode()
    entry = CaseEntry.objects.get(kind=EntryKind.REVEALED)
    assert (entry.officer, entry.lines, entry.text) == (desk.officer, [[0, 5]], "Đối chiếu với giấy tờ")
    client.post("/ngon-ngu", {"lang": "en"})
    assert "row 6: Compare with the papers" in client.get(url).content.decode()
    assert "9900000002" not in signed_in(desk.colleague).get(url, {"dong": "0.5"}).content.decode()
    desk.hour.at += timedelta(minutes=16)
    assert "9900000002" not in client.get(url, {"dong": "0.5"}).content.decode()


def test_without_a_purpose_nothing_is_shown(desk: Desk, case: Case) -> None:
    client = signed_in(desk.officer)
    client.post(reverse("agency:reveal", args=[case.pk]), {"line": "0.5", "purpose": "curiosity"})
    assert not CaseEntry.objects.filter(kind=EntryKind.REVEALED).exists()


def test_what_was_done_cannot_be_rewritten(desk: Desk, case: Case) -> None:
    settle(desk.officer, case, "accept:0.3")
    entry = CaseEntry.objects.get()
    with pytest.raises(RuntimeError):
        entry.save()
