"""The Merkle tree of RFC 9162, SHA-256: the root over content lines today, over the agency's log later."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def leaf_digest(leaf: bytes) -> bytes:
    """SHA-256 of 0x00 and the leaf (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def root_of(leaf_digests: Sequence[bytes]) -> bytes:
    """The 32-byte root over leaf digests already taken; of no leaves, SHA-256 of nothing.

    Joining neighbours level by level, an odd last node rising unchanged, gives the tree of the RFC, which splits at the
    largest power of two: both put every complete subtree at the left.
    """
    if not leaf_digests:
        return hashlib.sha256(b"").digest()
    level = list(leaf_digests)
    while len(level) > 1:
        joined = [hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = joined + level[len(joined) * 2 :]
    return level[0]
