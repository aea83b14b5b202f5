"""The answers of the gateway as its description gives them."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import Field


class Text(Schema):
    """One text in both languages."""

    vi: str
    en: str


class ProblemOut(Schema):
    """What is wrong, in the form of RFC 9457. `code` never changes its meaning; `field_code` is the code by which other
    gateways refuse for the same reason."""

    type: str = Field(examples=["urn:ibhxh:problem:round_taken"])
    title: str = Field(description="the kind of problem", examples=["Vướng hồ sơ đã có ở cổng"])
    status: int = Field(examples=[409])
    detail: str = Field(
        description="what happened; `what` has it in both languages",
        examples=["Đợt 1 của kỳ này đã có hồ sơ khác, mã giao dịch 260130-7K2M-9Q4T-XB3D."],
    )
    code: str = Field(examples=["ROUND_TAKEN"])
    field_code: str | None = Field(None, examples=["SE003"])
    next_round: int | None = Field(None, description="of `ROUND_TAKEN` alone: the round that is free", examples=[2])
    what: Text
    where: Text | None = None
    why: Text | None = None
    fix: Text | None = None


class KeyOut(Schema):
    """A public key of the gateway."""

    name: str
    environment: str = Field(examples=["trial"])
    public_key: str = Field(description="32 raw bytes of Ed25519, base64")
    valid_from: str = Field(description="+07:00")
    valid_until: str | None = Field(description="null while it is in use")


class KeysOut(Schema):
    """The gateway's public keys."""

    keys: list[KeyOut]


class ReceiptOut(Schema):
    """The receipt file: a signed statement (DSSE), the digests of the content's lines, the gateway's public keys. Keep
    the bytes as they are."""

    receipt: dict[str, Any] = Field(description="the signed statement (DSSE), of type `ibhxh-receipt`")
    leaves: list[str] = Field(description="SHA-256 (hex) of each line of the content, as its digest is made of them")
    keys: list[KeyOut]


class StatusOut(Schema):
    """Where a package stands. What has legal effect is in the sealed notices alone."""

    transaction_code: str = Field(examples=["260130-7K2M-9Q4T-XB3D"])
    state: str = Field(description="a state of the case's table", examples=["accepted"])
    national_code: int | None = Field(description="status of the National Public Service Portal, 1–10", examples=[2])
    number: str | None = Field(description="the dossier's number, once accepted", examples=["00012/2026/07999"])
    due_at: str | None = Field(
        description="when the result is promised, +07:00", examples=["2026-02-06T08:15:00+07:00"]
    )
    still_needed: list[str] = Field(
        description="evidence without which the legal clock does not start", examples=[["paper"]]
    )
    updated_at: str = Field(examples=["2026-01-30T08:15:00+07:00"])


class NoticeOut(Schema):
    """One sealed notice."""

    seq: int = Field(description="counts the unit's notices from 1 without a gap", examples=[3])
    kind: str = Field(examples=["ibhxh-acceptance"])
    number: str = Field(examples=["00012/TN-BHXH"])
    issued_at: str = Field(examples=["2026-01-30T08:15:00+07:00"])
    dossier_id: str | None = Field(description="of notices about one dossier")
    month: str | None = Field(description="of notices about a month", examples=["2026-01"])
    statement: str = Field(description="the signed statement (DSSE JSON), base64")


class NoticesOut(Schema):
    """A unit's notices in the order in which they were issued."""

    notices: list[NoticeOut]
