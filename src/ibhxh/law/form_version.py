"""A form version: what one issuing act says a form holds (`wire`) and how it looks (`face`).

One form version is one file, `law/forms/<form>/<act>.yaml`. The wire part is immutable once released: `released.txt`
lists its SHA-256, and a change is a new `rev`. The face may change at any time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ibhxh.law.interval import Interval
from ibhxh.words import Words

FieldId = str


class Kind(StrEnum):
    """The closed set of field types; anything finer is a rule in `checks`."""

    TEXT = "text"
    DIGITS = "digits"
    MONEY = "money"
    COEFFICIENT = "coefficient"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    MONTH = "month"
    CODE = "code"
    FLAG = "flag"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    `size` is the number of digits of DIGITS and the greatest length of TEXT; `values` are the choices of CHOICE,
    `code_list` names the list of CODE. `required_when` maps other fields to the values that make this one required, all
    of them together; an empty mapping means always, None means never.
    """

    id: FieldId
    kind: Kind
    size: int | None = None
    values: tuple[str, ...] = ()
    code_list: str | None = None
    required_when: Mapping[FieldId, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Wire:
    """What is declared, in order: the fields of the sheet's header and of each row."""

    header: tuple[Field, ...]
    row: tuple[Field, ...]

    def field(self, field_id: FieldId) -> Field:
        """The row field or, failing that, the header field of this id; KeyError if there is none."""
        for field in (*self.row, *self.header):
            if field.id == field_id:
                return field
        raise KeyError(field_id)


@dataclass(frozen=True, slots=True)
class Label:
    """How a field is called on screen, in the Excel template and in findings."""

    name: Words
    help: Words | None
    choices: Mapping[str, Words]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A printed column, or a group of columns under one heading.

    `number` is the official column sign (A, B, 1, 2 …). `fields` are shown joined by `join`; `total` shows their sum
    instead; `mark` prints a cross when the single field has that value. Widths are millimetres.
    """

    number: str | None
    name: Words
    width: float
    fields: tuple[FieldId, ...] = ()
    join: str = " - "
    total: bool = False
    mark: str | None = None
    align: str = "left"
    columns: tuple[Column, ...] = ()

    def leaves(self) -> tuple[Column, ...]:
        """The printed columns under this heading, left to right."""
        return tuple(leaf for column in self.columns for leaf in column.leaves()) if self.columns else (self,)


@dataclass(frozen=True, slots=True)
class PrintFace:
    """The paper: `layout` is `list` (a table of people) or `declaration` (numbered items, one person a page)."""

    layout: str
    columns: tuple[Column, ...]
    header_lines: tuple[tuple[tuple[str, FieldId], ...], ...]
    signer: Words


@dataclass(frozen=True, slots=True)
class XmlElement:
    """One element of the electronic form; written always, empty when it has nothing to say.

    `field` is both written and read back. `copy` repeats a field for readers of the older tree and is not read: whole,
    or the part `slice` of it, or `as_precision` (0 day, 1 month, 2 year of a birth date), or only `when` other fields
    have a value. `codes` maps values to what the tree calls them. Names that begin `ib:` are ours (namespace
    `urn:ibhxh:form:1`): values the field's own tree has no place for.
    """

    name: str
    field: FieldId | None = None
    copy: FieldId | None = None
    constant: str | None = None
    row_number: bool = False
    codes: Mapping[str, str] | None = None
    slice: tuple[int, int] | None = None
    when: Mapping[FieldId, str] | None = None
    as_precision: bool = False


@dataclass(frozen=True, slots=True)
class XmlFace:
    """The electronic form: its root and, in order, the elements of its header and of each row."""

    root: str
    header: tuple[XmlElement, ...]
    row: tuple[XmlElement, ...]


@dataclass(frozen=True, slots=True)
class Face:
    """Everything about a form that may change without changing what is declared."""

    title: Words
    labels: Mapping[FieldId, Label]
    print: PrintFace
    xml: XmlFace

    def name(self, field_id: FieldId) -> Words:
        """The field's name for people."""
        return self.labels[field_id].name

    def column_of(self, field_id: FieldId) -> Column | None:
        """The printed column that shows the field; None for an unprinted field."""
        for top in self.print.columns:
            for leaf in top.leaves():
                if field_id in leaf.fields:
                    return leaf
        return None


@dataclass(frozen=True, slots=True)
class FormVersion:
    """A form under one issuing act, accepted for dossiers filed within `accepted`."""

    form: str
    act: str
    rev: int
    accepted: Interval
    reference: Words
    wire: Wire
    face: Face

    @property
    def key(self) -> str:
        """`D02-LT/qd366-2026`."""
        return f"{self.form}/{self.act}"

    def __hash__(self) -> int:
        """By name: equal versions have equal names, so what is worked out of one can be kept for it."""
        return hash((self.form, self.act, self.rev))


def wire_digest(form: str, act: str, rev: int, wire: Mapping[str, object]) -> str:
    """SHA-256 (hex) of the wire part as sealed in `released.txt`: canonical JSON of form, act, rev and wire."""
    sealed = json.dumps([form, act, rev, wire], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(sealed.encode()).hexdigest()
