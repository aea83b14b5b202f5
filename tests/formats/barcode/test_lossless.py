"""Whatever can be frozen comes back from its frames, to the byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.dossier import Attachment, Content, Draft, Sheet, freeze
from ibhxh.formats.barcode import Cut, Filed, Frame, PageWriter, Rebuilt, frames_of_page, read_symbols, rebuild
from tests.build.drawn import drawn
from tests.build.sheets import (
    D02,
    D02_OF_2017,
    FILED_ON,
    HEADER,
    KEY,
    LAW,
    MST,
    TK1,
    any_sheet,
    any_text,
    draft,
    worker,
)

pytestmark = pytest.mark.unit

SHEETS = st.one_of(any_sheet(D02), any_sheet(D02_OF_2017), any_sheet(TK1))


def frames_of(content: Content, rows_a_page: int, filed: Filed | None = None, parts: int = 3) -> list[Frame]:
    """The frames of a content printed with so many rows a page; a sheet without rows still has a page."""
    writer = PageWriter(content, LAW, filed)
    cuts = [
        Cut(number, first, min(rows_a_page, sheet.rows.height - first))
        for number, sheet in enumerate(writer.sheets)
        for first in range(0, max(sheet.rows.height, 1), rows_a_page)
    ] or [Cut(0, 0, 0)]
    prefix = bytes.fromhex(content.digest)[:8]
    return [
        frame
        for page, cut in enumerate(cuts, 1)
        for frame in frames_of_page(
            writer.payload(cut, first=page == 1), cut, prefix=prefix, page=page, pages=len(cuts), parts=parts
        )
    ]


def read_back(frames: list[Frame]) -> Rebuilt:
    """The frames through their texts and back to content."""
    symbols = read_symbols(frame.text() for frame in frames)
    assert symbols.ignored == 0
    found = rebuild(symbols.frames, LAW)
    assert isinstance(found, Rebuilt)
    return found


@given(st.lists(SHEETS, max_size=3), st.integers(1, 3), st.integers(1, 12))
@settings(max_examples=drawn(30))
def test_any_sheets_come_back(sheets: list[Sheet], rows_a_page: int, parts: int) -> None:
    content = freeze(Draft("0f" * 16, KEY, MST, "07999", tuple(sheets)), made_on=FILED_ON)
    assert read_back(frames_of(content, rows_a_page, parts=parts)).content == content


@given(any_text(40).filter(bool), st.just("0f" * 16) | any_text(40).filter(bool), st.none() | any_text(40).filter(bool))
@settings(max_examples=drawn(30))
def test_any_head_and_attachment_come_back(name: str, dossier_id: str, corrects: str | None) -> None:
    paper = Attachment("contract", name, "application/pdf", b"paper")
    sheet = Sheet.of(D02, HEADER, [worker()])
    content = freeze(Draft(dossier_id, KEY, MST, "07999", (sheet,), (paper,), corrects), made_on=FILED_ON)
    assert read_back(frames_of(content, 1)).content == content


def test_the_filing_comes_back() -> None:
    content = freeze(draft(), made_on=FILED_ON)
    filed = Filed("cd" * 32, "GD-260713-0001")
    assert read_back(frames_of(content, 1, filed)).filed == filed
    assert read_back(frames_of(content, 1)).filed is None


def test_a_full_page_of_like_rows_is_small_enough_for_three_symbols() -> None:
    names = ["Nguyễn Thị Thu Hà", "Trần Văn Lợi", "Lý Thị Cẩm Tú", "Phạm Văn Tùng", "Võ Thị Kim Thoa", "Bùi Văn Được"]
    rows = [worker(full_name=names[i % 6], si_number=f"{9900000101 + i}") for i in range(20)]
    content = freeze(draft(Sheet.of(D02, HEADER, rows)), made_on=FILED_ON)
    payload = PageWriter(content, LAW).payload(Cut(0, 0, 20), first=False)
    assert len(payload) < 3 * 298
    assert len(payload) / 20 < len(content.data) / 20 / 8
