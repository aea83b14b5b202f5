"""List forms (D02-LT, D02-TS): the unit's lines, a table of many people a page, notes for what no row holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ibhxh.dossier import Head, Sheet
from ibhxh.law import Law
from ibhxh.law.form_version import Column
from ibhxh.printing.block import Block, Piece
from ibhxh.printing.cells import column_text, value_text
from ibhxh.printing.letters import break_evenly, break_lines, showable
from ibhxh.printing.paper import BAND, FOOT_GAP, LANDSCAPE, SIGN_HEIGHT, SIGN_WIDTH, SLOT, Paper
from ibhxh.printing.pieces import Align, Placed, TableCell, Text, height_of, line_height, placed, text
from ibhxh.printing.table import Heading, body_cell, heading, row_height

DOTS = "……………………"
NOTE_SIZE = 8.0
TITLE_SIZE, NUMBER_SIZE, LINE_SIZE = 13.0, 10.5, 10.0
_NOTES_TITLE = "Phần ghi đầy đủ của các ô có đánh số trong danh sách:"


@dataclass(frozen=True, slots=True)
class RowBlock(Block):
    """A row of the table."""

    cells: tuple[TableCell, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteBlock(Block):
    """A line of the notes."""

    line: str = ""


class ListForm:
    """A sheet as one section: its rows, then the notes."""

    paper: Paper = LANDSCAPE

    def __init__(self, sheet: Sheet, head: Head, law: Law) -> None:
        self._sheet, self._head, self._law = sheet, head, law
        self._face = sheet.version.face

    @property
    def reference(self) -> str:
        """The form and the act it comes from."""
        return self._sheet.version.reference.vi

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """Rows, and the notes that their cells point at."""
        notes: list[str] = []
        leaves = [leaf for column in self._face.print.columns for leaf in column.leaves()]
        columns = list(zip(leaves, self._heading.columns, strict=True))
        rows: list[Block] = []
        for number, row in enumerate(self._sheet.rows.iter_rows(named=True)):
            cells = []
            for leaf, width in columns:
                words = column_text(leaf, row, number + 1, self._sheet.version, self._law)
                cells.append(_noted(words, width, leaf, number + 1, notes))
            rows.append(RowBlock(row_height(cells), number, tuple(cells)))
        return rows + self._note_blocks(notes)

    def room(self, *, first: bool, last: bool) -> float:
        """Between the table's heading and the barcodes at the foot, or the signature."""
        top = height_of(self._top if first else self._running) + self._heading.height
        bottom = max(SLOT, SIGN_HEIGHT) if last else SLOT
        return self.paper.height - self.paper.edge - bottom - FOOT_GAP - self.paper.top - BAND - top

    def pieces(self, blocks: Sequence[Block], *, first: bool) -> list[Piece]:
        """The unit's lines or a running head, the table, the notes."""
        rows = [block for block in blocks if isinstance(block, RowBlock)]
        notes = [block for block in blocks if isinstance(block, NoteBlock)]
        pieces: list[Piece] = [*(self._top if first else self._running)]
        if rows or not notes:
            pieces.append(self._heading.over([list(row.cells) for row in rows], [row.height for row in rows]))
        return pieces + [text([note.line], NOTE_SIZE) for note in notes]

    def signature(self) -> list[Placed]:
        """The unit's place at the lower right."""
        x = self.paper.left + self.paper.body - SIGN_WIDTH
        y = self.paper.height - self.paper.edge - SIGN_HEIGHT
        title = text([self._face.print.signer.vi], 11, face="bold", align="center")
        hint = text(["(Ký, ghi rõ họ tên, đóng dấu)"], 10.5, face="italic", align="center")
        return placed([title, hint], x, y, SIGN_WIDTH)

    @cached_property
    def _heading(self) -> Heading:
        return heading(self._face.print.columns, self.paper.body)

    @cached_property
    def _top(self) -> list[Text]:
        """What stands over the table of the first page."""
        width = self.paper.body
        made_on = self._head.made_on
        number = self._value("list_number") or "……/……"
        day = f"ngày {made_on:%d} tháng {made_on:%m} năm {made_on.year}"
        title = break_evenly(self._face.title.vi.upper(), width, TITLE_SIZE, "bold")
        lines = [[f"{label}: {self._value(name) or DOTS}" for label, name in line] for line in self._lines]
        unit = [f"Tên đơn vị: {self._value('unit_name') or DOTS}", f"Mã đơn vị: {self._value('unit_code') or DOTS}"]
        if not self._numbered:
            unit = [item for line in lines for item in line]
        top = [text(_broken(unit, width, LINE_SIZE), LINE_SIZE, after=1.0)]
        top += [text(title, TITLE_SIZE, face="bold", align="center", level=1, after=0.5)]
        top += [text([f"Số: {number}; {day}"], NUMBER_SIZE, face="italic", align="center", after=1.0)]
        if self._numbered:
            top += [text(["A. Đơn vị/Tổ chức quản lý người tham gia"], LINE_SIZE, face="bold", level=2, after=0.4)]
            top += [text(_broken(["; ".join(line)], width, LINE_SIZE), LINE_SIZE, after=0.4) for line in lines]
            top += [text(["B. Danh sách người tham gia"], LINE_SIZE, face="bold", level=2, after=1.0)]
        return top

    @cached_property
    def _running(self) -> list[Text]:
        """What stands over the table of the other pages."""
        unit = ", ".join(words for name in ("unit_name", "unit_code") if (words := self._value(name)))
        lines = break_lines(f"{self._sheet.version.form} · {unit} (tiếp theo)", self.paper.body, NOTE_SIZE)
        return [text(lines[:1], NOTE_SIZE, after=1.0)]

    @property
    def _lines(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        return self._face.print.header_lines

    @property
    def _numbered(self) -> bool:
        """Whether the act numbers the unit's lines: then they make up section A, and the table section B."""
        return self._lines[0][0][0].startswith("1.")

    def _value(self, name: str) -> str:
        version = self._sheet.version
        if name not in self._sheet.header:
            return ""
        return value_text(version.wire.field(name), self._sheet.header[name], version, self._law, full=True)

    def _note_blocks(self, notes: Sequence[str]) -> list[Block]:
        lines = [line for note in notes for line in break_lines(note, self.paper.body, NOTE_SIZE)]
        return [NoteBlock(line_height(NOTE_SIZE), None, line) for line in (["", _NOTES_TITLE, *lines] if lines else [])]


def _noted(words: str, width: float, column: Column, number: int, notes: list[str]) -> TableCell:
    """The cell of some words; what does not fit in a row is cut there and written out in full in the notes."""
    align: Align = "center" if column.align == "center" else "right" if column.align == "right" else "left"
    cell, was_cut = body_cell(words, width, align)
    if was_cut:
        notes.append(f"({len(notes) + 1}) Dòng {number}, cột {column.number}: {words}")
        cell["lines"].append(f"… ({len(notes)})")
    return cell


def _broken(texts: Sequence[str], width: float, size: float) -> list[str]:
    return [line for words in texts for line in break_lines(showable(words), width, size)]
