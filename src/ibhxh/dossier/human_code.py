"""The short code people compare: on every page, screen and slip."""

from __future__ import annotations

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 80


def human_code(digest: bytes) -> str:
    """The first 80 bits of a digest in Crockford base32, four groups of four: `7Q2M-K4D0-…`."""
    number = int.from_bytes(digest[: BITS // 8], "big")
    letters = "".join(CROCKFORD[(number >> shift) & 31] for shift in range(BITS - 5, -5, -5))
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))
