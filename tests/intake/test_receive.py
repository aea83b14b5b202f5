"""The whole door: every row of the table by which what comes meets what is known, and receipts that never change."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from ibhxh.dossier import Content, Sheet, freeze
from ibhxh.dossier.tree import root_of
from ibhxh.formats.receipt import RECEIPT_TYPE, EvidenceKind, Receipt, ReceiptFile
from ibhxh.intake import (
    Arrival,
    Evidence,
    Gateway,
    Match,
    Meeting,
    Refused,
    SqliteRegistry,
    match,
    receive,
    receive_copy,
    receive_paper,
    still_needed,
)
from ibhxh.intake.receive import key_of
from ibhxh.trust import Anchor, Environment, Statement, TrustStore, verify_statement
from tests.build.filing import AT, authority, counting, gateway, gateway_key, key_ring, packed
from tests.build.sheets import AGENCY, D02, D02_OF_2017, FILED_ON, HEADER, KEY, LAW, draft, worker
from tests.intake.test_examine import foreign_package

pytestmark = pytest.mark.unit

LATER = AT + timedelta(hours=3)
CONTENT = freeze(draft(), made_on=FILED_ON)
OTHER_TEXT = freeze(draft(Sheet.of(D02, HEADER, [worker(wage=6_000_000)])), made_on=FILED_ON)
OTHER_DOSSIER = freeze(draft(dossier_id="1e" * 16), made_on=FILED_ON)
SCAN = b"%PDF scanned pages"


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Gateway]:
    made = gateway(tmp_path)
    yield made
    assert isinstance(made.registry, SqliteRegistry)
    made.registry.close()


@pytest.fixture
def memory(door: Gateway) -> SqliteRegistry:
    assert isinstance(door.registry, SqliteRegistry)
    return door.registry


def receipt_of(answer: bytes | Refused) -> Receipt:
    assert isinstance(answer, bytes), answer.text("en")
    statement = Statement.from_bytes(ReceiptFile.from_bytes(answer).statement)
    assert statement.payload_type == RECEIPT_TYPE
    return Receipt.from_bytes(verify_statement(statement, key_ring()))


def refusal(answer: bytes | Refused) -> Refused:
    assert isinstance(answer, Refused)
    return answer


def evidence(content: Content, *, digest: str = "ee" * 32, kind: EvidenceKind = EvidenceKind.PAPER) -> Evidence:
    return Evidence(kind, digest, 1, content, (D02,))


def test_a_receipt_states_what_arrived_and_when(door: Gateway) -> None:
    submission = packed(CONTENT)
    answer = receive(submission.package, door, at=AT, random=counting())
    assert receipt_of(answer) == Receipt(
        transaction_code="260713-1000-0000-0000",
        first_transaction=None,
        dossier_id="0f" * 16,
        content_digest=CONTENT.digest,
        evidence=EvidenceKind.TRIAL_SIGNATURE,
        evidence_digest=submission.digest,
        evidence_size=len(submission.package),
        key=KEY,
        forms=("D02-LT/qd366-2026/1",),
        received_at=AT,
        legal_day=date(2026, 7, 13),
        agency_code=AGENCY,
        environment="trial",
        still_needed=("paper",),
        key_id=gateway_key().public_key.keyid,
    )
    assert isinstance(answer, bytes)
    file = ReceiptFile.from_bytes(answer)
    assert root_of(file.leaves).hex() == CONTENT.digest
    assert file.to_bytes() == answer


def test_instants_are_those_of_vietnam(door: Gateway) -> None:
    late = AT.replace(hour=23, minute=30).astimezone(tz=None)
    receipt = receipt_of(receive(packed(CONTENT).package, door, at=late, random=counting()))
    assert receipt.legal_day == date(2026, 7, 13)
    assert b'"received_at":"2026-07-13T23:30:00+07:00"' in receipt.to_bytes()


def test_the_same_bytes_get_the_stored_receipt(door: Gateway) -> None:
    data, random = packed(CONTENT).package, counting()
    first = receive(data, door, at=AT, random=random, idempotency_key="k")
    # Even when the certificate that signed them has expired since.
    assert receive(data, door, at=AT + timedelta(days=900), random=random, idempotency_key="k2") == first


def test_what_is_stored_survives_the_process(door: Gateway, memory: SqliteRegistry, tmp_path: Path) -> None:
    data = packed(CONTENT).package
    answer = receive(data, door, at=AT, random=counting())
    memory.close()
    again = replace(door, registry=SqliteRegistry(tmp_path / "desk.sqlite"))
    assert receive(data, again, at=LATER, random=counting()) == answer
    assert isinstance(again.registry, SqliteRegistry)
    assert again.registry.body_of(receipt_of(answer).transaction_code) == data
    with pytest.raises(KeyError):
        again.registry.body_of("260713-0000-0000-0000")
    again.registry.close()


class FullDisk(SqliteRegistry):
    """A registry that fails after it has written."""

    def store(self, arrival: Arrival, *, body: bytes, content: bytes) -> None:
        super().store(arrival, body=body, content=content)
        raise OSError("the disk is full")


def test_nothing_is_answered_that_is_not_stored(door: Gateway, memory: SqliteRegistry, tmp_path: Path) -> None:
    data, failing = packed(CONTENT).package, FullDisk(tmp_path / "desk.sqlite")
    with pytest.raises(OSError, match="full"):
        receive(data, replace(door, registry=failing), at=AT, random=counting())
    failing.close()
    assert memory.by_content(CONTENT.digest) == []
    assert isinstance(receive(data, door, at=AT, random=counting()), bytes)


def test_a_refused_package_leaves_no_trace(door: Gateway, memory: SqliteRegistry) -> None:
    copy = packed(CONTENT, unsigned=True)
    assert refusal(receive(copy.package, door, at=AT, random=counting())).code == "NO_SIGNATURE"
    assert memory.by_digest(copy.digest) is None


# The table, row by row


def test_same_package(memory: SqliteRegistry, door: Gateway) -> None:
    submission = packed(CONTENT)
    receive(submission.package, door, at=AT, random=counting())
    known = memory.by_digest(submission.digest)
    assert match(evidence(OTHER_DOSSIER, digest=submission.digest), memory) == Match(Meeting.SAME_PACKAGE, known)


def test_same_content_is_the_same_dossier_with_a_receipt_of_its_own(door: Gateway) -> None:
    random = counting()
    first = receipt_of(receive(packed(CONTENT).package, door, at=AT, random=random))
    again = receipt_of(receive(packed(CONTENT, at=LATER).package, door, at=LATER, random=random))
    assert again.first_transaction == first.transaction_code
    assert again.transaction_code != first.transaction_code
    assert (again.dossier_id, again.content_digest) == (first.dossier_id, first.content_digest)
    assert again.received_at == LATER


def test_same_dossier_other_text_is_kept_beside_the_first(door: Gateway, memory: SqliteRegistry) -> None:
    random = counting()
    first = receipt_of(receive(packed(CONTENT).package, door, at=AT, random=random))
    other = packed(OTHER_TEXT)
    assert match(evidence(OTHER_TEXT), memory).meeting is Meeting.SAME_DOSSIER_OTHER_TEXT
    second = receipt_of(receive(other.package, door, at=LATER, random=random))
    assert second.first_transaction == first.transaction_code
    assert second.content_digest == OTHER_TEXT.digest
    assert {a.content_digest for a in memory.by_dossier(first.dossier_id)} == {CONTENT.digest, OTHER_TEXT.digest}


def test_a_round_is_taken_once_and_the_next_is_offered(door: Gateway) -> None:
    random = counting()
    first = receipt_of(receive(packed(CONTENT).package, door, at=AT, random=random))
    found = refusal(receive(packed(OTHER_DOSSIER).package, door, at=LATER, random=random))
    assert found.code == "ROUND_TAKEN"
    assert first.transaction_code in found.text("vi")
    assert "Chốt lại ở đợt 2" in found.fix.vi
    next_round = freeze(replace(draft(dossier_id="1e" * 16), key=replace(KEY, round=2)), made_on=FILED_ON)
    assert receipt_of(receive(packed(next_round).package, door, at=LATER, random=random)).key.round == 2


def test_the_round_of_a_refused_dossier_is_free_again(door: Gateway, memory: SqliteRegistry) -> None:
    random = counting()
    receive(packed(CONTENT).package, door, at=AT, random=random)
    memory.refuse(CONTENT.head.dossier_id)
    assert receipt_of(receive(packed(OTHER_DOSSIER).package, door, at=LATER, random=random)).first_transaction is None


def test_a_key_is_for_one_package(door: Gateway) -> None:
    random = counting()
    receive(packed(CONTENT).package, door, at=AT, random=random, idempotency_key="k")
    august = freeze(replace(draft(dossier_id="1e" * 16), key=replace(KEY, round=2)), made_on=FILED_ON)
    found = refusal(receive(packed(august).package, door, at=LATER, random=random, idempotency_key="k"))
    assert found.code == "KEY_REUSED"
    # The same dossier signed anew is more evidence of it, under a key of its own.
    resigned = packed(CONTENT, at=LATER).package
    assert refusal(receive(resigned, door, at=LATER, random=random, idempotency_key="k")).code == "KEY_REUSED"
    assert receipt_of(receive(resigned, door, at=LATER, random=random, idempotency_key="l")).first_transaction


def test_a_key_is_its_senders_own(door: Gateway, memory: SqliteRegistry) -> None:
    receive(packed(CONTENT).package, door, at=AT, random=counting(), idempotency_key="k")
    assert memory.by_idempotency_key(key_of(CONTENT.head.mst, "k")) is not None
    assert memory.by_idempotency_key(key_of("9900000023", "k")) is None


def test_none_of_all_is_a_new_dossier(memory: SqliteRegistry) -> None:
    assert match(evidence(CONTENT), memory, idempotency_key="k") == Match(Meeting.NEW)


def test_an_id_of_another_unit_is_no_way_into_its_dossier(door: Gateway) -> None:
    random = counting()
    receive(packed(CONTENT).package, door, at=AT, random=random)
    header = HEADER | {"unit_code": "TZ99002"}
    stranger = replace(draft(Sheet.of(D02, header, [worker()])), key=replace(KEY, unit_code="TZ99002", round=7))
    found = refusal(receive(packed(freeze(stranger, made_on=FILED_ON)).package, door, at=LATER, random=random))
    assert found.code == "DOSSIER_OF_ANOTHER"


def test_a_copy_mailed_by_a_stranger_keeps_nobody_out(door: Gateway) -> None:
    random = counting()
    header = HEADER | {"unit_code": "TZ99002"}
    stranger = replace(draft(Sheet.of(D02, header, [worker()])), key=replace(KEY, unit_code="TZ99002"))
    copy = packed(freeze(stranger, made_on=FILED_ON), unsigned=True).package
    assert isinstance(receive_copy(copy, door, at=AT, random=random), bytes)
    assert receipt_of(receive(packed(CONTENT).package, door, at=LATER, random=random)).key == KEY
    assert door.registry.holder(KEY) == "0f" * 16
    again = packed(freeze(stranger, made_on=date(2026, 7, 12)), unsigned=True).package
    assert refusal(receive_copy(again, door, at=LATER, random=random)).code == "DOSSIER_OF_ANOTHER"


def test_another_agency_refuses(door: Gateway) -> None:
    found = refusal(receive(packed(CONTENT).package, replace(door, agency_code="07900"), at=AT, random=counting()))
    assert (found.code, found.field_code) == ("WRONG_AGENCY", "SE004")


def test_other_programs_get_the_next_free_round(door: Gateway) -> None:
    random = counting()
    receive(packed(CONTENT).package, door, at=AT, random=random)
    data = foreign_package()
    answer = receive(data, door, at=LATER, random=random)
    assert receipt_of(answer).key == replace(KEY, round=2)
    assert receive(data, door, at=LATER, random=random) == answer


# Paper, and the copy that is mailed ahead of it


def test_mail_then_paper_is_one_dossier(door: Gateway) -> None:
    random = counting()
    copy = receipt_of(receive_copy(packed(CONTENT, unsigned=True).package, door, at=AT, random=random))
    assert (copy.evidence, copy.still_needed) == (EvidenceKind.MAILED_COPY, ("paper",))
    paper = receipt_of(receive_paper(CONTENT, SCAN, door, at=LATER, random=random))
    assert (paper.evidence, paper.still_needed) == (EvidenceKind.PAPER, ())
    assert paper.first_transaction == copy.transaction_code
    assert paper.evidence_size == len(SCAN)


def test_trial_signature_and_paper_complete_each_other(door: Gateway) -> None:
    random = counting()
    signed = receipt_of(receive(packed(CONTENT).package, door, at=AT, random=random))
    answer = receive_paper(CONTENT, SCAN, door, at=LATER, random=random)
    assert signed.still_needed == ("paper",)
    assert receipt_of(answer).still_needed == ()
    assert receipt_of(answer).first_transaction == signed.transaction_code
    assert receive_paper(CONTENT, SCAN, door, at=LATER, random=random) == answer


def test_a_copy_alone_holds_no_round(door: Gateway, memory: SqliteRegistry) -> None:
    random = counting()
    receive_copy(packed(OTHER_DOSSIER, unsigned=True).package, door, at=AT, random=random)
    assert memory.holder(KEY) is None
    signed = receipt_of(receive(packed(CONTENT).package, door, at=LATER, random=random))
    assert memory.holder(KEY) == signed.dossier_id
    # What was only mailed finds the round taken when its paper comes.
    assert refusal(receive_paper(OTHER_DOSSIER, SCAN, door, at=LATER, random=random)).code == "ROUND_TAKEN"


def test_a_copy_mended_before_signing_takes_its_new_round(door: Gateway, memory: SqliteRegistry) -> None:
    random = counting()
    receive_copy(packed(CONTENT, unsigned=True).package, door, at=AT, random=random)
    receive(packed(OTHER_DOSSIER).package, door, at=AT, random=random)
    mended = freeze(replace(draft(), key=replace(KEY, round=2)), made_on=FILED_ON)
    receipt = receipt_of(receive(packed(mended).package, door, at=LATER, random=random))
    assert receipt.first_transaction is not None
    assert memory.holder(replace(KEY, round=2)) == CONTENT.head.dossier_id
    assert memory.next_round(KEY) == 3


def test_paper_may_be_of_the_form_version_of_the_day_its_copy_came(door: Gateway) -> None:
    content = freeze(draft(Sheet.of(D02_OF_2017, {}, [{"full_name": "Lý Thị Cẩm Tú"}])), made_on=date(2026, 4, 30))
    last, next_day = AT.replace(month=4, day=30), AT.replace(month=5, day=2)
    random = counting()
    assert refusal(receive_paper(content, SCAN, door, at=next_day, random=random)).code == "NO_FORM_FOR_DAY"
    receive_copy(packed(content, at=last, unsigned=True).package, door, at=last, random=random)
    assert receipt_of(receive_paper(content, SCAN, door, at=next_day, random=random)).legal_day == date(2026, 5, 2)


@pytest.mark.parametrize(
    ("present", "needed"),
    [
        ([], ("paper",)),
        ([EvidenceKind.MAILED_COPY], ("paper",)),
        ([EvidenceKind.TRIAL_SIGNATURE], ("paper",)),
        ([EvidenceKind.TRIAL_SIGNATURE, EvidenceKind.PAPER], ()),
        ([EvidenceKind.OFFICIAL_SIGNATURE], ()),
        ([EvidenceKind.PAPER], ()),
    ],
)
def test_what_is_still_needed(present: list[EvidenceKind], needed: tuple[str, ...]) -> None:
    assert still_needed(LAW.procedure("600", FILED_ON), present) == needed


@pytest.mark.parametrize(
    ("listed_at", "needed"),
    [
        (None, ("certificate_status",)),
        (AT - timedelta(days=30), ("certificate_status",)),
        (AT - timedelta(days=1), ()),
    ],
    ids=["no list", "a list out of date", "a list of yesterday"],
)
def test_a_signature_counts_when_its_revocation_can_be_judged(
    door: Gateway, listed_at: datetime | None, needed: tuple[str, ...]
) -> None:
    lists = [] if listed_at is None else [authority().revocation_list({}, at=listed_at)]
    official = TrustStore([Anchor(authority().issuing, Environment.PRODUCTION)], revocations=lists)
    receipt = receipt_of(receive(packed(CONTENT).package, replace(door, trust=official), at=AT, random=counting()))
    assert (receipt.evidence, receipt.still_needed) == (EvidenceKind.OFFICIAL_SIGNATURE, needed)


# The receipt itself


def test_a_receipt_reads_back_and_nothing_else_does(door: Gateway) -> None:
    receipt = receipt_of(receive(packed(CONTENT).package, door, at=AT, random=counting()))
    payload = receipt.to_bytes()
    assert Receipt.from_bytes(payload) == receipt
    said = json.loads(payload)
    for name in said:
        with pytest.raises(Exception, match="không phải biên nhận"):
            Receipt.from_bytes(json.dumps({k: v for k, v in said.items() if k != name}).encode())
    for other in (payload + b" ", json.dumps(said).encode(), b"[]", b"1", b"", b"\xff", b"[" * 9000):
        with pytest.raises(Exception, match="không phải biên nhận"):
            Receipt.from_bytes(other)


def test_transaction_codes_are_drawn_anew_each_time(door: Gateway) -> None:
    random = counting()
    codes = [
        receipt_of(
            receive(packed(CONTENT, at=AT + timedelta(seconds=i)).package, door, at=AT, random=random)
        ).transaction_code
        for i in range(3)
    ]
    assert all(a != b for a, b in pairwise(codes))


def test_the_database_itself_keeps_what_must_be_unique(door: Gateway, memory: SqliteRegistry) -> None:
    receive(packed(CONTENT).package, door, at=AT, random=counting(), idempotency_key="k")
    (first,) = memory.by_content(CONTENT.digest)
    for change in (
        {},
        {"transaction_code": "x"},
        {"transaction_code": "x", "digest": "y"},
        {"transaction_code": "x", "digest": "y", "idempotency_key": None, "dossier_id": "1e" * 16},
    ):
        with pytest.raises(sqlite3.IntegrityError), memory.writing():
            memory.store(replace(first, **change), body=b"", content=b"")
