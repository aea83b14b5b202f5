"""Where things stand on paper, and how rows are cut into pages."""

from __future__ import annotations

from hashlib import sha512
from itertools import combinations

import pytest

from ibhxh.dossier import Sheet, freeze
from ibhxh.formats.barcode import PageWriter
from ibhxh.printing.declaration import Declaration
from ibhxh.printing.lay import FOOT_WIDTH
from ibhxh.printing.list_form import ListForm
from ibhxh.printing.paging import cut_pages
from ibhxh.printing.paper import FOOT_GAP, LANDSCAPE, PORTRAIT, SIGN_HEIGHT, SIGN_WIDTH, SLOT, Paper
from ibhxh.printing.symbols import PAGE_CAPACITY
from ibhxh.printing.table import heading
from tests.build.sheets import D02, D02_OF_2017, FILED_ON, HEADER, LAW, TK1, draft, worker
from tests.printing.conftest import of_people, person

pytestmark = pytest.mark.unit

Box = tuple[float, float, float, float]


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes (left, top, right, bottom) do not touch."""
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("paper", [LANDSCAPE, PORTRAIT])
def test_barcodes_stand_clear(paper: Paper) -> None:
    slots: list[Box] = [(x, y, x + SLOT, y + SLOT) for x, y in paper.slots()]
    for one, other in combinations(slots, 2):
        assert apart(one, other)
    for left, top, right, bottom in slots:
        assert left >= 4
        assert top >= 4
        assert right <= paper.width - 3.9
        assert bottom <= paper.height - 3.9
    body: Box = (paper.left, paper.top, paper.left + paper.body, paper.foot - FOOT_GAP)
    end = paper.height - paper.edge
    below = end if paper is LANDSCAPE else paper.foot
    right_edge = paper.left + paper.body
    signature: Box = (right_edge - SIGN_WIDTH, below - SIGN_HEIGHT, right_edge, below)
    foot: Box = (paper.left + 2 * SLOT + 2, paper.foot, paper.left + 2 * SLOT + 2 + FOOT_WIDTH, end)
    for box in (body, signature, foot):
        assert all(apart(box, slot) for slot in slots)
    assert apart(foot, signature)


def test_no_usual_fold_meets_barcodes_of_both_places() -> None:
    for paper in (LANDSCAPE, PORTRAIT):
        for part in (1 / 2, 1 / 3, 2 / 3):
            across = [y < paper.height * part < y + SLOT for _, y in paper.slots()]
            down = [x < paper.width * part < x + SLOT for x, _ in paper.slots()]
            assert sum(across) <= 1
            assert sum(down) <= 1


@pytest.mark.parametrize("version", [D02, D02_OF_2017], ids=lambda version: version.form)
def test_the_heading_fills_every_column_of_every_row(version: object) -> None:
    face = (D02 if version is D02 else D02_OF_2017).face
    head = heading(face.print.columns, LANDSCAPE.body)
    width = len(head.columns)
    assert sum(head.columns) == pytest.approx(LANDSCAPE.body)
    levels = len(head.heights) - 1
    assert sum(cell["colspan"] * cell["rowspan"] for cell in head.cells) == width * levels
    assert len(head.signs) == width
    leaves = [leaf for top in face.print.columns for leaf in top.leaves()]
    assert [cell["lines"][0] for cell in head.signs] == [leaf.number for leaf in leaves]


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 25, 60, 130])
def test_every_row_is_on_one_page_in_its_order(count: int) -> None:
    content = of_people(count)
    writer = PageWriter(content, LAW)
    section = ListForm(writer.sheets[0], content.head, LAW)
    pages = cut_pages([(0, section)], writer)
    rows = [block.row for page in pages for block in page.blocks if block.row is not None]
    assert rows == list(range(count))
    assert [page.first for page in pages] == [True] + [False] * (len(pages) - 1)
    assert [page.last for page in pages] == [False] * (len(pages) - 1) + [True]
    for page in pages:
        assert sum(block.height for block in page.blocks) <= section.room(first=page.first, last=page.last)
        assert len(page.payload) <= PAGE_CAPACITY
        assert page.cut.rows == len([block for block in page.blocks if block.row is not None])
    if count:
        assert pages[-1].blocks


def test_a_page_of_wordy_rows_is_cut_by_what_its_barcodes_carry() -> None:
    rows = [person(n) | {"department": sha512(bytes([n])).hexdigest()} for n in range(1, 16)]
    content = freeze(draft(Sheet.of(D02, HEADER, rows)), made_on=FILED_ON)
    writer = PageWriter(content, LAW)
    section = ListForm(writer.sheets[0], content.head, LAW)
    pages = cut_pages([(0, section)], writer)
    assert all(len(page.payload) <= PAGE_CAPACITY for page in pages)
    room = section.room(first=True, last=False)
    assert sum(block.height for block in pages[0].blocks) + pages[1].blocks[0].height < room


def test_a_declaration_longer_than_its_page_goes_on() -> None:
    person_with_much_to_ask = {"full_name": worker()["full_name"], "request": "đề nghị " * 1200}
    sheet = Sheet.of(TK1, {}, [person_with_much_to_ask])
    content = freeze(draft(sheet), made_on=FILED_ON)
    pages = cut_pages([(0, Declaration(sheet, 0, LAW))], PageWriter(content, LAW))
    assert len(pages) > 1
    assert [page.cut.rows for page in pages] == [1] + [0] * (len(pages) - 1)
    for page in pages:
        room = page.section.room(first=page.first, last=page.last)
        assert sum(block.height for block in page.blocks) <= room
