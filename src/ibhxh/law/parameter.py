"""Dated parameters: rates, base salary, regional wages, caps, floors. The law in figures, looked up by day.

A parameter is a total function: every combination of its keys has, on every day it covers, exactly one value or a stated
absence. So a gap is always meant, and a look-up gives the law of that day or raises `NoLawForDay`, never a neighbour's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from itertools import product
from pathlib import Path
from typing import Any

import polars as pl

from ibhxh.law.errors import LawDataFault, NoLawForDay, UnknownLawKey
from ibhxh.law.interval import Interval
from ibhxh.law.month_table import Key, MonthReading, MonthTable
from ibhxh.law.months import first_day
from ibhxh.law.parameter_file import Derived, ParameterFile, read_parameter
from ibhxh.law.value import Absence, Confidence, Measure, Source, Unit, Value
from ibhxh.words import Words, day_text

_DAY = timedelta(days=1)
_DOUBT = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)

Dated = Value | Absence
Series = tuple[Dated, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A dated figure of the law. `series`: per combination of keys, values and absences in order of time, without a gap.

    `covers` is what the data answers for, both days included; a value without an end holds up to its last day.
    """

    id: str
    words: Words
    unit: Unit
    keys: Mapping[str, tuple[Key, ...]]
    covers: Interval
    series: Mapping[tuple[Key, ...], Series]

    def on(self, day: date, /, *, known_on: date | None = None, **keys: Key) -> Value:
        """The value in force on `day`, as far as it was published by `known_on` (default: all that is known today).

        Raises `NoLawForDay` outside `covers`, where the rule did not exist or was not published yet, and `UnknownLawKey`.
        """
        known = self._known(self._combination(keys), known_on) if day in self.covers else ()
        for dated in reversed(known):
            if day in dated.valid:
                if isinstance(dated, Value):
                    return dated
                raise NoLawForDay(self._name(keys), day, dated.why)
        raise NoLawForDay(self._name(keys), day, self._horizon(known_on))

    def by_month(
        self, first: int, last: int, *, known_on: date | None = None, reading: MonthReading = first_day, **fixed: Key
    ) -> MonthTable:
        """The values of the months `first` to `last` (indices, both inside), keyed by the keys not `fixed`.

        A month reads the day that `reading` names, its first unless said otherwise. Raises as `on` does, except that an
        absence becomes a blank.
        """
        axes = {name: axis for name, axis in self.keys.items() if name not in fixed}
        days = [reading(month) for month in range(first, last + 1)]
        for day in (*days[:1], *days[-1:]):
            if day not in self.covers:
                raise NoLawForDay(self._name(fixed), day, self._horizon(None))
        amounts: list[int | None] = []
        for chosen in product(*axes.values()):
            keys = fixed | dict(zip(axes, chosen, strict=True))
            amounts += self._amounts(self._known(self._combination(keys), known_on), days, keys, known_on)
        return MonthTable(self.id, first, last, axes, pl.Series(self.id, amounts, dtype=pl.Int64))

    def in_force_by_month(
        self,
        first: int,
        last: int,
        *,
        over: str,
        known_on: date | None = None,
        reading: MonthReading = first_day,
        **fixed: Key,
    ) -> MonthTable:
        """Whether there is a value for any of the values of the key `over`: a table of Booleans."""
        tables = [
            self.by_month(first, last, known_on=known_on, reading=reading, **fixed, **{over: key})
            for key in self.keys[over]
        ]
        found = reduce(lambda a, b: a | b, (table.amounts.is_not_null() for table in tables))
        return replace(tables[0], amounts=found)

    def _amounts(
        self, known: Series, days: Sequence[date], keys: Mapping[str, Key], known_on: date | None
    ) -> list[int | None]:
        found: list[int | None] = []
        for dated in known:
            while len(found) < len(days) and days[len(found)] in dated.valid:
                found.append(dated.amount if isinstance(dated, Value) else None)
        if len(found) < len(days):
            raise NoLawForDay(self._name(keys), days[len(found)], self._horizon(known_on))
        return found

    def _combination(self, keys: Mapping[str, Key]) -> Series:
        if set(keys) != set(self.keys):
            raise TypeError(f"{self.id} is looked up by {list(self.keys)}, not by {list(keys)}")
        for name, axis in self.keys.items():
            if keys[name] not in axis:
                raise UnknownLawKey(name, keys[name], axis)
        return self.series[tuple(keys[name] for name in self.keys)]

    @staticmethod
    def _known(series: Series, known_on: date | None) -> Series:
        """What was published by then; a value whose successor was not yet known holds on."""
        if known_on is None:
            return series
        told = [d for d in series if isinstance(d, Absence) or d.source.published <= known_on]
        ends = [later.valid.start - _DAY for later in told[1:]]
        return tuple(replace(d, valid=Interval(d.valid.start, end)) for d, end in zip(told, [*ends, None], strict=True))

    def _name(self, keys: Mapping[str, Key]) -> str:
        return ", ".join([self.words.vi, *map(str, keys.values())])

    def _horizon(self, known_on: date | None) -> Words:
        start, end = day_text(self.covers.start), day_text(self.covers.end or self.covers.start)
        said = Words(f"Dữ liệu có từ {start} đến {end}.", f"The data covers {start} to {end}.")
        if known_on is None:
            return said
        known = day_text(known_on)
        return Words(
            f"{said.vi[:-1]}, chỉ tính văn bản ban hành đến {known}.",
            f"{said.en[:-1]}, acts published by {known} only.",
        )


def load_parameters(folder: Path, overlays: Sequence[Path] = ()) -> Mapping[str, Parameter]:
    """All parameters of the folder, by id. An overlay file replaces the parameter of its id or adds one.

    Raises `LawDataFault`, naming file, entry and remedy, for anything that is not as the module says.
    """
    files = {path.stem: path for path in (*sorted(folder.glob("*.yaml")), *overlays)}
    drafts = {name: read_parameter(path) for name, path in files.items()}
    done: dict[str, Parameter] = {}
    for name in drafts:
        _finish(name, drafts, done, ())
    return done


def _finish(
    name: str, drafts: Mapping[str, ParameterFile], done: dict[str, Parameter], waiting: tuple[str, ...]
) -> Parameter:
    """The parameter with its derived values worked out, after those it derives from."""
    if name in done:
        return done[name]
    draft = drafts[name]
    series: dict[tuple[Key, ...], Series] = {}
    for combination in product(*draft.keys.values()):
        keys = dict(zip(draft.keys, combination, strict=True))
        where = ", ".join([draft.name, *(f"{k}={v}" for k, v in keys.items())])
        dated: list[Dated] = []
        for item in draft.series.get(combination, ()):
            if not isinstance(item, Derived):
                dated.append(item)
            elif item.of not in drafts or item.of in (name, *waiting):
                raise _fault(
                    where,
                    f"derived: {item.of}",
                    "Tham số gốc không có hoặc quay vòng.",
                    "No such parameter, or a circle.",
                )
            else:
                dated += _derive(item, _finish(item.of, drafts, done, (*waiting, name)), keys, where)
        series[combination] = _in_order(dated, draft.covers, where)
    done[name] = Parameter(draft.id, draft.words, draft.unit, draft.keys, draft.covers, series)
    return done[name]


def _derive(rule: Derived, level: Parameter, keys: Mapping[str, Key], where: str) -> list[Value]:
    """One value for each of the level's inside the rule's interval; keys of the same name are handed on."""
    chosen = {name: keys[name] for name in level.keys if name in keys} | dict(rule.fixed)
    values: list[Value] = []
    for dated in level._combination(chosen):
        if rule.valid.overlaps(dated.valid):
            if isinstance(dated, Absence):
                raise _fault(
                    where, f"{rule.of}: {dated.why.vi}", "Tham số gốc phải có giá trị.", "The level must exist."
                )
            start = max(rule.valid.start, dated.valid.start)
            end = min((e for e in (rule.valid.end, dated.valid.end) if e), default=None)
            source = replace(
                rule.source,
                published=max(rule.source.published, dated.source.published),
                confidence=max(rule.source.confidence, dated.source.confidence, key=_DOUBT.index),
            )
            measure = Measure(rule.times, rule.of, dated)
            values.append(Value(rule.times * dated.amount, Interval(start, end), source, measure))
    return values


def _in_order(dated: Sequence[Dated], covers: Interval, where: str) -> Series:
    """Sorted by time; refuses a gap, an overlap, and anything less than what the file says it covers."""
    found = sorted(dated, key=lambda d: d.valid.start)
    next_day: date | None = covers.start
    for item in found:
        start = item.valid.start
        if next_day is None or (start < next_day and item is not found[0]):
            raise _fault(
                where, f"{start}", "Hai mục chồng nhau; sửa ngày kết thúc của mục trước.", "Two entries overlap."
            )
        if start > next_day:
            break
        next_day = item.valid.end and item.valid.end + _DAY
    else:
        if next_day is None or (covers.end and next_day > covers.end):
            return tuple(found)
    raise _fault(
        where,
        f"{next_day}",
        "Từ ngày này chưa có giá trị; thêm mục, hoặc ghi “absent” kèm lý do.",
        "No value from this day on; add one, or an “absent” entry saying why.",
    )


def _fault(where: str, why: str, fix_vi: str, fix_en: str) -> LawDataFault:
    return LawDataFault(where, Words(why, why), Words(fix_vi, fix_en))
