"""Lines of a content told to people: which sheet, which row, whose it is, and what a value reads like."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
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


def sheet_lines(content: Content, wanted: Iterable[int], law: Law) -> dict[int, SheetLine]:
    """Those of the wanted lines, counted from 1, that are lines of a sheet. Raises `UnknownForm`."""
    lines = content.lines
    headers = [i for i, line in enumerate(lines) if line.startswith(_SHEET)]
    found: dict[int, SheetLine] = {}
    for line in wanted:
        if line <= len(lines) and lines[line - 1].startswith((_SHEET, _ROW)):
            header = headers[bisect_left(headers, line) - 1]
            found[line] = _sheet_line(lines, line, header, law)
    return found


def _sheet_line(lines: Sequence[bytes], line: int, header: int, law: Law) -> SheetLine:
    _, form, act, rev, *values = json.loads(lines[header])
    version, row = law.form_version(form, act, rev), line - 1 - header
    fields = version.wire.header
    if row:
        _, *values = json.loads(lines[line - 1])
        fields = version.wire.row
    cells = {field.id: cell_of_json(field, value) for field, value in zip(fields, values, strict=True)}
    return SheetLine(line, version, row or None, cells)


def line_words(content: Content, line: int, law: Law) -> Words:
    """Where a line stands, for people."""
    found = sheet_lines(content, [line], law)
    return found[line].words() if found else other_line_words(content, line)


def other_line_words(content: Content, line: int) -> Words:
    """Where a line stands that is none of a sheet."""
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
