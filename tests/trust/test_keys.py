"""The gateway's key file and the ring of known public keys."""

from __future__ import annotations

import hashlib
import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from ibhxh.trust import (
    Environment,
    KeyRing,
    KnownKey,
    generate_key,
    load_key,
    save_key,
    sign_statement,
    verify_statement,
)
from ibhxh.trust.errors import KeyFileWrong

from .documents import AT

pytestmark = pytest.mark.unit

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def known() -> KnownKey:
    return KnownKey.of(generate_key(), name="BHXH cơ sở Mẫu", environment=Environment.TRIAL, valid_from=AT)


def test_a_saved_key_signs_as_before_and_is_its_owners_alone(tmp_path: Path) -> None:
    key, path = generate_key(), tmp_path / "gateway.pem"
    save_key(key, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    loaded = load_key(path)
    assert sign_statement(b"x", "t", loaded) == sign_statement(b"x", "t", key)
    assert path.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----")


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "gateway.pem"
    save_key(generate_key(), path)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        save_key(generate_key(), path)
    assert path.read_bytes() == before


def test_other_files_are_not_gateway_keys(tmp_path: Path, key_pem: bytes) -> None:
    path = tmp_path / "other.pem"
    for content in (b"", b"hello", key_pem):
        path.write_bytes(content)
        with pytest.raises(KeyFileWrong):
            load_key(path)


def test_the_key_id_can_be_recomputed_by_anyone(tmp_path: Path) -> None:
    key, path = generate_key(), tmp_path / "gateway.pem"
    save_key(key, path)
    public = load_pem_private_key(path.read_bytes(), None).public_key().public_bytes_raw()
    statement = sign_statement(b"x", "t", key)
    assert statement.key_id == hashlib.sha256(public).hexdigest()[:32]
    assert KnownKey("Mẫu", Environment.TRIAL, public, AT).id == statement.key_id


def test_a_ring_goes_to_a_file_and_back(tmp_path: Path, known: KnownKey) -> None:
    retired = KnownKey.of(generate_key(), name="Cũ", environment=Environment.PRODUCTION, valid_from=AT - DAY)
    retired = KnownKey(retired.name, retired.environment, retired.public, retired.valid_from, AT)
    path = tmp_path / "keys.json"
    path.write_bytes(KeyRing([known, retired]).to_bytes())
    ring = KeyRing.read(path)
    assert dict(ring) == {known.id: known, retired.id: retired}
    assert ring.to_bytes() == path.read_bytes()


def test_a_key_from_a_file_verifies(known: KnownKey) -> None:
    key = generate_key()
    ring = KeyRing([known, KnownKey.of(key, name="Mẫu", environment=Environment.TRIAL, valid_from=AT)])
    read = KeyRing.read(ring.to_bytes())
    statement = sign_statement(b"x", "t", key)
    assert verify_statement(statement, read) == b"x"
    assert read[statement.key_id].environment is Environment.TRIAL


def test_a_key_covers_its_time_and_no_other(known: KnownKey) -> None:
    ended = KnownKey(known.name, known.environment, known.public, AT, AT + DAY)
    assert [ended.covers(AT + offset) for offset in (-DAY, 0 * DAY, DAY, 2 * DAY)] == [False, True, True, False]
    assert known.covers(AT + 3650 * DAY)


def test_rings_that_cannot_be_read(known: KnownKey) -> None:
    (entry,) = json.loads(KeyRing([known]).to_bytes())["keys"]
    assert KeyRing.read(json.dumps({"keys": [entry]}).encode())
    for change in (
        {"environment": "test"},
        {"environment": None},
        {"public_key": "AAAA"},
        {"public_key": 5},
        {"valid_from": "2026-07-31T00:00:00"},
        {"valid_from": None},
        {"valid_until": "soon"},
    ):
        with pytest.raises(KeyFileWrong):
            KeyRing.read(json.dumps({"keys": [entry | change]}).encode())
    for data in (b"", b"[]", b"{}", b'{"keys": 5}', b'{"keys": [{}]}', b'{"keys": ["x"]}'):
        with pytest.raises(KeyFileWrong):
            KeyRing.read(data)
