"""A content on paper: pages cut, barcodes made, PDF set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from ibhxh.dossier import Content
from ibhxh.formats.barcode import (
    MAX_PAGES,
    MAX_PARTS,
    OVERHEAD,
    Filed,
    Frame,
    PageWriter,
    Rebuilt,
    frames_of_page,
    rebuild,
)
from ibhxh.law import Law
from ibhxh.printing.block import Section
from ibhxh.printing.declaration import Declaration
from ibhxh.printing.errors import NothingToPrint, TooMuchForPaper, TypesettingFault
from ibhxh.printing.join import join_pdfs
from ibhxh.printing.lay import Imprint, lay_page
from ibhxh.printing.list_form import ListForm
from ibhxh.printing.paging import CutPage, cut_pages
from ibhxh.printing.pieces import Page
from ibhxh.printing.symbols import PAGE_CAPACITY, PARTS
from ibhxh.printing.typeset import Job, TypesetterError, typeset, typeset_slices

#: Pages set in one go, at most: some 500 rows of a list.
SLICE = 24


def print_content(
    content: Content, law: Law, *, printed_at: datetime, trial: bool, filed: Filed | None = None
) -> bytes:
    """The content as PDF/A-2a and PDF/UA-1: every form it holds, each page with the barcodes that carry its rows.

    Equal arguments give equal bytes. `printed_at` needs a time zone. `trial` puts the band of the trial gateway on each
    page; `filed` names the electronic filing that the paper accompanies. Raises `NothingToPrint`, `TooMuchForPaper`,
    `TypesettingFault`, `UnknownForm`.
    """
    if printed_at.tzinfo is None:
        raise ValueError("printed_at needs a time zone")
    writer = PageWriter(content, law, filed)
    pages = cut_pages(list(_sections(content, writer, law)), writer)
    if not pages:
        raise NothingToPrint
    if len(pages) > MAX_PAGES:
        raise TooMuchForPaper(None)
    frames = _frames(content, pages)
    read_back = rebuild([frame for group in frames for frame in group], law)
    if not isinstance(read_back, Rebuilt) or read_back.content != content:
        raise TypesettingFault("the barcodes do not give back the content")
    imprint = Imprint(content, printed_at, trial, filed, len(pages))
    laid = [
        side
        for number, (page, group) in enumerate(zip(pages, frames, strict=True), 1)
        for side in lay_page(page, number, group, imprint)
    ]
    return _set(f"{_title(writer)} · {content.human_code}", laid, printed_at)


def _set(title: str, laid: Sequence[Page], at: datetime) -> bytes:
    slices = -(-len(laid) // SLICE)
    size = -(-len(laid) // slices)
    jobs = [Job(title=title, pages=laid[start : start + size]) for start in range(0, len(laid), size)]
    try:
        return join_pdfs([typeset(jobs[0], at)] if len(jobs) == 1 else typeset_slices(jobs, at))
    except TypesetterError as fault:
        raise TypesettingFault(str(fault)) from fault


def _sections(content: Content, writer: PageWriter, law: Law) -> Iterator[tuple[int, Section]]:
    for number, sheet in enumerate(writer.sheets):
        if sheet.version.face.print.layout == "declaration":
            for row in range(sheet.rows.height):
                yield number, Declaration(sheet, row, law)
        else:
            yield number, ListForm(sheet, content.head, law)


def _frames(content: Content, pages: Sequence[CutPage]) -> list[tuple[Frame, ...]]:
    prefix = bytes.fromhex(content.digest)[:8]
    return [
        frames_of_page(page.payload, page.cut, prefix=prefix, page=number, pages=len(pages), parts=_parts(page))
        for number, page in enumerate(pages, 1)
    ]


def _parts(page: CutPage) -> int:
    """How many data symbols: one for the few bytes of a page without rows, three on all others, twelve on a sheet."""
    if len(page.payload) > PAGE_CAPACITY:
        return MAX_PARTS
    return PARTS if len(page.payload) >= PARTS * OVERHEAD else 1


def _title(writer: PageWriter) -> str:
    return ", ".join(dict.fromkeys(sheet.version.form for sheet in writer.sheets))
