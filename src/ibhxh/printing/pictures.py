"""Pages of scanned files as pictures, with caps on everything before it is unpacked.

A scanned PDF is mostly one picture a page, which is taken out as it is: drawing it anew is slower and blurs. Other
pages are drawn at 300 dpi.
"""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageSequence

from ibhxh.printing.errors import ScanTooLarge, UnreadableFile
from ibhxh.words import Words, same

MAX_BYTES = 200 << 20
MAX_PAGES = 1_000
#: A3 at 600 dpi is 70 million.
MAX_PIXELS = 80_000_000
#: What the drawing orders of one page may unpack to.
MAX_ORDERS = 64 << 20
DPI = 300
#: A picture of fewer dots an inch, and of another shape than the page, is a logo. Phones write pages of 72.
_LEAST_DPI = 90
_LIKE = 0.03
_DEEPEST = 5
_POINT = 72
#: What damaged or hostile files end in: the PDF reader meets wrong types and missing entries only when it uses them.
_DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    AttributeError,
    KeyError,
    TypeError,
    Image.DecompressionBombError,
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pypdfium2.PdfiumError,
)


def pictures(data: bytes, file: int) -> Iterator[Image.Image]:
    """Each page of a PDF, JPEG, PNG or TIFF, grey (L) or in colour (RGB); `file` is its number for people, from 1.

    Raises `UnreadableFile`, `ScanTooLarge`.
    """
    if len(data) > MAX_BYTES:
        raise ScanTooLarge(file, Words("Tối đa {most} MB.", "At most {most} MB.").fill(most=MAX_BYTES >> 20))
    return _pdf_pages(data, file) if b"%PDF-" in data[:1024] else _image_pages(data, file)


def _image_pages(data: bytes, file: int) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own cap is lower
        try:
            image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF"))
            _check_count(getattr(image, "n_frames", 1), file)
            for frame in ImageSequence.Iterator(image):
                _check_pixels(frame.width, frame.height, file)
                yield _plain(frame)
        except _DAMAGED as error:
            raise _unreadable(error, file) from error


def _pdf_pages(data: bytes, file: int) -> Iterator[Image.Image]:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _check_count(len(pdf.pages), file)
            for number, page in enumerate(pdf.pages):
                _check_orders(page, file)
                _check_pictures(page.get("/Resources"), file, _DEEPEST)
                yield _scanned(page, file) or _drawn(data, number, file)
    except _DAMAGED as error:
        raise _unreadable(error, file) from error


def _scanned(page: pikepdf.Page, file: int) -> Image.Image | None:
    """The one picture a scanned page consists of; None if the page is anything else."""
    found: list[Any] = list(page.get_images(recursive=False).values())
    if len(found) != 1 or "/Decode" in found[0] or "/SMask" in found[0] or "/Mask" in found[0]:
        return None
    if not _fills(page, int(found[0].Width), int(found[0].Height)):
        return None
    try:
        image = pikepdf.PdfImage(found[0]).as_pil_image()
        _check_pixels(image.width, image.height, file)
        return _plain(image)
    except (NotImplementedError, *_DAMAGED):
        return None  # a compression that only drawing the page unpacks


def _drawn(data: bytes, number: int, file: int) -> Image.Image:
    with pypdfium2.PdfDocument(data) as document:
        page = document[number]
        width, height = page.get_size()
        scale = DPI / _POINT
        _check_pixels(int(width * scale), int(height * scale), file)
        return _plain(page.render(scale=scale).to_pil())


def _plain(image: Image.Image) -> Image.Image:
    if image.mode in ("P", "PA", "LA", "RGBA"):
        image = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    if image.mode == "RGB":
        return image.copy()
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("L")


def _fills(page: pikepdf.Page, width: int, height: int) -> bool:
    """Whether a picture is the page and no logo on it: of the page's shape, or of dots enough for all of it."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    across, down = abs(right - left), abs(top - bottom)
    shapes = (width * down, height * across), (width * across, height * down)
    shaped = any(abs(one - other) < _LIKE * other for one, other in shapes)
    return shaped or width * height > (across / _POINT * _LEAST_DPI) * (down / _POINT * _LEAST_DPI)


def _check_count(pages: int, file: int) -> None:
    if pages > MAX_PAGES:
        raise ScanTooLarge(file, Words("Tối đa {most} trang.", "At most {most} pages.").fill(most=MAX_PAGES))


def _check_pixels(width: int, height: int, file: int) -> None:
    if width * height > MAX_PIXELS:
        told = Words(
            "Một trang có {width} × {height} điểm ảnh, tối đa {most} triệu.",
            "A page has {width} × {height} pixels; at most {most} million.",
        )
        raise ScanTooLarge(file, told.fill(width=width, height=height, most=MAX_PIXELS // 1_000_000))


def _check_pictures(resources: Any, file: int, depth: int) -> None:
    """The pixels of every picture a page draws, also within forms: as the file says, and as a JPEG itself says."""
    if resources is None or depth == 0:
        return
    for thing in resources.get("/XObject", {}).values():
        if thing.get("/Subtype") == "/Image":
            _check_pixels(int(thing.Width), int(thing.Height), file)
            if thing.get("/Filter") == "/DCTDecode":
                with Image.open(io.BytesIO(thing.read_raw_bytes()), formats=("JPEG",)) as jpeg:
                    _check_pixels(jpeg.width, jpeg.height, file)
        else:
            _check_pictures(thing.get("/Resources"), file, depth - 1)


def _check_orders(page: pikepdf.Page, file: int) -> None:
    contents = page.get("/Contents", pikepdf.Array())
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    room = MAX_ORDERS
    for stream in streams:
        raw = stream.read_raw_bytes()
        room -= _unpacked(raw, room + 1) if stream.get("/Filter") is not None else len(raw)
        if room < 0:
            raise ScanTooLarge(file, Words("Trang có quá nhiều lệnh vẽ.", "A page has too many drawing orders."))


def _unpacked(raw: bytes, most: int) -> int:
    """The unpacked length, or `most` if longer; orders packed otherwise than by deflate count as they are."""
    try:
        return len(zlib.decompressobj().decompress(raw, most))
    except zlib.error:
        return len(raw)


def _unreadable(error: Exception, file: int) -> Exception:
    if isinstance(error, Image.DecompressionBombError):
        return ScanTooLarge(file, same(str(error)))
    return UnreadableFile(file)
