"""From the queue to the sealed result: the factory's January, settled line by line and decided."""

from __future__ import annotations

import pytest
from django.db.models import Sum
from django.http import HttpResponse
from django.urls import reverse

from ibhxh.client.verify_notice import read_notice
from ibhxh.formats.notices import Decision, Outcome
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.notices.models import IssuedNotice
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.sites.agency.register.models import AcceptedMovement, PostingRow, RegisteredPerson
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.project.lifecycle import audit_all
from ibhxh.states import CASE
from tests.build.agency_office import B3_OF_JANUARY, JANUARY, TODAY, signed_in
from tests.build.filing import key_ring
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]


@pytest.fixture
def case(desk: Desk) -> Case:
    """The factory's January in its officer's hands."""
    found = desk.january()
    signed_in(desk.officer).post(reverse("agency:take", args=[found.pk]))
    return Case.objects.get(pk=found.pk)


def settle(desk: Desk, case: Case, *, returned: tuple[int, ...] = ()) -> None:
    """Accepts every line but those returned."""
    client, url = signed_in(desk.officer), reverse("agency:settle", args=[case.pk])
    if returned:
        lines = [f"0.{row}" for row in returned]
        client.post(url, {"act": "return", "line": lines, "reason": "ground_missing", "text": ""})
    rest = [f"0.{row}" for row in range(70) if row not in returned]
    client.post(url, {"act": "accept:" + ",".join(rest)})


def decide(officer: Officer, case: Case, seen: int | None = None) -> HttpResponse:
    """Press the button of the decision page."""
    seen = Case.objects.get(pk=case.pk).version if seen is None else seen
    answer: HttpResponse = signed_in(officer).post(reverse("agency:decide", args=[case.pk]), {"seen": seen})
    return answer


def booked() -> int:
    """The sum of all that was booked for January in January."""
    found: int = PostingRow.objects.filter(booked_in=JANUARY, month=JANUARY).aggregate(all=Sum("amount"))["all"]
    return found


def test_accepting_every_line_books_the_published_january(desk: Desk, case: Case) -> None:
    settle(desk, case)
    assert decide(desk.officer, case).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.decided_at) == ("decided", desk.hour.at)
    assert booked() == B3_OF_JANUARY
    account = Ledger(desk.unit).live(TODAY).account
    assert account["B.3"].total == B3_OF_JANUARY
    assert account["A.2.2"].total == 275_636_160
    assert account["B.1"].total == 102
    assert AcceptedMovement.objects.count() == 70
    assert RegisteredPerson.objects.count() == 104  # the hundred, and the four whom lines brought
    assert audit_all(Case, CASE).findings == ()


def test_every_posting_of_a_line_names_it_and_the_officer(desk: Desk, case: Case) -> None:
    settle(desk, case)
    decide(desk.officer, case)
    of_lines = PostingRow.objects.exclude(dossier_id="")
    assert of_lines.exists()
    assert not of_lines.filter(row=None).exists()
    assert set(of_lines.values_list("dossier_id", "officer")) == {(case.filed_id, "Trần Thị Lan")}


def test_the_unit_is_told_line_by_line_under_seal(desk: Desk, case: Case) -> None:
    settle(desk, case, returned=(4, 5))
    decide(desk.officer, case)
    issued = IssuedNotice.objects.get(case=case, kind=Decision.TYPE)
    notice = read_notice(bytes(issued.statement), key_ring())
    assert isinstance(notice, Decision)
    assert (notice.outcome, len(notice.accepted), len(notice.returned)) == (Outcome.PARTIAL, 68, 2)
    assert notice.booked_in == JANUARY
    assert [line.row for line in notice.returned] == [4, 5]
    assert notice.returned[0].reason is not None and "căn cứ" in notice.returned[0].reason.text
    assert notice.officer.name == "Trần Thị Lan"
    assert list(IssuedNotice.objects.values_list("seq", flat=True)) == [1, 2]


def test_returned_lines_are_not_booked(desk: Desk, case: Case) -> None:
    settle(desk, case, returned=tuple(range(70)))
    decide(desk.officer, case)
    assert AcceptedMovement.objects.count() == 0
    assert booked() == 275_636_160


def test_no_decision_while_a_line_is_open(desk: Desk, case: Case) -> None:
    answer = decide(desk.officer, case)
    assert answer.status_code == 409
    assert "mọi dòng đã được chấp nhận hoặc trả lại" in answer.content.decode()
    case.refresh_from_db()
    assert (case.state, case.decided_at) == ("in_review", None)
    assert not IssuedNotice.objects.filter(kind=Decision.TYPE).exists()
    assert not AcceptedMovement.objects.exists()


def test_decided_twice_is_decided_once(desk: Desk, case: Case) -> None:
    settle(desk, case)
    seen = case.version
    for _ in range(2):
        assert decide(desk.officer, case, seen).status_code == 302
    assert IssuedNotice.objects.filter(kind=Decision.TYPE).count() == 1
    assert (AcceptedMovement.objects.count(), booked()) == (70, B3_OF_JANUARY)


def test_an_old_page_decides_nothing(desk: Desk, case: Case) -> None:
    settle(desk, case)
    signed_in(desk.head).post(
        reverse("agency:hand-over", args=[case.pk]), {"to": desk.colleague.pk, "seen": case.version}
    )
    answer = decide(desk.head, case, case.version)
    assert answer.status_code == 409
    assert not AcceptedMovement.objects.exists()
    assert decide(desk.officer, case).status_code == 403
    assert decide(desk.colleague, case).status_code == 302


def test_nothing_is_booked_when_the_notice_cannot_be_sealed(
    desk: Desk, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(desk, case)

    def broken(*_: object, **__: object) -> None:
        raise OSError("the key is gone")

    monkeypatch.setattr("ibhxh.sites.agency.cases.deciding.issue", broken)
    with pytest.raises(OSError, match="the key is gone"):
        decide(desk.officer, case)
    case.refresh_from_db()
    assert case.state == "in_review"
    assert not AcceptedMovement.objects.exists()
    assert booked() == 275_636_160


def test_the_decision_page_shows_what_will_be_booked(desk: Desk, case: Case) -> None:
    settle(desk, case)
    shown = signed_in(desk.officer).get(reverse("agency:decide", args=[case.pk])).content.decode()
    assert "2.377.205" in shown  # 278.013.365 − 275.636.160
    assert "Chấp nhận 70 dòng, trả lại 0 dòng." in shown
