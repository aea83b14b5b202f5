"""The cells calamine cannot tell: formulas nobody computed, and error values.

calamine gives both as an empty text. A cell is listed with the words it shows or holds: `#DIV/0!`, `=VLOOKUP(…)`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from ibhxh.formats.excel.imported import column_of

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.IGNORECASE)
_DIGITS = "0123456789"
#: What some writers leave in a formula's cell because they compute nothing.
_LEFT_AT_ZERO = "0"


@dataclass(slots=True)
class FormulaCells:
    """Cells by (row, column), both from 0.

    `valueless`: formulas without a value, and error values. `zero`: formulas whose stored value is 0, which may mean
    that nobody computed them. `computed`: how many formulas with a value each column has.
    """

    valueless: dict[tuple[int, int], str] = field(default_factory=dict)
    zero: dict[tuple[int, int], str] = field(default_factory=dict)
    computed: dict[int, int] = field(default_factory=dict)


def formula_cells(xml: IO[bytes], *, errors: bool, ignoring: Collection[str]) -> FormulaCells:
    """Reads one sheet's XML in a stream, but for columns it is told to ignore, by their letters.

    `errors` looks for error values that are no formula's, too. Raises XMLSyntaxError.
    """
    found = FormulaCells()
    shared: dict[str, str] = {}
    cells: list[tuple[etree._Element, str]] = []
    for element in _ended(xml, "{*}f", "{*}row"):
        if etree.QName(element).localname == "f":
            cell = element.getparent()
            if cell is not None and etree.QName(cell).localname == "c":
                formula = _formula(element, shared)
                if (cell.get("r") or "").rstrip(_DIGITS) not in ignoring:
                    cells.append((cell, formula))
            continue
        for cell, formula in cells:
            _judge(cell, formula, found)
        cells.clear()
        if errors:
            for cell in element.iterchildren("{*}c"):
                if cell.get("t") == "e" and (cell.get("r") or "").rstrip(_DIGITS) not in ignoring:
                    _judge_error(cell, found)
        _forget(element)
    return found


def has_others(pieces: Iterable[bytes], ignoring: Collection[str], *, errors: bool) -> bool:
    """Whether formulas or error values stand anywhere but in these columns: counting is far faster than reading.

    All are counted however they are written, those in the columns only as Excel writes them: a file written otherwise
    counts as having others. `pieces` are XML that ends where a row ends; `errors` tells whether to look for errors.
    """
    columns = "|".join(sorted(ignoring)).encode()
    formula_here = re.compile(rb'r="(?:' + columns + rb')[0-9]+"[^>]*><f[ >]')
    error_here = re.compile(rb'r="(?:' + columns + rb')[0-9]+"(?: s="[0-9]+")? t="e"')
    for piece in pieces:
        if b":f>" in piece or piece.count(b"<f") != len(formula_here.findall(piece)):
            return True
        if errors and piece.count(b'"e"') + piece.count(b"'e'") != len(error_here.findall(piece)):
            return True
    return False


def furthest_cell(xml: IO[bytes]) -> tuple[int, int]:
    """The greatest row and the greatest column, from 0, of cells with anything in them. Raises XMLSyntaxError."""
    greatest_row = greatest_column = 0
    number = -1
    for row in _ended(xml, "{*}row"):
        given = row.get("r") or ""
        number = int(given) - 1 if given.isdigit() else number + 1
        column = -1
        for cell in row.iterchildren("{*}c"):
            at = _place(cell) or (number, column + 1)
            column = at[1]
            if len(cell):
                greatest_row, greatest_column = max(greatest_row, at[0]), max(greatest_column, at[1])
        _forget(row)
    return greatest_row, greatest_column


def _ended(xml: IO[bytes], *tags: str) -> Iterator[etree._Element]:
    """The elements of these names as they end."""
    events = etree.iterparse(
        xml, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for _, element in events:
        yield element


def _forget(row: etree._Element) -> None:
    """Frees a row that was read, and the ones before it, which clearing alone would keep."""
    row.clear()
    parent = row.getparent()
    while parent is not None and row.getprevious() is not None:
        del parent[0]


def _formula(element: etree._Element, shared: dict[str, str]) -> str:
    """The formula's text; one that is shared down a column is written once and only numbered below."""
    text, number = element.text or "", element.get("si")
    if number is not None:
        text = shared.setdefault(number, text) if text else shared.get(number, "")
    return f"={text}"


def _judge(cell: etree._Element, formula: str, found: FormulaCells) -> None:
    place = _place(cell)
    if place is None or cell.get("t") == "e":
        if place is not None:
            _judge_error(cell, found)
        return
    value = cell.find("{*}v")
    text = None if value is None else value.text
    if not text:
        if cell.get("t") != "str" or value is None:
            found.valueless[place] = formula
    elif text == _LEFT_AT_ZERO:
        found.zero[place] = formula
    else:
        found.computed[place[1]] = found.computed.get(place[1], 0) + 1


def _judge_error(cell: etree._Element, found: FormulaCells) -> None:
    place = _place(cell)
    if cell.get("t") == "e" and place is not None:
        value = cell.find("{*}v")
        found.valueless[place] = (None if value is None else value.text) or "#N/A"


def _place(cell: etree._Element) -> tuple[int, int] | None:
    match = _ADDRESS.fullmatch(cell.get("r") or "")
    return None if match is None else (int(match[2]) - 1, column_of(match[1].upper()))
