"""Reading law files strictly: a key nobody knows is a fault, never ignored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ibhxh.law.errors import LawDataFault
from ibhxh.law.interval import Interval
from ibhxh.words import Words, same

_TYPES = {
    str: Words("chữ", "text"),
    int: Words("số nguyên", "a whole number"),
    bool: Words("true hoặc false", "true or false"),
    date: Words("ngày yyyy-mm-dd", "a date yyyy-mm-dd"),
    list: Words("danh sách", "a list"),
    dict: Words("các khóa: giá trị", "a map of keys"),
}


def read_yaml(path: Path) -> Any:
    """The file's data; `LawDataFault` where it is no YAML."""
    try:
        return yaml.load(path.read_bytes(), Loader=_OnceEach)  # noqa: S506 - a safe loader, see below
    except yaml.YAMLError as error:
        raise LawDataFault(path.name, same(str(error)), _FIX_YAML) from error


# The safe loader in C where the wheel has it: the law pack is read at every start of the command line.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _OnceEach(_Safe):  # type: ignore[misc]
    """A key written twice in one map is a fault, not the last one's victory."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        names = [key.value for key, _ in node.value]
        if len(names) != len(set(names)):
            twice = sorted({name for name in names if names.count(name) > 1})
            raise yaml.constructor.ConstructorError(None, None, f"written twice: {twice}", node.start_mark)
        return super().construct_mapping(node, deep=deep)


class Entry:
    """One map of a law file, taken key by key; `done()` refuses what was not taken."""

    def __init__(self, data: Any, where: str) -> None:
        if not isinstance(data, dict):
            raise LawDataFault(where, same(f"{data!r}"), Words("Viết dạng khóa: giá trị.", "Write a map of keys."))
        self._left: dict[str, Any] = dict(data)
        self.where = where

    def take(self, key: str, kind: type, default: Any = ...) -> Any:
        """The value of `key`, of that type; without a default the key must be there."""
        if key not in self._left:
            if default is ...:
                raise LawDataFault(
                    self.where,
                    Words(f"Chưa có khóa “{key}”.", f"The key “{key}” is missing."),
                    Words("Bổ sung khóa này.", "Add the key."),
                )
            return default
        value = self._left.pop(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise LawDataFault(
                self.where,
                Words(f"“{key}” có giá trị {value!r} không đúng kiểu.", f"“{key}” has {value!r}, of a wrong type."),
                Words("Cần ghi {kind}.", "Write {kind}.").fill(kind=_TYPES[kind]),
            )
        return value

    def has(self, key: str) -> bool:
        """Whether the key is there and not yet taken."""
        return key in self._left

    def words(self, key: str | None = None) -> Words:
        """The words under `key`, or the entry's own `vi` and `en`."""
        source = self if key is None else Entry(self.take(key, dict), f"{self.where}: {key}")
        words = Words(source.take("vi", str), source.take("en", str))
        if source is not self:
            source.done()
        return words

    def interval(self, key: str) -> Interval:
        """`{from: …, to: …}` under `key`."""
        span = Entry(self.take(key, dict), f"{self.where}: {key}")
        start, end = span.take("from", date), span.take("to", date, None)
        span.done()
        if end is not None and end < start:
            raise LawDataFault(
                span.where,
                Words(f"Ngày cuối {end} ở trước ngày đầu {start}.", f"It ends on {end}, before it starts on {start}."),
                Words("Sửa một trong hai ngày.", "Mend one of the two days."),
            )
        return Interval(start, end)

    def entries(self, key: str, default: Any = ...) -> Iterable[Entry]:
        """The maps of the list under `key`, each with its own place."""
        listed: list[Any] = self.take(key, list, default)
        return (Entry(item, f"{self.where}: {key}[{i}]") for i, item in enumerate(listed))

    def done(self) -> None:
        """Refuses keys that nobody took."""
        if self._left:
            strange = ", ".join(map(str, self._left))
            raise LawDataFault(
                self.where,
                Words(f"Có khóa lạ: {strange}.", f"Unknown keys: {strange}."),
                Words("Bỏ hoặc sửa tên khóa.", "Remove or rename them."),
            )


_FIX_YAML = Words("Sửa lại cú pháp YAML.", "Mend the YAML.")


def text_map(value: Mapping[Any, Any] | None) -> Mapping[str, str] | None:
    """A YAML map with both sides as text."""
    return None if value is None else {str(k): str(v) for k, v in value.items()}
