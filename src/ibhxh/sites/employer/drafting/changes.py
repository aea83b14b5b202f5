"""Changes of a sheet: what the grid sends, told as data. Each is a list of its own undoing.

`set` writes a block of cells (a row of null is the sheet's header); `seen` are the texts that stood there before the
writer's eyes, so that a cell somebody else changed meanwhile is never overwritten. `add`, `remove`, `restore` and
`move` are about whole rows. All of them may arrive twice without harm, since what is not acknowledged is sent again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from ibhxh.problem import Problem
from ibhxh.words import Words

MOST_ROWS_AT_ONCE, MOST_FIELDS = 2000, 80
LONGEST_TEXT = 4000
MOST_CHANGES = 200

RowId = str


class NotAChange(Problem):
    """What was sent is no list of changes of this sheet."""

    code: ClassVar[str] = "NOT_A_CHANGE"

    def __init__(self, reason: str) -> None:
        super().__init__(
            Words("Máy chủ không đọc được thay đổi vừa gửi.", "The change that was sent cannot be read."),
            why=Words(f"({reason})", f"({reason})"),
            fix=Words("Tải lại trang rồi sửa lại ô này.", "Load the page again and make the change once more."),
        )


class TooMuchAtOnce(Problem):
    """A block beyond what one request may carry."""

    code: ClassVar[str] = "TOO_MUCH_AT_ONCE"

    def __init__(self) -> None:
        super().__init__(
            Words(
                f"Mỗi lần dán được tối đa {MOST_ROWS_AT_ONCE} dòng.",
                f"At most {MOST_ROWS_AT_ONCE} rows can be pasted at once.",
            ),
            fix=Words(
                "Dán từng phần, hoặc lập hồ sơ từ tệp Excel.", "Paste it in parts, or make the dossier from the file."
            ),
        )


@dataclass(frozen=True, slots=True)
class SetCells:
    """A block of cells: `texts` and `seen` by row, then field. A row of None is the header."""

    rows: tuple[RowId | None, ...]
    fields: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    seen: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AddRows:
    """New empty rows under ids the writer minted, in front of another row, or at the end."""

    rows: tuple[RowId, ...]
    before: RowId | None


@dataclass(frozen=True, slots=True)
class RemoveRows:
    """Rows taken out; they are kept, so that this can be undone."""

    rows: tuple[RowId, ...]


@dataclass(frozen=True, slots=True)
class RestoreRows:
    """Removed rows back in their places."""

    rows: tuple[RowId, ...]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A row put in front of another, or at the end."""

    row: RowId
    before: RowId | None


Change = SetCells | AddRows | RemoveRows | RestoreRows | MoveRow


def read_changes(data: object) -> tuple[Change, ...]:
    """The changes in parsed JSON. Raises `NotAChange`, `TooMuchAtOnce`."""
    if not isinstance(data, list) or not data or not all(isinstance(item, dict) for item in data):
        raise NotAChange("changes")
    if len(data) > MOST_CHANGES:
        raise TooMuchAtOnce
    return tuple(_read(item) for item in data)


def change_as_data(change: Change) -> dict[str, object]:
    """JSON-ready, as `read_changes` reads it."""
    match change:
        case SetCells(rows, fields, texts, seen):
            return {"op": "set", "rows": rows, "fields": fields, "texts": texts, "seen": seen}
        case AddRows(rows, before):
            return {"op": "add", "rows": rows, "before": before}
        case RemoveRows(rows):
            return {"op": "remove", "rows": rows}
        case RestoreRows(rows):
            return {"op": "restore", "rows": rows}
        case MoveRow(row, before):
            return {"op": "move", "row": row, "before": before}


def _read(item: Mapping[str, Any]) -> Change:
    match item.get("op"):
        case "set":
            rows = tuple(None if row is None else _id(row) for row in _list(item.get("rows"), MOST_ROWS_AT_ONCE))
            fields = tuple(_text(field) for field in _list(item.get("fields"), MOST_FIELDS))
            texts, seen = (_block(item.get(name), len(rows), len(fields)) for name in ("texts", "seen"))
            return SetCells(rows, fields, texts, seen)
        case "add":
            return AddRows(_ids(item), _before(item))
        case "remove":
            return RemoveRows(_ids(item))
        case "restore":
            return RestoreRows(_ids(item))
        case "move":
            return MoveRow(_id(item.get("row")), _before(item))
        case op:
            raise NotAChange(f"op {op!r:.40}")


def _list(value: object, most: int) -> Sequence[object]:
    if not isinstance(value, list) or not value:
        raise NotAChange("list")
    if len(value) > most:
        raise TooMuchAtOnce
    return value


def _block(value: object, height: int, width: int) -> tuple[tuple[str, ...], ...]:
    rows = [_list(row, MOST_FIELDS) for row in _list(value, MOST_ROWS_AT_ONCE)]
    if len(rows) != height or any(len(row) != width for row in rows):
        raise NotAChange("block")
    return tuple(tuple(_text(text) for text in row) for row in rows)


def _ids(item: Mapping[str, Any]) -> tuple[RowId, ...]:
    return tuple(_id(row) for row in _list(item.get("rows"), MOST_ROWS_AT_ONCE))


def _before(item: Mapping[str, Any]) -> RowId | None:
    return None if item.get("before") is None else _id(item["before"])


def _id(value: object) -> RowId:
    try:
        return str(UUID(_text(value)))
    except ValueError as error:
        raise NotAChange("row id") from error


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or "\0" in value:
        raise NotAChange("text")
    return value
