"""Which lines of a content are not the ones that were received, and what changed in them.

A receipt's file holds the digests of the lines, not the lines. That is enough to name a changed line; where one value
changed and the old one lies close by (a digit, another choice, an empty cell), it is also enough to find the old value,
for only the true one gives the digest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from ibhxh.dossier import Content
from ibhxh.dossier.tree import leaf_digest
from ibhxh.dossier.value import cell_of_json
from ibhxh.formats.content_lines import SheetLine, other_line_words, sheet_lines, value_words
from ibhxh.law import Field, Kind, Law
from ibhxh.words import Words

#: Old values are looked for in so many changed lines; more than that is another dossier, not a changed one.
_SEARCHED_LINES = 20
_SHORT_LIST = 400


class LineFate(StrEnum):
    """What became of a line since the receipt was given."""

    CHANGED = "changed"
    ADDED = "added"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of a changed line. `before` is None where the old value stays unknown."""

    name: Words
    before: Words | None
    now: Words


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that is not the one received.

    `line` counts from 1 in the content at hand; for a missing line, in the content as received. `fields` is the value
    that changed, where it was found; otherwise all values of the line, the old ones unknown.
    """

    line: int
    fate: LineFate
    place: Words
    fields: tuple[FieldChange, ...] = ()

    def words(self) -> Words:
        """The change in one sentence."""
        vi, en = f"Dòng {self.line} ({self.place.vi})", f"Line {self.line} ({self.place.en})"
        if self.fate is LineFate.MISSING:
            return Words(
                f"Dòng {self.line} của nội dung đã nhận không còn.", f"Line {self.line} of what was received is gone."
            )
        if self.fate is LineFate.ADDED:
            return Words(f"{vi} không có trong nội dung đã nhận.", f"{en} is not in what was received.")
        if len(self.fields) == 1 and self.fields[0].before is not None:
            (field,) = self.fields
            return Words(
                f"{vi}: “{field.name.vi}” lúc nhận là {self.fields[0].before.vi}, nay ghi {field.now.vi}.",
                f"{en}: “{field.name.en}” was {self.fields[0].before.en} when received and now says {field.now.en}.",
            )
        now_vi = "; ".join(f"{field.name.vi}: {field.now.vi}" for field in self.fields)
        now_en = "; ".join(f"{field.name.en}: {field.now.en}" for field in self.fields)
        return Words(
            f"{vi} khác với nội dung đã nhận{f'; nay ghi {now_vi}' if now_vi else ''}.",
            f"{en} is not what was received{f'; it now says {now_en}' if now_en else ''}.",
        )


def changed_lines(content: Content, leaves: Sequence[bytes], law: Law) -> tuple[LineChange, ...]:
    """Every line of a content that differs from the received one, of which `leaves` are the line digests."""
    pairs = list(_pairs(content.leaves, leaves))
    of_sheets = sheet_lines(content, [ours + 1 for ours, _ in pairs if ours is not None], law)
    changes: list[LineChange] = []
    for ours, theirs in pairs:
        if ours is None:
            changes.append(LineChange((theirs or 0) + 1, LineFate.MISSING, Words("", "")))
            continue
        found = of_sheets.get(ours + 1)
        place = found.words() if found else other_line_words(content, ours + 1)
        if theirs is None:
            changes.append(LineChange(ours + 1, LineFate.ADDED, place))
            continue
        search = len(changes) < _SEARCHED_LINES
        fields = _fields(content.lines[ours], found, leaves[theirs] if search else None, law) if found else ()
        changes.append(LineChange(ours + 1, LineFate.CHANGED, place, fields))
    # The last line only counts the lines: it is no news beside a line that came or went.
    return tuple(c for c in changes if c.fate is not LineFate.CHANGED or c.line < len(content.lines)) or tuple(changes)


def _pairs(ours: Sequence[bytes], theirs: Sequence[bytes]) -> Iterator[tuple[int | None, int | None]]:
    if len(ours) == len(theirs):
        yield from ((i, i) for i in range(len(ours)) if ours[i] != theirs[i])
        return
    for tag, i, i_end, j, j_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from zip_longest(range(i, i_end), range(j, j_end))


def _fields(line: bytes, found: SheetLine, before: bytes | None, law: Law) -> tuple[FieldChange, ...]:
    """The one value that changed, if changing it back gives the received digest; else every value there is."""
    version = found.version
    texts = [json.dumps(item, ensure_ascii=False) for item in json.loads(line)]
    first = len(texts) - len(found.fields)
    for i, field in enumerate(found.fields if before else (), start=first):
        for text in _near(texts[i], field, law):
            if leaf_digest(f"[{','.join([*texts[:i], text, *texts[i + 1 :]])}]".encode()) == before:
                old = value_words(version, field, cell_of_json(field, json.loads(text)))
                return (
                    FieldChange(version.face.name(field.id), old, value_words(version, field, found.cells[field.id])),
                )
    return tuple(
        FieldChange(version.face.name(field.id), None, value_words(version, field, value))
        for field in found.fields
        if (value := found.cells[field.id]) is not None
    )


def _near(text: str, field: Field, law: Law) -> Iterator[str]:
    """JSON texts of values close to this one: none, the other choices, and one digit more, less or other."""
    yield "null"
    if field.kind is Kind.FLAG:
        yield from ("true", "false")
    codes = law.codes[field.code_list].rows if field.code_list else {}
    yield from (json.dumps(value) for value in (*field.values, *(codes if len(codes) <= _SHORT_LIST else ())))
    for i, letter in enumerate(text):
        if letter.isdigit():
            for other in "0123456789":
                yield text[:i] + other + text[i + 1 :]
                yield text[:i] + other + text[i:]
                yield text[: i + 1] + other + text[i + 1 :]
            yield text[:i] + text[i + 1 :]
