"""The account of a month, told to the unit: C12-TS, "Thông báo kết quả đóng BHXH, BHYT, BHTN"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from ibhxh.formats.canonical_json import Json
from ibhxh.formats.notices.head import NoticeHead
from ibhxh.formats.notices.said import Said, payload_bytes, read_payload
from ibhxh.register.account import Account


@dataclass(frozen=True, slots=True)
class AccountNotice:
    """The `account` as the agency closed it. `pay_by` is the last day for paying what it says is owed, and
    `transfer_reference` what to write on the order of payment; `answer_by` the day until which the unit may say that it
    counts otherwise."""

    MEDIA_TYPE: ClassVar[str] = "application/vnd.ibhxh.account+json"
    TYPE: ClassVar[str] = "ibhxh-account"
    VERSION: ClassVar[int] = 1

    head: NoticeHead
    account: Account
    pay_by: date | None = None
    transfer_reference: str | None = None
    answer_by: date | None = None

    def __post_init__(self) -> None:
        told = (self.head.addressee.unit_code, self.head.agency.code)
        if (self.account.unit_code, self.account.agency_code) != told:
            raise ValueError("the account of another unit or agency")

    def to_bytes(self) -> bytes:
        """The payload that is signed: canonical JSON."""
        members: dict[str, Json] = {
            "head": self.head.as_dict(),
            "pay_by": self.pay_by.isoformat() if self.pay_by else None,
            "transfer_reference": self.transfer_reference,
            "answer_by": self.answer_by.isoformat() if self.answer_by else None,
        }
        return payload_bytes(self.TYPE, self.VERSION, members, {"account": self.account.as_dict()})

    @classmethod
    def from_bytes(cls, payload: bytes) -> Self:
        """Read a payload. Raises `NotANotice`."""
        return read_payload(payload, cls.TYPE, cls.VERSION, cls._of)

    @classmethod
    def _of(cls, said: Said) -> Self:
        return cls(
            head=NoticeHead.of(said.part("head")),
            account=Account.from_dict(said.part("account").members),
            pay_by=said.day_or_none("pay_by"),
            transfer_reference=said.text_or_none("transfer_reference"),
            answer_by=said.day_or_none("answer_by"),
        )
