"""Pages of scanned files as pictures, with caps on everything before it is unpacked."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator

from PIL import Image, ImageSequence

from ibhxh.printing.errors import ScanTooLarge, UnreadableFile
from ibhxh.printing.pdf_pages import TooLargeError, pdf_pages, plain, require_count, require_pixels
from ibhxh.words import Words, same

MAX_BYTES = 200 << 20
#: What damaged or hostile pictures end in.
_DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    AttributeError,
    LookupError,
    TypeError,
    ArithmeticError,
    NotImplementedError,
    struct.error,
    zlib.error,
)


def pictures(data: bytes, file: int) -> Iterator[Image.Image]:
    """Each page of a PDF, JPEG, PNG or TIFF, grey (L) or in colour (RGB); `file` is its number for people, from 1.

    Raises `UnreadableFile`, `ScanTooLarge`.
    """
    if len(data) > MAX_BYTES:
        raise ScanTooLarge(file, Words("Tối đa {most} MB.", "At most {most} MB.").fill(most=MAX_BYTES >> 20))
    try:
        yield from pdf_pages(data) if b"%PDF-" in data[:1024] else _image_pages(data)
    except TooLargeError as refusal:
        raise ScanTooLarge(file, Words(*refusal.args)) from refusal
    except Image.DecompressionBombError as error:
        raise ScanTooLarge(file, same(str(error))) from error
    except _DAMAGED as error:
        raise UnreadableFile(file) from error


def _image_pages(data: bytes) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # our own cap on pixels is lower, and a blemish that harms nothing is no news
        image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF"))
        require_count(getattr(image, "n_frames", 1))
        for frame in ImageSequence.Iterator(image):
            require_pixels(frame.width, frame.height)
            yield plain(frame)
