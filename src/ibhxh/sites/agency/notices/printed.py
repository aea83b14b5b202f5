"""A stored notice as paper: its PDF, and its pages as pictures for the screen."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pypdfium2

from ibhxh.formats.notices import Notice, notice_of
from ibhxh.printing import print_slip
from ibhxh.sites.agency.notices.models import IssuedNotice
from ibhxh.sites.project.the_law import the_law
from ibhxh.trust import Statement

#: Dots per inch of a page on the screen: readable at 820 pixels width.
_SCREEN_DPI = 110


def notice_in(statement: bytes) -> Notice:
    """The notice in a statement of our own, which nobody has to verify."""
    said = Statement.from_bytes(statement)
    return notice_of(said.payload_type, said.payload)


def pdf_of(issued: IssuedNotice) -> bytes:
    """The slip."""
    return _pdf(bytes(issued.statement))


def pages_of(issued: IssuedNotice) -> int:
    """How many pages it has."""
    document = pypdfium2.PdfDocument(pdf_of(issued))
    try:
        return len(document)
    finally:
        document.close()


def page_picture(issued: IssuedNotice, number: int) -> bytes:
    """Page `number`, from 1, as PNG. Raises IndexError."""
    return _picture(bytes(issued.statement), number)


@lru_cache(maxsize=16)
def _pdf(statement: bytes) -> bytes:
    return print_slip(notice_in(statement), the_law(), statement=statement)


@lru_cache(maxsize=64)
def _picture(statement: bytes, number: int) -> bytes:
    document = pypdfium2.PdfDocument(_pdf(statement))
    try:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        picture = document[number - 1].render(scale=_SCREEN_DPI / 72).to_pil()
    finally:
        document.close()
    png = BytesIO()
    picture.save(png, "PNG")
    return png.getvalue()
