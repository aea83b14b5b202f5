"""PDFs that are no scans, or would unpack into too much: refused in words, however they are built."""

from __future__ import annotations

import io
import resource
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ibhxh.printing import ScanTooLarge, UnreadableFile, pdf_pages, read_pages

pytestmark = pytest.mark.real

#: 300 MB of zeros, packed twice.
BOMB = zlib.compress(zlib.compress(bytes(300 << 20), 9), 9)
TWICE = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])


def read(data: bytes) -> int:
    """How many pages a file has."""
    return len(list(read_pages([data])))


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


def test_a_pdf_cut_off_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(b"%PDF-1.7 but no more")
    assert refusal.value.text("vi").startswith("Tệp thứ 1: Tệp này không phải PDF hay ảnh quét đọc được.")


def test_a_locked_pdf_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_with())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(UnreadableFile):
        read(out.getvalue())


def test_a_page_as_large_as_a_wall_is_not_drawn() -> None:
    with pytest.raises(ScanTooLarge, match="quá lớn"):
        read(pdf_with(size=(14_000, 14_000)))


def test_a_picture_that_claims_too_much_is_not_unpacked() -> None:
    with pytest.raises(ScanTooLarge):
        read(pdf_with(picture=image_dictionary(60_000, 60_000), data=b"x"))


def test_a_jpeg_larger_than_its_pdf_says_is_not_unpacked() -> None:
    small = io.BytesIO()
    Image.new("L", (16, 16)).save(small, "JPEG")
    jpeg = bytearray(small.getvalue())
    place = jpeg.index(b"\xff\xc0") + 5
    jpeg[place : place + 4] = struct.pack(">HH", 60_000, 60_000)
    told = image_dictionary(2480, 3508, Filter=pikepdf.Name.DCTDecode)
    with pytest.raises(ScanTooLarge):
        read(pdf_with(picture=told, data=bytes(jpeg)))


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same program, in a process of 256 MB."""
    program = tmp_path / "pdf_pages.py"
    text = Path(pdf_pages.__file__).read_text(encoding="utf-8")
    assert "MEMORY = 3 << 30" in text
    program.write_text(text.replace("MEMORY = 3 << 30", "MEMORY = 256 << 20"), encoding="utf-8")
    monkeypatch.setattr(pdf_pages, "__file__", str(program))


@pytest.mark.usefixtures("little_memory")
def test_drawing_orders_that_unpack_without_end_are_stopped() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    orders = pikepdf.Stream(pdf, BOMB)
    orders.Filter = TWICE
    page.Contents = pdf.make_indirect(orders)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False)
    with pytest.raises(ScanTooLarge):
        read(out.getvalue())


@pytest.mark.usefixtures("little_memory")
def test_a_picture_that_unpacks_into_more_than_it_claims_spends_no_memory_of_ours() -> None:
    told = image_dictionary(800, 1130, Filter=TWICE)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with suppress(pdf_pages.TooLargeError):
        list(pdf_pages.pdf_pages(pdf_with(picture=told, data=BOMB)))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 << 10  # KiB


def test_a_page_that_draws_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "PATIENCE", 2.0)
    pdf = pikepdf.new()
    inner = pdf.make_stream(
        b"0 0 10 10 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 595, 842])
    )
    for _ in range(9):
        names = pikepdf.Dictionary({f"/F{i}": inner for i in range(10)})
        orders = b" ".join(b"/F%d Do" % i for i in range(10))
        inner = pdf.make_stream(
            orders, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 595, 842])
        )
        inner.Resources = pikepdf.Dictionary(XObject=names)
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
    page.Contents = pdf.make_stream(b"/F Do")
    out = io.BytesIO()
    pdf.save(out)
    with pytest.raises(ScanTooLarge, match="quá lớn"):
        read(out.getvalue())


def test_every_page_comes_in_order() -> None:
    pdf = pikepdf.new()
    for side in (200, 300, 400):
        pdf.add_blank_page(page_size=(side, side))
    out = io.BytesIO()
    pdf.save(out)
    assert [page.width for page in pdf_pages.pdf_pages(out.getvalue())] == [834, 1250, 1667]
