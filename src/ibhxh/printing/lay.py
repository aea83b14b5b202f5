"""A cut page laid out: the band of the trial gateway, the section's pieces, signature, foot and barcodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from ibhxh.dossier import Content
from ibhxh.formats.barcode import Filed, Frame
from ibhxh.printing.block import Piece
from ibhxh.printing.letters import UNSHOWABLE, break_lines, showable
from ibhxh.printing.paging import CutPage
from ibhxh.printing.paper import BAND, MODULE, QUIET, SLOT, Paper
from ibhxh.printing.pieces import Page, Placed, Symbol, Text, placed, text
from ibhxh.printing.symbols import PAGE_CAPACITY, symbols_on_page, symbols_on_sheet
from ibhxh.words import instant_text

VIETNAM = timezone(timedelta(hours=7))
TRIAL = "Cổng mẫu – không phải nộp cho cơ quan BHXH"
OWN_SYMBOLS = "Không viết, ký, đóng dấu lên mã vạch."
SYMBOLS_FOLLOW = "Mã vạch của trang này in ở tờ kế tiếp."
BOXES = f"Dấu {UNSHOWABLE} thay cho chữ mà phông in không có; mã vạch ghi đúng chữ gốc."
FOOT_SIZE, CODE_SIZE = 8.0, 10.5
FOOT_WIDTH = 108.0


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every page says of the print as a whole."""

    content: Content
    printed_at: datetime
    trial: bool
    filed: Filed | None
    pages: int


def lay_page(page: CutPage, number: int, frames: Sequence[Frame], imprint: Imprint) -> Iterator[Page]:
    """The page and, where its data need more than its own barcodes, the sheet of barcodes that follows it."""
    section = page.section
    own = len(page.payload) <= PAGE_CAPACITY
    pieces: list[Piece] = [_band(imprint), *section.pieces(page.blocks, first=page.first)]
    hints = [OWN_SYMBOLS if own else SYMBOLS_FOLLOW, *([BOXES] if UNSHOWABLE in str(pieces) else [])]
    signature = section.signature() if page.last else []
    symbols = symbols_on_page(frames, section.paper) if own else []
    yield _page(section.paper, pieces, [*signature, *_foot(page, number, imprint, hints)], symbols)
    if not own:
        title = f"Mã vạch của trang {number}/{imprint.pages} · Mã nội dung: {imprint.content.human_code}"
        pieces = [_band(imprint), text([showable(title)], 11, face="bold", level=2)]
        yield _page(section.paper, pieces, [], symbols_on_sheet(frames, section.paper))


def _page(paper: Paper, pieces: Sequence[Piece], around: list[Placed], symbols: list[Symbol]) -> Page:
    return Page(
        width=paper.width,
        height=paper.height,
        left=paper.left,
        top=paper.top,
        body=paper.body,
        pieces=pieces,
        placed=around,
        symbols=symbols,
    )


def _band(imprint: Imprint) -> Text:
    """The line at the very top; it keeps its height when there is nothing to say."""
    band = text([TRIAL] if imprint.trial else [], 9.5, face="bold", align="center")
    return Text(**(band | {"height": BAND, "boxed": imprint.trial}))


def _foot(page: CutPage, number: int, imprint: Imprint, hints: Sequence[str]) -> list[Placed]:
    """Beside the barcodes at the foot: the code to compare by eye, which page of what, how to treat the barcodes."""
    paper = page.section.paper
    says = [
        f"Trang {number}/{imprint.pages} · {page.section.reference}",
        f"In lúc {instant_text(imprint.printed_at.astimezone(VIETNAM))}. Khi in chọn tỷ lệ 100 %.",
        *hints,
    ]
    if imprint.filed:
        says.append(f"Đã nộp điện tử, mã giao dịch {imprint.filed.transaction_code}.")
    code = text([f"Mã nội dung: {imprint.content.human_code}"], CODE_SIZE, face="bold", after=1.0)
    rest = text([line for words in says for line in break_lines(showable(words), FOOT_WIDTH, FOOT_SIZE)], FOOT_SIZE)
    x = paper.left + 2 * SLOT + 2
    y = paper.foot + QUIET / 2 * MODULE
    return placed([code, rest], x, y, FOOT_WIDTH)
