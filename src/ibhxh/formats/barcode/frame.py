"""Frames: what one symbol on paper holds, as bytes and as the base45 text printed.

    version 1 · first 8 bytes of the content digest · page 2 · pages 2 · part/parts 1 · sheet 1 · first row 3 · length 2
    · payload · CRC-32 of all before it 4

Numbers are big-endian; pages count from 1, parts, sheets and rows from 0.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import base45

from ibhxh.formats.barcode.errors import NotFrame, UnknownFrameVersion

VERSION = 1
OVERHEAD = 24
MAX_PAGES = 0xFFFF
MAX_LENGTH = 0xFFFF
#: With their four parity symbols they fill the four bits of a part's number.
MAX_PARTS = 12
_GUARDED = 3
_HEAD = OVERHEAD - 4
_NIBBLE = 0xF


@dataclass(frozen=True, slots=True)
class Frame:
    """One symbol.

    `part` goes past `parts`, the number of data parts, for parity (`parity.py`). `length` is that of the whole page's
    payload, of which `payload` is one part.
    """

    prefix: bytes
    page: int
    pages: int
    part: int
    parts: int
    sheet: int
    first_row: int
    length: int
    payload: bytes

    def text(self) -> str:
        """The frame in base45, which a QR code holds in its alphanumeric mode."""
        data = b"".join(
            (
                bytes([VERSION]),
                self.prefix,
                self.page.to_bytes(2, "big"),
                self.pages.to_bytes(2, "big"),
                bytes([self.part << 4 | self.parts, self.sheet]),
                self.first_row.to_bytes(3, "big"),
                self.length.to_bytes(2, "big"),
                self.payload,
            )
        )
        return base45.b45encode(data + zlib.crc32(data).to_bytes(4, "big")).decode("ascii")  # type: ignore[no-any-return]


def read_frame(text: str) -> Frame:
    """The frame of a symbol's text. Raises `NotFrame`, `UnknownFrameVersion`."""
    try:
        sealed: bytes = base45.b45decode(text)
    except ValueError:
        raise NotFrame from None
    data, seal = sealed[:-4], sealed[-4:]
    if len(data) < _HEAD or zlib.crc32(data).to_bytes(4, "big") != seal:
        raise NotFrame
    if data[0] != VERSION:
        raise UnknownFrameVersion(data[0])
    frame = Frame(
        prefix=data[1:9],
        page=int.from_bytes(data[9:11], "big"),
        pages=int.from_bytes(data[11:13], "big"),
        part=data[13] >> 4,
        parts=data[13] & _NIBBLE,
        sheet=data[14],
        first_row=int.from_bytes(data[15:18], "big"),
        length=int.from_bytes(data[18:20], "big"),
        payload=data[20:],
    )
    if not _possible(frame):
        raise NotFrame
    return frame


def part_size(length: int, parts: int) -> int:
    """Bytes of each part of a payload of `length` bytes."""
    return -(-length // parts)


def parity_of(parts: int) -> int:
    """How many parity symbols guard that many parts: one for every three begun."""
    return -(-parts // _GUARDED)


def _possible(frame: Frame) -> bool:
    return (
        1 <= frame.page <= frame.pages
        and 1 <= frame.parts <= MAX_PARTS
        and frame.part < frame.parts + parity_of(frame.parts)
        and len(frame.payload) == part_size(frame.length, frame.parts)
    )
