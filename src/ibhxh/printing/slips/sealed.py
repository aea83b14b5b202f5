"""What proves a slip: the box with its QR code, and the electronic seal in the place of a stamp."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from ibhxh.dossier.human_code import human_code
from ibhxh.formats.notices import Officer, seal_code
from ibhxh.printing.lay import VIETNAM
from ibhxh.printing.paper import MODULE
from ibhxh.printing.slips.pieces import Ending, Proof, Run, bold, italic, runs
from ibhxh.printing.symbols import qr_picture
from ibhxh.words import instant_text

#: Letters of the largest code that goes on a slip: QR version 25 at level M (ISO/IEC 18004, table 7), 42 mm wide.
LARGEST_CODE = 1451
_SMALL = 10.5
_IN_CODE = "Mã QR chứa nguyên văn và chữ ký số của cơ quan BHXH, kiểm tra được khi không có mạng (ibhxh verify)."
_IN_FILE = "Kiểm tra chữ ký số trên tệp thông báo (ibhxh verify); bản in này dài hơn một mã QR."
_UNSIGNED = "Bản xem trước, chưa ký số, không có giá trị."


@dataclass(frozen=True, slots=True)
class Seal:
    """What a slip states of its signed statement (DSSE JSON); `statement` is None for what is not signed yet."""

    payload: bytes
    statement: bytes | None

    @classmethod
    def of(cls, payload: bytes, statement: bytes | None) -> Self:
        """The seal of a payload. Raises ValueError where the statement holds another one: whether its signature is
        right is for `ibhxh.trust`, not for paper."""
        if statement is not None and payload_of(statement) != payload:
            raise ValueError("the statement is of another payload")
        return cls(payload, statement)

    @property
    def code(self) -> str:
        """Sixteen letters and digits of the payload's SHA-256, for comparing by eye."""
        return human_code(hashlib.sha256(self.payload).digest())


def proof(seal: Seal, *told: Sequence[Run], above: float = 5.0) -> Proof:
    """The box: the code, where the statement fits one, and what is told beside it."""
    text = seal_code(seal.statement) if seal.statement else ""
    drawn = 0 < len(text) <= LARGEST_CODE
    png, modules = qr_picture(text) if drawn else (b"", 0)
    how = _IN_CODE if drawn else _IN_FILE if text else _UNSIGNED
    return Proof(
        kind="proof",
        png=list(png) if drawn else None,
        side=modules * MODULE,
        alt="Mã QR chứa văn bản này và chữ ký số của cơ quan BHXH",
        lines=[*map(list, told), runs(italic(how))],
        size=_SMALL,
        above=above,
    )


def ending(
    seal: Seal,
    signer: str,
    *,
    by: str,
    at: datetime,
    key_id: str,
    officer: Officer | None = None,
    recipients: Sequence[str] = (),
    above: float = 6.0,
) -> Ending:
    """The end of a slip: `signer` is the title over the seal, `by` whose electronic signature it is."""
    if seal.statement is None:
        sealed = [runs(italic(_UNSIGNED))]
    else:
        sealed = [
            runs("Ký số bởi: ", bold(by)),
            runs(f"Thời điểm ký: {instant_text(at.astimezone(VIETNAM))} (+07:00)"),
            runs(f"Khóa: {' '.join(key_id[i : i + 4] for i in range(0, len(key_id), 4))}"),
        ]
    return Ending(
        kind="ending",
        recipients=[runs(bold(recipients[0])), *(runs(line) for line in recipients[1:])] if recipients else [],
        signer=[runs(bold(signer.upper()))],
        seal=sealed,
        name=officer.name if officer else None,
        small=_SMALL,
        above=above,
    )


def payload_of(statement: bytes) -> bytes:
    """What a statement (DSSE JSON) states; nothing is verified. Raises ValueError for other bytes."""
    try:
        said: dict[str, Any] = json.loads(statement)
        return base64.b64decode(said["payload"], validate=True)
    except (KeyError, TypeError) as error:
        raise ValueError("not a statement") from error
