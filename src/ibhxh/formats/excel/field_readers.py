"""The cell reader of each field: by its kind, with the names of its codes and choices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ibhxh.formats.excel.cells import (
    CellReader,
    Repaired,
    Result,
    Unreadable,
    read_day,
    read_decimal,
    read_digits,
    read_flag,
    read_money,
    read_month,
    read_partial_date,
    read_text,
    read_text_of_digits,
    shown,
    unreadable,
)
from ibhxh.formats.excel.grid import NoValue, Raw
from ibhxh.formats.excel.names import NameIndex
from ibhxh.law import CodeList, Field, FieldId, FormVersion, Kind, Law

#: How many digits a full number has, where Excel may have taken the zeros in front. 9 is the old identity card.
WIDTHS: Mapping[FieldId, tuple[int, ...]] = {
    "si_number": (10, 12),
    "personal_id": (9, 12),
    "representative_id": (9, 12),
    "mst": (10, 13),
    "phone": (10,),
}
_READERS: Mapping[Kind, CellReader] = {
    Kind.MONEY: read_money,
    Kind.COEFFICIENT: read_decimal,
    Kind.DATE: read_day,
    Kind.PARTIAL_DATE: read_partial_date,
    Kind.MONTH: read_month,
    Kind.FLAG: read_flag,
}
_HEAD = re.compile(r"([0-9A-Za-z]+)\s*[-–—:]\s*\S.*", re.DOTALL)
_OFFICIAL_WORDS = re.compile(r"(?:tỉnh|thành phố|vùng)\s+", re.IGNORECASE)


def reader_of(field: Field, version: FormVersion, law: Law) -> CellReader:
    """The reader of a field's cells."""
    match field.kind:
        case Kind.TEXT:
            return read_text_of_digits(WIDTHS[field.id]) if field.id in WIDTHS else read_text
        case Kind.DIGITS:
            return read_digits(WIDTHS.get(field.id, (field.size or 0,)))
        case Kind.CODE:
            return read_code(law.codes[field.code_list or ""])
        case Kind.CHOICE:
            return read_choice(field, version)
        case kind:
            return _READERS[kind]


def read_choice(field: Field, version: FormVersion) -> CellReader:
    """The value itself, its name in either language, or what the electronic form calls it."""
    names = [(value, value) for value in field.values]
    for value, words in version.face.labels[field.id].choices.items():
        names += [(words.vi, value), (words.en, value)]
    for element in version.face.xml.row:
        if element.field == field.id:
            names += [(code, value) for value, code in (element.codes or {}).items()]
    index = NameIndex.of(names)

    def read(raw: Raw) -> Result:
        text = shown(raw)
        if not text.strip():
            return None
        return text if text in field.values else index.find(text) or unreadable(raw)

    return read


def read_code(codes: CodeList) -> CellReader:
    """The code, `TM - Tăng mới`, or a name of one code only; what merely has a code's shape stays for the checks."""
    lengths = sorted({len(code) for code in codes})

    def read(raw: Raw) -> Result:
        text = shown(raw).strip()
        if not text or text in codes:
            return text or None
        found = code_in(text) or names_in(codes).find(text)
        if found is not None or isinstance(raw, NoValue):
            return found or unreadable(raw)
        return padded(text) or (text if has_shape(text) else Unreadable(shown(raw), "UNKNOWN_NAME"))

    def code_in(text: str) -> str | None:
        head = _HEAD.fullmatch(text)
        candidates = (text.upper(), head[1].upper() if head else "")
        return next((code for code in candidates if code in codes), None)

    def padded(text: str) -> Repaired | None:
        full = [text.zfill(length) for length in lengths if text.isdigit() and text.zfill(length) in codes]
        return Repaired(full[0], "ZEROS_RESTORED", text, full[0]) if full else None

    def has_shape(text: str) -> bool:
        return len(text) in lengths and text.isascii() and text.isalnum()

    return read


def names_in(codes: CodeList) -> NameIndex:
    """A code list by its names: both languages, other names its rows give, and `Hồ Chí Minh` for the full title.

    Built at the first name that is looked for: a file that gives codes never needs it.
    """
    if codes.name not in _INDICES or _INDICES[codes.name][0] is not codes:
        _INDICES[codes.name] = codes, NameIndex.of(_named(codes))
    return _INDICES[codes.name][1]


_INDICES: dict[str, tuple[CodeList, NameIndex]] = {}


def _named(codes: CodeList) -> Iterable[tuple[str, str]]:
    for code, row in codes.rows.items():
        for name in {row.get(column) or "" for column in ("vi", "en", "portal_name")} - {""}:
            yield name, code
            if short := _OFFICIAL_WORDS.match(name):
                yield name[short.end() :], code
