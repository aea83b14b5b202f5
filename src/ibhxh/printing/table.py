"""The table of a list form: its heading from the tree of columns, its rows with their heights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ibhxh.law.form_version import Column
from ibhxh.printing.letters import break_lines, fits_unbroken
from ibhxh.printing.pieces import Align, Table, TableCell, line_height

HEAD_SIZES = (6.8, 6.4, 6.0, 5.6)
SIZE, SMALL, TINY = 7.2, 6.5, 5.6
#: Lines that still look like a table row; what needs more goes to the notes below the table.
FEW, MOST = 2, 4
INSET = 0.6
_PADDING = 1.3
_LEAST = 5.6


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a table, ready to be drawn over any rows."""

    columns: list[float]
    heights: list[float]
    cells: list[TableCell]
    signs: list[TableCell]

    @property
    def height(self) -> float:
        """Millimetres of all heading rows."""
        return sum(self.heights)

    def over(self, rows: list[list[TableCell]], heights: Sequence[float]) -> Table:
        """The table of these rows."""
        return Table(
            kind="table",
            columns=self.columns,
            heights=[*self.heights, *heights],
            inset=INSET,
            header=self.cells,
            signs=self.signs,
            rows=rows,
        )


def heading(columns: Sequence[Column], width: float) -> Heading:
    """The heading of a column tree, drawn `width` wide whatever its columns add up to."""
    scale = width / sum(column.width for column in columns)
    depth = max(_depth(column) for column in columns)
    levels: list[list[tuple[TableCell, Column]]] = [[] for _ in range(depth)]
    for column in columns:
        _place(column, 0, levels, scale)
    heights = _heights(levels, depth)
    leaves = [leaf for column in columns for leaf in column.leaves()]
    signs = [_cell([leaf.number or ""], SMALL, "center", style="italic") for leaf in leaves]
    return Heading(
        columns=[leaf.width * scale for leaf in leaves],
        heights=[*heights, line_height(SMALL) + 0.8],
        cells=[cell for level in levels for cell, _ in level],
        signs=signs,
    )


def body_cell(text: str, width: float, align: Align) -> tuple[TableCell, bool]:
    """A cell of a column `width` wide, and whether it was cut because a row cannot be that high.

    Longer text goes in smaller type; type still smaller is only for a word or number that would break.
    """
    room = width - 2 * INSET
    size = next((size for size in (SIZE, SMALL) if fits_unbroken(text, room, size)), TINY)
    lines = break_lines(text, room, size)
    if size == SIZE and len(lines) > FEW:
        size = SMALL
        lines = break_lines(text, room, size)
    return _cell(lines[: MOST - 1], size, align) if len(lines) > MOST else _cell(lines, size, align), len(lines) > MOST


def row_height(cells: Sequence[TableCell]) -> float:
    """Millimetres of a row."""
    return max(_LEAST, *(_needed(cell) for cell in cells))


def _cell(lines: list[str], size: float, align: Align, *, style: str = "normal") -> TableCell:
    return TableCell(lines=lines, size=size, align=align, style=style)


def _depth(column: Column) -> int:
    return 1 + max((_depth(inner) for inner in column.columns), default=0)


def _place(column: Column, level: int, levels: list[list[tuple[TableCell, Column]]], scale: float) -> None:
    name, room = column.name.vi.replace("/", "/ "), column.width * scale - 2 * INSET
    size = next((size for size in HEAD_SIZES if fits_unbroken(name, room, size, "bold")), HEAD_SIZES[-1])
    cell = _cell(break_lines(name, room, size, "bold"), size, "center")
    cell["colspan"] = len(column.leaves())
    cell["rowspan"] = 1 if column.columns else len(levels) - level
    levels[level].append((cell, column))
    for inner in column.columns:
        _place(inner, level + 1, levels, scale)


def _heights(levels: Sequence[Sequence[tuple[TableCell, Column]]], depth: int) -> list[float]:
    """Heights of the levels: groups decide those above, the tallest leaf decides the last."""
    heights = [0.0] * depth
    for level in range(depth - 1):
        groups = [cell for cell, column in levels[level] if column.columns]
        heights[level] = max(_needed(cell) for cell in groups)
    for level, cells in enumerate(levels):
        for cell, column in cells:
            if not column.columns:
                heights[-1] = max(heights[-1], _needed(cell) - sum(heights[level:-1]))
    return heights


def _needed(cell: TableCell) -> float:
    return line_height(cell["size"], len(cell["lines"])) + _PADDING
