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
from ibhxh.intake.verdict import Evidence, Refused
from ibhxh.law import Law, Procedure
from ibhxh.trust import KeyRing, TrustStore, sign_statement
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


def receive(
    data: bytes, gateway: Gateway, *, at: datetime, random: Random, idempotency_key: str | None = None
) -> bytes | Refused:
    """Take in a signed package at an instant (aware): the receipt file, or why it is not taken in."""
    if known := gateway.registry.by_digest(hashlib.sha256(data).hexdigest()):
        return known.receipt
    found = examine(data, gateway.law, gateway.trust, at=at)
    if isinstance(found, Refused):
        return found
    key = found.evidence.content.head.key
    if found.foreign and gateway.registry.holder(key) is not None:
        # Other programs cannot say the round; theirs is the next free one.
        next_round = gateway.registry.next_round(key)
        found = examine(data, gateway.law, gateway.trust, at=at, round_of_foreign=next_round)
        if isinstance(found, Refused):
            return found
    return _take_in(found.evidence, data, gateway, at=at, random=random, idempotency_key=idempotency_key)


def receive_copy(
    data: bytes, gateway: Gateway, *, at: datetime, random: Random, idempotency_key: str | None = None
) -> bytes | Refused:
    """Take in the unsigned package that is mailed ahead of the paper. It waits; it holds no round."""
    if known := gateway.registry.by_digest(hashlib.sha256(data).hexdigest()):
        return known.receipt
    found = examine_copy(data, gateway.law, at=at)
    if isinstance(found, Refused):
        return found
    return _take_in(found.evidence, data, gateway, at=at, random=random, idempotency_key=idempotency_key)


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
    return _take_in(found, scan, gateway, at=at, random=random, idempotency_key=None)


def still_needed(procedure: Procedure, present: Iterable[EvidenceKind]) -> tuple[str, ...]:
    """The evidence without which the legal clock does not start; nothing where one of the procedure's sets is complete.

    Of several ways, the one that needs least more, builds on most of what is there, and is listed last: procedures list
    the strongest evidence first, and who had that would have used it.
    """
    have = {kind.value for kind in present}
    ways = [(len(way - have), -len(way & have), -i, way) for i, way in enumerate(procedure.evidence)]
    *_, way = min(ways, key=lambda w: w[:3])
    return tuple(sorted(way - have))


def _take_in(
    evidence: Evidence, body: bytes, gateway: Gateway, *, at: datetime, random: Random, idempotency_key: str | None
) -> bytes | Refused:
    head = evidence.content.head
    if head.agency_code != gateway.agency_code:
        return Refused.of(WrongAgency(head.agency_code, gateway.agency_code))
    with gateway.registry.writing():
        met = match(evidence, gateway.registry, idempotency_key=idempotency_key)
        if met.meeting is Meeting.SAME_PACKAGE and met.known is not None:
            return met.known.receipt
        if refusal := _refusal(met, evidence, gateway.registry):
            return Refused.of(refusal)
        day = legal_day(at)
        code = f"{day:%y%m%d}-{_letters(random)}"
        receipt = _receipt(evidence, met, gateway, at, code)
        key_free = idempotency_key is not None and gateway.registry.by_idempotency_key(idempotency_key) is None
        arrival = Arrival(
            transaction_code=code,
            kind=evidence.kind,
            digest=evidence.digest,
            content_digest=evidence.content.digest,
            dossier_id=head.dossier_id,
            mst=head.mst,
            key=head.key,
            idempotency_key=idempotency_key if key_free else None,
            received_at=at,
            receipt=receipt,
        )
        gateway.registry.store(arrival, body=body, content=evidence.content.data)
    return receipt


def _refusal(met: Match, evidence: Evidence, registry: Registry) -> IntakeProblem | None:
    if met.known is None:
        return None
    key = evidence.content.head.key
    match met.meeting:
        case Meeting.DOSSIER_OF_ANOTHER:
            return DossierOfAnother()
        case Meeting.ROUND_TAKEN:
            return RoundTaken(key.round, met.known.transaction_code, registry.next_round(key))
        case Meeting.KEY_REUSED:
            return KeyReused(met.known.transaction_code)
    return None


def _receipt(evidence: Evidence, met: Match, gateway: Gateway, at: datetime, code: str) -> bytes:
    content, head = evidence.content, evidence.content.head
    procedure = gateway.law.procedure(head.key.procedure, legal_day(at))
    earlier = [arrival.kind for arrival in gateway.registry.by_content(content.digest)]
    needed = still_needed(procedure, [*earlier, evidence.kind])
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
