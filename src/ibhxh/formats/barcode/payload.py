"""What one page carries: some rows of one sheet, and on the first page all that is not rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ibhxh.dossier import BusinessKey, Cell, Content, FileEntry, Head, Sheet
from ibhxh.formats.barcode.columns import read_columns, write_columns
from ibhxh.formats.barcode.streams import Reader, Writer
from ibhxh.law import FieldId, FormVersion, Law

#: Rows that one page may carry; no printed page holds more.
MAX_ROWS = 200


@dataclass(frozen=True, slots=True)
class Filed:
    """The electronic filing that a print belongs to: the package's digest (hex) and the transaction code given."""

    package_digest: str
    transaction_code: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Which rows a page carries: `rows` of them from `first_row` (from 0) of the sheet `sheet` (from 0)."""

    sheet: int
    first_row: int
    rows: int


@dataclass(frozen=True, slots=True)
class SheetOpening:
    """A sheet as the first page announces it."""

    version: FormVersion
    rows: int
    header: Mapping[FieldId, Cell]


@dataclass(frozen=True, slots=True)
class Opening:
    """Everything of a content but its rows, and its full digest (hex)."""

    head: Head
    sheets: tuple[SheetOpening, ...]
    files: tuple[FileEntry, ...]
    digest: str
    filed: Filed | None


class PageWriter:
    """Writes the payloads of one content's pages."""

    def __init__(self, content: Content, law: Law, filed: Filed | None = None) -> None:
        self._sheets = content.sheets(law)
        self._rows = [{name: sheet.rows[name].to_list() for name in sheet.rows.columns} for sheet in self._sheets]
        openings = tuple(SheetOpening(sheet.version, sheet.rows.height, sheet.header) for sheet in self._sheets)
        self._opening = Opening(content.head, openings, content.files(), content.digest, filed)

    @property
    def sheets(self) -> Sequence[Sheet]:
        """The sheets of the content."""
        return self._sheets

    def payload(self, cut: Cut, *, first: bool) -> bytes:
        """The bytes of a page that carries these rows; the first page carries the opening before them."""
        out = Writer()
        if first:
            _write_opening(out, self._opening)
        if cut.rows > MAX_ROWS:
            raise ValueError(f"a page carries at most {MAX_ROWS} rows")
        out.number(cut.rows)
        if cut.rows:
            last = cut.first_row + cut.rows
            columns = {name: cells[cut.first_row : last] for name, cells in self._rows[cut.sheet].items()}
            write_columns(out, self._sheets[cut.sheet].version.wire.row, columns, cut.rows)
        return out.payload()


def read_first_page(payload: bytes, law: Law, sheet: int) -> tuple[Opening, dict[FieldId, list[Cell]]]:
    """The opening, and the rows of `sheet` (from 0) that stand on the first page: sheets without rows have no page.

    Raises ValueError, IndexError or OverflowError for bytes of no first page, `UnknownForm` for a form the law does not
    know.
    """
    source = Reader(payload)
    opening = _read_opening(source, law)
    columns = _read_rows(source, opening.sheets[sheet].version) if opening.sheets else {}
    source.done()
    return opening, columns


def read_page(payload: bytes, version: FormVersion) -> dict[FieldId, list[Cell]]:
    """The rows of a page that is not the first, column by column. Raises ValueError or OverflowError."""
    source = Reader(payload)
    columns = _read_rows(source, version)
    source.done()
    return columns


def _read_rows(source: Reader, version: FormVersion) -> dict[FieldId, list[Cell]]:
    rows = source.number()
    if not 0 <= rows <= MAX_ROWS:
        raise ValueError("a page of too many rows")
    return read_columns(source, version.wire.row, rows) if rows else {}


def _write_opening(out: Writer, opening: Opening) -> None:
    head, key = opening.head, opening.head.key
    out.hexadecimal(opening.digest, 32)
    out.hexadecimal(head.dossier_id, 16)
    for text in (key.procedure, key.unit_code, head.mst, head.agency_code):
        out.text(text)
    for number in (key.period, key.round, head.made_on.toordinal()):
        out.number(number)
    out.bits(head.corrects is not None, 1)
    if head.corrects is not None:
        out.hexadecimal(head.corrects, 32)
    out.bits(opening.filed is not None, 1)
    if opening.filed is not None:
        out.hexadecimal(opening.filed.package_digest, 32)
        out.text(opening.filed.transaction_code)
    out.number(len(opening.sheets))
    for sheet in opening.sheets:
        version = sheet.version
        out.text(version.form)
        out.text(version.act)
        out.number(version.rev)
        out.number(sheet.rows)
        header = {field.id: [sheet.header[field.id]] for field in version.wire.header}
        write_columns(out, version.wire.header, header, 1)
    out.number(len(opening.files))
    for file in opening.files:
        for text in (file.kind, file.name, file.media_type):
            out.text(text)
        out.number(file.size)
        out.hexadecimal(file.sha256, 32)


def _read_opening(source: Reader, law: Law) -> Opening:
    digest, dossier_id = source.hexadecimal(32), source.hexadecimal(16)
    procedure, unit_code, mst, agency_code = (source.text() for _ in range(4))
    period, round_, made_on = (source.number() for _ in range(3))
    corrects = source.hexadecimal(32) if source.bits(1) else None
    filed = Filed(source.hexadecimal(32), source.text()) if source.bits(1) else None
    key = BusinessKey(unit_code, procedure, period, round_)
    head = Head(dossier_id, key, mst, agency_code, date.fromordinal(made_on), corrects)
    sheets = tuple(_read_sheet(source, law) for _ in range(source.number()))
    files = tuple(_read_file(source) for _ in range(source.number()))
    return Opening(head, sheets, files, digest, filed)


def _read_sheet(source: Reader, law: Law) -> SheetOpening:
    form, act = source.text(), source.text()
    version = law.form_version(form, act, source.number())
    rows = source.number()
    columns = read_columns(source, version.wire.header, 1)
    return SheetOpening(version, rows, {name: cells[0] for name, cells in columns.items()})


def _read_file(source: Reader) -> FileEntry:
    kind, name, media_type = (source.text() for _ in range(3))
    return FileEntry(kind, name, media_type, source.number(), source.hexadecimal(32))
