"""Reading scanned pages: every symbol of every page, whichever way the sheet lay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image, ImageFilter

from ibhxh.formats.barcode import Frame, Symbols, is_whole, read_symbols
from ibhxh.printing.pictures import pictures

#: Pictures larger than this are not enlarged: they have dots enough.
_ENLARGED = 40_000_000
#: Reading all formats takes ten times as long.
_QR = zxingcpp.barcode_formats_from_str("QRCode")


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What one scanned page held. `file` and `page` count from 1 in the order given; `whole` says that every page of a
    dossier seen here is complete, parity counted in. A page without symbols is whole and has no frames."""

    file: int
    page: int
    symbols: Symbols
    whole: bool

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The frames read."""
        return self.symbols.frames


def read_pages(files: Iterable[bytes | Path]) -> Iterator[ScannedPage]:
    """Each page of PDF, JPEG, PNG and TIFF files, in any order and direction, as it is read.

    Raises `UnreadableFile` or `ScanTooLarge` when it comes to such a file.
    """
    for file, given in enumerate(files, 1):
        data = given if isinstance(given, bytes) else given.read_bytes()
        for number, picture in enumerate(pictures(data, file), 1):
            symbols = _read(picture)
            yield ScannedPage(file, number, symbols, is_whole(symbols.frames))


def _read(picture: Image.Image) -> Symbols:
    """All symbols of a picture, tried in several ways until nothing is missing."""
    texts: dict[str, None] = {}
    symbols = Symbols((), 0, ())
    for attempt in _ladder(picture):
        texts |= dict.fromkeys(_texts(attempt))
        symbols = read_symbols(texts)
        if symbols.frames and is_whole(symbols.frames):
            break
    return symbols


def _ladder(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture as it is, enlarged, sharpened; each time in grey and, if it has colours, in red, where the ink of a
    seal vanishes. Grey goes first: JPEG keeps it sharper."""
    layers = [picture.convert("L")]
    if picture.mode == "RGB":
        layers.append(picture.getchannel("R"))
    yield from layers
    if picture.width * picture.height <= _ENLARGED // 4:
        size = picture.width * 2, picture.height * 2
        layers = [layer.resize(size, Image.Resampling.BICUBIC) for layer in layers]
        yield from layers
    for layer in layers:
        yield layer.filter(ImageFilter.UnsharpMask(radius=3, percent=200, threshold=0))


def _texts(picture: Image.Image) -> list[str]:
    pixels = memoryview(picture.tobytes()).cast("B", (picture.height, picture.width))
    found = zxingcpp.read_barcodes(pixels, formats=_QR, try_rotate=False, try_invert=False, try_downscale=False)
    return [symbol.text for symbol in found]
