"""Content on paper: rows as few bytes, bytes as symbols, and back with proof.

`PageWriter` gives the payload of each page, `frames_of_page` its symbols; `read_symbols`, `by_dossier` and `rebuild` go
the other way and end in a content only when its full digest is the one on the paper. Drawing and reading the QR codes
is the business of `printing`. `docs/reference/barcode.md` is the normative text, `tests/vectors/barcode` has examples.
"""

from ibhxh.formats.barcode.errors import (
    BarcodeProblem,
    DamagedPage,
    DigestDiffers,
    NotFrame,
    PrintsDisagree,
    UnknownFrameVersion,
)
from ibhxh.formats.barcode.frame import (
    MAX_LENGTH,
    MAX_PAGES,
    MAX_PARTS,
    OVERHEAD,
    Frame,
    parity_of,
    part_size,
    read_frame,
)
from ibhxh.formats.barcode.parity import frames_of_page, is_whole, join
from ibhxh.formats.barcode.payload import MAX_ROWS, Cut, Filed, PageWriter
from ibhxh.formats.barcode.reassembly import MissingPages, Rebuilt, rebuild
from ibhxh.formats.barcode.symbols import Symbols, by_dossier, read_symbols

__all__ = [
    "MAX_LENGTH",
    "MAX_PAGES",
    "MAX_PARTS",
    "MAX_ROWS",
    "OVERHEAD",
    "BarcodeProblem",
    "Cut",
    "DamagedPage",
    "DigestDiffers",
    "Filed",
    "Frame",
    "MissingPages",
    "NotFrame",
    "PageWriter",
    "PrintsDisagree",
    "Rebuilt",
    "Symbols",
    "UnknownFrameVersion",
    "by_dossier",
    "frames_of_page",
    "is_whole",
    "join",
    "parity_of",
    "part_size",
    "read_frame",
    "read_symbols",
    "rebuild",
]
