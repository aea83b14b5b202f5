"""The public keys of agency gateways that receipts and acceptances are checked with."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from securesystemslib.signer import SSlibKey  # type: ignore[attr-defined] # re-exports without saying so

from ibhxh.trust.environment import Environment
from ibhxh.trust.errors import KeyFileWrong
from ibhxh.trust.instants import read_instant, written
from ibhxh.trust.keys import GatewayKey, key_id


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A gateway's public key: 32 raw bytes, whose it is, in which world, and between which instants (aware) it signed;
    `valid_until` is None while it is in use."""

    name: str
    environment: Environment
    public: bytes
    valid_from: datetime
    valid_until: datetime | None = None

    @classmethod
    def of(cls, key: GatewayKey, *, name: str, environment: Environment, valid_from: datetime) -> Self:
        """The public half of a gateway's own key."""
        return cls(name, environment, bytes.fromhex(key.public_key.keyval["public"]), valid_from)

    @property
    def id(self) -> str:
        return key_id(self.public)

    @property
    def public_key(self) -> SSlibKey:
        return SSlibKey.from_crypto(Ed25519PublicKey.from_public_bytes(self.public), keyid=self.id)

    def covers(self, instant: datetime) -> bool:
        """Whether the key was in use at an instant."""
        return self.valid_from <= instant and (self.valid_until is None or instant <= self.valid_until)


class KeyRing(Mapping[str, KnownKey]):
    """The gateway keys we know, by id. Its file is JSON:
    `{"keys": [{"name", "environment", "public_key" (base64), "valid_from", "valid_until"}]}`."""

    def __init__(self, keys: Iterable[KnownKey]) -> None:
        self._keys = {key.id: key for key in keys}

    @classmethod
    def read(cls, source: Path | bytes) -> Self:
        """Read the file, which holds keys and nothing else: a receipt is no key ring, though it brings its keys along.
        Raises KeyFileWrong, OSError."""
        data = source.read_bytes() if isinstance(source, Path) else source
        try:
            match json.loads(data):
                case {"keys": entries, **rest} if not rest:
                    return cls([_known_key(entry) for entry in entries])
                case _:
                    raise KeyFileWrong
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise KeyFileWrong from error

    def to_bytes(self) -> bytes:
        """The file, the same bytes for the same ring."""
        entries = [
            {
                "name": key.name,
                "environment": key.environment.value,
                "public_key": base64.b64encode(key.public).decode("ascii"),
                "valid_from": written(key.valid_from),
                "valid_until": written(key.valid_until) if key.valid_until else None,
            }
            for key in self._keys.values()
        ]
        return json.dumps({"keys": entries}, ensure_ascii=False, indent=2).encode()

    def __getitem__(self, key_id: str) -> KnownKey:
        return self._keys[key_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def _known_key(entry: Mapping[str, str | None]) -> KnownKey:
    public = base64.b64decode(entry["public_key"] or "", validate=True)
    Ed25519PublicKey.from_public_bytes(public)
    until = entry["valid_until"]
    return KnownKey(
        name=str(entry["name"]),
        environment=Environment(entry["environment"] or ""),
        public=public,
        valid_from=read_instant(entry["valid_from"] or ""),
        valid_until=None if until is None else read_instant(until),
    )
