"""What a laid-out page is made of, as `page.typ` reads it. Sizes are points, everything else millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Literal, NotRequired, TypedDict

Align = Literal["left", "center", "right"]
Face = Literal["regular", "bold", "italic"]

#: From one line to the next, in type sizes; `page.typ` sets the same.
PITCH = 1.12
_MM = 25.4 / 72


class Styled(TypedDict):
    """Lines in one type size and face."""

    lines: list[str]
    size: float
    face: Face


class Text(Styled):
    """A paragraph of fixed height; `level` above 0 makes it a heading, `boxed` draws a frame around its line."""

    kind: Literal["text"]
    height: float
    align: Align
    level: int
    boxed: bool


class Placed(Text):
    """A paragraph at a place of the page."""

    x: float
    y: float
    width: float


class Item(TypedDict):
    """A numbered item of a declaration and its answer."""

    height: float
    label: Styled
    value: Styled


class Items(TypedDict):
    """Items under each other."""

    kind: Literal["items"]
    columns: list[float]
    rows: list[Item]


class TableCell(TypedDict):
    """A cell of a table."""

    lines: list[str]
    size: float
    align: Align
    colspan: NotRequired[int]
    rowspan: NotRequired[int]
    style: NotRequired[str]


class Table(TypedDict):
    """A table with its heading rows, the row of official signs, and rows of fixed height."""

    kind: Literal["table"]
    columns: list[float]
    heights: list[float]
    inset: float
    header: list[TableCell]
    signs: list[TableCell]
    rows: list[list[TableCell]]


class Symbol(TypedDict):
    """A barcode as PNG bytes."""

    png: list[int]
    x: float
    y: float
    size: float
    alt: str


class Page(TypedDict):
    """One sheet of paper, one side."""

    width: float
    height: float
    left: float
    top: float
    body: float
    pieces: Sequence[Any]
    placed: list[Placed]
    symbols: list[Symbol]


def line_height(size: float, lines: int = 1) -> float:
    """Millimetres of so many lines."""
    return size * PITCH * _MM * lines


def text(
    lines: list[str],
    size: float,
    *,
    face: Face = "regular",
    align: Align = "left",
    level: int = 0,
    after: float = 0.0,
) -> Text:
    """A paragraph as high as its lines, and `after` more."""
    height = line_height(size, len(lines)) + after
    return Text(kind="text", lines=lines, size=size, face=face, height=height, align=align, level=level, boxed=False)


def placed(pieces: Sequence[Text], x: float, y: float, width: float) -> list[Placed]:
    """Paragraphs under each other, put at a place."""
    tops = accumulate((piece["height"] for piece in pieces), initial=y)
    return [Placed(**piece, x=x, y=top, width=width) for piece, top in zip(pieces, tops, strict=False)]


def height_of(pieces: Sequence[Text]) -> float:
    """The height of paragraphs under each other."""
    return sum(piece["height"] for piece in pieces)
