"""The pieces of evidence of a case: what came, when, who signed it, and the papers that came with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from ibhxh.dossier import Attachment
from ibhxh.formats.receipt import EvidenceKind, Receipt, ReceiptFile
from ibhxh.intake import Accepted, examine
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.gateway.door import the_door
from ibhxh.sites.agency.gateway.models import ArrivalRow
from ibhxh.trust import SignerFact, Statement
from ibhxh.words import Words

KIND_WORDS = {
    EvidenceKind.OFFICIAL_SIGNATURE: Words("Điện tử, chữ ký số chính thức", "Electronic, official signature"),
    EvidenceKind.TRIAL_SIGNATURE: Words("Điện tử, chữ ký số dùng thử", "Electronic, trial signature"),
    EvidenceKind.PAPER: Words("Bản giấy", "Paper"),
    EvidenceKind.MAILED_COPY: Words("Bản gửi thư", "Mailed copy"),
}
NEEDED_WORDS = {
    "paper": Words("bản giấy có ký tên, đóng dấu", "the signed and stamped paper"),
    "official_signature": Words("chữ ký số chính thức", "an official signature"),
    "trial_signature": Words("chữ ký số dùng thử", "a trial signature"),
    "mailed_copy": Words("bản gửi thư", "the mailed copy"),
    "certificate_status": Words("tình trạng thu hồi của chứng thư", "the certificate's revocation status"),
}
_SIGNED = {EvidenceKind.OFFICIAL_SIGNATURE, EvidenceKind.TRIAL_SIGNATURE}
_Inside = tuple[tuple[SignerFact, ...], tuple[Attachment, ...]]


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that came. `signers` and `files` are empty where nothing was signed."""

    transaction_code: str
    kind: EvidenceKind
    received_at: datetime
    size: int
    signers: tuple[SignerFact, ...]
    files: tuple[Attachment, ...]

    @property
    def words(self) -> Words:
        """How it came."""
        return KIND_WORDS[self.kind]


def pieces_of(case: Case) -> tuple[Piece, ...]:
    """Everything that came for a case, in order."""
    return tuple(
        Piece(row.transaction_code, EvidenceKind(row.kind), row.received_at, len(row.body), *_inside(row))
        for row in case.filed.arrivals.order_by("id")
    )


def still_needed_of(case: Case) -> tuple[Words, ...]:
    """What the last receipt still asked for; nothing once the clock may start."""
    if case.evidence_complete_at is not None:
        return ()
    last = case.filed.arrivals.order_by("id").last()
    if last is None:
        return ()
    receipt = Receipt.from_bytes(Statement.from_bytes(ReceiptFile.from_bytes(bytes(last.receipt)).statement).payload)
    return tuple(NEEDED_WORDS[kind] for kind in receipt.still_needed)


def _inside(row: ArrivalRow) -> _Inside:
    return _opened(bytes(row.body), row.received_at) if EvidenceKind(row.kind) in _SIGNED else ((), ())


@lru_cache(maxsize=32)
def _opened(body: bytes, at: datetime) -> _Inside:
    """Who signed a package that was taken in at that instant, and its papers, read again from its bytes."""
    door = the_door()
    found = examine(body, door.law, door.trust, at=at)
    return (found.evidence.signers, found.files) if isinstance(found, Accepted) else ((), ())
