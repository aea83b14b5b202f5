"""The receipt: what arrived, when, as evidence of which content. A signed statement's payload, and the file it lies in.

`docs/reference/identity.md` lists the fields. Who signs it and how that is checked is for `ibhxh.trust`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from ibhxh.dossier import BusinessKey, ContentDigest, DossierId
from ibhxh.formats.canonical_json import Json, canonical_json
from ibhxh.formats.errors import FormatProblem
from ibhxh.law.months import month_index, month_text
from ibhxh.words import Words

#: The media type under which a receipt is signed.
RECEIPT_TYPE = "application/vnd.ibhxh.receipt+json"

_TYPE = "ibhxh-receipt"
_VERSION = 1


class EvidenceKind(StrEnum):
    """How a content came, and so what proves who declared it. Procedures name these."""

    OFFICIAL_SIGNATURE = "official_signature"
    TRIAL_SIGNATURE = "trial_signature"
    PAPER = "paper"
    MAILED_COPY = "mailed_copy"
    """An unsigned envelope: it shows what is declared, and proves nobody."""


class NotAReceipt(FormatProblem):
    """Bytes that are no receipt, or not the file of one."""

    code = "NOT_A_RECEIPT"

    def __init__(self) -> None:
        super().__init__(
            Words("Tệp này không phải biên nhận.", "This file is not a receipt."),
            fix=Words("Chọn tệp biên nhận đã tải từ cổng tiếp nhận.", "Choose the receipt fetched from the gateway."),
        )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a gateway states of one arrival.

    `evidence_digest` is the SHA-256 (hex) of the `evidence_size` bytes that came: the package, or the scanned pages.
    `first_transaction` names the arrival that opened the dossier, None where this one did. `received_at` carries
    +07:00; `still_needed` is the evidence without which the legal clock does not start.
    """

    transaction_code: str
    first_transaction: str | None
    dossier_id: DossierId
    content_digest: ContentDigest
    evidence: EvidenceKind
    evidence_digest: str
    evidence_size: int
    key: BusinessKey
    forms: tuple[str, ...]
    received_at: datetime
    legal_day: date
    agency_code: str
    environment: str
    still_needed: tuple[str, ...]
    key_id: str

    def to_bytes(self) -> bytes:
        """The payload that is signed: canonical JSON."""
        return canonical_json(
            {
                "type": _TYPE,
                "version": _VERSION,
                "transaction_code": self.transaction_code,
                "first_transaction": self.first_transaction,
                "dossier_id": self.dossier_id,
                "content_digest": self.content_digest,
                "evidence": {
                    "kind": self.evidence.value,
                    "digest": self.evidence_digest,
                    "size": self.evidence_size,
                },
                "unit_code": self.key.unit_code,
                "procedure": self.key.procedure,
                "period": month_text(self.key.period),
                "round": self.key.round,
                "forms": self.forms,
                "received_at": self.received_at.isoformat(timespec="seconds"),
                "legal_day": self.legal_day.isoformat(),
                "agency_code": self.agency_code,
                "environment": self.environment,
                "still_needed": self.still_needed,
                "key_id": self.key_id,
            }
        )

    @classmethod
    def from_bytes(cls, payload: bytes) -> Self:
        """Read a payload. Raises `NotAReceipt`."""
        try:
            said: dict[str, Any] = json.loads(payload)
            if (said["type"], said["version"]) != (_TYPE, _VERSION):
                raise NotAReceipt
            received_at = datetime.fromisoformat(said["received_at"])
            receipt = cls(
                transaction_code=said["transaction_code"],
                first_transaction=said["first_transaction"],
                dossier_id=said["dossier_id"],
                content_digest=said["content_digest"],
                evidence=EvidenceKind(said["evidence"]["kind"]),
                evidence_digest=said["evidence"]["digest"],
                evidence_size=said["evidence"]["size"],
                key=BusinessKey(said["unit_code"], said["procedure"], month_index(said["period"]), said["round"]),
                forms=tuple(said["forms"]),
                received_at=received_at,
                legal_day=date.fromisoformat(said["legal_day"]),
                agency_code=said["agency_code"],
                environment=said["environment"],
                still_needed=tuple(said["still_needed"]),
                key_id=said["key_id"],
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise NotAReceipt from error
        # What is said in any other way would be said in two: one payload, one receipt.
        if received_at.tzinfo is None or receipt.to_bytes() != payload:
            raise NotAReceipt
        return receipt


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """The file of a receipt: the signed statement (DSSE JSON), the digests of the content's lines, by which a changed
    line can be named, and the gateway's public keys, which help nobody who has not got them from elsewhere."""

    statement: bytes
    leaves: tuple[bytes, ...] = ()
    keys: bytes | None = None

    def to_bytes(self) -> bytes:
        """The file, the same bytes every time."""
        parts: dict[str, Json] = {
            "receipt": json.loads(self.statement),
            "leaves": [leaf.hex() for leaf in self.leaves],
        }
        if self.keys is not None:
            parts["keys"] = json.loads(self.keys)["keys"]
        return canonical_json(parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the file, or a statement that lies by itself. Raises `NotAReceipt`."""
        try:
            said: dict[str, Any] = json.loads(data)
            if "receipt" not in said:
                return cls(data)
            keys = said.get("keys")
            return cls(
                canonical_json(said["receipt"]),
                tuple(map(bytes.fromhex, said.get("leaves", ()))),
                None if keys is None else canonical_json({"keys": keys}),
            )
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise NotAReceipt from error
