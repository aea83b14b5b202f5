"""The acceptance: the dossier has a number, and its result a due instant. Printed as slip 01 of TT 03/2025/TT-VPCP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from ibhxh.formats.canonical_json import Json
from ibhxh.formats.notices.head import DossierReference, NoticeHead
from ibhxh.formats.notices.parts import DossierPart
from ibhxh.formats.notices.said import Said, instant_said, payload_bytes, read_payload


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The agency takes a dossier up.

    `due_at` is `accepted_at` and `working_days` of the calendar of version `calendar_version`; `pack` is the digest of
    the law pack that examined the dossier, `report_digest` that of its report, and `counts` its findings by severity.
    """

    MEDIA_TYPE: ClassVar[str] = "application/vnd.ibhxh.acceptance+json"
    TYPE: ClassVar[str] = "ibhxh-acceptance"
    VERSION: ClassVar[int] = 1

    head: NoticeHead
    dossier: DossierReference
    parts: tuple[DossierPart, ...]
    accepted_at: datetime
    due_at: datetime
    working_days: int
    calendar_version: str
    pack: str
    report_digest: str
    counts: Mapping[str, int]

    def to_bytes(self) -> bytes:
        """The payload that is signed: canonical JSON."""
        members: dict[str, Json] = {
            "head": self.head.as_dict(),
            "dossier": self.dossier.as_dict(),
            "parts": [part.as_dict() for part in self.parts],
            "accepted_at": instant_said(self.accepted_at),
            "due_at": instant_said(self.due_at),
            "working_days": self.working_days,
            "calendar_version": self.calendar_version,
            "pack": self.pack,
            "report_digest": self.report_digest,
            "counts": dict(self.counts),
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
            parts=tuple(DossierPart.of(part) for part in said.parts("parts")),
            accepted_at=said.instant("accepted_at"),
            due_at=said.instant("due_at"),
            working_days=said.whole("working_days"),
            calendar_version=said.text("calendar_version"),
            pack=said.text("pack"),
            report_digest=said.text("report_digest"),
            counts=said.counts("counts"),
        )
