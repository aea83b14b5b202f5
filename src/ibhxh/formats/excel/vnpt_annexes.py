"""The household and schedule sheets of VNPT's file, and what of the whole file has no place in the forms of the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ibhxh.dossier import Sheet
from ibhxh.formats.excel.cells import read_flag, shown
from ibhxh.formats.excel.forms import DayForms
from ibhxh.formats.excel.grid import Book, Grid, Raw
from ibhxh.formats.excel.imported import Note, letters
from ibhxh.formats.excel.names import name_key
from ibhxh.formats.excel.notes import note
from ibhxh.formats.excel.transcript import filled
from ibhxh.formats.excel.vnpt_columns import CODE_ROW, HOUSEHOLD, SCHEDULE, elements, vnpt_columns
from ibhxh.formats.excel.vnpt_rows import VnptRows
from ibhxh.law import FormVersion
from ibhxh.words import Words

_MEMBER = ("HoTen", "MasoBHXH", "NgaySinh", "CMND", "SoCCCD_CH")
_PAPER = ("TenLoaiVanBan", "SoVanBan", "NgayBanHanh", "CoQuanBanHanh")


@dataclass(frozen=True, slots=True)
class Annex:
    """Rows of an annex sheet that say something, each as element → cell."""

    title: str
    rows: Sequence[Mapping[str, Raw]]


@dataclass(frozen=True, slots=True)
class Annexes:
    """`papers` are the papers of the schedule sheet in words, by person (row among the people)."""

    household: Annex | None
    schedule: Annex | None
    papers: Mapping[int, str]


def read_annexes(book: Book, people: VnptRows) -> Annexes:
    """The annex sheets as far as they are there, linked to the people by their ID."""
    household, schedule = _annex(book, HOUSEHOLD, _MEMBER), _annex(book, SCHEDULE, _PAPER)
    by_id = {shown(raw).strip(): row for row, raw in enumerate(people.column("STT")) if shown(raw).strip()}
    papers: dict[int, list[str]] = {}
    for paper in schedule.rows if schedule else ():
        person = by_id.get(_id(paper))
        if person is not None:
            papers.setdefault(person, []).append(_described(paper))
    return Annexes(household, schedule, {person: "; ".join(listed) for person, listed in papers.items()})


def left_behind(
    people: VnptRows, annexes: Annexes, day: DayForms, sheets: Sequence[Sheet], contact: frozenset[int]
) -> list[Note]:
    """Notes of filled columns and sheets that the forms of the day have no field for.

    `contact` are the people whose contact address is where their paper goes; of all others it has no place.
    """
    d02 = day.d02
    forms = " và ".join(sheet.version.form for sheet in sheets)
    named = Words(forms, forms.replace(" và ", " and "))
    fields = {f.id for sheet in sheets for f in sheet.version.wire.row} | {f.id for f in d02.wire.header}
    notes = _columns_left(people, d02, fields, named, contact) + _unknown_columns(people, d02)
    if day.tk1 is None:
        marked = sum(1 for raw in people.column("Tk1_Save") if read_flag(raw) is True)
        notes += [note("TK1_NOT_FILED", d02.form, n=marked)] if marked else []
    taken = set(annexes.papers) if "papers" in fields else set()
    for annex, placed in ((annexes.household, False), (annexes.schedule, bool(taken))):
        if annex is None or not annex.rows:
            continue
        if not placed:
            notes.append(note("NO_PLACE_SHEET", d02.form, title=annex.title, n=len(annex.rows), forms=named))
        known = {shown(raw).strip() for raw in people.column("STT")}
        if stray := sorted({_id(row) for row in annex.rows} - known):
            notes.append(note("UNLINKED", d02.form, title=annex.title, ids=", ".join(stray)))
    return notes


def _columns_left(
    people: VnptRows, d02: FormVersion, fields: set[str], forms: Words, contact: frozenset[int]
) -> list[Note]:
    notes = []
    seen: dict[str, int] = {}
    for column in vnpt_columns():
        nth = seen.get(column.element or "", 0)
        seen[column.element or ""] = nth + 1
        position = people.position(column.element, nth) if column.element else None
        if position is None or column.part == "code" or column.element in ("STT", "Tk1_Save"):
            continue
        is_contact = (column.element or "").endswith("NN")
        if column.field in fields and not is_contact:
            continue
        used = contact if is_contact else frozenset()
        cells = [raw for row, raw in enumerate(people.people.columns[position]) if row not in used]
        count = filled([raw for raw in cells if raw != 0])
        if count:
            where = letters(position)
            notes.append(note("NO_PLACE", d02.form, column=where, heading=column.title, n=count, forms=forms))
    return notes


def _unknown_columns(people: VnptRows, d02: FormVersion) -> list[Note]:
    """Columns people added to the template."""
    notes = []
    known = {position for element in elements() for position in people.positions.get(element, ())}
    headings = people.grid.row(CODE_ROW - 1)
    ours = {name_key(column.heading) for column in vnpt_columns()}
    for position, column in enumerate(people.people.columns):
        heading = shown(headings[position]).strip() if position < len(headings) else ""
        count = 0 if position in known or name_key(heading) in ours else filled(column)
        if count:
            notes.append(note("UNKNOWN_COLUMN", d02.form, column=letters(position), heading=heading or "…", n=count))
    return notes


def _annex(book: Book, title: str, telling: Sequence[str]) -> Annex | None:
    for known in book.titles:
        if name_key(known) == name_key(title):
            grid = book.grid(known)
            rows = [row for row in _rows(grid) if filled([row.get(element, "") for element in telling])]
            return Annex(known, rows)
    return None


def _rows(grid: Grid) -> list[Mapping[str, Raw]]:
    names = [shown(raw).strip() for raw in grid.row(CODE_ROW)]
    return [dict(zip(names, row, strict=False)) for row in grid.rows[CODE_ROW + 1 :]]


def _id(row: Mapping[str, Raw]) -> str:
    return shown(row.get("STT", "")).strip()


def _described(paper: Mapping[str, Raw]) -> str:
    """`Hợp đồng lao động số 8765 ngày 02/02/2000, Công ty`."""
    kind, number, issued, by = (" ".join(shown(paper.get(element, "")).split()) for element in _PAPER)
    text = f"{kind}{f' số {number}' if number else ''}{f' ngày {issued}' if issued else ''}"
    return f"{text.strip()}{f', {by}' if by else ''}"
