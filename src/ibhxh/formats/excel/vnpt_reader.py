"""VNPT's D02-TK1 file read into the D02 and TK1 forms of the filing day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ibhxh.dossier import Cell, Sheet
from ibhxh.formats.excel.cells import Result
from ibhxh.formats.excel.code_sheets import CodeSheets
from ibhxh.formats.excel.engagement import engagements
from ibhxh.formats.excel.field_readers import reader_of
from ibhxh.formats.excel.forms import list_form, tk1_form
from ibhxh.formats.excel.grid import Book
from ibhxh.formats.excel.imported import Imported, Note, Places, Question, letters
from ibhxh.formats.excel.notes import note
from ibhxh.formats.excel.questions import Asking, check_answers, joined
from ibhxh.formats.excel.transcript import Transcript
from ibhxh.formats.excel.vnpt_annexes import left_behind, read_annexes
from ibhxh.formats.excel.vnpt_cells import (
    CONTRACT_KINDS,
    Lookup,
    read_contract_end,
    read_contract_kind,
    read_contract_start,
    read_facility,
    read_pair,
    read_passport,
    read_personal_id,
    read_result_medium,
    read_wage,
    read_wage_coefficient,
)
from ibhxh.formats.excel.vnpt_columns import MONEY, vnpt_columns
from ibhxh.formats.excel.vnpt_rows import VnptRows, people_of
from ibhxh.formats.excel.vnpt_tk1 import read_tk1
from ibhxh.law import FieldId, FormVersion, Law

CONTRACT = ("Hdld_tungay", "Hdld_xdth_tungay", "Hdld_xdth_denngay", "Hdld_khac_tungay", "Hdld_khac_denngay")
FACILITY = ("TenTinhBenhVien", "MaTinhBenhVien", "TenBenhVien", "MaBenhVien")
MEDIUM = ("Nhan_BanDientu", "Nhan_Bangiay")
#: Read by columns of their own kind below, or by the TK1 form.
_TOGETHER = frozenset({"wage", "personal_id", "effective_on", "contract_end", "result_medium"})


def read_vnpt(
    book: Book, title: str, code_row: int, law: Law, filed_on: date, answers: Mapping[FieldId, Cell]
) -> Imported:
    """The file's people under the forms of the day. Raises `EmptySheet`, `WrongAnswer`, `NoListForm`."""
    d02, tk1 = list_form(law, filed_on), tk1_form(law, filed_on)
    check_answers(answers, [d02])
    people = people_of(book, title, code_row)
    asking = Asking(law, answers)
    reading = _Reading(people, CodeSheets(book, law), law)
    sheet, notes, questions = reading.d02(d02, asking)
    sheets, places = [sheet], {d02.form: reading.places(sheet)}
    annexes = read_annexes(book, people)
    contact: frozenset[int] = frozenset()
    if tk1 is not None:
        declared = read_tk1(reading.people, reading.codes, tk1, law, asking, sheet, annexes)
        notes += declared.notes
        contact = declared.contact
        if declared.sheet is not None:
            sheets.append(declared.sheet)
            places[tk1.form] = declared.places
            questions += declared.questions
    notes += left_behind(people, annexes, d02, tk1, sheets, contact)
    header = {name: value for name, value in sheet.header.items() if value is not None}
    return Imported("vnpt-d02-tk1", tuple(sheets), header, tuple(notes), joined(questions), places)


@dataclass(slots=True)
class _Reading:
    """The D02 part under way."""

    people: VnptRows
    codes: CodeSheets
    law: Law
    _columns: dict[FieldId, int] = field(default_factory=dict)

    def d02(self, version: FormVersion, asking: Asking) -> tuple[Sheet, list[Note], list[Question]]:
        """The D02 sheet of this version."""
        transcript = Transcript(version, len(self.people))
        self._plain(transcript)
        self._pairs(transcript)
        self._wage_and_id(transcript)
        if "care_facility" in transcript:
            by_code = reader_of(version.wire.field("care_facility"), version, self.law)
            self._take(transcript, "care_facility", read_facility(self.codes, by_code), *FACILITY)
        if "result_medium" in transcript:
            self._take(transcript, "result_medium", read_result_medium, *MEDIUM)
        self._take(transcript, "contract_kind", read_contract_kind, *CONTRACT)
        self._take(transcript, "effective_on", read_contract_start, *CONTRACT)
        self._take(transcript, "contract_end", read_contract_end, *CONTRACT)
        self._engagement(transcript)
        self._formulas(transcript)
        header, questions = asking.header(version, self._header(transcript))
        draft = transcript.sheet(header)
        rows, more = asking.rows(version, draft.rows, draft.unread)
        return draft.with_rows(rows), transcript.notes, [*questions, *more]

    def _plain(self, transcript: Transcript) -> None:
        version = transcript.version
        for column in vnpt_columns():
            name = column.field
            if column.part == "value" and column.element and name and name in transcript and name not in _TOGETHER:
                self._take(transcript, name, reader_of(version.wire.field(name), version, self.law), column.element)

    def _pairs(self, transcript: Transcript) -> None:
        lookups: Mapping[FieldId, tuple[str, str, Lookup]] = {
            "declaration_kind": ("TenLoaiKhaiBao", "Loai", lambda name: None),
            "plan": ("TenPhuongAn", "PA", lambda name: None),
            "nationality": ("TenQuocTich", "QuocTich", lambda name: self.codes.code("nationality", name)),
        }
        version = transcript.version
        for name, (named, coded, lookup) in lookups.items():
            by_code = reader_of(version.wire.field(name), version, self.law)
            self._take(transcript, name, read_pair(by_code, lookup), named, coded)

    def _wage_and_id(self, transcript: Transcript) -> None:
        self._take(transcript, "wage", read_wage, "TienLuong")
        self._take(transcript, "wage_coefficient", read_wage_coefficient, "TienLuong")
        self._take(transcript, "personal_id", read_personal_id, "CMND")
        self._take(transcript, "passport_number", read_passport, "CMND")

    def _take(self, transcript: Transcript, name: FieldId, reader: Callable[..., Result], *elements: str) -> None:
        transcript.take(name, reader, *(self.people.column(element) for element in elements))
        position = self.people.position(elements[-1])
        if position is not None:
            self._columns[name] = position

    def _engagement(self, transcript: Transcript) -> None:
        """The engagement a note tells of, in the rows that have none: VNPT's sheet has no column for it."""
        if "note" not in transcript.read:
            return
        found = engagements(transcript.read["note"].str.normalize("NFC"), transcript.version)
        transcript.derive("engagement", found)
        if (position := self.people.position("Ghichu")) is not None:
            self._columns["engagement"] = position

    def _formulas(self, transcript: Transcript) -> None:
        """Says that money was computed by formulas, since what is stored may be older than the cells around it."""
        for column in vnpt_columns():
            position = self.people.position(column.element) if column.element in MONEY else None
            count = 0 if position is None else self.people.grid.computed.get(position, 0)
            if count and column.field in transcript:
                label = transcript.version.face.name(column.field)
                form = transcript.version.form
                transcript.notes.append(note("FORMULA_VALUES", form, field=column.field, label=label, n=count))

    def _header(self, transcript: Transcript) -> dict[FieldId, Cell]:
        """The wage region, which newer forms have once for the unit and VNPT's sheet in each row."""
        version = transcript.version
        if "wage_region" in transcript or "wage_region" not in {f.id for f in version.wire.header}:
            return {}
        column = self.people.column("MavungLTT")
        reader = reader_of(version.wire.field("wage_region"), version, self.law)
        found = sorted({str(value) for raw in set(column) if isinstance(value := reader(raw), str)})
        if len(found) > 1:
            transcript.notes.append(note("WAGE_REGIONS", version.form, field="wage_region", before=", ".join(found)))
        return {"wage_region": found[0]} if len(found) == 1 else {}

    def places(self, sheet: Sheet) -> Places:
        """Where the cells of the D02 sheet lie; a contract's dates in one of three pairs of columns."""
        people = self.people
        starts = {kind: people.position(CONTRACT[i]) for kind, i in zip(CONTRACT_KINDS, (0, 1, 3), strict=True)}
        ends = {kind: people.position(CONTRACT[i]) for kind, i in zip(CONTRACT_KINDS, (0, 2, 4), strict=True)}
        kinds: Sequence[str | None] = sheet.rows["contract_kind"].to_list()
        start, end = ([where.get(kind or "") for kind in kinds] for where in (starts, ends))
        varying = {"contract_kind": start, "effective_on": start, "contract_end": end}
        region = people.position("MavungLTT")
        header = {} if region is None else {"wage_region": f"{people.grid.title}!{letters(region)}{people.numbers[0]}"}
        return Places(people.grid.title, people.numbers, self._columns, varying, header)
