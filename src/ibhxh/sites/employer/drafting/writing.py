"""The only writer of rows: changes applied in one transaction, what they met, and how to undo them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from ibhxh.dossier import Cell
from ibhxh.dossier.value import json_of_cell
from ibhxh.law import Field, FieldId
from ibhxh.problem import Problem
from ibhxh.sites.employer.drafting.cells import Entry, entry_of, put, shown, typed_reader
from ibhxh.sites.employer.drafting.changes import (
    AddRows,
    Change,
    MoveRow,
    NotAChange,
    RemoveRows,
    RestoreRows,
    RowId,
    SetCells,
)
from ibhxh.sites.employer.drafting.sheets import editable, version_of
from ibhxh.sites.employer.models import Dossier, DraftRow, DraftSheet
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DOSSIER
from ibhxh.words import Words

MOST_ROWS = 10_000


class NotEditable(Problem):
    """The dossier is in a state in which its lines stand fast."""

    code: ClassVar[str] = "NOT_EDITABLE"

    def __init__(self, dossier: Dossier) -> None:
        label = DOSSIER.stage(dossier.state).label
        super().__init__(
            Words("Hồ sơ này đang khóa nên chưa lưu thay đổi.", "The dossier is locked; the change was not kept."),
            why=Words(f"Trạng thái: {label.vi}.", f"State: {label.en}."),
            fix=Words("Mở hồ sơ, thu hồi để sửa nếu còn được.", "Open the dossier and recall it if that is possible."),
        )


class TooManyRows(Problem):
    """More rows than a sheet may have."""

    code: ClassVar[str] = "TOO_MANY_ROWS"

    def __init__(self) -> None:
        super().__init__(
            Words(f"Mỗi biểu có tối đa {MOST_ROWS} dòng.", f"A sheet has at most {MOST_ROWS} rows."),
            fix=Words("Lập thêm một đợt cho các dòng còn lại.", "Make another round for the rest."),
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that holds `theirs`, not what the writer had seen; it was left so. None: the row was removed."""

    row: RowId | None
    field: str
    mine: str
    theirs: str | None


@dataclass(slots=True)
class Written:
    """What came of changes: the sheet's new revision, rows whose cells changed, whether rows came, went or moved."""

    revision: int
    undo: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    touched: set[RowId] = field(default_factory=set)
    restructured: bool = False


def write(dossier: Dossier, place: int, changes: Sequence[Change], *, at: datetime) -> Written:
    """Applies the changes to a sheet, all that meet no conflict, and says what came of it. `at`: aware instant.

    Raises `NotEditable`, `TooManyRows`, `NotAChange`; DraftSheet.DoesNotExist for a sheet that is not there.
    """
    with _held(dossier, place, at) as writer:
        for change in changes:
            writer.apply(change)
    return writer.written


def append(dossier: Dossier, place: int, rows: Sequence[Mapping[FieldId, Cell]], *, at: datetime) -> Written:
    """Adds whole rows at the end of a sheet; those that are there stay what they are. Raises as `write` does."""
    ids = tuple(str(uuid4()) for _ in rows)
    with _held(dossier, place, at) as writer:
        writer.apply(AddRows(ids, before=None))
        for row_id, row in zip(ids, rows, strict=True):
            given = [field for field in writer.version.wire.row if row.get(field.id) is not None]
            cells = {field.id: json_of_cell(field, row[field.id]) for field in given}
            writer.sheet.rows.filter(pk=row_id).update(cells=cells)
    return writer.written


@contextmanager
def _held(dossier: Dossier, place: int, at: datetime) -> Iterator[_Writer]:
    """A writer of the sheet, which nobody else writes meanwhile; what it wrote is a new revision."""
    with transaction.atomic(using=Side.EMPLOYER):
        # Locked together with the sheet: whoever freezes the dossier waits for us, or we see that it is frozen.
        held = Dossier.objects.select_for_update().get(pk=dossier.pk)
        if not editable(held):
            raise NotEditable(held)
        sheet = DraftSheet.objects.select_for_update().get(dossier=held, place=place)
        writer = _Writer(sheet, Written(sheet.revision))
        yield writer
        written = writer.written
        written.undo.reverse()
        if written.undo:
            sheet.revision += 1
            written.revision = sheet.revision
            sheet.save(update_fields=["revision", "header", "header_unread"])
            held.changed_at = at
            held.save(update_fields=["changed_at"])


class _Writer:
    def __init__(self, sheet: DraftSheet, written: Written) -> None:
        self.sheet, self.written = sheet, written
        self.version = version_of(sheet)
        self._readers: dict[str, Callable[[str], Entry]] = {}

    def apply(self, change: Change) -> None:
        match change:
            case SetCells():
                self._set(change)
            case AddRows():
                self._add(change)
            case RemoveRows(rows):
                if gone := self._mark(rows, removed=True):
                    self.written.undo.append(RestoreRows(gone))
            case RestoreRows(rows):
                if back := self._mark(rows, removed=False):
                    self.written.undo.append(RemoveRows(back))
            case MoveRow():
                self._move(change)

    def _set(self, change: SetCells) -> None:
        rows = self._rows(row for row in change.rows if row is not None)
        before: dict[tuple[RowId | None, str], tuple[str, str]] = {}
        for row_id, texts, seen in zip(change.rows, change.texts, change.seen, strict=True):
            row = None if row_id is None else rows.get(row_id)
            fields = self._fields(change.fields, header=row_id is None)
            if row_id is not None and (row is None or row.removed):
                self.written.conflicts += [
                    Conflict(row_id, f.id, text, None) for f, text in zip(fields, texts, strict=True)
                ]
                continue
            cells, unread = (self.sheet.header, self.sheet.header_unread) if row is None else (row.cells, row.unread)
            for f, text, old in zip(fields, texts, seen, strict=True):
                stands = shown(f, entry_of(cells, unread, f.id))
                read = self._reader(f)
                entry = read(text)
                new = shown(f, entry)
                if stands == new:
                    continue
                if stands != old and stands != shown(f, read(old)):
                    self.written.conflicts.append(Conflict(row_id, f.id, text, stands))
                    continue
                put(cells, unread, f.id, entry)
                before[row_id, f.id] = (stands, new)
        changed = list(dict.fromkeys(row_id for row_id, _ in before))
        DraftRow.objects.bulk_update(
            [rows[row_id] for row_id in changed if row_id is not None], ["cells", "unread"], batch_size=200
        )
        self.written.touched.update(row_id for row_id in changed if row_id is not None)
        if before:
            self.written.undo += _undoing(before, change.fields)

    def _add(self, change: AddRows) -> None:
        known = set(map(str, DraftRow.objects.filter(pk__in=change.rows).values_list("pk", flat=True)))
        if known - set(self._rows(known)):
            raise NotAChange("row of another sheet")
        new = [row for row in dict.fromkeys(change.rows) if row not in known]
        if not new:
            return
        if self.sheet.rows.filter(removed=False).count() + len(new) > MOST_ROWS:
            raise TooManyRows
        place = self._make_room(change.before, len(new))
        DraftRow.objects.bulk_create(
            [DraftRow(id=row, sheet=self.sheet, place=place + n) for n, row in enumerate(new)], batch_size=500
        )
        self.written.undo.append(RemoveRows(tuple(new)))
        self.written.touched.update(new)
        self.written.restructured = True

    def _mark(self, rows: Iterable[RowId], *, removed: bool) -> tuple[RowId, ...]:
        chosen = [row for row, stored in self._rows(rows).items() if stored.removed is not removed]
        self.sheet.rows.filter(pk__in=chosen).update(removed=removed)
        if chosen:
            self.written.restructured = True
            self.written.touched.update(chosen)
        return tuple(chosen)

    def _move(self, change: MoveRow) -> None:
        order = list(map(str, self.sheet.rows.filter(removed=False).order_by("place").values_list("pk", flat=True)))
        if change.row not in order or change.before == change.row:
            return
        after = [*order, None]
        stood_before = after[order.index(change.row) + 1]
        if change.before == stood_before:
            return
        place = self._make_room(change.before, 1)
        self.sheet.rows.filter(pk=change.row).update(place=place)
        self.written.undo.append(MoveRow(change.row, stood_before))
        self.written.restructured = True

    def _make_room(self, before: RowId | None, count: int) -> int:
        """The first of `count` free places in front of a row; at the end where that row is not there any more."""
        found = self.sheet.rows.filter(pk=before).values_list("place", flat=True).first() if before else None
        if found is None:
            last = self.sheet.rows.order_by("-place").values_list("place", flat=True).first()
            return 0 if last is None else last + 1
        self.sheet.rows.filter(place__gte=found).update(place=F("place") + count)
        return found

    def _reader(self, f: Field) -> Callable[[str], Entry]:
        if f.id not in self._readers:
            self._readers[f.id] = typed_reader(f, self.version, the_law())
        return self._readers[f.id]

    def _rows(self, ids: Iterable[RowId]) -> dict[RowId, DraftRow]:
        return {str(row.pk): row for row in self.sheet.rows.filter(pk__in=list(ids))}

    def _fields(self, names: Sequence[str], *, header: bool) -> list[Field]:
        fields = {f.id: f for f in (self.version.wire.header if header else self.version.wire.row)}
        if unknown := [name for name in names if name not in fields]:
            raise NotAChange(f"field {unknown[0]:.40}")
        return [fields[name] for name in names]


def _undoing(before: dict[tuple[RowId | None, str], tuple[str, str]], fields: Sequence[str]) -> list[Change]:
    """The writing that puts the old texts back: rows with the same changed fields in one block."""
    blocks: dict[tuple[str, ...], list[RowId | None]] = {}
    for row in dict.fromkeys(row for row, _ in before):
        blocks.setdefault(tuple(name for name in fields if (row, name) in before), []).append(row)
    return [
        SetCells(
            tuple(rows),
            names,
            tuple(tuple(before[row, name][0] for name in names) for row in rows),
            tuple(tuple(before[row, name][1] for name in names) for row in rows),
        )
        for names, rows in blocks.items()
    ]
