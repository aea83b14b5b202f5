"""Make the font of the printed forms: a renamed subset of Liberation Serif 2.x, and the widths of its letters.

    pip install fonttools
    python tools/make_print_font.py FOLDER     # where LiberationSerif-{Regular,Bold,Italic}.ttf lie

Run once; its outcome is package data. Debian has the faces in `fonts-liberation2`. Version 1.x lacks ninety Vietnamese
letters and is refused. The licence (OFL.txt, beside the outcome) allows the subset and asks for another name.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "iBHXH Serif"
FACES = ("Regular", "Bold", "Italic")
OUT = Path(__file__).resolve().parents[1] / "src" / "ibhxh" / "printing" / "fonts"
#: Latin with all Vietnamese letters, the combining marks NFC may leave, and the signs of forms.
RANGES = ((0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x304), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x203A))
SIGNS = (0x306, 0x309, 0x31B, 0x323, 0x20AB, 0x20AC, 0x2116, 0x2122, 0x2212, 0x2260, 0x2264, 0x2265, 0x25A1, 0x25CF)
MUST_HAVE = "ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲỴỶỸĐđ₫−…□"


def make(source: Path, face: str) -> dict[int, str]:
    """Write one face; give its letters by their width, which is in 1/2048 of the type size."""
    font = TTFont(source, recalcTimestamp=False)
    wanted = [code for low, high in RANGES for code in range(low, high + 1)] + list(SIGNS)
    if lacking := set(map(ord, MUST_HAVE)) - set(font.getBestCmap()):
        raise SystemExit(f"{source} lacks {''.join(map(chr, sorted(lacking)))}: Liberation 2.x is needed")
    # No kerning: the program breaks lines itself, by adding widths.
    options = subset.Options(hinting=False, layout_features=["ccmp", "mark"], name_IDs=[0, 5, 13, 14])
    options.notdef_outline = True
    options.drop_tables += ["FFTM", "gasp", "kern"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    names = {1: FAMILY, 2: face, 3: f"{FAMILY} {face} 1.0", 4: f"{FAMILY} {face}", 6: f"iBHXHSerif-{face}"}
    for number, text in names.items():
        for platform, encoding, language in ((1, 0, 0), (3, 1, 0x409)):
            font["name"].setName(text, number, platform, encoding, language)
    font.save(OUT / f"iBHXHSerif-{face}.ttf")
    letters: dict[int, str] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        width = font["hmtx"][glyph][0]
        letters[width] = letters.get(width, "") + chr(code)
    return letters


def main() -> None:
    """Write the three faces and `widths.json`."""
    folder = Path(sys.argv[1])
    widths = {face.lower(): make(folder / f"LiberationSerif-{face}.ttf", face) for face in FACES}
    text = json.dumps(widths, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    (OUT / "widths.json").write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
