"""The request for what is missing; the clock of the result stands still from it. Slip 02 of TT 03/2025/TT-VPCP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Self

from ibhxh.formats.canonical_json import Json
from ibhxh.formats.notices.head import DossierReference, NoticeHead, Officer
from ibhxh.formats.notices.reason import Reason
from ibhxh.formats.notices.said import Said, instant_said, payload_bytes, read_payload


@dataclass(frozen=True, slots=True)
class SupplementItem:
    """One thing the unit is to supply or mend, and why."""

    what: str
    reason: Reason

    def as_dict(self) -> dict[str, Json]:
        """One of the members `items`."""
        return {"what": self.what, "reason": self.reason.as_dict()}

    @classmethod
    def of(cls, said: Said) -> SupplementItem:
        """Read it back."""
        return cls(said.text("what"), Reason.of(said.part("reason")))


@dataclass(frozen=True, slots=True)
class SupplementRequest:
    """The agency waits for the unit. `request_number` counts from 1: a second one makes the dossier count as late;
    `asked_at` is the instant at which the clock stops; `deadline` is the last day for supplying, None where the law
    names none."""

    MEDIA_TYPE: ClassVar[str] = "application/vnd.ibhxh.supplement-request+json"
    TYPE: ClassVar[str] = "ibhxh-supplement-request"
    VERSION: ClassVar[int] = 1

    head: NoticeHead
    dossier: DossierReference
    items: tuple[SupplementItem, ...]
    request_number: int
    asked_at: datetime
    deadline: date | None
    officer: Officer

    def to_bytes(self) -> bytes:
        """The payload that is signed: canonical JSON."""
        members: dict[str, Json] = {
            "head": self.head.as_dict(),
            "dossier": self.dossier.as_dict(),
            "items": [item.as_dict() for item in self.items],
            "request_number": self.request_number,
            "asked_at": instant_said(self.asked_at),
            "deadline": self.deadline.isoformat() if self.deadline else None,
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
            items=tuple(SupplementItem.of(item) for item in said.parts("items")),
            request_number=said.whole("request_number"),
            asked_at=said.instant("asked_at"),
            deadline=said.day_or_none("deadline"),
            officer=Officer.of(said.part("officer")),
        )
