"""Scanned pages read and a dossier rebuilt, against the bare barcode reader on the same JPEG files.

The floor opens each file and reads its QR codes once, with the reader's own settings for one format; it joins nothing
and proves nothing. The pages are a printed list of 60 people, as a scanner gives them at 200 and 300 dpi, a bit askew.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

from bench.printing import AT, _content, _people
from ibhxh.dossier import Sheet
from ibhxh.formats.barcode import Rebuilt, rebuild
from ibhxh.law import shipped_law
from ibhxh.printing import print_content, read_pages

RUNS = 5


def run() -> list[dict[str, Any]]:
    """Both resolutions, once the dossier is seen to come back."""
    law = shipped_law()
    version = law.form("D02-LT", date(2026, 7, 13))
    content = _content(Sheet.of(version, {"unit_name": "Công ty Mẫu", "unit_code": "TZ99001"}, _people(60, 1)))
    pdf = print_content(content, law, printed_at=AT, trial=False)
    figures = []
    for dpi in (200, 300):
        files = _scans(pdf, dpi)

        def ours(files: list[bytes] = files) -> None:
            found = rebuild([frame for page in read_pages(files) for frame in page.frames], law)
            assert isinstance(found, Rebuilt)
            assert found.content == content

        figures.append(_figure(f"{len(files)} pages scanned at {dpi} dpi and rebuilt", ours, lambda f=files: _bare(f)))
    return figures


def _scans(pdf: bytes, dpi: int) -> list[bytes]:
    dice = random.Random(dpi)
    files = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            image = page.render(scale=dpi / 72).to_pil().convert("L")
            askew = image.rotate(dice.uniform(-2, 2), fillcolor=255, resample=Image.Resampling.BICUBIC)
            out = io.BytesIO()
            askew.save(out, "JPEG", quality=70)
            files.append(out.getvalue())
    return files


def _bare(files: list[bytes]) -> None:
    for data in files:
        image = Image.open(io.BytesIO(data)).convert("L")
        pixels = memoryview(image.tobytes()).cast("B", (image.height, image.width))
        assert zxingcpp.read_barcodes(pixels, formats=zxingcpp.barcode_formats_from_str("QRCode"))


def _figure(name: str, ours: Callable[[], None], floor: Callable[[], None]) -> dict[str, Any]:
    taken: list[list[float]] = [[], []]
    for _ in range(RUNS):
        for way, times in zip((ours, floor), taken, strict=True):
            start = perf_counter()
            way()
            times.append(perf_counter() - start)
    value, least = median(taken[0]), median(taken[1])
    return {"name": name, "value": value, "unit": "s", "floor": least, "ratio": value / least}
