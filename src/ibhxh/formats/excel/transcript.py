"""A sheet being read: typed columns, what could not be read, and the notes, gathered column by column.

Most cells of a column repeat each other, so each distinct raw value is read once and the rest is looking up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from ibhxh.dossier import Cell, Sheet, Unread
from ibhxh.dossier.sheet import DTYPES
from ibhxh.formats.excel.cells import BREAKS, Repaired, Result, Unreadable, read_text, shown
from ibhxh.formats.excel.grid import NoValue, Raw
from ibhxh.formats.excel.imported import Note
from ibhxh.formats.excel.notes import note
from ibhxh.formats.excel.old_fonts import SUSPICIOUS
from ibhxh.law import FieldId, FormVersion, Kind

Column = Sequence[Raw]
#: Repairs told once for a field, with their number, because whole columns have them.
_SUMMED = frozenset({"CODE_FROM_NAME"})
_NEEDS_CARE = rf"{BREAKS}|{SUSPICIOUS}|^\s*[=+#]"


@dataclass(slots=True)
class Transcript:
    """What has been read of one form. `height` is the number of rows; `read` holds one Series for each field read."""

    version: FormVersion
    height: int
    read: dict[FieldId, pl.Series] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _accents: int = 0
    _summed: dict[tuple[str, FieldId], int] = field(default_factory=dict)

    def __contains__(self, field_id: FieldId) -> bool:
        return field_id in self._kinds

    @property
    def _kinds(self) -> Mapping[FieldId, Kind]:
        return {f.id: f.kind for f in self.version.wire.row}

    def take(self, field_id: FieldId, reader: Callable[..., Result], *columns: Column) -> None:
        """Reads a field from one column or from several that belong together, and notes whatever is worth it."""
        kinds = [set(map(type, column)) for column in columns]
        if all(types <= {str} and not any(column) for types, column in zip(kinds, columns, strict=True)):
            return
        columns = tuple(_steady(c) if bool in types else c for types, c in zip(kinds, columns, strict=True))
        kind = self._kinds[field_id]
        if kinds == [{str}] and (whole := _whole(columns[0], kind, reader)) is not None:
            self.put(field_id, whole)
            return
        source: Sequence[Any] = columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))
        results = {raw: reader(raw) if len(columns) == 1 else reader(*raw) for raw in set(source)}
        odd = {raw: result for raw, result in results.items() if isinstance(result, Repaired | Unreadable)}
        values = {raw: _value(result) for raw, result in results.items()} if odd else results
        self.put(field_id, pl.Series(field_id, [values[raw] for raw in source], dtype=DTYPES[kind]))
        if odd:
            for row, raw in enumerate(source):
                if raw in odd:
                    self.say(row, field_id, odd[raw])

    def derive(self, field_id: FieldId, results: Mapping[int, Result]) -> None:
        """A field from results worked out row by row elsewhere; the other rows stay empty."""
        if results:
            values = [_value(results.get(row)) for row in range(self.height)]
            self.put(field_id, pl.Series(field_id, values, dtype=DTYPES[self._kinds[field_id]]))
        for row, result in results.items():
            self.say(row, field_id, result)

    def put(self, field_id: FieldId, series: pl.Series) -> None:
        """A whole column of values, with its texts' accents counted."""
        if self._kinds[field_id] is Kind.TEXT:
            self._accents += int((series != series.str.normalize("NFC")).sum() or 0)
        self.read[field_id] = series.alias(field_id)

    def say(self, row: int, field_id: FieldId, result: Result) -> None:
        """Notes a repair; keeps an unreadable text, with a note where more is known of it."""
        match result:
            case Repaired(_, code) if code in _SUMMED:
                self._summed[code, field_id] = self._summed.get((code, field_id), 0) + 1
            case Repaired(_, code, before, after):
                self.note(code, field_id, row=row, before=before, after=after)
            case Unreadable(text, why, font):
                self.unread.append(Unread(row, field_id, text))
                if font is not None:
                    self.note("OLD_FONT", field_id, row=row, before=text, after=font.reads, font=font.name)
                elif why is not None:
                    self.note(why, field_id, row=row, before=text)
            case _:
                pass

    def note(self, code: str, field_id: FieldId | None = None, *, row: int | None = None, **values: Any) -> None:
        """Adds a note about a field of this form."""
        label = self.version.face.name(field_id) if field_id else ""
        self.notes.append(note(code, self.version.form, row=row, field=field_id, label=label, **values))

    def values(self, field_id: FieldId) -> list[Cell]:
        """The values read so far of a field, None where nothing was."""
        return self.read[field_id].to_list() if field_id in self.read else [None] * self.height

    def sheet(self, header: Mapping[FieldId, Cell], unread: Iterable[Unread] = ()) -> Sheet:
        """The sheet; its unread cells in the order of rows."""
        if self._accents:
            self.notes.insert(0, note("ACCENTS", self.version.form, n=self._accents))
        for (code, name), count in self._summed.items():
            self.note(code, name, n=count)
        first = self.version.wire.row[0]
        columns = self.read or {first.id: pl.Series(first.id, [None] * self.height, dtype=DTYPES[first.kind])}
        ordered = sorted(self.unread, key=lambda cell: -1 if cell.row is None else cell.row)
        return Sheet.of(self.version, header, pl.DataFrame(list(columns.values())), [*unread, *ordered])


def is_blank(column: Column) -> bool:
    """Whether no cell of the column has anything in it; a zero is something."""
    return not any(column) and set(map(type, column)) <= {str}


def filled(column: Column) -> int:
    """How many cells of a column have something in them that a person put there."""
    if is_blank(column):
        return 0
    return sum(1 for raw in column if (raw.strip() if isinstance(raw, str) else not isinstance(raw, NoValue)))


def _steady(column: Column) -> Column:
    """TRUE and FALSE as texts: to Python they equal 1 and 0, and one reading would be taken for the other."""
    return [shown(raw) if isinstance(raw, bool) else raw for raw in column]


def _whole(column: Column, kind: Kind, reader: Callable[..., Result]) -> pl.Series | None:
    """A column of ordinary texts or of plain digits as it stands; None where some cell needs care."""
    odd = _NEEDS_CARE if reader is read_text else "[^0-9]" if kind is Kind.DIGITS else None
    if odd is None:
        return None
    texts = pl.Series(values=column, dtype=pl.String)
    return None if texts.str.contains(odd).any() else texts.replace("", None)


def _value(result: Result) -> Cell:
    match result:
        case Repaired(value):
            return value
        case Unreadable():
            return None
    return result
