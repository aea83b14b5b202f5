"""Lines of a content told to people: which sheet, which row, whose it is, and what a value reads like."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ibhxh.dossier import Cell, Content
from ibhxh.dossier.value import cell_of_json
from ibhxh.law import Field, FieldId, FormVersion, Kind, Law
from ibhxh.law.months import month_words
from ibhxh.words import Words, day_text, money_text, same, scaled_text

_SCALE = 10_000
_SHEET, _ROW, _FILE = b'["sheet",', b'["row",', b'["file",'
_NOTHING = Words("để trống", "empty")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of a sheet. `row` counts from 1; None is the sheet's header. `cells` are its values by field."""

    line: int
    version: FormVersion
    row: int | None
    cells: Mapping[FieldId, Cell]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the line, in its order."""
        return self.version.wire.header if self.row is None else self.version.wire.row

    @property
    def person(self) -> str | None:
        """Whom the row is about."""
        name = self.cells.get("full_name")
        return name if isinstance(name, str) else None

    def words(self) -> Words:
        """`mẫu D02-LT, dòng 3, Trần Thị Mai Lan`."""
        form = self.version.form
        if self.row is None:
            return Words(f"mẫu {form}, phần đầu", f"form {form}, header")
        whose = f", {self.person}" if self.person else ""
        return Words(f"mẫu {form}, dòng {self.row}{whose}", f"form {form}, row {self.row}{whose}")


def sheet_line(content: Content, line: int, law: Law) -> SheetLine | None:
    """The line, counted from 1, where it is one of a sheet; None for any other. Raises `UnknownForm`."""
    lines = content.lines[:line]
    if len(lines) < line or not lines[-1].startswith((_SHEET, _ROW)):
        return None
    above = next(i for i in reversed(range(line)) if lines[i].startswith(_SHEET))
    _, form, act, rev, *values = json.loads(lines[above])
    version, row = law.form_version(form, act, rev), line - 1 - above
    fields = version.wire.header
    if row:
        _, *values = json.loads(lines[-1])
        fields = version.wire.row
    cells = {field.id: cell_of_json(field, value) for field, value in zip(fields, values, strict=True)}
    return SheetLine(line, version, row or None, cells)


def line_words(content: Content, line: int, law: Law) -> Words:
    """Where a line stands, for people."""
    found = sheet_line(content, line, law)
    if found is not None:
        return found.words()
    data = content.lines[line - 1] if line <= len(content.lines) else b""
    if line == 1:
        return Words("phần đầu hồ sơ", "the dossier's head")
    if data.startswith(_FILE):
        name = json.loads(data)[2]
        return Words(f"giấy tờ kèm theo “{name}”", f"attachment “{name}”")
    return Words("phần cuối hồ sơ", "the dossier's end")


def value_words(version: FormVersion, field: Field, value: Cell) -> Words:  # noqa: PLR0911 - one for each kind
    """A value as people write it, with the name of a choice."""
    if value is None:
        return _NOTHING
    match field.kind:
        case Kind.CHOICE:
            return version.face.labels[field.id].choices.get(str(value), same(str(value)))
        case Kind.FLAG:
            return Words("có", "yes") if value else Words("không", "no")
        case Kind.PARTIAL_DATE:
            return same("/".join(reversed(str(value).split("-"))))
        case Kind.MONTH:
            return same(month_words(int(str(value))))
        case Kind.MONEY:
            return same(money_text(int(str(value))))
        case Kind.COEFFICIENT:
            return same(scaled_text(int(str(value)), _SCALE))
    return same(day_text(value) if isinstance(value, date) else str(value))
