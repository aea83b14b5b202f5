"""Our own template, or any list known by its headings, read into the forms of the filing day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ibhxh.dossier import Cell, Sheet, Unread
from ibhxh.formats.excel.cells import Repaired, Unreadable, shown
from ibhxh.formats.excel.errors import EmptySheet
from ibhxh.formats.excel.field_readers import reader_of
from ibhxh.formats.excel.forms import DayForms
from ibhxh.formats.excel.grid import Book, Raw
from ibhxh.formats.excel.imported import Imported, Note, Places, Question, letters
from ibhxh.formats.excel.notes import note
from ibhxh.formats.excel.people import MONEY, People, wage_region_of
from ibhxh.formats.excel.questions import Asking, joined
from ibhxh.formats.excel.recognise import ListFile, ListSheet
from ibhxh.formats.excel.transcript import Transcript, filled
from ibhxh.formats.excel.vnpt_cells import read_wage, read_wage_coefficient
from ibhxh.law import FieldId, FormVersion, Law
from ibhxh.words import same


def read_list(book: Book, file: ListFile, forms: DayForms, law: Law, asking: Asking) -> Imported:
    """The file's people under the forms of the day. Raises `EmptySheet`, `WrongAnswer`."""
    sheets: list[Sheet] = []
    notes: list[Note] = []
    questions: list[Question] = []
    places: dict[str, Places] = {}
    for listed in file.sheets:
        version = forms.tk1 if listed.form == "TK1-TS" else forms.d02
        grid = book.marked(listed.title)
        rows = [row for row in range(listed.first_row, len(grid.rows)) if _is_person(grid.rows[row], listed)]
        if not rows and version is forms.d02:
            raise EmptySheet(book.name, sheet=grid.title, row=listed.first_row + 1)
        if not rows or version is None:
            notes += [note("TK1_NOT_FILED", forms.d02.form, n=len(rows))] if rows else []
            continue
        reading = _Reading(book, file, listed, People.of(grid, rows), Transcript(version, len(rows)), law)
        sheet, asked = reading.sheet(asking, with_header=version is forms.d02)
        sheets.append(sheet)
        questions += asked
        notes += reading.transcript.notes
        places[version.form] = Places(grid.title, reading.people.numbers, listed.columns, header=reading.lies)
    head = {name: value for name, value in sheets[0].header.items() if value is not None}
    return Imported(file.template, tuple(sheets), head, tuple(notes), joined(questions), places)


def _is_person(row: list[Raw], listed: ListSheet) -> bool:
    cells = (row[at] for at in listed.columns.values())
    return any(bool(raw.strip()) if isinstance(raw, str) else True for raw in cells)


@dataclass(slots=True)
class _Reading:
    """One sheet of the file under way."""

    book: Book
    file: ListFile
    listed: ListSheet
    people: People
    transcript: Transcript
    law: Law
    lies: Mapping[FieldId, str] = field(default_factory=dict)

    def sheet(self, asking: Asking, *, with_header: bool) -> tuple[Sheet, list[Question]]:
        """The sheet with its gaps filled, and what was asked to fill them."""
        version, transcript = self.transcript.version, self.transcript
        self._columns()
        header, unread, self.lies = self._header(version) if with_header else ({}, [], {})
        # Facts the template has a cell for are not asked for again, empty or not.
        given = frozenset(self.file.facts) | frozenset(name for name, value in header.items() if value is not None)
        header, questions = asking.header(version, header, given)
        draft = transcript.sheet(header, unread)
        rows, more = asking.rows(version, draft.rows, draft.unread, frozenset(self.listed.columns))
        return draft.with_rows(rows), [*questions, *more]

    def _columns(self) -> None:
        transcript, people = self.transcript, self.people
        version = transcript.version
        for name, at in self.listed.columns.items():
            column = people.money(at) if name in MONEY else people.column(at)
            if name not in transcript:
                if name not in {f.id for f in version.wire.header} and (count := filled(column)):
                    transcript.note(
                        "NO_PLACE", column=letters(at), heading=self._heading(name), n=count, forms=same(version.form)
                    )
            elif name == "wage" and self.file.by_headings and "wage_coefficient" not in self.listed.columns:
                transcript.take("wage", read_wage, column)
                transcript.take("wage_coefficient", read_wage_coefficient, column)
            else:
                transcript.take(name, reader_of(version.wire.field(name), version, self.law), column)
            if name in MONEY:
                people.say_formulas(transcript, name, at)
            if heading := self.listed.matched.get(name):
                transcript.note("HEADING_MATCHED", name, column=letters(at), heading=heading)
        for at, heading in self.listed.unknown.items():
            if count := filled(people.column(at)):
                transcript.note("UNKNOWN_COLUMN", column=letters(at), heading=heading, n=count)

    def _heading(self, name: FieldId) -> str:
        """The name of a field this form does not have, as another form calls it."""
        for version in self.law.forms:
            if name in version.face.labels:
                return version.face.name(name).vi
        return name

    def _header(self, version: FormVersion) -> tuple[dict[FieldId, Cell], list[Unread], dict[FieldId, str]]:
        """The unit's facts, those that could not be read, and where they lie."""
        region = self.people.column(self.listed.columns.get("wage_region"))
        header: dict[FieldId, Cell] = wage_region_of(self.transcript, region, self.law)
        unread: list[Unread] = []
        lies: dict[FieldId, str] = {}
        if self.file.unit is None:
            return header, unread, lies
        grid = self.book.marked(self.file.unit)
        fields = {f.id: f for f in version.wire.header}
        for name, (row, column) in self.file.facts.items():
            raw = grid.rows[row][column]
            address = f"{grid.title}!{letters(column)}{row + 1}"
            if name not in fields:
                if shown(raw).strip():
                    heading, forms = self._heading(name), same(version.form)
                    self.transcript.note("NO_PLACE", column=address, heading=heading, n=1, forms=forms)
                continue
            lies[name] = address
            match reader_of(fields[name], version, self.law)(raw):
                case Unreadable(text):
                    unread.append(Unread(None, name, text))
                case Repaired(value, code, before, after):
                    header[name] = value
                    self.transcript.note(code, name, before=before, after=after)
                case value:
                    header[name] = value if value is not None else header.get(name)
        return header, unread, lies
