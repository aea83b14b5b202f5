"""What a gateway remembers: every arrival, as evidence of which content, and the receipt it was given."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ibhxh.dossier import BusinessKey, ContentDigest, DossierId
from ibhxh.formats.receipt import EvidenceKind


@dataclass(frozen=True, slots=True)
class Arrival:
    """One arrival. `digest` is the SHA-256 (hex) of what came, `key` the dossier's business key, `receipt` the receipt
    file as it was answered. `idempotency_key` is None where the sender's key was taken already."""

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

    def writing(self) -> AbstractContextManager[None]:
        """One writer at a time; what was stored inside is on disk when the block ends, or not at all."""
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
        """Keep an arrival, the bytes that came and the canonical content; only inside `writing`."""
        ...
