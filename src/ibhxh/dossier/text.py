"""What a text value is: the one normal form in which two people typing the same thing declare the same thing.

The sets are written out rather than taken from Unicode categories, which grow from one Python to the next: a digest
must not depend on the interpreter's version. `docs/reference/identity.md` prints them for other programmers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import polars as pl

#: Removed wherever they stand: controls, soft hyphen, invisible and direction marks, surrogates, non-characters.
CONTROLS = (
    "\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
)
#: Trimmed from both ends.
BLANKS = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

#: Latin letters, their marks, Greek and Cyrillic: every Unicode composes these alike. For the rest Python's tables grow
#: with Python, so single texts take those of the columns.
_SETTLED = re.compile("[\u0000-\u052f\u1e00-\u20cf]*")
_SURROGATES = range(0xD800, 0xE000)


def _removed() -> dict[int, None]:
    points: set[int] = set(_SURROGATES)
    i = 0
    while i < len(CONTROLS):
        if CONTROLS[i + 1 : i + 2] == "-":
            points.update(range(ord(CONTROLS[i]), ord(CONTROLS[i + 2]) + 1))
            i += 3
        else:
            points.add(ord(CONTROLS[i]))
            i += 1
    return dict.fromkeys(points)


_REMOVE = _removed()
#: Letters whose composition is settled, none of them to be removed.
_PLAIN = re.compile(f"(?:(?![{CONTROLS}]){_SETTLED.pattern.removesuffix('*')})*")
#: Between bars: a blank at an end, or nothing at all.
_UNTRIMMED = re.compile(f"\\|[{BLANKS}|]|[{BLANKS}]\\|")
_PATTERN = "[" + "".join(f"\\x{{{ord(c):x}}}" if c != "-" else "-" for c in CONTROLS) + "]"


def normal_text(text: str | None) -> str | None:
    """Controls removed, NFC, trimmed; an empty text is no text."""
    if text is None:
        return None
    kept = text.translate(_REMOVE)
    if not _SETTLED.fullmatch(kept):
        return pl.Series([kept]).to_frame("text").select(normal_column(pl.col("text"))).item()  # type: ignore[no-any-return]
    return unicodedata.normalize("NFC", kept).strip(BLANKS) or None


def all_normal(texts: Iterable[str]) -> bool:
    """Whether all of the texts are in normal form already, seen at one glance; False where it takes a closer look."""
    joined = "|".join(texts)
    return (
        _PLAIN.fullmatch(joined) is not None
        and _UNTRIMMED.search(f"|{joined}|") is None
        and unicodedata.is_normalized("NFC", joined)
    )


def normal_column(column: pl.Expr) -> pl.Expr:
    """The same for a whole String column."""
    cleaned = column.str.replace_all(_PATTERN, "").str.normalize("NFC").str.strip_chars(BLANKS)
    return pl.when(cleaned != "").then(cleaned)
