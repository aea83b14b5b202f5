"""Our own template, or any list known by its headings, read into the forms of the filing day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ibhxh.dossier import Cell, Sheet, Unread
from ibhxh.formats.excel.cells import Repaired, Unreadable
from ibhxh.formats.excel.errors import EmptySheet
from ibhxh.formats.excel.field_readers import reader_of
from ibhxh.formats.excel.forms import list_form, tk1_form
from ibhxh.formats.excel.grid import Book, Grid, NoValue, Raw
from ibhxh.formats.excel.imported import Imported, Note, Places, Question, letters
from ibhxh.formats.excel.notes import note
from ibhxh.formats.excel.questions import Asking, check_answers, joined
from ibhxh.formats.excel.recognise import ListFile, ListSheet
from ibhxh.formats.excel.transcript import Column, Transcript, filled
from ibhxh.formats.excel.vnpt_cells import read_wage, read_wage_coefficient
from ibhxh.law import FieldId, FormVersion, Law
from ibhxh.words import Words


def read_list(book: Book, file: ListFile, law: Law, filed_on: date, answers: Mapping[FieldId, Cell]) -> Imported:
    """The file's people under the forms of the day. Raises `EmptySheet`, `WrongAnswer`, `NoListForm`."""
    d02, tk1 = list_form(law, filed_on), tk1_form(law, filed_on)
    check_answers(answers, [d02])
    asking = Asking(law, answers)
    sheets: list[Sheet] = []
    notes: list[Note] = []
    questions: list[Question] = []
    places: dict[str, Places] = {}
    for listed in file.sheets:
        version = tk1 if listed.form == "TK1-TS" else d02
        grid = book.marked(listed.title)
        rows = _people(grid, listed)
        if version is None or not rows:
            if version is d02:
                raise EmptySheet(book.name, sheet=grid.title, row=listed.first_row + 1)
            if rows:
                notes.append(note("TK1_NOT_FILED", d02.form, n=len(rows)))
            continue
        transcript = Transcript(version, len(rows))
        _read_columns(transcript, grid, listed, rows, law, coefficient_in_wage=file.by_headings)
        header, unread, lies = _header(book, file, version, law, transcript) if version is d02 else ({}, [], {})
        header, asked = asking.header(version, header, _skipped(file, header, unread))
        questions += asked
        draft = transcript.sheet(header, unread)
        filled_rows, asked = asking.rows(version, draft.rows, draft.unread, frozenset(listed.columns))
        questions += asked
        sheets.append(draft.with_rows(filled_rows))
        notes += transcript.notes
        places[version.form] = Places(grid.title, [row + 1 for row in rows], listed.columns, header=lies)
    head = {name: value for name, value in sheets[0].header.items() if value is not None}
    template = "headings" if file.by_headings else "ibhxh-d02"
    return Imported(template, tuple(sheets), head, tuple(notes), joined(questions), places)


def _people(grid: Grid, listed: ListSheet) -> list[int]:
    """Rows of the grid with anything in a column of a field."""
    at = list(listed.columns.values())
    return [
        row
        for row in range(listed.first_row, len(grid.rows))
        if any(_has_value(grid.rows[row][column]) for column in at)
    ]


def _has_value(raw: Raw) -> bool:
    return bool(raw.strip()) if isinstance(raw, str) else True


def _read_columns(
    transcript: Transcript, grid: Grid, listed: ListSheet, rows: list[int], law: Law, *, coefficient_in_wage: bool
) -> None:
    version = transcript.version
    form = Words(version.form, version.form)
    columns: list[Column] = list(zip(*(grid.rows[row] for row in rows), strict=True))
    for name, at in listed.columns.items():
        column = _without_zeros(transcript, name, grid, at, rows, columns[at])
        if name not in transcript:
            if (count := filled(column)) and name not in {f.id for f in version.wire.header}:
                transcript.notes.append(
                    note("NO_PLACE", version.form, column=letters(at), heading=name, n=count, forms=form)
                )
        elif name == "wage" and coefficient_in_wage and "wage_coefficient" not in listed.columns:
            transcript.take("wage", read_wage, column)
            transcript.take("wage_coefficient", read_wage_coefficient, column)
        else:
            transcript.take(name, reader_of(version.wire.field(name), version, law), column)
        if heading := listed.matched.get(name):
            label = version.face.name(name)
            transcript.notes.append(
                note("HEADING_MATCHED", version.form, field=name, label=label, column=letters(at), heading=heading)
            )
    for at, heading in listed.unknown.items():
        if count := filled(columns[at]):
            transcript.notes.append(note("UNKNOWN_COLUMN", version.form, column=letters(at), heading=heading, n=count))


def _without_zeros(
    transcript: Transcript, name: FieldId, grid: Grid, at: int, rows: list[int], column: Column
) -> Column:
    """A money column whose formulas were left at 0 by a writer that computes nothing; computed ones are said."""
    if name not in ("wage", "wage_allowance", "wage_supplement", "chosen_base") or name not in transcript:
        return column
    if count := grid.computed.get(at, 0):
        label, form = transcript.version.face.name(name), transcript.version.form
        transcript.notes.append(note("FORMULA_VALUES", form, field=name, label=label, n=count))
    left = {row: text for (row, column_at), text in grid.zero.items() if column_at == at}
    return (
        [NoValue(left[row]) if row in left else raw for row, raw in zip(rows, column, strict=True)] if left else column
    )


def _header(
    book: Book, file: ListFile, version: FormVersion, law: Law, transcript: Transcript
) -> tuple[dict[FieldId, Cell], list[Unread], dict[FieldId, str]]:
    """The unit's facts, those that could not be read, and where they lie."""
    header: dict[FieldId, Cell] = {}
    unread: list[Unread] = []
    lies: dict[FieldId, str] = {}
    if file.unit is None:
        return header, unread, lies
    grid = book.marked(file.unit)
    for f in version.wire.header:
        if f.id in file.facts:
            row, column = file.facts[f.id]
            lies[f.id] = f"{grid.title}!{letters(column)}{row + 1}"
            match reader_of(f, version, law)(grid.rows[row][column]):
                case Unreadable(text):
                    unread.append(Unread(None, f.id, text))
                case Repaired(value, code, before, after):
                    header[f.id] = value
                    label = version.face.name(f.id)
                    transcript.notes.append(
                        note(code, version.form, field=f.id, label=label, before=before, after=after)
                    )
                case value:
                    header[f.id] = value
    return header, unread, lies


def _skipped(file: ListFile, header: Mapping[FieldId, Cell], unread: list[Unread]) -> frozenset[FieldId]:
    """Facts the template has a cell for are not asked for again, empty or not; unread ones never are."""
    return (
        frozenset(file.facts)
        | {cell.field for cell in unread}
        | {n for n, value in header.items() if value is not None}
    )
