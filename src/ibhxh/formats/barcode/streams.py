"""The two streams of a page: numbers as bits, and texts for deflate.

Numbers are packed without gaps, most significant bit first. Texts follow each other, each ended by LF, and are deflated
together with a preset dictionary of Vietnamese names, jobs and places (`dictionary-1.bin`, frozen: it is part of the
format).
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from pathlib import Path

#: Raw deflate: the frame's CRC-32 already guards the bytes.
_RAW = -15
#: No honest page comes near; a hostile one is stopped here.
MAX_TEXT = 1 << 20
_HEX = re.compile(r"(?:[0-9a-f]{2})*", re.ASCII)


@cache
def dictionary() -> bytes:
    """The preset dictionary of frame version 1."""
    return Path(__file__).with_name("dictionary-1.bin").read_bytes()


class Writer:
    """Collects numbers and texts; `payload()` gives them as the bytes of one page."""

    def __init__(self) -> None:
        self._bits = 0
        self._length = 0
        self._texts: list[str] = []

    def bits(self, value: int, width: int) -> None:
        """`value` (0 ≤ value < 2**width) in `width` bits."""
        if value < 0 or value >> width:
            raise OverflowError(f"{value} does not fit in {width} bits")
        self._bits = self._bits << width | value
        self._length += width

    def number(self, value: int) -> None:
        """A number of any sign below 2**62: sign folded into the lowest bit, its width in six bits, then itself."""
        folded = value << 1 if value >= 0 else ~value << 1 | 1
        self.bits(folded.bit_length(), 6)
        self.bits(folded, folded.bit_length())

    def text(self, value: str) -> None:
        """A text; LF inside it is escaped, since LF ends it."""
        self._texts.append(value.replace("\x1b", "\x1be").replace("\n", "\x1bn"))

    def hexadecimal(self, value: str, size: int) -> None:
        """`size` bytes written in lower-case hex; anything else travels as text."""
        plain = len(value) == 2 * size and _HEX.fullmatch(value) is not None
        self.bits(plain, 1)
        if plain:
            self.bits(int(value, 16), 8 * size)
        else:
            self.text(value)

    def payload(self) -> bytes:
        """Length of the bits in bytes (2), the bits padded with zeros, the deflated texts."""
        size = (self._length + 7) // 8
        packed = (self._bits << (8 * size - self._length)).to_bytes(size, "big")
        return size.to_bytes(2, "big") + packed + _deflated("".join(f"{text}\n" for text in self._texts).encode())


class Reader:
    """Gives back what a `Writer` took, in the same order. Raises ValueError or IndexError for bytes of no writer."""

    def __init__(self, payload: bytes) -> None:
        size = int.from_bytes(payload[:2], "big")
        packed, deflated = payload[2 : 2 + size], payload[2 + size :]
        if len(packed) != size:
            raise ValueError("the payload ends early")
        self._value, self._left = int.from_bytes(packed, "big"), 8 * size
        self._texts = iter(_inflated(deflated).decode().split("\n")[:-1])

    def bits(self, width: int) -> int:
        """The next `width` bits."""
        if width > self._left:
            raise ValueError("the bits end early")
        self._left -= width
        return self._value >> self._left & (1 << width) - 1

    def number(self) -> int:
        """The next number of any sign."""
        folded = self.bits(self.bits(6))
        return ~(folded >> 1) if folded & 1 else folded >> 1

    def text(self) -> str:
        """The next text."""
        escaped = next(self._texts, None)
        if escaped is None:
            raise ValueError("the texts end early")
        return escaped.replace("\x1bn", "\n").replace("\x1be", "\x1b")

    def hexadecimal(self, size: int) -> str:
        """The next hex text of `size` bytes, or the text that stood in for it."""
        return f"{self.bits(8 * size):0{2 * size}x}" if self.bits(1) else self.text()

    def done(self) -> None:
        """Nothing may be left but the zeros that fill the last byte."""
        if self._left > 7 or self.bits(self._left) or next(self._texts, None) is not None:
            raise ValueError("the payload holds more than it should")


def _deflated(data: bytes) -> bytes:
    if not data:
        return b""
    deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW, 9, zlib.Z_DEFAULT_STRATEGY, dictionary())
    return deflate.compress(data) + deflate.flush()


def _inflated(data: bytes) -> bytes:
    if not data:
        return b""
    inflate = zlib.decompressobj(_RAW, dictionary())
    try:
        text = inflate.decompress(data, MAX_TEXT)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not inflate.eof or inflate.unused_data:
        raise ValueError("the texts are cut off, too long or followed by something else")
    return text
