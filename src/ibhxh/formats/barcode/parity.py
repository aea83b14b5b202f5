"""A page's payload in parts, and the parts that stand in for lost ones.

The payload is cut into `parts` equal pieces, the last filled up with zeros. For every three pieces begun there is one
more, their XOR: with g such symbols, parity symbol i (part number `parts` + i) guards the pieces whose number leaves i
when divided by g. Each can replace one lost piece.
"""

from __future__ import annotations

from collections.abc import Iterable

from ibhxh.formats.barcode.errors import PrintsDisagree
from ibhxh.formats.barcode.frame import Frame, parity_of, part_size
from ibhxh.formats.barcode.payload import Cut


def frames_of_page(payload: bytes, cut: Cut, *, prefix: bytes, page: int, pages: int, parts: int) -> tuple[Frame, ...]:
    """The symbols of a page: `parts` (1–12) of data, then the parity."""
    size = part_size(len(payload), parts)
    filled = payload.ljust(size * parts, b"\0")
    pieces = [filled[i * size : (i + 1) * size] for i in range(parts)]
    guards = parity_of(parts)
    pieces += [_xor(pieces[guard:parts:guards], size) for guard in range(guards)]
    return tuple(
        Frame(prefix, page, pages, part, parts, cut.sheet, cut.first_row, len(payload), piece)
        for part, piece in enumerate(pieces)
    )


def join(frames: Iterable[Frame]) -> tuple[bytes | None, tuple[int, ...]]:
    """The payload of a page from its symbols, or None; and the numbers of the data parts that were not read.

    All frames must be of one page of one print. Raises `PrintsDisagree` where two claim one place and differ.
    """
    found: dict[int, Frame] = {}
    for frame in frames:
        if found.setdefault(frame.part, frame) != frame:
            raise PrintsDisagree(frame.page)
    some = next(iter(found.values()))
    lost = tuple(part for part in range(some.parts) if part not in found)
    pieces = {part: frame.payload for part, frame in found.items()}
    _mend(pieces, some.parts, part_size(some.length, some.parts))
    if any(part not in pieces for part in lost):
        return None, lost
    return b"".join(pieces[part] for part in range(some.parts))[: some.length], lost


def is_whole(frames: Iterable[Frame]) -> bool:
    """Whether every page of which a frame is given can be read in full from these."""
    pages: dict[tuple[object, ...], list[Frame]] = {}
    for frame in frames:
        pages.setdefault((frame.prefix, frame.pages, *place(frame)), []).append(frame)
    return all(join(group)[0] is not None for group in pages.values())


def place(frame: Frame) -> tuple[int, ...]:
    """What the frames of one page of one print share."""
    return frame.page, frame.length, frame.parts, frame.sheet, frame.first_row


def _mend(pieces: dict[int, bytes], parts: int, size: int) -> None:
    guards = parity_of(parts)
    for guard in range(guards):
        guarded = [*range(guard, parts, guards), parts + guard]
        lost = [part for part in guarded if part not in pieces]
        if len(lost) == 1:
            pieces[lost[0]] = _xor([pieces[part] for part in guarded if part in pieces], size)


def _xor(pieces: Iterable[bytes], size: int) -> bytes:
    total = 0
    for piece in pieces:
        total ^= int.from_bytes(piece, "big")
    return total.to_bytes(size, "big")
