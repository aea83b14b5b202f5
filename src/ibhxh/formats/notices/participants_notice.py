"""The people of a month, told to the unit: D09-TS, the list beside the account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ibhxh.formats.notices.head import NoticeHead
from ibhxh.formats.notices.said import Said, payload_bytes, read_payload
from ibhxh.register.participant_list import Participants


@dataclass(frozen=True, slots=True)
class ParticipantsNotice:
    """The list as the agency closed it: everybody with bases and amounts."""

    MEDIA_TYPE: ClassVar[str] = "application/vnd.ibhxh.participants+json"
    TYPE: ClassVar[str] = "ibhxh-participants"
    VERSION: ClassVar[int] = 1

    head: NoticeHead
    participants: Participants

    def __post_init__(self) -> None:
        if self.participants.unit_code != self.head.addressee.unit_code:
            raise ValueError("the list of another unit")

    def to_bytes(self) -> bytes:
        """The payload that is signed: canonical JSON."""
        carried = {"participants": self.participants.as_dict()}
        return payload_bytes(self.TYPE, self.VERSION, {"head": self.head.as_dict()}, carried)

    @classmethod
    def from_bytes(cls, payload: bytes) -> Self:
        """Read a payload. Raises `NotANotice`."""
        return read_payload(payload, cls.TYPE, cls.VERSION, cls._of)

    @classmethod
    def _of(cls, said: Said) -> Self:
        return cls(NoticeHead.of(said.part("head")), Participants.from_dict(said.part("participants").members))
