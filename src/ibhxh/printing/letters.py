"""How wide a text is on paper, and where its lines break.

The program breaks lines itself, so that it knows each row's height before anything is drawn and the barcodes of a page
can hold exactly its rows. The font is shipped with its widths (`fonts/widths.json`); kerning is off.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
#: Stands for a letter the font does not have; the barcodes carry the letter itself.
UNSHOWABLE = "□"
_UNITS = 2048  # of the type size
_MM = 25.4 / 72  # one typographic point


def text_width(text: str, size: float, face: str = "regular") -> float:
    """Millimetres of one line at a type size in points; `face` is regular, bold or italic."""
    widths = _widths(face)
    return sum(widths[letter] for letter in text) * size * _MM / _UNITS


def showable(text: str) -> str:
    """The text with every letter that the font lacks replaced by □."""
    widths = _widths("regular")
    return text if all(letter in widths for letter in text) else "".join(c if c in widths else UNSHOWABLE for c in text)


def break_lines(text: str, width: float, size: float, face: str = "regular") -> list[str]:
    """The lines of a text in `width` millimetres, broken at blanks; a word too long is cut. No text has no lines."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if text_width(joined, size, face) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, width, size, face)
        lines += full
    return [*lines, line] if line else lines


def break_evenly(text: str, width: float, size: float, face: str = "regular") -> list[str]:
    """As few lines as `break_lines` needs, but of like length: for titles."""
    best = lines = break_lines(text, width, size, face)
    while len(lines) == len(best) and width > 0:
        best, width = lines, width - 1
        lines = break_lines(text, width, size, face)
    return best


def fits_unbroken(text: str, width: float, size: float, face: str = "regular") -> bool:
    """Whether every word of the text fits in a line, so that none is cut."""
    return all(text_width(word, size, face) <= width for word in text.split(" "))


def _cut(word: str, width: float, size: float, face: str) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, face) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@cache
def _widths(face: str) -> dict[str, int]:
    by_width: dict[str, str] = json.loads((FONTS / "widths.json").read_text(encoding="ascii"))[face]
    return {letter: int(width) for width, letters in by_width.items() for letter in letters}
