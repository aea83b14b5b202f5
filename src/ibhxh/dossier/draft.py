"""A draft: what a unit is about to declare, still changeable."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ibhxh.dossier.sheet import Sheet

#: Hex of 16 random bytes, minted with the draft; it also salts the digests of one-person dossiers.
DossierId = str
#: Hex of a 32-byte content digest.
ContentDigest = str


@dataclass(frozen=True, slots=True)
class BusinessKey:
    """What an agency allows once: a unit, a procedure, a period (month index) and a round (1–99)."""

    unit_code: str
    procedure: str
    period: int
    round: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper filed with the dossier. The content names it by digest; the bytes travel beside."""

    kind: str
    name: str
    media_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Hex digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Draft:
    """Sheets and attachments under one business key; `corrects` is the content digest of the dossier corrected."""

    id: DossierId
    key: BusinessKey
    mst: str
    agency_code: str
    sheets: tuple[Sheet, ...]
    files: tuple[Attachment, ...] = ()
    corrects: ContentDigest | None = None
