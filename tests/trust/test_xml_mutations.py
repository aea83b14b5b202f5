"""Whatever is done to a signed file: it is refused with a typed problem, or the very same text is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.trust import Pkcs12Signer, TrustProblem, TrustStore, verify_xml
from tests.build.drawn import drawn

from .documents import AT, FORM, form, xmlsec_accepts

pytestmark = pytest.mark.unit

PLACES = st.integers(min_value=0, max_value=2**16)


def harmless(mutant: bytes, signed: bytes, trust: TrustStore) -> bool:
    try:
        verified = verify_xml(mutant, FORM, trust, at=AT)
    except TrustProblem:
        return False
    assert verified.payload == verify_xml(signed, FORM, trust, at=AT).payload
    return True


@settings(max_examples=drawn(600))
@given(place=PLACES, byte=st.integers(min_value=0, max_value=255))
def test_one_byte_changed(place: int, byte: int, signed: bytes, trust: TrustStore, signer: Pkcs12Signer) -> None:
    at = place % len(signed)
    mutant = signed[:at] + bytes([byte]) + signed[at + 1 :]
    if harmless(mutant, signed, trust):
        assert xmlsec_accepts(mutant, signer.certificates()[0])


@settings(max_examples=drawn(300))
@given(place=PLACES, length=st.integers(min_value=1, max_value=200), target=PLACES)
def test_a_piece_moved_or_doubled(place: int, length: int, target: int, signed: bytes, trust: TrustStore) -> None:
    start = place % len(signed)
    piece, rest = signed[start : start + length], signed[:start] + signed[start + length :]
    for base in (signed, rest):
        at = target % len(base)
        harmless(base[:at] + piece + base[at:], signed, trust)


@settings(max_examples=drawn(300))
@given(
    place=PLACES,
    text=st.sampled_from([b"<", b">", b"&#13;", b"<a/>", b"<!--x-->", b"<![CDATA[1]]>", b" ", b"\r", b"]]>"]),
)
def test_markup_put_in(place: int, text: bytes, signed: bytes, trust: TrustStore) -> None:
    at = place % (len(signed) + 1)
    harmless(signed[:at] + text + signed[at:], signed, trust)


@settings(max_examples=drawn(300))
@given(data=st.binary(max_size=400))
def test_arbitrary_bytes_are_a_typed_refusal(data: bytes) -> None:
    with pytest.raises(TrustProblem):
        verify_xml(data, FORM, None, at=AT)


def test_every_bit_of_the_signed_values_counts(signed: bytes, trust: TrustStore) -> None:
    start = signed.index(b"<NoiDung>")
    for at in range(start, signed.index(b"<Cky>")):
        mutant = bytearray(signed)
        mutant[at] ^= 1
        assert not harmless(bytes(mutant), signed, trust), at


def test_the_unsigned_file_is_never_taken(trust: TrustStore) -> None:
    assert not harmless(form(), form(), trust)
