"""What a slip is made of, as `slip.typ` reads it. Sizes are points, everything else millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

Align = Literal["left", "center", "right"]
Face = Literal["regular", "bold", "italic"]


class Run(TypedDict):
    """Words in one face."""

    text: str
    face: Face


#: Plain words are runs in the regular face.
Said = str | Run


class Para(TypedDict):
    """A paragraph `above` millimetres below the piece before; `level` above 0 makes it a heading."""

    kind: Literal["para"]
    runs: list[Run]
    size: float
    align: Align
    justify: bool
    indent: float
    above: float
    level: int
    sticky: bool


class Fact(TypedDict):
    """A label and what is said under it."""

    label: list[Run]
    value: list[Run]


class Facts(TypedDict):
    """Facts under each other, their values aligned."""

    kind: Literal["facts"]
    rows: list[Fact]
    above: float


class Cell(TypedDict):
    """A cell of a table."""

    runs: list[Run]
    align: Align
    indent: float
    head: bool
    colspan: NotRequired[int]
    rowspan: NotRequired[int]


class Table(TypedDict):
    """A table whose heading rows come again on every page; the `last` rows are never parted by a page's end."""

    kind: Literal["table"]
    columns: list[float]
    size: float
    inset: float
    header: list[list[Cell]]
    rows: list[list[Cell]]
    last: list[list[Cell]]
    above: float


class Proof(TypedDict):
    """The box with which the slip is verified: its QR code, where it has one, and words beside."""

    kind: Literal["proof"]
    png: list[int] | None
    side: float
    alt: str
    lines: list[list[Run]]
    size: float
    above: float


class Ending(TypedDict):
    """Recipients at the left; at the right who signs, the electronic seal, and the officer's name."""

    kind: Literal["ending"]
    recipients: list[list[Run]]
    signer: list[list[Run]]
    seal: list[list[Run]]
    name: str | None
    small: float
    above: float


Piece = Para | Facts | Table | Proof | Ending

SIZE = 13.0
SMALL = 11.0


def bold(words: str) -> Run:
    """Words in bold."""
    return Run(text=words, face="bold")


def italic(words: str) -> Run:
    """Words in italics."""
    return Run(text=words, face="italic")


def runs(*said: Said) -> list[Run]:
    """Words of several faces in a row."""
    return [Run(text=one, face="regular") if isinstance(one, str) else one for one in said]


def para(
    *said: Said,
    size: float = SIZE,
    align: Align = "left",
    indent: float = 0.0,
    above: float = 2.0,
    sticky: bool = False,
) -> Para:
    """A paragraph of running text; a `sticky` one stays on the page of the piece after it."""
    return Para(
        kind="para",
        runs=runs(*said),
        size=size,
        align=align,
        justify=align == "left",
        indent=indent,
        above=above,
        level=0,
        sticky=sticky,
    )


def heading(words: str, *, level: int = 2, size: float = SIZE, align: Align = "left", above: float = 4.0) -> Para:
    """A heading, which never stands alone at a page's end."""
    return Para(
        kind="para",
        runs=[bold(words)],
        size=size,
        align=align,
        justify=False,
        indent=0.0,
        above=above,
        level=level,
        sticky=True,
    )


def title(words: str, *under: Said) -> list[Para]:
    """The name of the paper in the middle, and a line under it."""
    name = heading(words, level=1, size=15.0, align="center", above=8.0)
    return [name, para(*under, align="center", above=1.0)] if under else [name]


def facts(*rows: tuple[str, Sequence[Said]], above: float = 4.0) -> Facts:
    """Facts with their labels."""
    return Facts(kind="facts", rows=[Fact(label=runs(label), value=runs(*value)) for label, value in rows], above=above)


def cell(*said: Said, align: Align = "left", indent: float = 0.0, colspan: int = 1) -> Cell:
    """A cell of the body."""
    return Cell(runs=runs(*said), align=align, indent=indent, head=False, colspan=colspan)


def head_cell(words: str, *, colspan: int = 1, rowspan: int = 1) -> Cell:
    """A cell of the heading rows."""
    return Cell(runs=[bold(words)], align="center", indent=0.0, head=True, colspan=colspan, rowspan=rowspan)


def sign_cell(words: str) -> Cell:
    """A cell of the row of column signs, (1), (2) …"""
    return Cell(runs=[italic(words)], align="center", indent=0.0, head=True)


def table(
    columns: Sequence[float],
    header: Sequence[Sequence[Cell]],
    rows: Sequence[Sequence[Cell]],
    *,
    size: float = SMALL,
    inset: float = 0.8,
    kept: int = 0,
    above: float = 2.0,
) -> Table:
    """A table; `columns` are their widths, `inset` what stands free above and below the words of a row, `kept` how many
    of the last rows stay together."""
    cut = max(len(rows) - kept, 0)
    return Table(
        kind="table",
        columns=list(columns),
        size=size,
        inset=inset,
        header=[list(row) for row in header],
        rows=[list(row) for row in rows[:cut]],
        last=[list(row) for row in rows[cut:]],
        above=above,
    )
