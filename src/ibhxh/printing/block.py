"""Blocks: the smallest things that are never cut by a page's end, and the sections they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ibhxh.printing.paper import Paper
from ibhxh.printing.pieces import Items, Placed, Table, Text

Piece = Text | Items | Table


@dataclass(frozen=True, slots=True)
class Block:
    """One thing of a height. `row` is the row (from 0) whose data the page with this block must carry."""

    height: float
    row: int | None = None


class Section(Protocol):
    """Blocks that go on pages of their own, ending in a signature: a whole list, or one person's declaration."""

    @property
    def paper(self) -> Paper:
        """The paper it is printed on."""

    @property
    def reference(self) -> str:
        """The form and the act it comes from."""

    @property
    def blocks(self) -> Sequence[Block]:
        """All blocks in order."""

    def room(self, *, first: bool, last: bool) -> float:
        """Millimetres for blocks on a page."""

    def pieces(self, blocks: Sequence[Block], *, first: bool) -> list[Piece]:
        """What a page with these blocks shows, without foot and signature."""

    def signature(self) -> list[Placed]:
        """Where to sign, on the last page."""
