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
_HEAD = re.compile(r"([0-9A-Za-z]+)\s*[-–—:]\s*\S.*", re.DOTALL)
_OFFICIAL_WORDS = re.compile(r"(?:tỉnh|thành phố|vùng)\s+", re.IGNORECASE)


def reader_of(field: Field, version: FormVersion, law: Law) -> CellReader:
    """The reader of a field's cells."""
    match field.kind:
        case Kind.TEXT:
            return read_text_of_digits(WIDTHS[field.id]) if field.id in WIDTHS else read_text
        case Kind.DIGITS:
            return read_digits(WIDTHS.get(field.id, (field.size or 0,)))
        case Kind.MONEY:
            return read_money
        case Kind.COEFFICIENT:
            return read_decimal
        case Kind.DATE:
            return read_day
        case Kind.PARTIAL_DATE:
            return read_partial_date
        case Kind.MONTH:
            return read_month
        case Kind.FLAG:
            return read_flag
        case Kind.CODE:
            return read_code(law.codes[field.code_list or ""])
        case Kind.CHOICE:
            return read_choice(field, version)


def read_choice(field: Field, version: FormVersion) -> CellReader:
    """The value itself, its name in either language, or what the electronic form calls it."""
    choices = version.face.labels[field.id].choices
    names = [(value, value) for value in field.values]
    names += [(words.text(lang), value) for value, words in choices.items() for lang in ("vi", "en")]
    names += [
        (code, value)
        for element in version.face.xml.row
        if field.id in (element.field, element.copy)
        for value, code in (element.codes or {}).items()
        if element.field == field.id
    ]
    index = NameIndex.of(names)

    def read(raw: Raw) -> Result:
        text = shown(raw)
        if isinstance(raw, str) and not raw.strip():
            return None
        if text in field.values:
            return text
        return index.find(text) or Unreadable(text)

    return read


def read_code(codes: CodeList) -> CellReader:
    """The code itself, `TM - Tăng mới`, or a name of one code only. What has the shape of a code is kept for the checks."""
    lengths = {len(code) for code in codes}

    def read(raw: Raw) -> Result:
        if isinstance(raw, NoValue):
            return Unreadable(raw.text, "NO_VALUE")
        text = shown(raw).strip()
        if not text or text in codes:
            return text or None
        head = _HEAD.fullmatch(text)
        for candidate in (text.upper(), head[1].upper() if head else ""):
            if candidate in codes:
                return candidate
        found = names_in(codes).find(text)
        if found is not None:
            return found
        if text.isascii() and text.isdigit():
            for length in sorted(lengths):
                if text.zfill(length) in codes:
                    return Repaired(text.zfill(length), "ZEROS_RESTORED", text, text.zfill(length))
        if len(text) in lengths and text.isascii() and text.isalnum():
            return text
        return Unreadable(shown(raw), "UNKNOWN_NAME")

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
