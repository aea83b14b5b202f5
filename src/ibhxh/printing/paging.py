"""Cutting sections into pages: by height, and by what the barcodes of a page can carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from ibhxh.formats.barcode import Cut, PageWriter
from ibhxh.printing.block import Block, Section
from ibhxh.printing.errors import TooMuchForPaper
from ibhxh.printing.symbols import PAGE_CAPACITY, SHEET_CAPACITY
from ibhxh.words import Words

#: A page must leave room for at least the tallest block.
_LEAST_ROOM = 20.0


@dataclass(frozen=True, slots=True)
class CutPage:
    """A page decided: its blocks, whether it is its section's first and last, and the bytes its barcodes carry."""

    section: Section
    blocks: Sequence[Block]
    first: bool
    last: bool
    cut: Cut
    payload: bytes


def cut_pages(sections: Sequence[tuple[int, Section]], writer: PageWriter) -> list[CutPage]:
    """All pages of a content from its sections, each with its sheet's number (from 0). Raises `TooMuchForPaper`."""
    pages: list[CutPage] = []
    for sheet, section in sections:
        if section.room(first=True, last=True) < _LEAST_ROOM:
            raise TooMuchForPaper(Words("Phần đầu tờ khai", "The head of the form"))
        rest, first, last = section.blocks, True, False
        while not last:
            count, ends = _by_height(section, rest, first=first)
            taken = _by_payload(writer, sheet, rest[:count], opens=not pages)
            last = ends and taken == count
            cut, payload = _carried(writer, sheet, rest[:taken], opens=not pages)
            pages.append(CutPage(section, rest[:taken], first, last, cut, payload))
            rest, first = rest[taken:], False
    return pages


def _by_height(section: Section, rest: Sequence[Block], *, first: bool) -> tuple[int, bool]:
    """How many blocks the next page holds, and whether it can be the last one. A last page that would hold only the
    signature takes a block from the one before."""
    if sum(block.height for block in rest) <= section.room(first=first, last=True):
        return len(rest), True
    room = section.room(first=first, last=False)
    fitting = sum(height <= room for height in accumulate(block.height for block in rest))
    return max(1, min(fitting, len(rest) - 1)), False


def _by_payload(writer: PageWriter, sheet: int, blocks: Sequence[Block], *, opens: bool) -> int:
    """How many of the blocks the barcodes can carry: with a page's own four if one row fits in them at all."""
    for capacity in (PAGE_CAPACITY, SHEET_CAPACITY):
        for count in range(len(blocks), -1, -1):
            cut, payload = _carried(writer, sheet, blocks[:count], opens=opens)
            if len(payload) <= capacity:
                return count
            if cut.rows <= 1:
                break
    row = next((block.row for block in blocks if block.row is not None), 0)
    raise TooMuchForPaper(Words("Dòng {row}", "Row {row}").fill(row=row + 1))


def _carried(writer: PageWriter, sheet: int, blocks: Sequence[Block], *, opens: bool) -> tuple[Cut, bytes]:
    rows = [block.row for block in blocks if block.row is not None]
    cut = Cut(sheet, rows[0] if rows else 0, len(rows))
    return cut, writer.payload(cut, first=opens)
