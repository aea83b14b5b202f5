"""Reading one file of `law/parameters`, as it stands: entries spread over their keys, nothing derived yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from ibhxh.law.errors import LawDataFault
from ibhxh.law.interval import Interval
from ibhxh.law.month_table import Key
from ibhxh.law.strict import Entry, read_yaml
from ibhxh.law.value import RATE_SCALE, Absence, Confidence, Source, Unit, Value
from ibhxh.words import Words

Combination: TypeAlias = tuple[Key, ...]
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that is `times` × another parameter's value of the same day. `keys` are for that other parameter."""

    valid: Interval
    source: Source
    times: int
    of: str
    keys: Mapping[str, Key]


Dated: TypeAlias = Value | Absence | Derived


@dataclass(frozen=True, slots=True)
class ParameterFile:
    """What one file says. `series`: for each combination of keys, in the order of `keys`, what holds when, unsorted."""

    name: str
    id: str
    words: Words
    unit: Unit
    covers: Interval
    keys: Mapping[str, tuple[Key, ...]]
    series: Mapping[Combination, list[Dated]]


def read_parameter(path: Path) -> ParameterFile:
    """The file, checked by itself. Raises `LawDataFault` for a strange or missing key, a wrong type, unit or day."""
    head = Entry(read_yaml(path), path.name)
    name, words = head.take("id", str), head.words("words")
    unit = _choice(Unit, head.take("unit", str), path.name)
    covers = _interval(head, "covers")
    keys = {key: _axis(values, f"{path.name}: {key}") for key, values in head.take("keys", dict, {}).items()}
    if name != path.stem or covers.end is None:
        raise LawDataFault(
            path.name,
            Words(
                "id khác tên tệp, hoặc “covers” chưa có ngày cuối.", "The id is not the file's, or covers has no end."
            ),
            Words("Đặt id theo tên tệp; ghi “covers: to”.", "Give the file's name as id, and “covers: to”."),
        )
    series: dict[Combination, list[Dated]] = {}
    for entry in head.entries("entries"):
        for chosen, dated in dated_entry(entry, keys, unit):
            for combination in product(*chosen.values()):
                series.setdefault(combination, []).append(dated)
    head.done()
    return ParameterFile(path.name, name, words, unit, covers, keys, series)


def dated_entry(
    entry: Entry, keys: Mapping[str, tuple[Key, ...]], unit: Unit
) -> Iterable[tuple[Mapping[str, tuple[Key, ...]], Dated]]:
    """What an entry says, with the keys it says it for; a key it does not name stands for all its values."""
    chosen = {**keys, **_chosen(entry, keys)}
    valid = _interval(entry, "valid")
    if entry.has("absent"):
        absence = Absence(valid, entry.words("absent"), entry.take("published", date, None))
        entry.done()
        return [(chosen, absence)]
    source = _source(entry)
    if entry.has("derived"):
        rule = Entry(entry.take("derived", dict), f"{entry.where}: derived")
        derived = Derived(valid, source, rule.take("times", int), rule.take("of", str), rule.take("keys", dict, {}))
        rule.done()
        entry.done()
        return [(chosen, derived)]
    given = entry.take("value", object)
    entry.done()
    if not isinstance(given, dict):
        return [(chosen, Value(_amount(given, unit, entry.where), valid, source))]
    spread = list(keys)[-1] if keys else ""  # a table gives one value for each value of the last key
    if set(given) != set(chosen.get(spread, ())):
        raise LawDataFault(
            entry.where,
            Words(f"Bảng giá trị có {list(given)}.", f"The table of values has {list(given)}."),
            Words(f"Ghi đủ từng giá trị của “{spread}”.", f"Give one value for each “{spread}”."),
        )
    return [
        ({**chosen, spread: (key,)}, Value(_amount(amount, unit, entry.where), valid, source))
        for key, amount in given.items()
    ]


def _chosen(entry: Entry, keys: Mapping[str, tuple[Key, ...]]) -> Mapping[str, tuple[Key, ...]]:
    chosen: dict[str, tuple[Key, ...]] = {}
    for name, given in entry.take("keys", dict, {}).items():
        chosen[name] = tuple(given) if isinstance(given, list) else (given,)
        if strange := [value for value in chosen[name] if value not in keys.get(name, ())]:
            raise LawDataFault(
                f"{entry.where}: keys",
                Words(f"“{name}” không có giá trị {strange}.", f"“{name}” has no value {strange}."),
                Words("Sửa lại, hoặc khai báo ở “keys” đầu tệp.", "Mend it, or declare it in “keys” at the top."),
            )
    return chosen


def _source(entry: Entry) -> Source:
    reference = Entry(entry.take("reference", dict), f"{entry.where}: reference")
    published: date = entry.take("published", date)
    source = Source(
        act=reference.take("act", str),
        article=reference.take("article", str, None),
        published=published,
        confidence=_choice(Confidence, entry.take("confidence", str), entry.where),
        note=entry.words("note") if entry.has("note") else None,
    )
    reference.done()
    if isinstance(published, datetime):
        raise LawDataFault(
            entry.where,
            Words(f"“published” là {published}, có cả giờ.", f"“published” is {published}, with a time."),
            Words("Chỉ ghi ngày.", "Write the day only."),
        )
    return source


def _amount(value: Any, unit: Unit, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        why = Words(f"Giá trị {value!r} không phải số nguyên.", f"The value {value!r} is no whole number.")
    elif value < 0 or (unit is Unit.RATE and value > RATE_SCALE):
        why = Words(f"Giá trị {value} ngoài phạm vi của {unit.value}.", f"The value {value} is out of range.")
    else:
        return value
    fix = Words(
        "Tiền: số đồng không âm; tỷ lệ: số phần triệu từ 0 đến 1.000.000.",
        "Money: đồng, not negative; rate: parts of a million, 0 to 1.000.000.",
    )
    raise LawDataFault(where, why, fix)


def _axis(values: Any, where: str) -> tuple[Key, ...]:
    """The values a key can take: texts, or whole numbers without a hole."""
    listed = tuple(values) if isinstance(values, list) else ()
    texts = all(isinstance(value, str) for value in listed)
    numbers = all(isinstance(value, int) for value in listed)
    if (
        not listed
        or len(set(listed)) < len(listed)
        or not (texts or (numbers and list(listed) == list(range(listed[0], listed[0] + len(listed)))))
    ):
        raise LawDataFault(
            where,
            Words(f"{values!r} không phải danh sách khóa.", f"{values!r} is no list of keys."),
            Words("Liệt kê chữ, hoặc các số nguyên liên tiếp.", "List texts, or whole numbers without a hole."),
        )
    return listed


def _interval(entry: Entry, key: str) -> Interval:
    try:
        return entry.interval(key)
    except (ValueError, TypeError) as error:
        raise LawDataFault(
            entry.where,
            Words(f"“{key}” không phải khoảng ngày đúng.", f"“{key}” is no proper interval: {error}."),
            Words("Ngày cuối phải từ ngày đầu trở đi, không ghi giờ.", "End on or after the start; no times of day."),
        ) from error


def _choice(kind: type[Choice], text: str, where: str) -> Choice:
    if text not in (known := [member.value for member in kind]):
        listed = ", ".join(known)
        raise LawDataFault(
            where,
            Words(f"“{text}” không có trong các lựa chọn.", f"“{text}” is none of the choices."),
            Words(f"Chọn một trong: {listed}.", f"Choose one of: {listed}."),
        )
    return kind(text)
