"""Remakes the pictures of the pages by telling January once: docs/pictures/pages/NN-name.png, and NN-name-390.png
as a phone shows it.

Codes and minutes differ from run to run, so a picture is replaced only where more than such letters has changed.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.sites.browser.january import january  # noqa: E402 - the tests' own steps
from tests.sites.browser.served import served  # noqa: E402
from tests.sites.browser.visitor import DESK, LAUNCH, PHONE, Visitor  # noqa: E402

PAGES = ROOT / "docs" / "pictures" / "pages"
#: What a manager, a signer or an officer away from the desk would open on a phone.
ON_A_PHONE = (
    "01-bat-dau", "02-viec-can-lam", "07-xem-lai", "08-ky", "09-bien-nhan", "10-da-tiep-nhan", "11-hang-cho",
    "12-ho-so", "22-so-phai-dong", "29-c12", "30-phai-dong", "31-doi-chieu",
)  # fmt: skip
_COLOURS = 96
#: The share of a page that minutes and codes take.
_A_LITTLE = 0.012
_SEEN = "() => [...document.images].every(one => one.loading === 'lazy' || (one.complete && one.naturalWidth))"
_STILL = "*, *::before, *::after { transition: none !important; animation: none !important; caret-color: transparent; }"


@dataclass
class Album:
    """The folder of pictures, and which of them belong to it now."""

    folder: Path
    kept: set[str] = field(default_factory=set)

    def put(self, name: str, png: bytes) -> None:
        """Keeps a picture, in few colours; the old one where they are as good as equal."""
        picture = _in_few_colours(Image.open(BytesIO(png)).convert("RGB"))
        path = self.folder / f"{name}.png"
        self.kept.add(path.name)
        if path.exists() and _alike(picture.convert("RGB"), Image.open(path).convert("RGB")):
            return
        picture.save(path, "PNG", optimize=True)

    def clear(self) -> None:
        """Removes pictures of pages that nobody tells of any more."""
        for path in self.folder.glob("*.png"):
            if path.name not in self.kept:
                path.unlink()


class Photographer(Visitor):
    """A visitor who looks by taking pictures; whether anything hinders a reader is for the tests."""

    def look(self, name: str = "", *, phone: bool = True) -> None:
        """A picture where the page has a name."""
        if name:
            self.shoot(self, name)


def main() -> None:
    """Serves the example world, tells January, keeps the pictures."""
    PAGES.mkdir(parents=True, exist_ok=True)
    album = Album(PAGES)

    def shoot(visitor: Visitor, name: str) -> None:
        page = visitor.page
        page.wait_for_function(_SEEN)
        for size, ending in ((DESK, ""), (PHONE, "-390")):
            if not ending or name in ON_A_PHONE:
                page.set_viewport_size(size)  # type: ignore[arg-type] # typed as a TypedDict
                album.put(f"{name}{ending}", page.screenshot(style=_STILL))
        page.set_viewport_size(DESK)  # type: ignore[arg-type]

    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "data") as world, sync_playwright() as started:
        browser: Browser = started.chromium.launch(**LAUNCH)

        def enter() -> Visitor:
            context = browser.new_context(viewport=DESK, locale="vi-VN", accept_downloads=True)  # type: ignore[arg-type]
            return Photographer(context, world.origin, shoot)

        january(enter, world.example / "thang-01-2026.xlsx")
        browser.close()
    album.clear()
    size = sum(path.stat().st_size for path in PAGES.glob("*.png"))
    print(f"{len(album.kept)} pictures in {PAGES.relative_to(ROOT)}, {size / 2**20:.1f} MB")


def _in_few_colours(picture: Image.Image) -> Image.Image:
    """With the colours that fill most of it: grounds, tints and edges keep theirs, letters take the nearest."""
    counted = sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True)[:_COLOURS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([level for _, colour in counted for level in colour])  # type: ignore[misc] # an RGB picture's
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def _alike(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    changed = ImageChops.difference(one, other).convert("L").point(lambda level: 255 if level > 40 else 0)
    return sum(changed.histogram()[255:]) < _A_LITTLE * one.width * one.height


if __name__ == "__main__":
    main()
