"""Files that are no scans, or would unpack into too much: refused in words before memory is spent."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pytest
from PIL import Image

from ibhxh.printing import ScanTooLarge, UnreadableFile, pictures, read_pages

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


def pdf_with(
    orders: bytes = b"",
    *,
    size: tuple[float, float] = (595, 842),
    picture: pikepdf.Dictionary | None = None,
    data: bytes = b"",
) -> bytes:
    """A PDF of one page with these drawing orders and perhaps a picture."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    page.MediaBox = pikepdf.Array([0, 0, *size])
    page.Contents = pikepdf.Stream(pdf, orders)
    if picture is not None:
        stream = pikepdf.Stream(pdf, data)
        stream.stream_dict = picture
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=stream))
    out = io.BytesIO()
    pdf.save(out, compress_streams=True)
    return out.getvalue()


def image_dictionary(width: int, height: int, **more: pikepdf.Object) -> pikepdf.Dictionary:
    """What a PDF says of a grey picture."""
    return pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray,
        **more,
    )


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7 but no more", b"\xff\xd8\xff\xe0 cut off", b"GIF89a"])
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


def test_a_locked_pdf_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_with())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(UnreadableFile):
        read(out.getvalue())


@pytest.mark.parametrize("data", [png_of(20_000, 20_000), png_of(200_000, 200_000)])
def test_a_picture_of_too_many_pixels_is_not_unpacked(data: bytes) -> None:
    with pytest.raises(ScanTooLarge):
        read(data)


def test_a_page_as_large_as_a_wall_is_not_drawn() -> None:
    with pytest.raises(ScanTooLarge, match="quá lớn"):
        read(pdf_with(size=(14_000, 14_000)))


def test_drawing_orders_without_end_are_not_unpacked() -> None:
    with pytest.raises(ScanTooLarge) as refusal:
        read(pdf_with(b"0 0 m 1 1 l S\n" * 6_000_000))
    assert "lệnh vẽ" in refusal.value.text("vi")


def test_a_picture_that_claims_too_much_is_not_unpacked() -> None:
    with pytest.raises(ScanTooLarge):
        read(pdf_with(picture=image_dictionary(60_000, 60_000), data=b"x"))


def test_a_jpeg_larger_than_its_pdf_says_is_not_unpacked() -> None:
    small = io.BytesIO()
    Image.new("L", (16, 16)).save(small, "JPEG")
    jpeg = bytearray(small.getvalue())
    place = jpeg.index(b"\xff\xc0") + 5
    jpeg[place : place + 4] = struct.pack(">HH", 60_000, 60_000)
    told = image_dictionary(16, 16, Filter=pikepdf.Name.DCTDecode)
    with pytest.raises(ScanTooLarge):
        read(pdf_with(picture=told, data=bytes(jpeg)))


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PAGES", 2)
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
