"""Statements of the agency (receipt, acceptance): exact payload bytes under one Ed25519 signature, carried as DSSE.

What is signed is the DSSE pre-authentication encoding of the payload's type and bytes, so nothing has to be put in a
canonical form to be checked, and a receipt cannot be passed off as another type of statement.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Self

from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import FormatError, VerificationError
from securesystemslib.signer import Signature  # type: ignore[attr-defined] # re-exports without saying so

from ibhxh.trust.errors import NotAStatement, StatementWrong, UnknownSigner
from ibhxh.trust.key_ring import KeyRing
from ibhxh.trust.keys import GatewayKey

SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class Statement:
    """A signed payload; file, answer of the gateway and QR of the slip all carry these four."""

    payload: bytes
    payload_type: str
    key_id: str
    signature: bytes

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read DSSE JSON with exactly one signature of 64 bytes. Nothing is verified. Raises NotAStatement."""
        try:
            envelope = Envelope.from_dict(json.loads(data))
            (signature,) = envelope.signatures.values()
            statement = cls(
                envelope.payload, envelope.payload_type, signature.keyid, bytes.fromhex(signature.signature)
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, FormatError) as error:
            raise NotAStatement from error
        # The library takes any JSON value for the two names.
        named = isinstance(statement.payload_type, str) and isinstance(statement.key_id, str)
        if not named or len(statement.signature) != SIGNATURE_BYTES:
            raise NotAStatement
        return statement

    def to_bytes(self) -> bytes:
        """DSSE JSON, the same bytes every time."""
        return json.dumps(self.envelope().to_dict(), separators=(",", ":"), sort_keys=True).encode()

    def envelope(self) -> Envelope:
        """The statement as the library holds it."""
        return Envelope(self.payload, self.payload_type, {self.key_id: Signature(self.key_id, self.signature.hex())})


def sign_statement(payload: bytes, payload_type: str, key: GatewayKey) -> Statement:
    """Sign the payload as it stands; `payload_type` is a media type."""
    signature = Envelope(payload, payload_type, {}).sign(key)
    return Statement(payload, payload_type, signature.keyid, bytes.fromhex(signature.signature))


def verify_statement(statement: Statement, keys: KeyRing) -> bytes:
    """The payload, once the signature holds. It names an instant and a world of its own: whoever reads on compares them
    with `keys[statement.key_id]`.

    Raises UnknownSigner, StatementWrong.
    """
    known = keys.get(statement.key_id)
    if known is None:
        raise UnknownSigner(key_id=statement.key_id[:40])
    try:
        statement.envelope().verify([known.public_key], threshold=1)
    except VerificationError as error:
        raise StatementWrong from error
    return statement.payload
