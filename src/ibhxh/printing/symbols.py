"""QR codes of frames, as small pictures of one pixel a module."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import zxingcpp
from PIL import Image

from ibhxh.formats.barcode import MAX_PARTS, OVERHEAD, Frame, parity_of
from ibhxh.printing.paper import MODULE, Paper
from ibhxh.printing.pieces import Symbol

#: Symbols of data on an ordinary page; a fourth mends the loss of one.
PARTS = 3
#: Bytes of payload in one symbol. At level M, in alphanumeric mode, version 13 holds 483 letters and version 25 holds
#: 1451 (ISO/IEC 18004, table 7); base45 writes two bytes as three letters (RFC 9285).
PART = 483 // 3 * 2 - OVERHEAD
LARGE_PART = 1451 // 3 * 2 - OVERHEAD
#: What a page carries with its own four symbols, and at most, on a sheet of symbols of its own.
PAGE_CAPACITY = PARTS * PART
SHEET_CAPACITY = MAX_PARTS * LARGE_PART
_SHEET_TOP = 22.0
_GAP = 2.0


def symbols_on_page(frames: Sequence[Frame], paper: Paper) -> list[Symbol]:
    """The symbols of a page in the four places kept for them."""
    return [_symbol(frame, x, y) for frame, (x, y) in zip(frames, _places(frames, paper), strict=True)]


def symbols_on_sheet(frames: Sequence[Frame], paper: Paper) -> list[Symbol]:
    """The symbols of a page too full for its own four, in rows on a sheet of their own."""
    symbols = [_symbol(frame, 0.0, 0.0) for frame in frames]
    step = symbols[0]["size"] + _GAP
    across = int((paper.width - 2 * paper.left + _GAP) // step)
    for i, symbol in enumerate(symbols):
        symbol["x"] = paper.left + i % across * step
        symbol["y"] = _SHEET_TOP + i // across * step
    return symbols


def _places(frames: Sequence[Frame], paper: Paper) -> Sequence[tuple[float, float]]:
    return paper.slots()[: len(frames)]


def _symbol(frame: Frame, x: float, y: float) -> Symbol:
    png, modules = qr_picture(frame.text())
    kind = "dữ liệu" if frame.part < frame.parts else "dự phòng"
    total = frame.parts + parity_of(frame.parts)
    alt = f"Mã vạch {kind} {frame.part + 1}/{total} của trang {frame.page}"
    return Symbol(png=list(png), x=x, y=y, size=modules * MODULE, alt=alt)


def qr_picture(text: str) -> tuple[bytes, int]:
    """The QR code (level M) of a text as PNG of one pixel a module, and how many modules it is wide with its quiet
    zone."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=True)
    pixels = memoryview(image)
    rows, columns = image.shape
    out = io.BytesIO()
    Image.frombytes("L", (columns, rows), pixels.tobytes()).convert("1", dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue(), columns
