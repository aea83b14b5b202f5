"""The refusal of a whole dossier with its reasons. Slip 03 of TT 03/2025/TT-VPCP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from ibhxh.formats.canonical_json import Json
from ibhxh.formats.notices.head import DossierReference, NoticeHead, Officer
from ibhxh.formats.notices.reason import Reason
from ibhxh.formats.notices.said import Said, instant_said, payload_bytes, read_payload


@dataclass(frozen=True, slots=True)
class Refusal:
    """The agency does not take the dossier up, or stops with it: it counts as not filed. `guidance` says what the unit
    may do now."""

    MEDIA_TYPE: ClassVar[str] = "application/vnd.ibhxh.refusal+json"
    TYPE: ClassVar[str] = "ibhxh-refusal"
    VERSION: ClassVar[int] = 1

    head: NoticeHead
    dossier: DossierReference
    reasons: tuple[Reason, ...]
    guidance: str | None
    refused_at: datetime
    officer: Officer

    def to_bytes(self) -> bytes:
        """The payload that is signed: canonical JSON."""
        members: dict[str, Json] = {
            "head": self.head.as_dict(),
            "dossier": self.dossier.as_dict(),
            "reasons": [reason.as_dict() for reason in self.reasons],
            "guidance": self.guidance,
            "refused_at": instant_said(self.refused_at),
            "officer": self.officer.as_dict(),
        }
        return payload_bytes(self.TYPE, self.VERSION, members)

    @classmethod
    def from_bytes(cls, payload: bytes) -> Self:
        """Read a payload. Raises `NotANotice`."""
        return read_payload(payload, cls.TYPE, cls.VERSION, cls._of)

    @classmethod
    def _of(cls, said: Said) -> Self:
        return cls(
            head=NoticeHead.of(said.part("head")),
            dossier=DossierReference.of(said.part("dossier")),
            reasons=tuple(Reason.of(reason) for reason in said.parts("reasons")),
            guidance=said.text_or_none("guidance"),
            refused_at=said.instant("refused_at"),
            officer=Officer.of(said.part("officer")),
        )
