"""What a gateway remembers: every arrival, as evidence of which content, and the receipt it was given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from ibhxh.dossier import BusinessKey, ContentDigest, DossierId
from ibhxh.formats.receipt import EvidenceKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One arrival. `digest` is the SHA-256 (hex) of what came, `key` the dossier's business key, `receipt` the receipt
    file as it was answered. `idempotency_key` is the sender's, as `key_of` keeps it, or None."""

    transaction_code: str
    kind: EvidenceKind
    digest: str
    content_digest: ContentDigest
    dossier_id: DossierId
    mst: str
    key: BusinessKey
    idempotency_key: str | None
    received_at: datetime
    receipt: bytes


class Registry(Protocol):
    """The gateway's memory. Sequences are in order of arrival."""

    def in_turn(self, work: Callable[[], T]) -> T:
        """What `work` returns, once everything it stored is on disk; nothing is, where it raises. One at a time: nobody
        else stores meanwhile. `work` may be called again where others were in the way."""
        ...

    def knows_nothing_of(
        self, digest: str, dossier_id: DossierId, key: BusinessKey, idempotency_key: str | None
    ) -> bool:
        """Whether nothing is known by any of these: the usual case, asked first because it is cheap."""
        ...

    def by_digest(self, digest: str) -> Arrival | None:
        """The arrival of exactly these bytes."""
        ...

    def by_content(self, content_digest: ContentDigest) -> Sequence[Arrival]:
        """All evidence of a content."""
        ...

    def by_dossier(self, dossier_id: DossierId) -> Sequence[Arrival]:
        """All arrivals of a dossier, whatever text they have."""
        ...

    def holder(self, key: BusinessKey) -> DossierId | None:
        """The dossier that holds a business key: not refused, and declared by someone who is proved."""
        ...

    def next_round(self, key: BusinessKey) -> int:
        """The round after the last one held for the key's unit, procedure and period."""
        ...

    def by_idempotency_key(self, key: str) -> Arrival | None:
        """The arrival that came under a sender's key."""
        ...

    def store(self, arrival: Arrival, *, body: bytes, content: bytes) -> None:
        """Keep an arrival, the bytes that came and the canonical content; only inside `in_turn`.

        Raises `IntakeProblem` where whoever keeps it has a reason of its own not to take it in."""
        ...
