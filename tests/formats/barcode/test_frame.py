"""One symbol: its bytes, its checks, its parity."""

from __future__ import annotations

import zlib

import base45
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.formats.barcode import (
    MAX_PARTS,
    OVERHEAD,
    Cut,
    Frame,
    NotFrame,
    PrintsDisagree,
    UnknownFrameVersion,
    by_dossier,
    frames_of_page,
    is_whole,
    join,
    parity_of,
    read_frame,
    read_symbols,
)
from tests.build.drawn import drawn

pytestmark = pytest.mark.unit

FRAME = Frame(b"prefix08", 2, 3, 1, 3, 4, 70_000, 5, b"ab")


def page_of(payload: bytes, parts: int, *, prefix: bytes = b"prefix08", page: int = 2) -> tuple[Frame, ...]:
    """The symbols of one page of three."""
    return frames_of_page(payload, Cut(0, 30, 15), prefix=prefix, page=page, pages=3, parts=parts)


def test_the_bytes_are_laid_out_as_published() -> None:
    data = base45.b45decode(FRAME.text())
    assert data[:-4].hex(" ") == "01 70 72 65 66 69 78 30 38 00 02 00 03 13 04 01 11 70 00 05 61 62"
    assert data[-4:] == zlib.crc32(data[:-4]).to_bytes(4, "big")
    assert len(data) == OVERHEAD + len(FRAME.payload)
    assert read_frame(FRAME.text()) == FRAME


def test_the_text_is_of_the_alphanumeric_mode() -> None:
    assert set(FRAME.text()) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@given(st.integers(0, 25), st.integers(0, 7))
@settings(max_examples=drawn(40))
def test_any_wrong_bit_is_noticed(place: int, bit: int) -> None:
    data = bytearray(base45.b45decode(FRAME.text()))
    data[place % len(data)] ^= 1 << bit
    with pytest.raises(NotFrame):
        read_frame(base45.b45encode(bytes(data)).decode())


@pytest.mark.parametrize("text", ["", "A", "hello", "https://example.vn/?q=1", "000000", "Ế" * 30])
def test_foreign_symbols_are_no_frames(text: str) -> None:
    with pytest.raises(NotFrame):
        read_frame(text)


def sealed(data: bytes) -> str:
    """A symbol with a right checksum over any bytes."""
    return base45.b45encode(data + zlib.crc32(data).to_bytes(4, "big")).decode()


def test_a_newer_version_is_refused_by_name() -> None:
    newer = sealed(b"\x02" + bytes(30))
    with pytest.raises(UnknownFrameVersion) as refusal:
        read_frame(newer)
    assert refusal.value.version == 2
    assert "phiên bản 2" in refusal.value.text("vi")
    symbols = read_symbols([newer, FRAME.text(), "no frame", newer])
    assert symbols.frames == (FRAME,)
    assert (symbols.ignored, symbols.newer) == (1, (2,))


@pytest.mark.parametrize(
    ("page", "pages", "part"),
    [(0, 1, 0x01), (2, 1, 0x01), (1, 1, 0x00), (1, 1, 0x0D), (1, 1, 0x21), (1, 1, 0x43)],
)
def test_impossible_numbers_are_no_frame(page: int, pages: int, part: int) -> None:
    head = b"\x01prefix08" + page.to_bytes(2, "big") + pages.to_bytes(2, "big") + bytes([part, 0, 0, 0, 0])
    with pytest.raises(NotFrame):
        read_frame(sealed(head + b"\x00\x01a"))


@given(st.binary(min_size=1, max_size=400), st.integers(1, MAX_PARTS), st.data())
@settings(max_examples=drawn(60))
def test_each_group_bears_the_loss_of_one_part(payload: bytes, parts: int, data: st.DataObject) -> None:
    frames = page_of(payload, parts)
    groups = parity_of(parts)
    assert len(frames) == parts + groups
    lost = {data.draw(st.sampled_from([*range(group, parts, groups), parts + group])) for group in range(groups)}
    left = [read_frame(frame.text()) for frame in frames if frame.part not in lost]
    assert join(left)[0] == payload
    assert join(left)[1] == tuple(sorted(part for part in lost if part < parts))
    assert is_whole(left)


def test_two_lost_parts_are_named() -> None:
    frames = page_of(b"some forty bytes of payload, or thereabouts", 3)
    assert join([frames[1], frames[3]]) == (None, (0, 2))
    assert not is_whole([frames[1], frames[3]])


def test_frames_that_claim_one_place_must_agree() -> None:
    one, other = page_of(b"one payload", 1)[0], page_of(b"two payload", 1)[0]
    with pytest.raises(PrintsDisagree, match="hai bản in"):
        join([one, other])
    assert join([one, one])[0] == b"one payload"


def test_dossiers_are_parted_by_prefix() -> None:
    mine, other = page_of(b"mine", 1), page_of(b"other", 1, prefix=b"anotherp")
    assert by_dossier([mine[0], other[0], mine[1]]) == {b"prefix08": mine, b"anotherp": other[:1]}


def test_frames_of_pages_cut_differently_are_not_joined() -> None:
    """A forged symbol of another cut does not make the genuine page look whole, nor its print look mixed."""

    def frame(part: int, parts: int, sheet: int) -> Frame:
        return Frame(b"12345678", 1, 1, part, parts, sheet, 0, 10, bytes(-(-10 // parts)))

    assert not is_whole([frame(0, 2, 0), frame(2, 3, 0)])
    assert is_whole([frame(0, 1, 0), frame(0, 1, 1)])
