"""The tree of RFC 9162, against the recursive definition of the RFC and its known roots."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.dossier.human_code import CROCKFORD, human_code
from ibhxh.dossier.tree import leaf_digest, root_of

pytestmark = pytest.mark.unit


def by_definition(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_root_is_the_one_of_the_definition(leaves: list[bytes]) -> None:
    assert root_of([leaf_digest(leaf) for leaf in leaves]) == by_definition(leaves)


def test_known_roots_of_certificate_transparency() -> None:
    leaves = [bytes.fromhex(x) for x in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
    digests = [leaf_digest(leaf) for leaf in leaves]
    assert root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root_of(digests[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root_of(digests[:3]).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
    assert root_of(digests[:7]).hex() == "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"


@given(st.binary(min_size=32, max_size=32))
def test_human_code_reads_back_to_the_first_ten_bytes(digest: bytes) -> None:
    code = human_code(digest)
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    number = 0
    for letter in code.replace("-", ""):
        number = number * 32 + CROCKFORD.index(letter)
    assert number.to_bytes(10, "big") == digest[:10]
