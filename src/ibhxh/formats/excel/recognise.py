"""Which template a file is: by its sheets' titles, then by a row of names for programs, then by its headings.

The file's own name is never looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from ibhxh.formats.excel.cells import shown
from ibhxh.formats.excel.errors import OfficialForm, UnknownTemplate
from ibhxh.formats.excel.grid import Book, Grid
from ibhxh.formats.excel.imported import Template
from ibhxh.formats.excel.names import plain_key
from ibhxh.formats.excel.own_layout import CODE_ROW, FACT_CODE, FACT_VALUE, PEOPLE, UNIT, is_titled
from ibhxh.formats.excel.vnpt_columns import PEOPLE as VNPT_PEOPLE
from ibhxh.formats.excel.vnpt_columns import elements
from ibhxh.law import FieldId, FormVersion, Law

#: How far down a row of names or headings is looked for, and how much of it must be known.
_DEPTH = 25
_ENOUGH_NAMES = 5
_ENOUGH_HEADINGS = 4
#: Without these two a list of people is no D02: it may be another form altogether.
_NEEDED = frozenset({"full_name", "plan"})
#: Of 100: how alike a heading and a label must be. Lower, “Từ tháng” and “Đến tháng” begin to change places.
_ALIKE = 90


@dataclass(frozen=True, slots=True)
class VnptFile:
    """VNPT's D02-TK1 file: the sheet of people and its row of element names, from 0."""

    title: str
    code_row: int


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet with one person a row: the form it holds, its first row of data from 0, the column of each field.

    `matched` are headings that are not the field's exact name, and columns that are no field are in `unknown`.
    """

    title: str
    form: str
    first_row: int
    columns: Mapping[FieldId, int]
    matched: Mapping[FieldId, str] = field(default_factory=dict)
    unknown: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListFile:
    """Our own template, or a list known by its headings; `facts` are the unit's fields, as (row, column)."""

    sheets: tuple[ListSheet, ...]
    unit: str | None = None
    facts: Mapping[FieldId, tuple[int, int]] = field(default_factory=dict)
    by_headings: bool = False

    @property
    def template(self) -> Template:
        """What it is called."""
        return "headings" if self.by_headings else "ibhxh-d02"


def recognise(book: Book, law: Law, d02: FormVersion) -> VnptFile | ListFile:
    """The template of a file. Raises `UnknownTemplate`, and `OfficialForm` for the printed form itself."""
    titles = sorted(book.titles, key=lambda title: not (is_titled(title, PEOPLE) or is_titled(title, VNPT_PEOPLE)))
    for title in titles:
        if found := _by_names(book.grid(title), law, d02):
            return found if isinstance(found, VnptFile) else _with_unit(book, law, found, d02)
    for title in titles:
        grid = book.grid(title)
        _refuse_printed_form(book, grid, law)
        if (sheet := _by_headings(grid, d02)) is not None:
            return ListFile((sheet,), by_headings=True)
    raise UnknownTemplate(book.name, {title: _headings(book.grid(title)) for title in book.titles})


def _by_names(grid: Grid, law: Law, d02: FormVersion) -> VnptFile | ListSheet | None:
    for number in range(min(_DEPTH, len(grid.rows))):
        names = {
            str(raw).strip(): at for at, raw in enumerate(grid.row(number)) if isinstance(raw, str) and raw.strip()
        }
        if len(names.keys() & elements()) >= _ENOUGH_NAMES and "HoTen" in names:
            return VnptFile(grid.title, number)
        if "full_name" in names:
            for version in _newest_first(law):
                ids = {f.id for f in version.wire.row}
                if version.form.startswith("D02-") and len(names.keys() & ids) >= _ENOUGH_NAMES:
                    return _named(grid, number, names, d02.form)
    return None


def _named(grid: Grid, number: int, names: Mapping[str, int], form: str) -> ListSheet:
    return ListSheet(grid.title, form, number + 1, names)


def _newest_first(law: Law) -> Sequence[FormVersion]:
    return sorted(law.forms, key=lambda version: version.accepted.start, reverse=True)


def _with_unit(book: Book, law: Law, people: ListSheet, d02: FormVersion) -> ListFile:
    """The list with its companions: the unit's facts, and the declarations when there are any."""
    sheets, unit, facts = [people], None, {}
    for title in book.titles:
        grid = book.grid(title)
        if is_titled(title, UNIT):
            unit = title
            for number, row in enumerate(grid.rows):
                if len(row) > FACT_CODE and isinstance(row[FACT_CODE], str) and row[FACT_CODE]:
                    facts[str(row[FACT_CODE])] = (number, FACT_VALUE)
        elif title != people.title:
            names = {str(raw).strip(): at for at, raw in enumerate(grid.row(CODE_ROW)) if isinstance(raw, str)}
            ids = {f.id for version in law.forms if version.form == "TK1-TS" for f in version.wire.row}
            if len(names.keys() & ids) >= _ENOUGH_NAMES and "full_name" in names:
                sheets.append(_named(grid, CODE_ROW, names, "TK1-TS"))
    return ListFile(tuple(sheets), unit, facts)


def _by_headings(grid: Grid, d02: FormVersion) -> ListSheet | None:
    labels = _labels(d02)
    for number in range(min(_DEPTH, len(grid.rows))):
        columns: dict[FieldId, int] = {}
        matched: dict[FieldId, str] = {}
        unknown: dict[int, str] = {}
        headings = {at: raw.strip() for at, raw in enumerate(grid.row(number)) if isinstance(raw, str) and raw.strip()}
        for known_by in (labels.get, lambda key: _alike(key, labels)):
            for at, heading in headings.items():
                name = known_by(plain_key(heading))
                if at not in columns.values() and name is not None and name not in columns:
                    columns[name] = at
                    if labels.get(plain_key(heading)) != name:
                        matched[name] = heading
        unknown |= {at: heading for at, heading in headings.items() if at not in columns.values()}
        if len(columns) >= _ENOUGH_HEADINGS and columns.keys() >= _NEEDED:
            first = number + 1
            while first < len(grid.rows) and _is_numbering(grid, first):
                first += 1
            return ListSheet(grid.title, d02.form, first, columns, matched, unknown)
    return None


def _labels(version: FormVersion) -> dict[str, FieldId]:
    """Fields by their names without marks; a name in full goes before another field's alias."""
    words: dict[str, FieldId] = {}
    for f in version.wire.row:
        for alias in version.face.labels[f.id].aliases:
            words[plain_key(alias)] = f.id
    for f in version.wire.row:
        name = version.face.labels[f.id].name
        words |= {plain_key(name.vi): f.id, plain_key(name.en): f.id}
    return words


def _alike(key: str, labels: Mapping[str, FieldId]) -> FieldId | None:
    best = process.extractOne(key, labels.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return None if best is None else labels[best[0]]


def _is_numbering(grid: Grid, number: int) -> bool:
    """A row under the headings that only numbers the columns: (1) (2) (3), or A B 1 2 3."""
    signs = [shown(raw).strip(" ().") for raw in grid.row(number)]
    given = [sign for sign in signs if sign]
    return len(given) >= _ENOUGH_HEADINGS and all(len(sign) <= 2 and sign.isalnum() for sign in given)


def _refuse_printed_form(book: Book, grid: Grid, law: Law) -> None:
    """Raises `OfficialForm` for a sheet with the row every printed form has: A, B … 1, 2, 3 … under its columns."""
    for number, row in enumerate(grid.rows[: 2 * _DEPTH]):
        signs = [shown(raw).strip() for raw in row if raw != ""]
        letters = [sign for sign in signs if sign in ("A", "B", "C")]
        numbers = [str(n) for n in range(1, len(signs) - len(letters) + 1)]
        if len(letters) > 1 and len(numbers) > _ENOUGH_HEADINGS and signs == letters + numbers:
            column = next(at for at, raw in enumerate(row) if shown(raw).strip() == "B")
            people = [below for below in grid.rows[number + 1 :] if shown(below[column]).strip()]
            raise OfficialForm(book.name, grid.title, _printed(grid, law), len(people))


def _printed(grid: Grid, law: Law) -> str | None:
    """The form whose title stands on the sheet."""
    texts = [plain_key(shown(raw)) for row in grid.rows[:_DEPTH] for raw in row if isinstance(raw, str) and raw]
    for version in _newest_first(law):
        if any(fuzz.ratio(plain_key(version.face.title.vi), text) >= _ALIKE for text in texts):
            return version.form
    return None


def _headings(grid: Grid) -> list[str]:
    """The words of the row that looks most like headings: the one with the most texts among the first."""
    rows = [[shown(raw).strip() for raw in row if isinstance(raw, str) and raw.strip()] for row in grid.rows[:_DEPTH]]
    best = max(rows, key=len, default=[])
    return [" ".join(text.split())[:40] for text in best[:12]]
