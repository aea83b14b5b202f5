"""Content, format 1: what is declared, as canonical lines whose tree root is the dossier's identity.

`docs/reference/identity.md` is the normative text; `tests/vectors/identity` holds published examples.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import polars as pl

from ibhxh.dossier.draft import BusinessKey, ContentDigest, DossierId, Draft
from ibhxh.dossier.errors import NotContent, UnreadableCells, WrongValue
from ibhxh.dossier.human_code import human_code
from ibhxh.dossier.sheet import FEW, Cell, Sheet
from ibhxh.dossier.text import normal_text
from ibhxh.dossier.tree import leaf_digest, root_of
from ibhxh.dossier.value import LARGEST, MONTHS, cell_of_json, json_column, json_of_cell, wrong_cells
from ibhxh.law import FormVersion, Law
from ibhxh.law.months import month_index, month_text
from ibhxh.words import Words

FORMAT = ("ibhxh-content", 1)

#: What reading bytes of no honest writer ends in.
_UNSOUND = (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError, WrongValue, UnreadableCells)
_ATTACHMENT = Words("tên hoặc loại giấy tờ kèm theo", "the name or kind of an attachment")


@dataclass(frozen=True, slots=True)
class Head:
    """The first line: who declares what, for which period and round, made on which day."""

    dossier_id: DossierId
    key: BusinessKey
    mst: str
    agency_code: str
    made_on: date
    corrects: ContentDigest | None


@dataclass(frozen=True, slots=True)
class FileEntry:
    """An attachment as the content names it."""

    kind: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Content:
    """Canonical lines, each ended by LF. Two contents are the same declaration exactly when their bytes are equal."""

    data: bytes

    @cached_property
    def lines(self) -> list[bytes]:
        """The lines without their LF."""
        return self.data.split(b"\n")[:-1]

    @cached_property
    def leaves(self) -> list[bytes]:
        """The 32-byte leaf digest of each line."""
        return [leaf_digest(line) for line in self.lines]

    @cached_property
    def digest(self) -> ContentDigest:
        """The content digest, hex."""
        return root_of(self.leaves).hex()

    @property
    def human_code(self) -> str:
        """Sixteen letters and digits for comparing by eye."""
        return human_code(bytes.fromhex(self.digest))

    @cached_property
    def head(self) -> Head:
        """The first line, read."""
        return _head(_items(self.lines[0]))

    def sheets(self, law: Law) -> tuple[Sheet, ...]:
        """The sheets, typed by the form versions they name. Raises `UnknownForm`, `NotContent`."""
        return _sheets(self.lines, law)

    def files(self) -> tuple[FileEntry, ...]:
        """The attachments named."""
        return tuple(_file_entry(_items(line)[1:]) for line in self.lines if line.startswith(b'["file",'))

    def difference(self, other: Content) -> list[int]:
        """Line numbers, from 1, at which the two differ; lines that only one has count as different."""
        longest = max(len(self.lines), len(other.lines))
        return [i + 1 for i in range(longest) if self.lines[i : i + 1] != other.lines[i : i + 1]]


def freeze(draft: Draft, *, made_on: date) -> Content:
    """The draft's canonical content.

    Raises `UnreadableCells` where a cell was not understood, `WrongValue` where a value breaks its field's type.
    """
    head = Head(draft.id, draft.key, draft.mst, draft.agency_code, made_on, draft.corrects)
    files = [FileEntry(f.kind, f.name, f.media_type, len(f.data), f.sha256) for f in draft.files]
    return assemble(head, draft.sheets, files)


def assemble(head: Head, sheets: Sequence[Sheet], files: Sequence[FileEntry]) -> Content:
    """The canonical lines of these parts. Raises `UnreadableCells`, `WrongValue`."""
    _require_head(head)
    lines = [_head_line(head)]
    for sheet in sheets:
        lines += sheet_lines(sheet)
    for file in files:
        _require_texts({_ATTACHMENT: (file.kind, file.name, file.media_type, file.sha256)}, [file.size])
        lines.append(_line("file", file.kind, file.name, file.media_type, file.size, file.sha256))
    lines.append(_line("end", len(lines) + 1))
    return Content("".join(f"{line}\n" for line in lines).encode())


def sheet_lines(sheet: Sheet) -> list[str]:
    """The lines of one sheet: its header line, then a line for each row."""
    version = sheet.version
    if sheet.unread:
        first = sheet.unread[0]
        told = Words(
            "Có {count} ô chưa đọc được, ví dụ “{text}” ở {field}.",
            "{count} {count:cell|cells} cannot be read, e.g. “{text}” in {field}.",
        )
        raise UnreadableCells(
            told.fill(count=len(sheet.unread), text=first.text, field=version.face.name(first.field)),
            fix=Words("Sửa các ô này rồi chốt lại.", "Mend what cannot be read and freeze again."),
        )
    if wrong := wrong_cells(sheet):
        row, field = wrong[0]
        told = Words("Giá trị của “{field}” chưa đúng kiểu.", "The value of “{field}” is not of the field's type.")
        raise WrongValue(
            told.fill(field=version.face.name(field)),
            where=Words(f"Dòng {row + 1}", f"Row {row + 1}") if row is not None else None,
        )
    header = [json_of_cell(f, sheet.header.get(f.id)) for f in version.wire.header]
    return [_line("sheet", version.form, version.act, version.rev, *header), *_row_lines(sheet)]


def _row_lines(sheet: Sheet) -> list[str]:
    if sheet.rows.height > FEW:
        return sheet.rows.select(_row_line(sheet.version)).to_series().to_list()
    fields = sheet.version.wire.row
    return [_line("row", *map(json_of_cell, fields, cells)) for cells in sheet.rows.iter_rows()]


@lru_cache(maxsize=64)
def _row_line(version: FormVersion) -> pl.Expr:
    """The line of each row; made once a version, since on a small sheet making it costs more than running it."""
    columns: list[pl.Expr] = [json_column(field) for field in version.wire.row]
    return pl.concat_str([pl.lit('["row"'), *columns], separator=",") + "]"


def parse_content(data: bytes, law: Law) -> Content:
    """Content read back strictly: canonical to the byte, of known forms, every value of its field's type.

    Raises `NotContent` or `UnknownForm`.
    """
    content = Content(data)
    try:
        again = assemble(content.head, content.sheets(law), content.files())
    except _UNSOUND as error:
        raise not_content(str(error)) from error
    if again != content:
        raise not_content("not in canonical form")
    return content


def not_content(reason: str) -> NotContent:
    """The refusal of bytes that are no canonical content; `reason` is for programmers."""
    return NotContent(
        Words("Tệp này không phải nội dung hồ sơ đúng chuẩn.", "These bytes are no canonical dossier content."),
        why=Words(f"({reason})", f"({reason})"),
        fix=Words("Lấy lại tệp gốc từ nơi lập hồ sơ.", "Take the original file from where the dossier was made."),
    )


def _line(*items: str | int | None) -> str:
    return json.dumps(items, ensure_ascii=False, separators=(",", ":"))


def _items(line: bytes) -> list[Cell]:
    items = json.loads(line)
    if not isinstance(items, list) or any(isinstance(item, float | list | dict) for item in items):
        raise ValueError("a line is one flat array")
    return items


def _head(items: Sequence[Cell]) -> Head:
    name, version, dossier_id, procedure, unit_code, mst, agency_code, period, round_, made_on, corrects = items
    if (name, version) != FORMAT:
        raise ValueError("not content of format 1")
    texts = [x for x in (dossier_id, procedure, unit_code, mst, agency_code, period, made_on) if isinstance(x, str)]
    if len(texts) != 7 or type(round_) is not int or isinstance(corrects, bool | int | date):
        raise ValueError("the head's values have wrong types")
    key = BusinessKey(texts[2], texts[1], month_index(texts[5]), round_)
    return Head(texts[0], key, texts[3], texts[4], date.fromisoformat(texts[6]), corrects)


def _file_entry(items: Sequence[Cell]) -> FileEntry:
    kind, name, media_type, size, sha256 = items
    if not (isinstance(kind, str) and isinstance(name, str) and isinstance(media_type, str)):
        raise TypeError("a file's kind, name and media type are texts")
    if not isinstance(sha256, str):
        raise TypeError("a file's digest is a text")
    return FileEntry(kind, name, media_type, _whole(size), sha256)


def _require_head(head: Head) -> None:
    key = head.key
    if not 0 <= key.period < MONTHS:
        raise WrongValue(Words("Kỳ kê khai không có thật.", "There is no such period."))
    texts = {
        Words("mã hồ sơ", "the dossier id"): head.dossier_id,
        Words("mã thủ tục", "the procedure"): key.procedure,
        Words("mã đơn vị", "the unit code"): key.unit_code,
        Words("mã số thuế", "the tax code"): head.mst,
        Words("mã cơ quan BHXH", "the agency code"): head.agency_code,
        Words("tóm lược hồ sơ được sửa", "the digest of the dossier corrected"): head.corrects,
    }
    _require_texts({name: (text,) for name, text in texts.items() if text is not None}, [key.round])


def _require_texts(texts: Mapping[Words, Sequence[str]], numbers: Sequence[int]) -> None:
    """Texts that are not blank and in normal form, numbers that JSON carries everywhere."""
    for name, written in texts.items():
        if any(normal_text(text) != text for text in written):
            told = Words(
                "Hồ sơ có {name} còn trống hoặc có ký tự không dùng được.",
                "In the dossier {name} is empty or has characters that cannot be used.",
            )
            raise WrongValue(told.fill(name=name), fix=Words("Sửa lại rồi chốt lại.", "Mend it and freeze again."))
    if not all(type(number) is int and 0 <= number <= LARGEST for number in numbers):
        raise WrongValue(
            Words(
                "Hồ sơ có một số quá lớn, âm hoặc không phải số nguyên.",
                "The dossier has a number that is too large, below zero or not whole.",
            )
        )


def _head_line(head: Head) -> str:
    key = head.key
    return _line(
        *FORMAT,
        head.dossier_id,
        key.procedure,
        key.unit_code,
        head.mst,
        head.agency_code,
        month_text(key.period),
        key.round,
        head.made_on.isoformat(),
        head.corrects,
    )


def _sheets(lines: Sequence[bytes], law: Law) -> tuple[Sheet, ...]:
    found: list[tuple[FormVersion, list[Cell], list[list[Cell]]]] = []
    for line in lines[1:-1]:
        kind, *items = _items(line)
        if kind == "sheet":
            form, act, rev, *header = items
            found.append((law.form_version(str(form), str(act), _whole(rev)), header, []))
        elif kind == "row":
            found[-1][2].append(items)
        elif kind != "file":
            raise ValueError(f"a line of unknown kind {kind!r}")
    return tuple(_sheet(version, header, rows) for version, header, rows in found)


def _whole(value: Cell) -> int:
    if type(value) is not int:
        raise TypeError("a whole number is expected")
    return value


def _sheet(version: FormVersion, header: list[Cell], rows: list[list[Cell]]) -> Sheet:
    wire = version.wire
    if len(header) != len(wire.header) or any(len(row) != len(wire.row) for row in rows):
        raise ValueError("a line has too few or too many values")
    by_field = list(zip(*rows, strict=True)) or [()] * len(wire.row)
    columns = {
        field.id: [cell_of_json(field, value) for value in values]
        for field, values in zip(wire.row, by_field, strict=True)
    }
    head = {field.id: cell_of_json(field, value) for field, value in zip(wire.header, header, strict=True)}
    return Sheet.of_columns(version, head, columns)
