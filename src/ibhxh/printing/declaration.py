"""Declarations (TK1-TS): one person on pages of their own, numbered items and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ibhxh.dossier import Cell, Sheet
from ibhxh.law import FieldId, Law
from ibhxh.law.form_version import Column
from ibhxh.printing.block import Block, Piece
from ibhxh.printing.cells import value_text
from ibhxh.printing.letters import break_evenly, break_lines, showable
from ibhxh.printing.paper import BAND, FOOT_GAP, PORTRAIT, SIGN_HEIGHT, SIGN_WIDTH, SLOT, Paper
from ibhxh.printing.pieces import Item, Items, Placed, Styled, Text, height_of, line_height, placed, text

SIZE, TITLE_SIZE, HEAD_SIZE = 11.5, 13.0, 11.5
LABEL_WIDTH = 62.0
_PADDING = 2.2
_NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True, slots=True)
class ItemBlock(Block):
    """Lines of one item: its label beside the first of them."""

    label: tuple[str, ...] = ()
    value: tuple[str, ...] = ()


class Declaration:
    """One row of a sheet as a section. `row` counts from 0."""

    paper: Paper = PORTRAIT

    def __init__(self, sheet: Sheet, row: int, law: Law) -> None:
        self._sheet, self._row, self._law = sheet, row, law
        self._cells: Mapping[FieldId, Cell] = sheet.rows.row(row, named=True)
        self._face = sheet.version.face

    @property
    def reference(self) -> str:
        """The form and the act it comes from."""
        return self._sheet.version.reference.vi

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The items; the first carries the row. An item longer than a page goes on over the next."""
        blocks: list[Block] = []
        for column in self._face.print.columns:
            label = break_lines(_numbered(column), LABEL_WIDTH - 2, SIZE)
            value = break_lines(self._answer(column), self.paper.body - LABEL_WIDTH, SIZE, "bold")
            most = int(self.room(first=False, last=True) / line_height(SIZE)) - 2
            for start in range(0, max(len(value), 1), most):
                shown = tuple(label) if not start else ()
                lines = tuple(value[start : start + most])
                height = line_height(SIZE, max(len(shown), len(lines))) + _PADDING
                blocks.append(ItemBlock(height, None if blocks else self._row, shown, lines))
        return blocks

    def room(self, *, first: bool, last: bool) -> float:
        """Between the title and the barcodes at the foot, or the signature above them."""
        top = height_of(self._top if first else self._running)
        bottom = SLOT + SIGN_HEIGHT if last else SLOT
        return self.paper.height - self.paper.edge - bottom - FOOT_GAP - self.paper.top - BAND - top

    def pieces(self, blocks: Sequence[Block], *, first: bool) -> list[Piece]:
        """Title and items."""
        rows = [
            Item(
                height=block.height,
                label=Styled(lines=list(block.label), size=SIZE, face="regular"),
                value=Styled(lines=list(block.value), size=SIZE, face="bold"),
            )
            for block in blocks
            if isinstance(block, ItemBlock)
        ]
        columns = [LABEL_WIDTH, self.paper.body - LABEL_WIDTH]
        return [*(self._top if first else self._running), Items(kind="items", columns=columns, rows=rows)]

    def signature(self) -> list[Placed]:
        """The declarant's place at the right, above the foot."""
        x = self.paper.left + self.paper.body - SIGN_WIDTH
        y = self.paper.foot - SIGN_HEIGHT
        day = text(["………………, ngày …… tháng …… năm …………"], 11, face="italic", align="center", after=0.8)
        title = text([self._face.print.signer.vi], 11.5, face="bold", align="center")
        hint = text(["(Ký, ghi rõ họ tên)"], 11, face="italic", align="center")
        return placed([day, title, hint], x, y, SIGN_WIDTH)

    @cached_property
    def _top(self) -> list[Text]:
        title = break_evenly(self._face.title.vi.upper(), self.paper.body - 8, TITLE_SIZE, "bold")
        return [
            text([_NATION[0]], HEAD_SIZE, face="bold", align="center"),
            text([_NATION[1]], HEAD_SIZE, face="bold", align="center", after=6.0),
            text(title, TITLE_SIZE, face="bold", align="center", level=1, after=5.0),
        ]

    @cached_property
    def _running(self) -> list[Text]:
        name = showable(str(self._cells.get("full_name") or ""))
        lines = break_lines(f"{self._sheet.version.form} · {name} (tiếp theo)", self.paper.body, SIZE)
        return [text(lines[:1], SIZE, after=2.0)]

    def _answer(self, column: Column) -> str:
        version = self._sheet.version
        answers = (
            value_text(version.wire.field(name), self._cells[name], version, self._law, full=True)
            for name in column.fields
        )
        return column.join.join(answer for answer in answers if answer)


def _numbered(column: Column) -> str:
    """`[01] Họ và tên`; an item without a number of its own is signed with its name."""
    return column.name.vi if column.number in (None, column.name.vi) else f"{column.number} {column.name.vi}"
