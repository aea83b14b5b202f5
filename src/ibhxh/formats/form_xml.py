"""The electronic form: a sheet as the field's XML, and back. Everything about it comes from the form file's `face.xml`.

What we write, we read back to the same sheet, whatever it holds. What others write is read as far as their tree says
it: they know nothing of our own elements (`ib:`), so there an empty field takes what the copies of it say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import polars as pl
from lxml import etree

from ibhxh.dossier import Cell, Sheet, Unread
from ibhxh.dossier.sheet import DTYPES
from ibhxh.formats.form_schema import FORM_NAMESPACE, form_schema, qualified
from ibhxh.formats.xml_problem import require_valid
from ibhxh.formats.xml_values import (
    coded,
    decoded,
    escaped,
    is_free_text,
    precision,
    text_of,
    value_of,
)
from ibhxh.law import Field, FieldId, FormVersion
from ibhxh.law.form_version import XmlElement

#: The element that holds a form's signature, always the last.
HOLDER = "Cky"
#: The attribute of the root by which a form of ours says which form version it is.
VERSION_MARK = f"{{{FORM_NAMESPACE}}}Mau"

_NESTED = etree.XPath("boolean(*/*)")
_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?><{root} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:ib="{namespace}" ib:Mau="{mark}">'
)


@dataclass(frozen=True, slots=True)
class Stray:
    """A text in an element that declares nothing, and is not what we would write there (`expected`).

    It stands where the form has no field for it, or contradicts the field it should repeat. `row` counts from 0; None
    is the header.
    """

    row: int | None
    element: str
    text: str
    expected: str


@dataclass(frozen=True, slots=True)
class FormReading:
    """A form read: its sheet, and what the file says beside it."""

    sheet: Sheet
    strays: tuple[Stray, ...]


def version_mark(version: FormVersion) -> str:
    """`D02-LT/qd366-2026/1`: how a form of ours and a receipt name a form version."""
    return f"{version.key}/{version.rev}"


def write_form(sheet: Sheet) -> bytes:
    """The form's XML, UTF-8, not signed: the holder of the signature is its empty last child."""
    version = sheet.version
    face = version.face.xml
    head = _HEAD.format(root=face.root, namespace=FORM_NAMESPACE, mark=version_mark(version))
    above = _written("ThongTinKhac", face.header, version.wire.header, _header_frame(sheet)) if face.header else ""
    rows = _written("LaoDong", face.row, version.wire.row, sheet.rows)
    return f"{head}{above}<NoiDung>{rows}</NoiDung><{HOLDER}/></{face.root}>".encode()


def read_mark(root: etree._Element) -> str | None:
    """Which form version a form of ours says it is; None for a form others have written."""
    return root.get(VERSION_MARK)


def read_form(root: etree._Element, version: FormVersion) -> FormReading:
    """The sheet of a form, checked against our schema of the form version. Cells that look like a value and are none
    (31/02/2026) are in `sheet.unread`.

    `root` comes from `ibhxh.trust`, the door for foreign XML: this reads, it does not defend. Raises `XmlInvalid`.
    """
    require_valid(root, form_schema(version))
    wire, foreign = version.wire, read_mark(root) is None
    plan = _plan(version, header=False, foreign=foreign)
    rows, unread, strays = _read(root.findall("NoiDung/LaoDong"), plan, foreign=foreign)
    cells: Mapping[FieldId, Cell] = {}
    if wire.header:
        plan = _plan(version, header=True, foreign=foreign)
        header, unread_above, strays_above = _read(root.findall("ThongTinKhac"), plan, foreign=foreign)
        cells = header.row(0, named=True)
        unread = [replace(cell, row=None) for cell in unread_above] + unread
        strays = [replace(stray, row=None) for stray in strays_above] + strays
    return FormReading(Sheet.of(version, cells, rows, unread), tuple(strays))


def _header_frame(sheet: Sheet) -> pl.DataFrame:
    """The header as a frame of one row, so that header and rows are written and read by the same words."""
    fields = sheet.version.wire.header
    columns = {f.id: pl.Series([sheet.header.get(f.id)], dtype=DTYPES[f.kind]) for f in fields}
    return pl.DataFrame(columns)


def _written(block: str, elements: Sequence[XmlElement], fields: Sequence[Field], frame: pl.DataFrame) -> str:
    known = {field.id: field for field in fields}
    pieces: list[pl.Expr] = []
    between = f"<{block}>"
    for element in elements:
        pieces.append(pl.lit(f"{between}<{element.name}>"))
        source = element.field or element.copy
        text = _element_text(element, known)
        pieces.append(escaped(text) if source and is_free_text(known[source]) else text)
        between = f"</{element.name}>"
    blocks = frame.select(pl.concat_str(*pieces, pl.lit(f"{between}</{block}>"))).to_series()
    return "".join(blocks.to_list()) if frame.height else ""


def _element_text(element: XmlElement, fields: Mapping[FieldId, Field]) -> pl.Expr:
    """What the element holds for each row; an empty text where there is nothing to say."""
    if element.constant is not None:
        return pl.lit(element.constant)
    if element.row_number:
        return pl.int_range(1, pl.len() + 1).cast(pl.String)
    source = element.field or element.copy
    if source is None:
        return pl.lit("")
    column = pl.col(source)
    text = precision(column) if element.as_precision else text_of(fields[source], column)
    if element.codes is not None:
        text = coded(text, element.codes)
    if element.slice is not None:
        start, stop = element.slice
        text = text.str.slice(start, stop - start)
    if element.when is not None:
        text = pl.when(*(pl.col(name) == value for name, value in element.when.items())).then(text)
    return text.fill_null("")


@dataclass(frozen=True, slots=True)
class _Asked:
    """One column to be worked out, and the elements it is worked out from: nothing where none of them says anything."""

    name: str
    sources: frozenset[str]
    value: pl.Expr


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a part of a form version, header or rows, is read: worked out once, since on a small dossier making the
    expressions costs more than running them.

    `tags` gives for each element, by its column of text, the name in the file; `fields` the fields' values, with `said`
    the text that declares each, and `unread` where that text is no value; `strays` where an element that declares
    nothing says something else than `wanted`. No element has the name of a field.
    """

    tags: Mapping[str, str]
    fields: tuple[_Asked, ...]
    nothing: Mapping[FieldId, pl.Expr]
    said: Mapping[FieldId, pl.Expr]
    unread: tuple[_Asked, ...]
    strays: tuple[_Asked, ...]
    wanted: Mapping[str, pl.Expr]


@lru_cache(maxsize=64)
def _plan(version: FormVersion, *, header: bool, foreign: bool) -> _Plan:
    face, wire = version.face.xml, version.wire
    elements, fields = (face.header, wire.header) if header else (face.row, wire.row)
    known = {field.id: field for field in fields}
    said = {field.id: _said(field, elements, foreign=foreign) for field in fields}
    if foreign and {"wage", "wage_coefficient"} <= set(said):
        said |= _wage_or_coefficient(said["wage"], said["wage_coefficient"])
    sources = {name: frozenset(text.meta.root_names()) for name, text in said.items()}
    silent = [element for element in elements if element.field is None]
    wanted = {e.name: _element_text(e, known).str.strip_chars() for e in silent}
    return _Plan(
        tags={element.name: qualified(element.name) for element in elements},
        fields=tuple(_Asked(f.id, sources[f.id], value_of(f, said[f.id]).alias(f.id)) for f in fields),
        nothing={field.id: pl.lit(None, DTYPES[field.kind]).alias(field.id) for field in fields},
        said=said,
        unread=tuple(
            _Asked(f.id, sources[f.id], (said[f.id].is_not_null() & pl.col(f.id).is_null()).alias(f.id))
            for f in fields
            if not is_free_text(f)
        ),
        strays=tuple(
            _Asked(name, frozenset([name]), (pl.col(name).str.strip_chars() != text).alias(name))
            for name, text in wanted.items()
        ),
        wanted=wanted,
    )


def _texts(blocks: Sequence[etree._Element], plan: _Plan, *, foreign: bool) -> pl.DataFrame:
    """The texts of the elements in each block (a row, or the header), a column for each element of the face; null where
    the element does not stand or is empty. Ours are as we wrote them; in those of others blanks are no text, and a line
    break is a blank."""
    tags = plan.tags.values()
    rows: list[list[str | None]] = []
    for block in blocks:
        # The schema has made sure of the order; where nothing is left out, names need not be looked at.
        if len(block) == len(tags) and not _NESTED(block):
            rows.append([child.text for child in block])
        else:
            found = {child.tag: _whole_text(child) for child in block}
            rows.append([found.get(tag) or None for tag in tags])
    texts = pl.DataFrame(rows, schema=dict.fromkeys(plan.tags, pl.String), orient="row")
    if foreign:
        tidy = pl.all().str.replace_all(r"[\t\r\n]+", " ").str.strip_chars()
        texts = texts.select(pl.when(tidy != "").then(tidy))
    return texts


def _whole_text(element: etree._Element) -> str:
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def _read(
    blocks: Sequence[etree._Element], plan: _Plan, *, foreign: bool
) -> tuple[pl.DataFrame, list[Unread], list[Stray]]:
    """The fields' values, one row for each block; what is no value of its field; what only repeats, and wrongly."""
    texts = _texts(blocks, plan, foreign=foreign)
    silent = {name for name, nulls in texts.null_count().row(0, named=True).items() if nulls == texts.height}
    # Two queries and no more, of what is filled in: on a small dossier a query costs more than its rows.
    frame = texts.with_columns(
        plan.nothing[asked.name] if asked.sources <= silent else asked.value for asked in plan.fields
    )
    in_doubt = [asked for asked in (*plan.unread, *plan.strays) if not asked.sources <= silent]
    hits = [hit.name for hit in frame.select(asked.value for asked in in_doubt) if hit.any()] if in_doubt else []
    doubts = {asked.name: asked.value for asked in in_doubt}
    unread = [
        Unread(row, name, text)
        for name in hits
        if name in plan.said
        for row, text in _where(frame, doubts[name], plan.said[name])
    ]
    strays = [
        Stray(row, name, text, expected)
        for name in hits
        if name in plan.wanted
        for row, text, expected in _where(frame, doubts[name], pl.col(name), plan.wanted[name])
    ]
    return frame[[asked.name for asked in plan.fields]], unread, strays


def _where(frame: pl.DataFrame, mask: pl.Expr, *texts: pl.Expr) -> Iterator[tuple[Any, ...]]:
    """The number of each row that is hit, and these texts of it."""
    told = [text.alias(f"text {number}") for number, text in enumerate(texts)]
    found = frame.select(pl.int_range(pl.len()).alias("row"), *told, mask.alias("hit")).filter("hit")
    return found.drop("hit").iter_rows()


def _said(field: Field, elements: Sequence[XmlElement], *, foreign: bool) -> pl.Expr:
    """The text that declares the field: its own element's or, in a form of others, what the copies of it say."""
    own = next(element for element in elements if element.field == field.id)
    text = decoded(pl.col(own.name), own.codes) if own.codes else pl.col(own.name)
    return pl.coalesce(text, *_copies(field.id, elements)) if foreign else text


def _copies(field_id: FieldId, elements: Sequence[XmlElement]) -> list[pl.Expr]:
    """What the copies of a field say of it: as a whole, in parts that follow each other, or by being there at all."""
    copies = [element for element in elements if element.copy == field_id and not element.as_precision]
    whole = [
        decoded(pl.col(element.name), element.codes) if element.codes else pl.col(element.name)
        for element in copies
        if not element.slice
    ]
    parts = [pl.col(element.name) for element in copies if element.slice]
    signs = [
        pl.when(pl.col(element.name).is_not_null()).then(pl.lit(element.when[field_id]))
        for element in elements
        if element.when is not None and field_id in element.when
    ]
    return [*whole, *([pl.concat_str(parts)] if parts else []), *signs]


def _wage_or_coefficient(wage: pl.Expr, coefficient: pl.Expr) -> dict[FieldId, pl.Expr]:
    """The field's tree has one element for both: a number with a point, or below 100, is a coefficient."""
    moved = wage.str.contains(r"^([1-9][0-9]?|[0-9]+\.[0-9]+)$").fill_null(False)
    return {"wage": pl.when(~moved).then(wage), "wage_coefficient": pl.when(moved).then(wage).otherwise(coefficient)}
