"""Paper: content printed on the official forms with barcodes that carry it, and scanned pages read back.

`print_content` lays out every form of a content (`list_form` a table of many people, `declaration` one person a page),
cuts pages so that each carries its own rows, and has them set as PDF/A-2a with tags. `read_pages` takes scanned files
and gives frames, which `formats.barcode.rebuild` turns into content. `print_receipt` and `print_slip` set what the
agency answers. The font is shipped in `fonts/`; those of the system are never used.
"""

from ibhxh.formats.barcode import Filed
from ibhxh.printing.document import print_content
from ibhxh.printing.errors import (
    NothingToPrint,
    PrintingProblem,
    ScanTooLarge,
    TooMuchForPaper,
    TypesettingFault,
    UnreadableFile,
)
from ibhxh.printing.scan import ScannedPage, read_pages
from ibhxh.printing.slips import print_receipt, print_slip

__all__ = [
    "Filed",
    "NothingToPrint",
    "PrintingProblem",
    "ScanTooLarge",
    "ScannedPage",
    "TooMuchForPaper",
    "TypesettingFault",
    "UnreadableFile",
    "print_content",
    "print_receipt",
    "print_slip",
    "read_pages",
]
