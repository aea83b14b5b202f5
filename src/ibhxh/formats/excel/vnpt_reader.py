"""VNPT's D02-TK1 file read into the D02 and TK1 forms of the filing day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ibhxh.dossier import Sheet
from ibhxh.formats.excel.cells import Result
from ibhxh.formats.excel.code_sheets import CodeSheets
from ibhxh.formats.excel.engagement import engagements
from ibhxh.formats.excel.field_readers import reader_of
from ibhxh.formats.excel.forms import DayForms
from ibhxh.formats.excel.grid import Book
from ibhxh.formats.excel.imported import Imported, Note, Places, Question, letters
from ibhxh.formats.excel.people import MONEY, wage_region_of
from ibhxh.formats.excel.questions import Asking, joined
from ibhxh.formats.excel.recognise import VnptFile
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
from ibhxh.formats.excel.vnpt_columns import vnpt_columns
from ibhxh.formats.excel.vnpt_rows import VnptRows, people_of
from ibhxh.formats.excel.vnpt_tk1 import read_tk1
from ibhxh.law import FieldId, FormVersion, Law

_CONTRACT = ("Hdld_tungay", "Hdld_xdth_tungay", "Hdld_xdth_denngay", "Hdld_khac_tungay", "Hdld_khac_denngay")
_FACILITY = ("TenTinhBenhVien", "MaTinhBenhVien", "TenBenhVien", "MaBenhVien")
_MEDIUM = ("Nhan_BanDientu", "Nhan_Bangiay")
#: Fields that are not read from one column alone.
_TOGETHER = frozenset({"wage", "personal_id", "effective_on", "contract_end", "result_medium"})


def read_vnpt(book: Book, file: VnptFile, forms: DayForms, law: Law, asking: Asking) -> Imported:
    """The file's people under the forms of the day. Raises `EmptySheet`, `WrongAnswer`."""
    people = people_of(book, file.title, file.code_row)
    reading = _Reading(people, CodeSheets(book, law), law)
    sheet, notes, questions = reading.d02(forms.d02, asking)
    sheets, places = [sheet], {forms.d02.form: reading.places(sheet)}
    annexes = read_annexes(book, people)
    contact: frozenset[int] = frozenset()
    if forms.tk1 is not None:
        declared = read_tk1(people, reading.codes, forms.tk1, asking, d02=sheet, annexes=annexes)
        notes += declared.notes
        contact = declared.contact
        if declared.sheet is not None:
            sheets.append(declared.sheet)
            places[forms.tk1.form] = declared.places
            questions += declared.questions
    notes += left_behind(people, annexes, forms, sheets, contact)
    header = {name: value for name, value in sheet.header.items() if value is not None}
    return Imported("vnpt-d02-tk1", tuple(sheets), header, tuple(notes), joined(questions), places)


@dataclass(slots=True)
class _Reading:
    """The D02 part under way; `_columns` is where each field lies."""

    people: VnptRows
    codes: CodeSheets
    law: Law
    _columns: dict[FieldId, int] = field(default_factory=dict)

    def d02(self, version: FormVersion, asking: Asking) -> tuple[Sheet, list[Note], list[Question]]:
        """The D02 sheet of this version."""
        transcript = Transcript(version, len(self.people))
        self._plain(transcript)
        self._pairs(transcript)
        self._wage(transcript)
        self._take(transcript, "personal_id", read_personal_id, "CMND")
        self._take(transcript, "passport_number", read_passport, "CMND")
        if "care_facility" in transcript:
            by_code = reader_of(version.wire.field("care_facility"), version, self.law)
            reader = read_facility(self.codes, by_code)
            self._take(transcript, "care_facility", reader, *_FACILITY, at="TenBenhVien")
        if "result_medium" in transcript:
            self._take(transcript, "result_medium", read_result_medium, *_MEDIUM)
        self._take(transcript, "contract_kind", read_contract_kind, *_CONTRACT)
        self._take(transcript, "effective_on", read_contract_start, *_CONTRACT)
        self._take(transcript, "contract_end", read_contract_end, *_CONTRACT)
        self._engagement(transcript)
        region = wage_region_of(transcript, self.people.column("MavungLTT"), self.law)
        header, questions = asking.header(version, region)
        draft = transcript.sheet(header)
        rows, more = asking.rows(version, draft.rows, draft.unread)
        return draft.with_rows(rows), transcript.notes, [*questions, *more]

    def _plain(self, transcript: Transcript) -> None:
        version, people = transcript.version, self.people.people
        for column in vnpt_columns():
            name, element = column.field, column.element
            if column.part != "value" or not element or name is None or name not in transcript or name in _TOGETHER:
                continue
            reader = reader_of(version.wire.field(name), version, self.law)
            position = self.people.position(element)
            if name in MONEY:
                transcript.take(name, reader, people.money(position))
                people.say_formulas(transcript, name, position)
                self._lies(name, position)
            else:
                self._take(transcript, name, reader, element)

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

    def _wage(self, transcript: Transcript) -> None:
        people, position = self.people.people, self.people.position("TienLuong")
        column = people.money(position)
        for name, reader in (("wage", read_wage), ("wage_coefficient", read_wage_coefficient)):
            transcript.take(name, reader, column)
            self._lies(name, position)
        people.say_formulas(transcript, "wage", position)

    def _take(
        self,
        transcript: Transcript,
        name: FieldId,
        reader: Callable[..., Result],
        *elements: str,
        at: str | None = None,
    ) -> None:
        """Reads a field from its elements; it lies at the first of them, or at the one named."""
        transcript.take(name, reader, *(self.people.column(element) for element in elements))
        self._lies(name, self.people.position(at or elements[0]))

    def _lies(self, name: FieldId, position: int | None) -> None:
        if position is not None:
            self._columns[name] = position

    def _engagement(self, transcript: Transcript) -> None:
        """The engagement a note tells of: VNPT's sheet has no column for it."""
        if "note" in transcript.read:
            found = engagements(transcript.read["note"].str.normalize("NFC"), transcript.version)
            transcript.derive("engagement", found)
            self._lies("engagement", self.people.position("Ghichu"))

    def places(self, sheet: Sheet) -> Places:
        """Where the cells of the D02 sheet lie; a contract's dates in one of three pairs of columns."""
        at = self.people.position
        starts = {kind: at(_CONTRACT[i]) for kind, i in zip(CONTRACT_KINDS, (0, 1, 3), strict=True)}
        ends = {kind: at(_CONTRACT[i]) for kind, i in zip(CONTRACT_KINDS, (0, 2, 4), strict=True)}
        kinds: Sequence[str | None] = sheet.rows["contract_kind"].to_list()
        start, end = ([where.get(kind or "") for kind in kinds] for where in (starts, ends))
        varying = {"contract_kind": start, "effective_on": start, "contract_end": end}
        title, numbers, region = self.people.grid.title, self.people.people.numbers, at("MavungLTT")
        header = {} if region is None else {"wage_region": f"{title}!{letters(region)}{numbers[0]}"}
        return Places(title, numbers, self._columns, varying, header)
