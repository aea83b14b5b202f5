"""The result, line by line. The field prints it as form 03/TB-TS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

from ibhxh.formats.canonical_json import Json
from ibhxh.formats.notices.head import DossierReference, NoticeHead, Officer
from ibhxh.formats.notices.reason import Reason
from ibhxh.formats.notices.said import Said, instant_said, payload_bytes, read_payload
from ibhxh.law.months import month_text


class LineResult(StrEnum):
    """What became of a line."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


class Outcome(StrEnum):
    """What became of the dossier: all lines accepted, some, or none."""

    FULL = "full"
    PARTIAL = "partial"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LineDecision:
    """The result of one row. `sheet` and `row` count from 0; `person` and `si_number` name whom it is about, `subject`
    what was declared of them ("Tăng mới (TM), từ 01/2026, 5.681.700 đ"). A returned line has a `reason`, an accepted
    one none; `guidance` says how the unit can mend it."""

    sheet: int
    row: int
    form: str
    person: str
    si_number: str | None
    subject: str
    result: LineResult
    reason: Reason | None = None
    guidance: str | None = None

    def __post_init__(self) -> None:
        if (self.result is LineResult.RETURNED) != (self.reason is not None):
            raise ValueError(f"row {self.row}: a returned line has a reason, an accepted one none")

    def as_dict(self) -> dict[str, Json]:
        """One of the members `lines`."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "form": self.form,
            "person": self.person,
            "si_number": self.si_number,
            "subject": self.subject,
            "result": self.result.value,
            "reason": self.reason.as_dict() if self.reason else None,
            "guidance": self.guidance,
        }

    @classmethod
    def of(cls, said: Said) -> LineDecision:
        """Read it back."""
        reason = said.part_or_none("reason")
        return cls(
            sheet=said.whole("sheet"),
            row=said.whole("row"),
            form=said.text("form"),
            person=said.text("person"),
            si_number=said.text_or_none("si_number"),
            subject=said.text("subject"),
            result=LineResult(said.text("result")),
            reason=Reason.of(reason) if reason else None,
            guidance=said.text_or_none("guidance"),
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """The agency has decided every line; `booked_in` is the index of the month whose account takes what was accepted.
    The payload states `outcome` as well, which follows from the lines."""

    MEDIA_TYPE: ClassVar[str] = "application/vnd.ibhxh.decision+json"
    TYPE: ClassVar[str] = "ibhxh-decision"
    VERSION: ClassVar[int] = 1

    head: NoticeHead
    dossier: DossierReference
    lines: tuple[LineDecision, ...]
    decided_at: datetime
    booked_in: int
    officer: Officer

    @property
    def accepted(self) -> tuple[LineDecision, ...]:
        """The lines that take effect."""
        return tuple(line for line in self.lines if line.result is LineResult.ACCEPTED)

    @property
    def returned(self) -> tuple[LineDecision, ...]:
        """The lines the unit has to mend."""
        return tuple(line for line in self.lines if line.result is LineResult.RETURNED)

    @property
    def outcome(self) -> Outcome:
        """Full where every line was accepted, refused where none was."""
        if not self.returned:
            return Outcome.FULL
        return Outcome.PARTIAL if self.accepted else Outcome.REFUSED

    def to_bytes(self) -> bytes:
        """The payload that is signed: canonical JSON."""
        members: dict[str, Json] = {
            "head": self.head.as_dict(),
            "dossier": self.dossier.as_dict(),
            "outcome": self.outcome.value,
            "lines": [line.as_dict() for line in self.lines],
            "decided_at": instant_said(self.decided_at),
            "booked_in": month_text(self.booked_in),
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
            lines=tuple(LineDecision.of(line) for line in said.parts("lines")),
            decided_at=said.instant("decided_at"),
            booked_in=said.month("booked_in"),
            officer=Officer.of(said.part("officer")),
        )
