"""Reading one file of `law/parameters`, as it stands: entries spread over their keys, nothing derived yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import Any

from ibhxh.law.errors import LawDataFault
from ibhxh.law.interval import Interval
from ibhxh.law.month_table import Key
from ibhxh.law.strict import Entry, read_yaml
from ibhxh.law.value import RATE_SCALE, Absence, Confidence, Source, Unit, Value
from ibhxh.words import Words, same


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that is `times` × another parameter's value of the same day. `fixed` are keys of that other parameter."""

    valid: Interval
    source: Source
    times: int
    of: str
    fixed: Mapping[str, Key]


@dataclass(frozen=True, slots=True)
class ParameterFile:
    """What one file says. `series`: for each combination of keys, in the order of `keys`, what holds when, unsorted."""

    name: str
    id: str
    words: Words
    unit: Unit
    covers: Interval
    keys: Mapping[str, tuple[Key, ...]]
    series: Mapping[tuple[Key, ...], list[Value | Absence | Derived]]


def read_parameter(path: Path) -> ParameterFile:
    """The file, checked by itself. Raises `LawDataFault` for a strange or missing key, a wrong type, unit or date."""
    head = Entry(read_yaml(path), path.name)
    parameter = ParameterFile(
        name=path.name,
        id=head.take("id", str),
        words=head.words("words"),
        unit=_one_of(Unit, head.take("unit", str), path.name),
        covers=_interval(head, "covers"),
        keys={name: _axis(values, f"{path.name}: {name}") for name, values in head.take("keys", dict, {}).items()},
        series={},
    )
    if parameter.id != path.stem:
        raise _fault(path.name, f"id {parameter.id} ≠ {path.stem}", "Đặt tên tệp theo id.", "Name the file as its id.")
    if parameter.covers.end is None:
        raise _fault(path.name, "covers: to", "Ghi ngày cuối của phạm vi.", "Say up to which day the file speaks.")
    for entry in head.entries("entries"):
        for combination, dated in _spread(entry, parameter):
            parameter.series.setdefault(combination, []).append(dated)
    head.done()
    return parameter


def _spread(entry: Entry, parameter: ParameterFile) -> Iterator[tuple[tuple[Key, ...], Value | Absence | Derived]]:
    """The entry once for each combination of keys it speaks of; a key it does not name stands for all its values."""
    chosen = dict(parameter.keys)
    for name, given in entry.take("keys", dict, {}).items():
        values = given if isinstance(given, list) else [given]
        if strange := [v for v in values if v not in parameter.keys.get(name, ())]:
            raise _fault(f"{entry.where}: {name}", f"{strange}", "Khai báo giá trị ở “keys”.", "Declare it in “keys”.")
        chosen[name] = tuple(values)
    valid = _interval(entry, "valid")
    if entry.has("absent"):
        absence = Absence(valid, entry.words("absent"))
        entry.done()
        yield from ((combination, absence) for combination in product(*chosen.values()))
        return
    source = _source(entry)
    if entry.has("derived"):
        rule = _derived(Entry(entry.take("derived", dict), f"{entry.where}: derived"), valid, source)
        entry.done()
        yield from ((combination, rule) for combination in product(*chosen.values()))
        return
    amount = entry.take("value", object)
    entry.done()
    if not isinstance(amount, dict):
        value = Value(_amount(amount, parameter.unit, entry.where), valid, source)
        yield from ((combination, value) for combination in product(*chosen.values()))
        return
    *_, last = parameter.keys or [None]
    if last is None or set(amount) != set(chosen[last]):
        raise _fault(
            entry.where, f"{sorted(amount)}", "Ghi một giá trị cho mỗi khóa cuối.", "Give one value for each last key."
        )
    for key, one in amount.items():
        value = Value(_amount(one, parameter.unit, entry.where), valid, source)
        yield from ((combination, value) for combination in product(*(chosen | {last: (key,)}).values()))


def _derived(entry: Entry, valid: Interval, source: Source) -> Derived:
    times, of, fixed = entry.take("times", int), entry.take("of", str), entry.take("keys", dict, {})
    entry.done()
    return Derived(valid, source, times, of, fixed)


def _source(entry: Entry) -> Source:
    reference = Entry(entry.take("reference", dict), f"{entry.where}: reference")
    source = Source(
        act=reference.take("act", str),
        article=reference.take("article", str, None),
        published=_day(entry, "published"),
        confidence=_one_of(Confidence, entry.take("confidence", str), entry.where),
        note=entry.words("note") if entry.has("note") else None,
    )
    reference.done()
    return source


def _amount(value: Any, unit: Unit, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _fault(
            where, f"{value!r}", "Ghi số nguyên, không ghi số thập phân.", "Write a whole number, no fraction."
        )
    if value < 0 or (unit is Unit.RATE and value > RATE_SCALE):
        raise _fault(where, f"{value}", "Tỷ lệ: 0 … 1.000.000 phần triệu; tiền: đồng, không âm.", "Out of the unit.")
    return value


def _axis(values: Any, where: str) -> tuple[Key, ...]:
    """The values a key can take: texts, or whole numbers without a hole."""
    listed = tuple(values) if isinstance(values, list) else ()
    texts = all(isinstance(v, str) for v in listed)
    numbers = all(isinstance(v, int) for v in listed) and list(listed) == list(
        range(listed[0], listed[0] + len(listed))
    )
    if not listed or len(set(listed)) < len(listed) or not (texts or numbers):
        raise _fault(where, f"{values!r}", "Liệt kê chữ, hoặc số liên tiếp.", "List texts, or numbers without a hole.")
    return listed


def _interval(entry: Entry, key: str) -> Interval:
    try:
        return entry.interval(key)
    except ValueError as error:
        raise _fault(entry.where, str(error), "Sửa ngày đầu, ngày cuối.", "Mend the two days.") from error


def _day(entry: Entry, key: str) -> date:
    day: date = entry.take(key, date)
    if isinstance(day, datetime):
        raise _fault(entry.where, f"{key}: {day}", "Ghi ngày, không ghi giờ.", "Write a day without a time.")
    return day


def _one_of(kind: type[Any], text: str, where: str) -> Any:
    if text not in (known := [member.value for member in kind]):
        listed = ", ".join(known)
        raise _fault(where, text, f"Chọn một trong: {listed}.", f"Choose one of: {listed}.")
    return kind(text)


def _fault(where: str, why: str, fix_vi: str, fix_en: str) -> LawDataFault:
    return LawDataFault(where, same(why), Words(fix_vi, fix_en))
