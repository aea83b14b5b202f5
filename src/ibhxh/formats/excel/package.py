"""The file at the door: what it is, and whether it may be opened at all.

A .xlsx file is a zip of XML parts. Everything is unpacked once, in pieces and counted, before any reader sees it: sizes
written in a zip may lie, and one cell at the far end of a sheet makes a dense reader take gigabytes.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import join, normpath
from typing import IO

from lxml import etree

from ibhxh.formats.excel.errors import (
    BinaryWorkbook,
    BrokenWorkbook,
    CellTooFar,
    EmptyFile,
    FileTooLarge,
    LockedWorkbook,
    MacroWorkbook,
    NotWorkbook,
    OldWorkbook,
    TooMuchInside,
    megabytes,
)
from ibhxh.formats.excel.imported import column_of, letters
from ibhxh.formats.excel.sheet_xml import furthest_cell
from ibhxh.words import Words, number_text

LARGEST_FILE = 50 * 2**20
LARGEST_INSIDE = 2**30
LARGEST_RATIO = 250
LAST_COLUMN, LAST_ROW = "IV", 199_999
_PIECE = 4 * 2**20
#: What the zip module raises for bytes that are no zip, or a damaged one.
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, OSError, RuntimeError)
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
#: A reference beyond LAST_COLUMN or LAST_ROW, however an XML writer may put it: a reason to look at the sheet closely.
#: The looks backward and ahead keep the search at its fast first letter.
_FAR = re.compile(
    rb"""r(?<=\sr)\s*=\s*["'](?=[A-Za-z]{2}|[A-Za-z]?[0-9]{6})"""
    rb"""(?:[A-Za-z]{3}|[J-Zj-z][A-Za-z]|[Ii][W-Zw-z]|[A-Za-z]{0,2}(?:[2-9][0-9]{5}|[0-9]{7}))"""
)

_KINDS: tuple[tuple[bytes, Words], ...] = (
    (b"%PDF", Words("tệp PDF", "a PDF")),
    (b"\x89PNG", Words("tệp hình", "a picture")),
    (b"\xff\xd8\xff", Words("tệp hình", "a picture")),
    (b"GIF8", Words("tệp hình", "a picture")),
    (b"Rar!", Words("tệp nén RAR", "a RAR archive")),
    (b"7z\xbc\xaf", Words("tệp nén 7z", "a 7z archive")),
    (b"\x1f\x8b", Words("tệp nén gzip", "a gzip archive")),
    (b"{\\rtf", Words("văn bản RTF", "an RTF text")),
)
_MARKUP = re.compile(rb"\s*(\xef\xbb\xbf)?\s*<(\?xml|!doctype|html|table|style|\w+[ >])", re.IGNORECASE)
_UNZIP = Words("Giải nén rồi chọn từng tệp .xlsx.", "Unpack it and choose the .xlsx files one by one.")
_INSIDE: tuple[tuple[str, Words], ...] = (
    ("word/document.xml", Words("văn bản Word", "a Word text")),
    ("ppt/presentation.xml", Words("tệp trình chiếu", "a slide show")),
    ("mimetype", Words("tệp OpenDocument", "an OpenDocument file")),
)


@dataclass(frozen=True, slots=True)
class Package:
    """A .xlsx file that may be opened. `parts` maps sheet titles to their parts.

    `formulas` and `faults` name the parts that hold formulas and error values, so that only these are looked at twice.
    """

    name: str
    data: bytes
    parts: Mapping[str, str]
    formulas: frozenset[str]
    faults: frozenset[str]

    def open(self, part: str) -> IO[bytes]:
        """The part's XML as a stream."""
        return zipfile.ZipFile(BytesIO(self.data)).open(part)

    def rows_of(self, part: str) -> Iterator[bytes]:
        """The XML of a sheet's rows in pieces that end where a row ends, without what follows the last."""
        begun = b""
        with self.open(part) as xml:
            while piece := xml.read(_PIECE):
                seen = begun + piece
                end = seen.rfind(b"</row>") + 1
                yield seen[:end]
                begun = seen[end:]


def admit(data: bytes, name: str) -> Package | None:
    """The package, or None where the bytes may be a text file (CSV). Raises a `WorkbookProblem` for anything else."""
    if not data:
        raise EmptyFile(name)
    if len(data) > LARGEST_FILE:
        raise FileTooLarge(name, size=megabytes(len(data)), most=megabytes(LARGEST_FILE))
    if data.startswith(b"PK"):
        return _package(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _compound(data, name)
    for start, kind in _KINDS:
        if data.startswith(start):
            raise NotWorkbook(name, kind, _UNZIP if "nén" in kind.vi else None)
    if _MARKUP.match(data):
        kind = Words("trang HTML hoặc XML, dù tên tệp có thể là .xls", "HTML or XML, whatever its name says")
        raise NotWorkbook(name, kind, OldWorkbook.remedy)
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotWorkbook(name, Words("tệp nhị phân không rõ loại", "of an unknown binary kind"))
    return None


def _compound(data: bytes, name: str) -> Exception:
    """The old container of Office, in which locked new workbooks travel too; names inside it are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return LockedWorkbook(name)
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        return OldWorkbook(name)
    return NotWorkbook(name, Words("tệp Office cũ, có thể là văn bản Word", "an old Office file, perhaps a Word text"))


def _package(data: bytes, name: str) -> Package:
    try:
        entries = zipfile.ZipFile(BytesIO(data)).infolist()
    except _ZIP_FAULTS as fault:
        raise BrokenWorkbook(name, "zip") from fault
    names = [entry.filename for entry in entries]
    _refuse_other_kinds(name, set(names))
    if len(names) != len(set(names)):
        raise BrokenWorkbook(name, "zip")
    if any(entry.flag_bits & 1 for entry in entries):
        raise LockedWorkbook(name)
    if sum(entry.file_size for entry in entries) > LARGEST_INSIDE:
        raise TooMuchInside(name, part=max(entries, key=lambda entry: entry.file_size).filename)
    formulas, faults, far = set(), set(), set()
    left = LARGEST_INSIDE
    for entry in entries:
        sheet = entry.filename.lower().startswith("xl/") and not entry.filename.lower().endswith("sharedstrings.xml")
        begun = b""
        for piece in _unpacked(data, entry, name):
            left -= len(piece)
            if left < 0:
                raise TooMuchInside(name, part=entry.filename)
            if sheet:
                # A tag that is cut in two waits for its other half.
                seen = begun + piece
                end = seen.rfind(b"<")
                begun = seen[end:] if end > 0 else b""
                if _FAR.search(seen):
                    far.add(entry.filename)
                if entry.filename not in formulas and b"f>" in seen:
                    formulas.add(entry.filename)
                if entry.filename not in faults and (b'"e"' in seen or b"'e'" in seen):
                    faults.add(entry.filename)
    package = Package(name, data, _titles(data, name), frozenset(formulas), frozenset(faults))
    for part in far & set(package.parts.values()):
        _refuse_far_cells(package, part)
    return package


def _refuse_far_cells(package: Package, part: str) -> None:
    """Formatted empty cells may lie anywhere, and often do; cells with something in them may not."""
    try:
        with package.open(part) as xml:
            row, column = furthest_cell(xml)
    except (etree.XMLSyntaxError, *_ZIP_FAULTS) as fault:
        raise BrokenWorkbook(package.name, part) from fault
    if row >= LAST_ROW or column > column_of(LAST_COLUMN):
        raise CellTooFar(
            package.name, address=f"{letters(column)}{row + 1}", column=LAST_COLUMN, row=number_text(LAST_ROW)
        )


def _refuse_other_kinds(name: str, names: set[str]) -> None:
    lower = {entry.lower() for entry in names}
    if any(entry.endswith("vbaproject.bin") or entry.startswith("xl/macrosheets/") for entry in lower):
        raise MacroWorkbook(name)
    if "xl/workbook.bin" in lower:
        raise BinaryWorkbook(name)
    if _WORKBOOK not in names:
        for part, kind in _INSIDE:
            if part in lower:
                raise NotWorkbook(name, kind, OldWorkbook.remedy if part == "mimetype" else None)
        if "[content_types].xml" not in lower:
            raise NotWorkbook(name, Words("tệp nén ZIP", "a ZIP archive"), _UNZIP)
        raise BrokenWorkbook(name, _WORKBOOK)


def _unpacked(data: bytes, entry: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """The entry's bytes in pieces, held to what the directory says of it: size, checksum, end of stream."""
    fault = BrokenWorkbook(name, entry.filename)
    head = data[entry.header_offset : entry.header_offset + 30]
    if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
        raise fault
    start = entry.header_offset + 30 + sum(struct.unpack("<HH", head[26:30]))
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        pieces: Iterator[bytes] = (bytes(packed[at : at + _PIECE]) for at in range(0, len(packed), _PIECE))
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        pieces = _inflated(packed, fault)
    else:
        raise fault
    size, checksum = 0, 0
    for piece in pieces:
        size, checksum = size + len(piece), zlib.crc32(piece, checksum)
        if size > _PIECE and size > LARGEST_RATIO * max(entry.compress_size, 1):
            raise TooMuchInside(name, part=entry.filename)
        yield piece
    if size != entry.file_size or checksum != entry.CRC:
        raise fault


def _inflated(packed: memoryview, fault: BrokenWorkbook) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    rest: bytes | memoryview = packed
    try:
        while not stream.eof:
            piece = stream.decompress(rest, _PIECE)
            if not piece and not stream.eof:
                raise fault
            yield piece
            rest = stream.unconsumed_tail
    except zlib.error as error:
        raise fault from error


def _titles(data: bytes, name: str) -> dict[str, str]:
    targets = {
        relation.get("Id"): normpath(join("/xl", relation.get("Target") or "")).lstrip("/")
        for relation in _tree(data, _RELATIONS, name).iterfind("{*}Relationship")
    }
    titles: dict[str, str] = {}
    for sheet in _tree(data, _WORKBOOK, name).iterfind("{*}sheets/{*}sheet"):
        relation = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), None)
        part = targets.get(str(relation))
        if part and part.startswith("xl/worksheets/"):
            titles[str(sheet.get("name"))] = part
    return titles


def _tree(data: bytes, part: str, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return etree.fromstring(package.read(part), parser)
    except (etree.XMLSyntaxError, KeyError, *_ZIP_FAULTS) as fault:
        raise BrokenWorkbook(name, part) from fault
