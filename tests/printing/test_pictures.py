"""Files that are no scans, or would unpack into too much: refused in words before memory is spent."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ibhxh.printing import ScanTooLarge, UnreadableFile, pdf_pages, read_pages
from tests.build.drawn import drawn

pytestmark = pytest.mark.unit


def read(data: bytes) -> None:
    """Read all pages of a file that comes third."""
    blank = io.BytesIO()
    Image.new("L", (60, 60), 255).save(blank, "PNG")
    for _ in read_pages([blank.getvalue(), blank.getvalue(), data]):
        pass


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims these measures and holds nothing."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xd8\xff\xe0 cut off", b"GIF89a"])
def test_what_is_no_scan_is_refused_by_its_number(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(data)
    assert refusal.value.text("vi").startswith("Tệp thứ 3: Tệp này không phải PDF hay ảnh quét đọc được.")
    assert refusal.value.text("en").startswith("File 3: ")


def test_a_cut_off_picture_is_refused() -> None:
    whole = io.BytesIO()
    Image.effect_noise((200, 200), 90).save(whole, "PNG")
    with pytest.raises(UnreadableFile):
        read(whole.getvalue()[:2000])


@pytest.mark.parametrize("data", [png_of(20_000, 20_000), png_of(200_000, 200_000)])
def test_a_picture_of_too_many_pixels_is_not_unpacked(data: bytes) -> None:
    with pytest.raises(ScanTooLarge):
        read(data)


@settings(max_examples=drawn(150))
@given(st.sampled_from(["PNG", "JPEG", "TIFF"]), st.integers(0, 10**6), st.binary(min_size=1, max_size=6))
def test_no_bytes_whatever_raise_anything_else(kind: str, place: int, change: bytes) -> None:
    out = io.BytesIO()
    Image.effect_noise((24, 24), 90).save(out, kind)
    data = bytearray(out.getvalue())
    start = place % len(data)
    data[start : start + len(change)] = change
    with suppress(UnreadableFile, ScanTooLarge):
        list(read_pages([bytes(data)]))


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MAX_PAGES", 2)
    sheets = [Image.new("L", (40, 40), 255) for _ in range(3)]
    out = io.BytesIO()
    sheets[0].save(out, "TIFF", save_all=True, append_images=sheets[1:])
    with pytest.raises(ScanTooLarge) as refusal:
        read(out.getvalue())
    assert "Tối đa 2 trang" in refusal.value.text("vi")


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "I;16", "LA"])
def test_every_kind_of_picture_is_read(mode: str) -> None:
    out = io.BytesIO()
    kind = "TIFF" if mode == "CMYK" else "PNG"
    Image.new("L", (50, 30), 255).convert("I;16" if mode == "I;16" else mode).save(out, kind)
    (page,) = read_pages([out.getvalue()])
    assert page.frames == ()
