"""The whole door of a gateway: examine, match, store, and only then answer with a receipt.

The same bytes get the stored receipt, byte for byte, however often they come.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from ibhxh.dossier import Content
from ibhxh.dossier.human_code import CROCKFORD
from ibhxh.formats.form_xml import version_mark
from ibhxh.formats.receipt import RECEIPT_TYPE, EvidenceKind, Receipt, ReceiptFile
from ibhxh.intake.errors import DossierOfAnother, IntakeProblem, KeyReused, RoundTaken, WrongAgency
from ibhxh.intake.examine import examine, examine_copy, examine_paper, legal_day
from ibhxh.intake.match import Match, Meeting, match
from ibhxh.intake.registry import Arrival, Registry
from ibhxh.intake.verdict import Accepted, Evidence, Refused
from ibhxh.law import Law, Procedure
from ibhxh.trust import KeyRing, Statement, TrustStore, sign_statement
from ibhxh.trust.instants import VIETNAM
from ibhxh.trust.keys import GatewayKey

#: Gives so many random bytes: `secrets.token_bytes`.
Random = Callable[[int], bytes]

_CODE_LETTERS = 12
#: Needed beside the procedure's evidence where nothing recent is known of a certificate's revocation.
CERTIFICATE_STATUS = "certificate_status"


@dataclass(frozen=True, slots=True)
class Gateway:
    """Whoever receives: the law, whom it trusts, what it remembers, its key and its own public keys, its agency."""

    law: Law
    trust: TrustStore
    registry: Registry
    key: GatewayKey
    keys: KeyRing
    agency_code: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an arrival: the one that is stored, `new` unless the same bytes had come before."""

    arrival: Arrival
    new: bool


def receive(
    data: bytes, gateway: Gateway, *, at: datetime, random: Random, idempotency_key: str | None = None
) -> bytes | Refused:
    """Take in a signed package at an instant (aware): the receipt file, or why it is not taken in."""
    found = look_at(data, gateway, at=at)
    if isinstance(found, Arrival):
        return found.receipt
    if isinstance(found, Refused):
        return found
    return _answer(take_in(found.evidence, data, gateway, at=at, random=random, idempotency_key=idempotency_key))


def look_at(data: bytes, gateway: Gateway, *, at: datetime) -> Arrival | Accepted | Refused:
    """The first half of receiving a signed package, which stores nothing: the arrival of these very bytes where they
    are known, else what examining them says."""
    if known := gateway.registry.by_digest(hashlib.sha256(data).hexdigest()):
        return known
    found = examine(data, gateway.law, gateway.trust, at=at)
    if isinstance(found, Refused) or not found.foreign:
        return found
    key = found.evidence.content.head.key
    if gateway.registry.holder(key) is None:
        return found
    # Other programs cannot say the round; theirs is the next free one.
    return examine(data, gateway.law, gateway.trust, at=at, round_of_foreign=gateway.registry.next_round(key))


def receive_copy(
    data: bytes, gateway: Gateway, *, at: datetime, random: Random, idempotency_key: str | None = None
) -> bytes | Refused:
    """Take in the unsigned package that is mailed ahead of the paper. It waits; it holds no round."""
    if known := gateway.registry.by_digest(hashlib.sha256(data).hexdigest()):
        return known.receipt
    found = examine_copy(data, gateway.law, at=at)
    if isinstance(found, Refused):
        return found
    return _answer(take_in(found.evidence, data, gateway, at=at, random=random, idempotency_key=idempotency_key))


def receive_paper(content: Content, scan: bytes, gateway: Gateway, *, at: datetime, random: Random) -> bytes | Refused:
    """Take in paper whose barcodes gave a content; `scan` is the file of the page images, which is kept.

    The form version must be one of the day on which the content first came, by whatever way.
    """
    scan_digest = hashlib.sha256(scan).hexdigest()
    if known := gateway.registry.by_digest(scan_digest):
        return known.receipt
    earlier = gateway.registry.by_content(content.digest)
    filed_on = legal_day(earlier[0].received_at if earlier else at)
    found = examine_paper(content.data, gateway.law, scan_digest=scan_digest, scan_size=len(scan), filed_on=filed_on)
    if isinstance(found, Refused):
        return found
    return _answer(take_in(found, scan, gateway, at=at, random=random))


def key_of(mst: str, idempotency_key: str) -> str:
    """A sender's key as it is kept: two senders may have thought of the same."""
    return hashlib.sha256(f"{mst}\n{idempotency_key}".encode()).hexdigest()


def still_needed(procedure: Procedure, present: Iterable[EvidenceKind]) -> tuple[str, ...]:
    """The evidence without which the legal clock does not start; nothing where one of the procedure's sets is complete.

    Of several ways, the one that needs least more, builds on most of what is there, and is listed last: procedures list
    the strongest evidence first, and who had that would have used it.
    """
    have = {kind.value for kind in present}
    ways = [(len(way - have), -len(way & have), -i, way) for i, way in enumerate(procedure.evidence)]
    *_, way = min(ways, key=lambda w: w[:3])
    return tuple(sorted(way - have))


def receipt_of(arrival: Arrival) -> Receipt:
    """What an arrival's receipt states."""
    return Receipt.from_bytes(Statement.from_bytes(ReceiptFile.from_bytes(arrival.receipt).statement).payload)


def take_in(
    evidence: Evidence,
    body: bytes,
    gateway: Gateway,
    *,
    at: datetime,
    random: Random,
    idempotency_key: str | None = None,
) -> Taken | Refused:
    """The second half of receiving: match, store, and only then a receipt. The key is as the sender wrote it."""
    head = evidence.content.head
    if head.agency_code != gateway.agency_code:
        return Refused.of(WrongAgency(head.agency_code, gateway.agency_code))
    key = None if idempotency_key is None else key_of(head.mst, idempotency_key)
    try:
        return gateway.registry.in_turn(
            lambda: _stored(evidence, body, gateway, at=at, random=random, idempotency_key=key)
        )
    except IntakeProblem as problem:
        return Refused.of(problem)


def _stored(
    evidence: Evidence, body: bytes, gateway: Gateway, *, at: datetime, random: Random, idempotency_key: str | None
) -> Taken:
    registry, head = gateway.registry, evidence.content.head
    met = match(evidence, registry, idempotency_key=idempotency_key)
    if met.meeting is Meeting.SAME_PACKAGE and met.known is not None:
        return Taken(met.known, new=False)
    if refusal := _refusal(met, evidence, registry):
        raise refusal
    code = f"{legal_day(at):%y%m%d}-{_letters(random)}"
    arrival = Arrival(
        transaction_code=code,
        kind=evidence.kind,
        digest=evidence.digest,
        content_digest=evidence.content.digest,
        dossier_id=head.dossier_id,
        mst=head.mst,
        key=head.key,
        idempotency_key=idempotency_key,
        received_at=at,
        receipt=_receipt(evidence, met, gateway, at, code),
    )
    registry.store(arrival, body=body, content=evidence.content.data)
    return Taken(arrival, new=True)


def _answer(taken: Taken | Refused) -> bytes | Refused:
    return taken if isinstance(taken, Refused) else taken.arrival.receipt


def _refusal(met: Match, evidence: Evidence, registry: Registry) -> IntakeProblem | None:
    if met.known is None:
        return None
    key = evidence.content.head.key
    match met.meeting:
        case Meeting.DOSSIER_OF_ANOTHER:
            return DossierOfAnother()
        case Meeting.ROUND_TAKEN:
            own = met.known.mst == evidence.content.head.mst
            code = met.known.transaction_code if own else None
            return RoundTaken(key.round, code, registry.next_round(key))
        case Meeting.KEY_REUSED:
            return KeyReused(met.known.transaction_code)
    return None


def _receipt(evidence: Evidence, met: Match, gateway: Gateway, at: datetime, code: str) -> bytes:
    content, head = evidence.content, evidence.content.head
    procedure = gateway.law.procedure(head.key.procedure, legal_day(at))
    # Of a new dossier nothing came before; of a signature whose certificate is in doubt nothing counts.
    earlier = gateway.registry.by_content(content.digest) if met.known else ()
    counted = [arrival.kind for arrival in earlier if CERTIFICATE_STATUS not in receipt_of(arrival).still_needed]
    needed = still_needed(procedure, [*counted, evidence.kind])
    receipt = Receipt(
        transaction_code=code,
        first_transaction=met.known.transaction_code if met.known else None,
        dossier_id=head.dossier_id,
        content_digest=content.digest,
        evidence=evidence.kind,
        evidence_digest=evidence.digest,
        evidence_size=evidence.size,
        key=head.key,
        forms=tuple(dict.fromkeys(version_mark(version) for version in evidence.forms)),
        received_at=at.astimezone(VIETNAM).replace(microsecond=0),
        legal_day=legal_day(at),
        agency_code=gateway.agency_code,
        environment=gateway.keys[gateway.key.public_key.keyid].environment.value,
        still_needed=needed if evidence.settled else (*needed, CERTIFICATE_STATUS),
        key_id=gateway.key.public_key.keyid,
    )
    statement = sign_statement(receipt.to_bytes(), RECEIPT_TYPE, gateway.key)
    return ReceiptFile(statement.to_bytes(), tuple(content.leaves), gateway.keys.to_bytes()).to_bytes()


def _letters(random: Random) -> str:
    """Twelve letters and digits, 60 random bits, in threes of four: they are read out on the telephone."""
    bits = int.from_bytes(random(8), "big")
    letters = "".join(CROCKFORD[bits >> 5 * i & 31] for i in range(_CODE_LETTERS))
    return "-".join(letters[i : i + 4] for i in range(0, _CODE_LETTERS, 4))
