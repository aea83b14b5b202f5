"""From frames back to content: nothing is believed but a content whose full digest is the one on the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from ibhxh.dossier import Cell, Content, Sheet, parse_content
from ibhxh.dossier.content import assemble
from ibhxh.dossier.errors import WrongValue
from ibhxh.formats.barcode.errors import DamagedPage, DigestDiffers
from ibhxh.formats.barcode.frame import Frame
from ibhxh.formats.barcode.parity import join, place
from ibhxh.formats.barcode.payload import Filed, Opening, read_first_page, read_page
from ibhxh.law import FieldId, Law
from ibhxh.words import Words

#: What bytes of no honest writer end in.
_BROKEN = (ValueError, TypeError, IndexError, OverflowError, KeyError, WrongValue, pl.exceptions.PolarsError)

_Columns = dict[FieldId, list[Cell]]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The content, proved by its digest. `mended` counts the parts that parity replaced; `unseen` names pages without
    rows of which too little was read, so that someone may ask for the sheet with the signature."""

    content: Content
    filed: Filed | None
    pages: int
    mended: int
    unseen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MissingPages:
    """What a dossier still lacks: page → the data parts of it not read, none named where the page was not seen at all.

    `prefix` is the first 8 bytes of the content digest: the beginning of the code printed on every page.
    """

    prefix: bytes
    pages: int
    lacking: Mapping[int, tuple[int, ...]]

    def words(self) -> Words:
        """The pages to be scanned again, for people."""
        numbers = ", ".join(map(str, self.lacking))
        return Words(
            "Còn thiếu trang {numbers} trong số {pages} trang. Quét bổ sung các trang này.",
            "Still missing of {pages} {pages:page|pages}: {numbers}. Scan what is missing.",
        ).fill(numbers=numbers, pages=self.pages)


def rebuild(frames: Sequence[Frame], law: Law) -> Rebuilt | MissingPages:
    """The content of one dossier's frames, or what is missing of it. Several prints of it may lie in the pile.

    Raises ValueError unless all frames are of one dossier (`by_dossier` parts them), `PrintsDisagree`, `DamagedPage`,
    `DigestDiffers`, `NotContent`, and `UnknownForm` where the law does not know a form.
    """
    if len({frame.prefix for frame in frames}) != 1:
        raise ValueError("frames of exactly one dossier are expected")
    prints: dict[int, list[Frame]] = {}
    for frame in frames:
        prints.setdefault(frame.pages, []).append(frame)
    found = [_rebuild_print(group, law) for group in prints.values()]
    missing = [one for one in found if isinstance(one, MissingPages)]
    whole = [one for one in found if isinstance(one, Rebuilt)]
    return whole[0] if whole else min(missing, key=lambda one: len(one.lacking))


def _rebuild_print(frames: Sequence[Frame], law: Law) -> Rebuilt | MissingPages:
    prefix, pages = frames[0].prefix, frames[0].pages
    payloads, lost = _join_pages(frames)
    lacking = {page: lost.get(page, ()) for page in range(1, pages + 1) if page not in payloads}
    if 1 in lacking:
        return MissingPages(prefix, pages, lacking)
    opening, columns = _read(payloads, law)
    if lacking and any(_height(columns[i]) < sheet.rows for i, sheet in enumerate(opening.sheets)):
        return MissingPages(prefix, pages, lacking)
    data = _content(opening, columns)
    if data.digest != opening.digest or not opening.digest.startswith(prefix.hex()):
        raise DigestDiffers
    mended = sum(len(parts) for page, parts in lost.items() if page in payloads)
    return Rebuilt(parse_content(data.data, law), opening.filed, pages, mended, tuple(lacking))


def _join_pages(frames: Sequence[Frame]) -> tuple[dict[int, tuple[Frame, bytes]], dict[int, tuple[int, ...]]]:
    """Page → one of its frames and its payload; page → the data parts not read.

    The longer payload of a page goes first: the print made after filing also names the filing.
    """
    kinds: dict[tuple[int, ...], list[Frame]] = {}
    for frame in sorted(frames, key=lambda frame: (frame.page, -frame.length)):
        kinds.setdefault(place(frame), []).append(frame)
    payloads: dict[int, tuple[Frame, bytes]] = {}
    lost: dict[int, tuple[int, ...]] = {}
    for (page, *_), group in kinds.items():
        if page in payloads:
            continue
        payload, lost[page] = join(group)
        if payload is not None:
            payloads[page] = group[0], payload
    return payloads, lost


def _read(payloads: Mapping[int, tuple[Frame, bytes]], law: Law) -> tuple[Opening, list[_Columns]]:
    """The opening and, for each sheet, its columns as far as they run without a gap."""
    page = 1
    try:
        first, payload = payloads[1]
        opening, columns = read_first_page(payload, law, first.sheet)
        pieces: list[dict[int, _Columns]] = [{} for _ in opening.sheets]
        if columns:
            pieces[first.sheet][first.first_row] = columns
        for page, (frame, payload) in payloads.items():
            if page > 1 and (columns := read_page(payload, opening.sheets[frame.sheet].version)):
                pieces[frame.sheet][frame.first_row] = columns
    except _BROKEN as error:
        raise DamagedPage(page, str(error)) from error
    return opening, [
        _run(piece, [field.id for field in sheet.version.wire.row])
        for piece, sheet in zip(pieces, opening.sheets, strict=True)
    ]


def _run(pieces: Mapping[int, _Columns], names: Sequence[FieldId]) -> _Columns:
    columns: _Columns = {name: [] for name in names}
    for first_row, piece in sorted(pieces.items()):
        if first_row != _height(columns):
            break
        for name, cells in piece.items():
            columns[name] += cells
    return columns


def _height(columns: _Columns) -> int:
    return len(next(iter(columns.values()), ()))


def _content(opening: Opening, columns: Sequence[_Columns]) -> Content:
    try:
        sheets = [
            Sheet.of_columns(sheet.version, sheet.header, cells)
            for sheet, cells in zip(opening.sheets, columns, strict=True)
        ]
        return assemble(opening.head, sheets, opening.files)
    except _BROKEN as error:
        raise DamagedPage(1, str(error)) from error
