"""The key with which an agency's gateway signs its statements.

A key's id is the first 16 bytes of the SHA-256 of its 32 raw public bytes, in hex.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TypeAlias

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner, SSlibKey  # type: ignore[attr-defined] # re-exports without saying so

from ibhxh.trust.errors import KeyFileWrong

GatewayKey: TypeAlias = CryptoSigner
"""A private Ed25519 key that knows its id."""


def generate_key() -> GatewayKey:
    """A new Ed25519 key."""
    return _signer(Ed25519PrivateKey.generate())


def save_key(key: GatewayKey, path: Path) -> None:
    """Write the key as PKCS#8 PEM, readable by its owner only. An existing file is never overwritten: it raises
    FileExistsError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key.private_bytes)


def load_key(path: Path) -> GatewayKey:
    """Read a key written by `save_key`. Raises KeyFileWrong, OSError."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileWrong from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileWrong
    return _signer(key)


def key_id(public: bytes) -> str:
    """The id of a raw public key."""
    return hashlib.sha256(public).digest()[:16].hex()


def _signer(key: Ed25519PrivateKey) -> GatewayKey:
    public = key.public_key()
    return CryptoSigner(key, SSlibKey.from_crypto(public, keyid=key_id(public.public_bytes_raw())))
