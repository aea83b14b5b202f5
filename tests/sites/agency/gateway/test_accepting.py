"""What follows an arrival: one acceptance, numbers without gaps, and the supplement that lets the clock run again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from ibhxh.checks import parse_report
from ibhxh.formats.notices import Acceptance
from ibhxh.intake import receipt_of, receive_copy
from ibhxh.intake.receive import key_of
from ibhxh.sites.agency.cases import accepting
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.opening import GATEWAY
from ibhxh.sites.agency.gateway.door import the_door
from ibhxh.sites.agency.gateway.jobs import accept_case
from ibhxh.sites.agency.gateway.models import Filed
from ibhxh.sites.agency.gateway.registry import DjangoRegistry
from ibhxh.sites.agency.notices.models import IssuedNotice
from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.sites.project import clock
from ibhxh.sites.project.lifecycle import fire
from ibhxh.states import CASE, Actor, CaseState
from ibhxh.trust import Statement
from ibhxh.trust.instants import VIETNAM
from tests.build.agency import content_of, package_of
from tests.build.filing import AT, counting, packed
from tests.sites.agency.gateway.filing import post, receipt_in

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["agency"])]


def accepted(number: int, *, rows: int = 1) -> Case:
    """The case of the unit's `number`-th dossier, accepted."""
    code = receipt_in(post(package_of(content_of(number, rows=rows)))).transaction_code
    case = Case.objects.get(transaction_code=code)
    accept_case({"case": str(case.pk)})
    case.refresh_from_db()
    return case


def test_an_acceptance_done_twice_is_done_once(unit: RegisteredUnit) -> None:
    case = accepted(0, rows=3)
    accept_case({"case": str(case.pk)})
    assert (case.state, case.number, case.version) == (CaseState.ACCEPTED, "00001/2026/07999", 2)
    assert (case.lines.count(), IssuedNotice.objects.count()) == (3, 1)
    assert Case.objects.get().version == 2


def test_lines_and_report_are_those_of_the_content(unit: RegisteredUnit) -> None:
    case = accepted(0, rows=2)
    assert [(line.sheet, line.row, line.person_name, line.plan, line.result) for line in case.lines.all()] == [
        (0, 0, "Trần Thị Mai Lan 0", "TM", "pending"),
        (0, 1, "Trần Thị Mai Lan 1", "TM", "pending"),
    ]
    report = parse_report(bytes(case.report or b""))
    slip = Acceptance.from_bytes(_payload(IssuedNotice.objects.get()))
    assert (slip.report_digest, slip.pack) == (report.digest, report.pack)
    assert slip.counts == {severity.value: count for severity, count in report.counts.items()}


def test_a_number_is_taken_back_with_what_failed(unit: RegisteredUnit, monkeypatch: pytest.MonkeyPatch) -> None:
    first = accepted(0)
    with monkeypatch.context() as broken:

        def fail(*_: object, **__: object) -> None:
            raise RuntimeError

        broken.setattr(accepting, "issue", fail)
        with pytest.raises(RuntimeError):
            accepted(1)
    third = accepted(2)
    assert [first.number, third.number] == ["00001/2026/07999", "00002/2026/07999"]
    assert Case.objects.filter(number=None).get().state == CaseState.RECEIVED
    assert list(unit.notices.values_list("seq", "number")) == [(1, "00001/TN-BHXH"), (2, "00002/TN-BHXH")]


def test_the_due_day_keeps_the_hour_and_counts_working_days(
    unit: RegisteredUnit, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Friday; 31/08 is swapped, 01 and 02/09 are holidays.
    late = datetime(2026, 8, 28, 16, 45, 10, tzinfo=VIETNAM)
    monkeypatch.setattr(clock, "now", lambda: late)
    case = accepted(0)
    assert case.due_at == datetime(2026, 9, 9, 16, 45, 10, tzinfo=VIETNAM)


def test_evidence_that_is_not_complete_is_not_accepted(unit: RegisteredUnit) -> None:
    post(package_of(content_of(0), trial=True))
    case = Case.objects.get()
    accept_case({"case": str(case.pk)})
    case.refresh_from_db()
    assert (case.state, case.number) == (CaseState.RECEIVED, None)


def test_what_was_asked_for_lets_the_clock_run_again(unit: RegisteredUnit, monkeypatch: pytest.MonkeyPatch) -> None:
    case = accepted(0)
    facts = {"items": 1, "request_number": 1, "deadline_on": "2026-07-30", "officer": "Trần Mẫu Quản"}
    asked = AT + timedelta(days=1)
    fire(case, CASE, "request_supplement", actor=Actor.OFFICER, by="Trần Mẫu Quản", at=asked, facts=facts)
    case.paused_at, case.due_at = asked, None
    case.save()
    monkeypatch.setattr(clock, "now", lambda: AT + timedelta(days=3))
    second = content_of(0, rows=2)
    assert post(package_of(second)).status_code == 201
    case = Case.objects.get()
    assert (case.state, case.paused_at, bytes(case.other_content or b"")) == (CaseState.IN_REVIEW, None, second.data)
    assert case.due_at == datetime(2026, 7, 22, 9, 15, tzinfo=VIETNAM), "two working days later than promised"
    assert case.events.get(event="supply").actor_name == unit.name


def test_a_mailed_copy_opens_no_case_and_makes_way_for_who_is_proved(unit: RegisteredUnit) -> None:
    content = content_of(0)
    copy = receive_copy(packed(content, unsigned=True).package, the_door(), at=AT, random=counting())
    assert isinstance(copy, bytes)
    assert not Case.objects.exists() and not Filed.objects.get().proved
    receipt = receipt_in(post(package_of(content)))
    assert Case.objects.get().transaction_code == receipt.transaction_code
    assert Filed.objects.get().proved


def test_what_is_stored_is_read_back_whole(unit: RegisteredUnit) -> None:
    content, registry = content_of(0), DjangoRegistry()
    answer = post(package_of(content), key="a-key-of-mine")
    (arrival,) = registry.by_content(content.digest)
    key = key_of(content.head.mst, "a-key-of-mine")
    assert arrival == registry.by_digest(arrival.digest) == registry.by_idempotency_key(key)
    assert (arrival.receipt, arrival.received_at, arrival.key) == (answer.content, AT, content.head.key)
    assert receipt_of(arrival).transaction_code == arrival.transaction_code
    assert (registry.holder(content.head.key), registry.next_round(content.head.key)) == (content.head.dossier_id, 2)
    assert registry.by_digest("0" * 64) is None
    assert Case.objects.get().events.get().actor_name == GATEWAY


def _payload(notice: IssuedNotice) -> bytes:
    return Statement.from_bytes(bytes(notice.statement)).payload
