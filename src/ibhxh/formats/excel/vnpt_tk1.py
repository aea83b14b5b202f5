"""The TK1 declarations in VNPT's sheet: one for each person marked with an x."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ibhxh.dossier import Sheet
from ibhxh.formats.excel.cells import Repaired, Result, Unreadable, read_flag, read_text, shown
from ibhxh.formats.excel.code_sheets import CodeSheets
from ibhxh.formats.excel.field_readers import reader_of
from ibhxh.formats.excel.grid import Raw
from ibhxh.formats.excel.imported import Note, Places, Question
from ibhxh.formats.excel.notes import note
from ibhxh.formats.excel.questions import Asking
from ibhxh.formats.excel.transcript import Column, Transcript, filled
from ibhxh.formats.excel.vnpt_annexes import Annexes
from ibhxh.formats.excel.vnpt_cells import read_pair, read_province, read_ward
from ibhxh.formats.excel.vnpt_rows import VnptRows
from ibhxh.law import FieldId, FormVersion, Law

#: Facts of a person that the D02 row has as well, read once.
_SHARED = (
    "full_name", "si_number", "personal_id", "passport_number", "birth_date", "sex", "nationality", "care_facility",
    "result_medium",
)  # fmt: skip
_PLAIN = {
    "phone": "Dienthoai_LH",
    "email": "Email_LH",
    "chosen_base": "Mucdong",
    "payment_method": "Phuongthuc",
    "request": "Noidung_Thaydoi",
    "papers": "HosoKemtheo",
}
#: Details only a TK1 takes; filled in without the mark they would be lost silently.
_ONLY_TK1 = (*_PLAIN.values(), "Diachi_NhanBangiay", "Tinh_NhanBangiay", "Xa_NhanBangiay")
_PAPER = ("Diachi_NhanBangiay", "Tinh_NhanBangiay", "Matinh_NhanBangiay", "Xa_NhanBangiay", "Maxa_NhanBangiay")
_CONTACT = ("Diachi_NN", "TenTinhNN", "Matinh_NN")


@dataclass(frozen=True, slots=True)
class Declared:
    """The TK1 sheet, or None where nobody is marked; `contact` are the people whose contact address it uses."""

    sheet: Sheet | None
    notes: list[Note]
    questions: list[Question]
    places: Places
    contact: frozenset[int]


def read_tk1(
    people: VnptRows, codes: CodeSheets, version: FormVersion, asking: Asking, *, d02: Sheet, annexes: Annexes
) -> Declared:
    """The declarations of the people whose `Tk1_Save` is marked; shared facts are those of the D02 sheet."""
    law = asking.law
    marks = [read_flag(raw) is True for raw in people.column("Tk1_Save")]
    at = [row for row, marked in enumerate(marks) if marked]
    unmarked = [row for row, marked in enumerate(marks) if not marked]
    silent = {row for element in _ONLY_TK1 for row in _filled_rows(people.column(element), unmarked)}
    notes = [note("TK1_NOT_MARKED", version.form, n=len(silent))] if silent else []
    reading = _Reading(people, codes, law, at, Transcript(version, len(at)))
    if not at:
        return Declared(None, notes, [], reading.places(), frozenset())
    transcript = reading.transcript
    reading.shared(d02)
    for name, element in _PLAIN.items():
        reading.take(name, reader_of(version.wire.field(name), version, law), element)
    by_code = reader_of(version.wire.field("ethnic_group"), version, law)
    named = read_pair(by_code, lambda name: codes.code("ethnic_group", name))
    reading.take("ethnic_group", named, "TenDanToc", "DanToc")
    reading.paper_address()
    reading.papers(annexes)
    draft = transcript.sheet({})
    rows, questions = asking.rows(version, draft.rows, draft.unread)
    sheet = draft.with_rows(rows)
    return Declared(sheet, notes + transcript.notes, questions, reading.places(), frozenset(reading.contact))


def _filled_rows(column: Column, rows: Sequence[int]) -> list[int]:
    return [row for row in rows if filled((column[row],))]


@dataclass(slots=True)
class _Reading:
    """The declarations under way; `at` are their people among all."""

    people: VnptRows
    codes: CodeSheets
    law: Law
    at: Sequence[int]
    transcript: Transcript
    contact: set[int] = field(default_factory=set)
    _columns: dict[FieldId, int] = field(default_factory=dict)

    def column(self, element: str, nth: int = 0) -> Column:
        """The cells of an element, of the people declared."""
        column = self.people.column(element, nth)
        return [column[row] for row in self.at]

    def take(self, name: FieldId, reader: Callable[..., Result], *elements: str) -> None:
        """Reads one field."""
        self.transcript.take(name, reader, *map(self.column, elements))
        self._lies(name, elements[0])

    def _lies(self, name: FieldId, element: str) -> None:
        position = self.people.position(element)
        if position is not None:
            self._columns[name] = position

    def shared(self, d02: Sheet) -> None:
        """What the D02 sheet has read already, its unread cells included."""
        places = {"care_facility": "TenBenhVien", "result_medium": "Nhan_BanDientu", "full_name": "HoTen"}
        places |= {"si_number": "MasoBHXH", "personal_id": "CMND", "passport_number": "CMND", "birth_date": "NgaySinh"}
        places |= {"sex": "GioiTinh", "nationality": "TenQuocTich"}
        unread = {(cell.row, cell.field): cell for cell in d02.unread}
        for name in _SHARED:
            if name in d02.rows.columns and name in self.transcript:
                self.transcript.put(name, d02.rows[name].gather(list(self.at)))
                for row, person in enumerate(self.at):
                    if cell := unread.get((person, name)):
                        self.transcript.say(row, name, Unreadable(cell.text))
                self._lies(name, places[name])

    def paper_address(self) -> None:
        """Where paper goes: the columns for it, or the contact address of a person who asks for paper without them."""
        version = self.transcript.version
        paper = [self.column(element) for element in _PAPER]
        contact = [self.column(element) for element in _CONTACT]
        pairs = [(self.column("TenXaNN", nth), self.column("Maxa_NN", nth)) for nth in (0, 1)]
        medium = self.transcript.values("result_medium")
        rows: list[tuple[Raw, ...]] = []
        for row in range(len(self.at)):
            given = tuple(column[row] for column in paper)
            if not filled(given) and medium[row] == "paper" and any(filled((column[row],)) for column in contact):
                given = (*(column[row] for column in contact), *self._last_filled(row, pairs))
                self.contact.add(self.at[row])
                self.transcript.note("FROM_CONTACT_ADDRESS", "paper_address", row=row)
            rows.append(given)
        address, province, province_code, ward, ward_code = zip(*rows, strict=True)
        provinces = reader_of(version.wire.field("paper_province"), version, self.law)
        wards = reader_of(version.wire.field("paper_ward"), version, self.law)
        take = self.transcript.take
        take("paper_address", read_text, address)
        take("paper_province", read_province(self.codes, provinces), province, province_code)
        take("paper_ward", read_ward(self.codes, wards), province, province_code, ward, ward_code)
        for name, element in (("paper_address", 0), ("paper_province", 1), ("paper_ward", 3)):
            self._lies(name, _PAPER[element])

    def _last_filled(self, row: int, pairs: Sequence[tuple[Column, Column]]) -> tuple[Raw, Raw]:
        """Name and code of the commune from the last of the doubled columns that has one."""
        (first, first_code), (second, second_code) = ((name[row], code[row]) for name, code in pairs)
        if not filled((second, second_code)):
            return first, first_code
        if filled((first, first_code)):
            self.transcript.note("SECOND_COLUMN", "paper_ward", row=row, before=shown(first), after=shown(second))
        return second, second_code

    def papers(self, annexes: Annexes) -> None:
        """Papers named on the schedule sheet, for people whose own cell names none."""
        known = self.transcript.values("papers")
        unread = {cell.row for cell in self.transcript.unread if cell.field == "papers"}
        found: Mapping[int, str] = {
            row: annexes.papers[person]
            for row, person in enumerate(self.at)
            if known[row] is None and row not in unread and person in annexes.papers
        }
        if found:
            results: dict[int, Result] = {row: str(text) for row, text in enumerate(known) if text is not None}
            results |= {row: Repaired(text, "PAPERS_FROM_LIST", "", text) for row, text in found.items()}
            self.transcript.derive("papers", results)

    def places(self) -> Places:
        """Where the cells of the TK1 sheet lie."""
        numbers = self.people.people.numbers
        return Places(self.people.grid.title, [numbers[row] for row in self.at], self._columns)
