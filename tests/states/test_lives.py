"""The tables of the product: whole lives, and what is shown on the way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pytest

from ibhxh.states import CASE, DOSSIER, LINE, Actor, CaseState, ClockAct, Document, DossierState, Fact, Machine, tell
from ibhxh.states.clock import VIETNAM
from ibhxh.states.errors import MoveRefused, NotYet
from ibhxh.states.national import NATIONAL_STATUSES

pytestmark = pytest.mark.unit

MACHINES = (DOSSIER, CASE, LINE)
NOW = datetime(2026, 1, 13, 9, 29, 22, tzinfo=VIETNAM)
RECEIVED = {
    "received_at": "2026-01-13T02:29:22+00:00",
    "transaction_code": "GD-1",
    "slip_due_at": "2026-01-13T11:29:22+07:00",
}
ACCEPTED = {
    "dossier_number": "00123/2026/07999",
    "accepted_at": "2026-01-13T09:31:00+07:00",
    "due_at": "2026-01-20T09:31:00+07:00",
}
#: A fact of every name that any move needs.
FACTS: dict[str, Fact] = {
    **RECEIVED,
    **ACCEPTED,
    "errors": 0,
    "signer": "Trần Thị Bình",
    "content_digest": "ab" * 32,
    "reason": "sai mã đơn vị.",
    "gateway": "Cổng mẫu",
    "attempts": 6,
    "retry_at": "2026-01-13T10:00:00+07:00",
    "gateway_has_it": False,
    "filed_elsewhere": False,
    "hours": 3,
    "items": 2,
    "asked_at": "2026-01-15T09:00:00+07:00",
    "deadline_on": "2026-01-22",
    "accepted_lines": 4,
    "returned_lines": 1,
    "pending_lines": 0,
    "signature_valid": True,
    "correction": "d2",
    "accepted_on": "2026-01-14",
    "officer": "Lê Văn Cường",
    "request_number": 1,
    "deadline_over": True,
    "booked_in": "01/2026",
    "case_open": True,
}


def live(machine: Machine, events: Iterable[tuple[str, Actor]], **facts: Fact) -> list[str]:
    """The states passed through."""
    state: str | None = None
    passed = []
    for event, actor in events:
        state = machine.step(state, event, actor, FACTS | facts).target
        passed.append(state)
    return [str(one) for one in passed]


WRITTEN = [("create", Actor.CLERK), ("check", Actor.CLERK)]
SIGNED = [*WRITTEN, ("request_signature", Actor.CLERK), ("sign", Actor.SIGNER)]
SENT = [*SIGNED, ("send", Actor.CLERK), ("receive_receipt", Actor.AGENCY)]
LODGED = [*SENT, ("accept", Actor.AGENCY)]


def test_the_plain_way_of_a_dossier() -> None:
    passed = live(
        DOSSIER,
        [*LODGED, ("progress", Actor.AGENCY), ("decide_full", Actor.AGENCY), ("store_result", Actor.SYSTEM)],
        returned_lines=0,
    )
    assert passed == [
        "draft",
        "ready",
        "signing",
        "signed",
        "sending",
        "sent",
        "accepted",
        "processing",
        "done_full",
        "result_received",
    ]


def test_a_dossier_that_cannot_be_sent_is_seen_and_sent_again() -> None:
    passed = live(
        DOSSIER,
        [
            *SIGNED,
            ("send", Actor.SIGNER),
            ("retry", Actor.SYSTEM),
            ("give_up", Actor.SYSTEM),
            ("resend", Actor.CLERK),
            ("receive_receipt", Actor.AGENCY),
        ],
    )
    assert passed[-5:] == ["sending", "sending", "undeliverable", "sending", "sent"]


def test_a_dossier_the_gateway_may_have_is_not_taken_back() -> None:
    way = [*SIGNED, ("send", Actor.SIGNER), ("give_up", Actor.SYSTEM)]
    for event in ("recall", "export"):
        with pytest.raises(NotYet):
            live(DOSSIER, [*way, (event, Actor.CLERK)], gateway_has_it=True)
        assert live(DOSSIER, [*way, (event, Actor.CLERK)])[-1] in {"draft", "exported"}


def test_a_dossier_filed_by_another_channel() -> None:
    assert live(DOSSIER, [*WRITTEN, ("export", Actor.CLERK), ("record_acceptance", Actor.CLERK)])[-2:] == [
        "exported",
        "accepted_elsewhere",
    ]


@pytest.mark.parametrize(
    ("event", "facts"),
    [
        ("decide_full", {"returned_lines": 1}),
        ("decide_full", {"accepted_lines": 0, "returned_lines": 0}),
        ("decide_partial", {"returned_lines": 0}),
        ("request_supplement", {"items": 0}),
    ],
)
def test_a_result_that_contradicts_itself_is_not_taken(event: str, facts: dict[str, Fact]) -> None:
    with pytest.raises(NotYet):
        live(DOSSIER, [*LODGED, (event, Actor.AGENCY)], **facts)


def test_a_result_with_a_broken_signature_is_not_stored() -> None:
    with pytest.raises(NotYet):
        live(
            DOSSIER, [*LODGED, ("decide_partial", Actor.AGENCY), ("store_result", Actor.SYSTEM)], signature_valid=False
        )


def test_errors_and_unexplained_warnings_keep_a_dossier_from_being_ready() -> None:
    for facts in ({"errors": 1}, {"unexplained_warnings": 2}):
        with pytest.raises(NotYet):
            live(DOSSIER, WRITTEN, **facts)


def test_nobody_at_the_unit_can_say_what_only_the_agency_says() -> None:
    said = {"accept", "receive_receipt", "reject_at_gate", "progress", "decide_full", "decide_partial", "return_all"}
    for move in DOSSIER.moves:
        assert (move.event in said | {"request_supplement", "confirm_withdrawal"}) == (move.actors == (Actor.AGENCY,))


def test_once_sent_nothing_is_edited() -> None:
    before = {None, "draft", "ready", "signing", "sign_refused", "signed", "undeliverable", "exported"}
    assert {move.source for move in DOSSIER.moves if move.target == "draft"} <= before


def test_the_plain_way_of_a_case() -> None:
    way = [("receive", Actor.SYSTEM), ("accept", Actor.SYSTEM), ("take", Actor.OFFICER)]
    asked = [("request_supplement", Actor.OFFICER), ("supply", Actor.UNIT)]
    end = [("decide", Actor.OFFICER), ("deliver", Actor.SYSTEM)]
    assert live(CASE, [*way, *asked, *end]) == [
        "received",
        "accepted",
        "in_review",
        "wait_supplement",
        "in_review",
        "decided",
        "delivered",
    ]


def test_a_case_is_decided_when_every_line_is() -> None:
    way = [("receive", Actor.SYSTEM), ("accept", Actor.SYSTEM), ("take", Actor.OFFICER), ("decide", Actor.OFFICER)]
    with pytest.raises(NotYet, match="Quyết định hồ sơ"):
        live(CASE, way, pending_lines=1)


@pytest.mark.parametrize("state", [CaseState.DECIDED, CaseState.DELIVERED, CaseState.REFUSED, CaseState.GATE_FAILED])
def test_what_is_decided_cannot_be_withdrawn(state: CaseState) -> None:
    with pytest.raises(MoveRefused):
        CASE.step(state, "withdraw", Actor.UNIT, {})


def test_a_line_is_returned_with_a_reason_and_reopened_while_the_case_is_open() -> None:
    with pytest.raises(NotYet):
        LINE.step("pending", "return", Actor.OFFICER, {"reason": "  "})
    assert LINE.step("pending", "return", Actor.OFFICER, {"reason": "trùng"}).target == "returned"
    assert LINE.step("returned", "reopen", Actor.OFFICER, {"case_open": True}).target == "pending"
    with pytest.raises(NotYet):
        LINE.step("accepted", "reopen", Actor.OFFICER, {"case_open": False})


@pytest.mark.parametrize("machine", [DOSSIER, CASE])
def test_the_clock_makes_sense_on_every_way(machine: Machine) -> None:
    """Every walk: started at most once, paused only while it runs, stopped or never started where the life is over."""
    clocks = {None: {"-"}}
    after = {
        ("-", None): "-",
        ("-", ClockAct.START): "runs",
        ("runs", None): "runs",
        ("runs", ClockAct.PAUSE): "paused",
        ("runs", ClockAct.STOP): "over",
        ("paused", None): "paused",
        ("paused", ClockAct.RESUME): "runs",
        ("paused", ClockAct.STOP): "over",
        ("over", None): "over",
    }
    while True:
        known = sum(map(len, clocks.values()))
        for move in machine.moves:
            for clock in sorted(clocks.get(move.source, ())):
                assert (clock, move.clock) in after, (move.source, move.event, clock)
                clocks.setdefault(move.target, set()).add(after[clock, move.clock])
        if known == sum(map(len, clocks.values())):
            break
    over = {stage.state for stage in machine.stages if stage.final}
    for state, found in clocks.items():
        assert found <= {"-", "over"} if state in over else len(found) == 1, (state, found)
    assert clocks.get("supplement_requested", {"paused"}) == {"paused"}
    assert clocks.get("wait_supplement", {"paused"}) == {"paused"}


@pytest.mark.parametrize("machine", MACHINES)
def test_everything_shown_is_filled_in_both_languages(machine: Machine) -> None:
    for move in machine.moves:
        told = tell(machine, move.target, move.event, FACTS, at=NOW, by="Nguyễn Thị Lan")
        for text in (told.sentence.vi, told.sentence.en, told.next_step.vi, told.next_step.en):
            assert text
            assert "…" not in text, (move.event, text)
            assert "{" not in text


@pytest.mark.parametrize("machine", MACHINES)
def test_every_fact_that_is_needed_is_named_here(machine: Machine) -> None:
    assert {name for move in machine.moves for name in move.needs} <= set(FACTS)


def test_instants_and_days_are_written_as_they_are_in_vietnam() -> None:
    told = tell(DOSSIER, "sent", "receive_receipt", FACTS, at=NOW, by="")
    assert "09:29 ngày 13/01/2026" in told.sentence.vi
    told = tell(DOSSIER, "supplement_requested", "request_supplement", FACTS, at=NOW, by="")
    assert told.next_step.vi == "Bổ sung hồ sơ trước 22/01/2026."


def test_a_retry_has_more_to_tell_than_sending() -> None:
    first = tell(DOSSIER, "sending", "send", FACTS, at=NOW, by="Lan")
    again = tell(DOSSIER, "sending", "retry", FACTS, at=NOW, by="")
    assert "Đang gửi tới Cổng mẫu" in first.sentence.vi
    assert "sẽ tự gửi lại lúc 10:00 ngày 13/01/2026" in again.sentence.vi


def test_a_fact_nobody_recorded_does_not_refuse_the_page() -> None:
    assert "…" in tell(DOSSIER, "sent", "receive_receipt", {}, at=NOW, by="").sentence.vi


@pytest.mark.parametrize("machine", [DOSSIER, CASE])
def test_national_codes_are_the_portal_s(machine: Machine) -> None:
    codes = {stage.state: stage.national_code for stage in machine.stages}
    assert all(code is None or code in NATIONAL_STATUSES for code in codes.values())
    if machine is CASE:
        assert None not in codes.values()
    assert codes.get(DossierState.SENT, 1) == 1
    assert codes.get(DossierState.RESULT_RECEIVED, 10) == 10


def test_both_sides_give_a_state_the_same_national_code() -> None:
    pairs = {
        "sent": "received",
        "gate_rejected": "gate_failed",
        "accepted": "accepted",
        "processing": "in_review",
        "supplement_requested": "wait_supplement",
        "returned": "refused",
        "done_full": "decided",
        "result_received": "delivered",
        "withdrawn": "withdrawn",
    }
    for mine, theirs in pairs.items():
        assert DOSSIER.stage(mine).national_code == CASE.stage(theirs).national_code


def test_the_slips_go_out_on_the_moves_of_the_one_stop_rules() -> None:
    slips = {
        "accept": Document.APPOINTMENT_SLIP,
        "request_supplement": Document.SUPPLEMENT_SLIP,
        "refuse": Document.REFUSAL_SLIP,
        "decide": Document.RESULT_NOTICE,
    }
    assert {move.event: move.document for move in CASE.moves if move.event in slips} == slips
