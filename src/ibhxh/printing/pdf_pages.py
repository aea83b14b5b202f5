"""The pages of a PDF as pictures, read in a short-lived process of its own.

Five kilobytes of PDF can unpack to gigabytes, or draw one form inside another for hours, in places that the PDF
libraries do not let us cap. So a PDF is read where memory is limited, by someone who can be stopped. Like `typeset.py`,
this file is also what that process runs, and imports nothing of the project.

A scanned PDF is mostly one picture a page, which is taken out as it is: drawing it anew is slower and blurs. Other
pages are drawn at 300 dpi.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from threading import Timer
from typing import IO, Any

import pikepdf
import pypdfium2
from PIL import Image

MAX_PAGES = 1_000
#: A3 at 600 dpi is 70 million.
MAX_PIXELS = 80_000_000
#: The reader of symbols takes sides of 65,535 pixels, and small pictures are enlarged to twice their size for it.
MAX_SIDE = 32_000
#: Bytes of memory for the process, and seconds for each page.
MEMORY = 3 << 30
PATIENCE = 30.0
DPI = 300
#: A picture of fewer dots an inch, and of another shape than the page, is a logo. Phones write pages of 72.
_LEAST_DPI = 90
_LIKE = 0.03
_POINT = 72


class TooLargeError(Exception):
    """A scan beyond a cap; its two arguments say which, in Vietnamese and in English."""


def pdf_pages(data: bytes) -> Iterator[Image.Image]:
    """Each page of a PDF, grey (L) or in colour (RGB). Raises `TooLargeError`; ValueError for what is no PDF."""
    command = [sys.executable, "-P", __file__]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
    assert child.stdin and child.stdout  # noqa: S101 - pipes were asked for
    try:
        child.stdin.write(data)
        child.stdin.close()
        while page := _next_page(child, child.stdout):
            yield page
    except BrokenPipeError as error:
        raise ValueError("the reading process ended early") from error
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def plain(image: Image.Image) -> Image.Image:
    """The picture on white paper, grey (L) or in colour (RGB)."""
    if image.mode in ("P", "PA", "LA", "RGBA"):
        image = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    if image.mode == "RGB":
        return image.copy()
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("L")


def require_count(pages: int) -> None:
    """Raises `TooLargeError`."""
    if pages > MAX_PAGES:
        raise TooLargeError(f"Tối đa {MAX_PAGES} trang.", f"At most {MAX_PAGES} pages.")


def require_pixels(width: int, height: int) -> None:
    """Raises `TooLargeError`."""
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        most = MAX_PIXELS // 1_000_000
        raise TooLargeError(
            f"Một trang có {width} × {height} điểm ảnh, tối đa {most} triệu.",
            f"A page has {width} × {height} pixels; at most {most} million.",
        )


def _next_page(child: subprocess.Popen[bytes], answers: IO[bytes]) -> Image.Image | None:
    """The next page the process gives; None after the last."""
    late = Timer(PATIENCE, child.kill)
    late.start()
    try:
        told = json.loads(answers.readline() or b"{}")
        if "page" in told:
            mode, *size = told["page"]
            return Image.frombytes(mode, tuple(size), answers.read(len(mode) * size[0] * size[1]))
    finally:
        late.cancel()
    if "refused" in told:
        raise TooLargeError(*told["refused"])
    if "end" in told:
        return None
    if child.wait() < 0:
        raise TooLargeError(
            "Một trang cần quá nhiều bộ nhớ hoặc thời gian.", "A page needs too much memory, or too much time."
        )
    raise ValueError("no readable PDF")


def _read(data: bytes) -> Iterator[Image.Image]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        require_count(len(pdf.pages))
        for number, page in enumerate(pdf.pages):
            yield _scanned(page) or _drawn(data, number)


def _scanned(page: pikepdf.Page) -> Image.Image | None:
    """The one picture a scanned page consists of; None if the page is anything else."""
    found: list[Any] = list(page.get_images(recursive=False).values())
    if len(found) != 1 or "/Decode" in found[0] or "/SMask" in found[0] or "/Mask" in found[0]:
        return None
    width, height = int(found[0].Width), int(found[0].Height)
    require_pixels(width, height)
    if not _fills(page, width, height):
        return None
    if found[0].get("/Filter") == "/DCTDecode":
        with Image.open(io.BytesIO(found[0].read_raw_bytes()), formats=("JPEG",)) as jpeg:
            require_pixels(jpeg.width, jpeg.height)  # a JPEG has a word of its own in this
    try:
        return plain(pikepdf.PdfImage(found[0]).as_pil_image())
    except (MemoryError, TooLargeError):
        raise
    except Exception:
        return None


def _drawn(data: bytes, number: int) -> Image.Image:
    with pypdfium2.PdfDocument(data) as document:
        page = document[number]
        scale = DPI / _POINT
        require_pixels(*(int(side * scale) for side in page.get_size()))
        return plain(page.render(scale=scale).to_pil())


def _fills(page: pikepdf.Page, width: int, height: int) -> bool:
    """Whether a picture is the page and no logo on it: of the page's shape, or of dots enough for all of it."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    across, down = abs(right - left), abs(top - bottom)
    shapes = (width * down, height * across), (width * across, height * down)
    shaped = any(abs(one - other) < _LIKE * other for one, other in shapes)
    return shaped or width * height > (across / _POINT * _LEAST_DPI) * (down / _POINT * _LEAST_DPI)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _answer(data: bytes, out: IO[bytes]) -> None:
    def tell(**told: object) -> None:
        out.write(json.dumps(told).encode() + b"\n")

    try:
        for page in _read(data):
            tell(page=[page.mode, *page.size])
            out.write(page.tobytes())
            out.flush()
        tell(end=True)
    except TooLargeError as refusal:
        tell(refused=refusal.args)
    except (MemoryError, Image.DecompressionBombError):
        tell(refused=["Tệp bung ra quá lớn.", "The file unpacks into too much."])


if __name__ == "__main__":
    _limit_memory()
    _answer(sys.stdin.buffer.read(), sys.stdout.buffer)
