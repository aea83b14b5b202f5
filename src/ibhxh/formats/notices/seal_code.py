"""A signed statement as the text of one QR code, so that a slip on paper can be verified like its file.

The text is `IBHXH1:` and base45 of: one byte for the media type, 16 bytes of key id, 64 of signature, the payload
deflated (RFC 1951). From it the very same statement comes back, since the payload is one form of bytes.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import base45

from ibhxh.formats.notices.acceptance import Acceptance
from ibhxh.formats.notices.account_notice import AccountNotice
from ibhxh.formats.notices.decision import Decision
from ibhxh.formats.notices.errors import NotANotice
from ibhxh.formats.notices.participants_notice import ParticipantsNotice
from ibhxh.formats.notices.refusal import Refusal
from ibhxh.formats.notices.supplement_request import SupplementRequest
from ibhxh.formats.receipt import RECEIPT_TYPE

PREFIX = "IBHXH1:"
#: A number once given is never given again.
_TYPES = {
    1: RECEIPT_TYPE,
    2: Acceptance.MEDIA_TYPE,
    3: SupplementRequest.MEDIA_TYPE,
    4: Refusal.MEDIA_TYPE,
    5: Decision.MEDIA_TYPE,
    6: AccountNotice.MEDIA_TYPE,
    7: ParticipantsNotice.MEDIA_TYPE,
}
_NUMBERS = {name: number for number, name in _TYPES.items()}
_KEY_ID, _SIGNATURE = 16, 64
_HEAD = 1 + _KEY_ID + _SIGNATURE
#: What a payload read from a code may unpack to.
LARGEST = 64 << 10


def seal_code(statement: bytes) -> str:
    """The text for a signed statement (DSSE JSON) of a receipt or a notice. Raises `NotANotice` for any other bytes."""
    try:
        said: dict[str, Any] = json.loads(statement)
        (signature,) = said["signatures"]
        head = bytes([_NUMBERS[said["payloadType"]]])
        proof = bytes.fromhex(signature["keyid"]) + base64.b64decode(signature["sig"], validate=True)
        payload = base64.b64decode(said["payload"], validate=True)
    except (ValueError, KeyError, TypeError) as error:
        raise NotANotice from error
    if len(proof) != _KEY_ID + _SIGNATURE:
        raise NotANotice
    return PREFIX + base45.b45encode(head + proof + _deflated(payload)).decode("ascii")  # type: ignore[no-any-return]


def sealed_statement(text: str) -> bytes:
    """The signed statement (DSSE JSON) that a code's text holds; nothing is verified. Raises `NotANotice`."""
    try:
        if not text.startswith(PREFIX):
            raise NotANotice
        data: bytes = base45.b45decode(text.removeprefix(PREFIX))
        payload = _inflated(data[_HEAD:])
        said = {
            "payload": base64.b64encode(payload).decode("ascii"),
            "payloadType": _TYPES[data[0]],
            "signatures": [
                {
                    "keyid": data[1 : 1 + _KEY_ID].hex(),
                    "sig": base64.b64encode(data[1 + _KEY_ID : _HEAD]).decode("ascii"),
                }
            ],
        }
    except (ValueError, KeyError, IndexError, zlib.error) as error:
        raise NotANotice from error
    return json.dumps(said, separators=(",", ":"), sort_keys=True).encode()


def _deflated(payload: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(payload) + packer.flush()


def _inflated(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    payload = unpacker.decompress(data, LARGEST)
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("the code's payload is cut off or too long")
    return payload
