"""Statements: exact bytes under a signature, whatever carries them."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.trust import (
    Environment,
    GatewayKey,
    KeyRing,
    KnownKey,
    Statement,
    StatementProblem,
    generate_key,
    sign_statement,
    verify_statement,
)
from ibhxh.trust.errors import NotAStatement
from tests.build.drawn import drawn

from .documents import AT

pytestmark = pytest.mark.unit

TYPE = "application/vnd.ibhxh.receipt+json"
PAYLOAD = '{"transaction_code":"0000000000","agency":"BHXH cơ sở Mẫu"}\r\n \x00'.encode()


@pytest.fixture(scope="module")
def gateway() -> GatewayKey:
    return generate_key()


@pytest.fixture(scope="module")
def known(gateway: GatewayKey) -> KnownKey:
    return KnownKey.of(gateway, name="BHXH cơ sở Mẫu", environment=Environment.TRIAL, valid_from=AT)


@pytest.fixture(scope="module")
def ring(known: KnownKey) -> KeyRing:
    return KeyRing([known])


@pytest.fixture(scope="module")
def statement(gateway: GatewayKey) -> Statement:
    return sign_statement(PAYLOAD, TYPE, gateway)


def refused(statement: Statement, ring: KeyRing) -> str:
    with pytest.raises(StatementProblem) as caught:
        verify_statement(statement, ring)
    return caught.value.code


def test_the_payload_comes_back_byte_for_byte(statement: Statement, ring: KeyRing) -> None:
    carried = Statement.from_bytes(statement.to_bytes())
    assert carried == statement
    assert verify_statement(carried, ring) == PAYLOAD
    assert carried.to_bytes() == statement.to_bytes()


def test_the_signature_is_plain_ed25519_over_the_dsse_encoding(statement: Statement, known: KnownKey) -> None:
    signed = b"DSSEv1 %d %s %d %s" % (len(TYPE), TYPE.encode(), len(PAYLOAD), PAYLOAD)
    assert len(statement.signature) == 64
    Ed25519PublicKey.from_public_bytes(known.public).verify(statement.signature, signed)


def test_the_file_is_dsse_json(statement: Statement, known: KnownKey) -> None:
    file = json.loads(statement.to_bytes())
    assert file.keys() == {"payload", "payloadType", "signatures"}
    assert base64.b64decode(file["payload"]) == PAYLOAD
    assert [entry["keyid"] for entry in file["signatures"]] == [known.id]


def test_the_slip_carries_three_parts_and_the_reader_knows_the_type(statement: Statement, ring: KeyRing) -> None:
    from_slip = Statement(statement.payload, TYPE, statement.key_id, statement.signature)
    assert verify_statement(from_slip, ring) == PAYLOAD


def test_what_was_changed_is_refused(statement: Statement, ring: KeyRing) -> None:
    flipped = bytes([statement.signature[0] ^ 1]) + statement.signature[1:]
    for changed in (
        replace(statement, payload=PAYLOAD + b" "),
        replace(statement, payload_type="application/vnd.ibhxh.acceptance+json"),
        replace(statement, signature=flipped),
        replace(statement, signature=b""),
    ):
        assert refused(changed, ring) == "STATEMENT_WRONG"


def test_bytes_cannot_move_between_type_and_payload(gateway: GatewayKey, ring: KeyRing) -> None:
    signed = sign_statement(b"b 1 c", "a", gateway)
    assert refused(replace(signed, payload=b"c", payload_type="a 5 b"), ring) == "STATEMENT_WRONG"


def test_an_unknown_signer_is_not_a_wrong_statement(statement: Statement, ring: KeyRing) -> None:
    assert refused(statement, KeyRing([])) == "UNKNOWN_SIGNER"
    assert refused(replace(statement, key_id="00" * 16), ring) == "UNKNOWN_SIGNER"


def test_another_gateways_signature_under_this_key_id_is_wrong(statement: Statement, ring: KeyRing) -> None:
    foreign = sign_statement(PAYLOAD, TYPE, generate_key())
    assert refused(replace(foreign, key_id=statement.key_id), ring) == "STATEMENT_WRONG"


def dsse(**changes: object) -> bytes:
    signature = {"keyid": "00" * 16, "sig": base64.b64encode(bytes(64)).decode()}
    return json.dumps({"payload": "eHh4", "payloadType": TYPE, "signatures": [signature]} | changes).encode()


def test_what_is_not_a_statement() -> None:
    short = {"keyid": "00", "sig": base64.b64encode(bytes(63)).decode()}
    whole = json.loads(dsse())["signatures"][0]
    assert Statement.from_bytes(dsse()).payload == b"xxx"
    for data in (
        b"",
        b"\xff",
        b"null",
        b"[]",
        b"[" * 100_000,
        dsse(payload="e*Hh4"),
        dsse(payload=5),
        dsse(payloadType=5),
        dsse(signatures=[]),
        dsse(signatures=[whole, whole]),
        dsse(signatures=[whole, whole | {"keyid": "11" * 16}]),
        dsse(signatures=[short]),
        dsse(signatures=[whole | {"keyid": 7}]),
        dsse(signatures={"0": whole}),
        dsse(signatures=5),
    ):
        with pytest.raises(NotAStatement):
            Statement.from_bytes(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["payload", "payloadType", "signatures", "keyid", "sig", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=drawn(300))
@given(content=JSON)
def test_any_json_is_a_statement_or_a_typed_refusal(content: object) -> None:
    try:
        Statement.from_bytes(json.dumps(content).encode())
    except NotAStatement:
        return
    pytest.fail("no such JSON holds 64 bytes of signature")


@settings(max_examples=drawn(400))
@given(place=st.integers(min_value=0, max_value=4096), byte=st.integers(min_value=0, max_value=255))
def test_one_byte_changed_in_the_file(place: int, byte: int, statement: Statement, ring: KeyRing) -> None:
    data = statement.to_bytes()
    at = place % len(data)
    try:
        payload = verify_statement(Statement.from_bytes(data[:at] + bytes([byte]) + data[at + 1 :]), ring)
    except StatementProblem:
        return
    assert payload == PAYLOAD
