"""Dated parameters: rates, base salary, regional wages, caps, floors. The law in figures, looked up by day.

A parameter is a total function: every combination of its keys has, on every day it covers, exactly one value or a
stated absence. So a gap is always meant, and a look-up gives the law of that day or raises `NoLawForDay`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from itertools import pairwise, product, zip_longest
from pathlib import Path
from typing import TypeAlias

import polars as pl

from ibhxh.law.errors import LawDataFault, NoLawForDay, UnknownLawKey
from ibhxh.law.interval import Interval
from ibhxh.law.month_table import Key, MonthReading, MonthTable
from ibhxh.law.months import first_day
from ibhxh.law.overlay import amended, amends
from ibhxh.law.parameter_file import Combination, Derived, ParameterFile, read_parameter
from ibhxh.law.value import Absence, Confidence, Measure, Unit, Value
from ibhxh.words import Words, day_text

_DAY = timedelta(days=1)
_DOUBT = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)

Dated: TypeAlias = Value | Absence
Series: TypeAlias = tuple[Dated, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A dated figure of the law. `series`: for each combination of keys, values and absences in time, without a gap.

    `covers` is what the data answers for, both days included; a value without an end holds up to its last day.
    """

    id: str
    words: Words
    unit: Unit
    keys: Mapping[str, tuple[Key, ...]]
    covers: Interval
    series: Mapping[Combination, Series]

    def on(self, day: date, /, *, known_on: date | None = None, **keys: Key) -> Value:
        """The value in force on `day`, as far as it was published by `known_on` (left out: all the data holds).

        Raises `UnknownLawKey`; `NoLawForDay` outside `covers`, where the rule did not exist or was not yet published.
        """
        known = self._known(self._combination(keys), known_on) if day in self.covers else ()
        for dated in reversed(known):
            if day in dated.valid:
                if isinstance(dated, Value):
                    return dated
                raise NoLawForDay(self._name(keys), day, dated.why)
        raise NoLawForDay(self._name(keys), day, self._horizon(known_on))

    def by_month(
        self,
        first: int,
        last: int,
        fixed: Mapping[str, Key] | None = None,
        *,
        known_on: date | None = None,
        reading: MonthReading = first_day,
    ) -> MonthTable:
        """The values of the months `first` to `last` (indices, both inside), keyed by the keys that are not `fixed`.

        A month reads the day that `reading` names, its first unless said otherwise. Raises as `on` does, except that an
        absence becomes a blank.
        """
        fixed = fixed or {}
        axes = {name: axis for name, axis in self.keys.items() if name not in fixed}
        days = [reading(month) for month in range(first, last + 1)]
        for day in (*days[:1], *days[-1:]):
            if day not in self.covers:
                raise NoLawForDay(self._name(fixed), day, self._horizon(None))
        amounts: list[int | None] = []
        for chosen in product(*axes.values()):
            keys = {**fixed, **dict(zip(axes, chosen, strict=True))}
            amounts += self._amounts(days, known_on, keys)
        return MonthTable(self.id, first, last, axes, pl.Series(self.id, amounts, dtype=pl.Int64))

    def in_force_by_month(
        self,
        first: int,
        last: int,
        fixed: Mapping[str, Key] | None = None,
        *,
        over: str,
        known_on: date | None = None,
        reading: MonthReading = first_day,
    ) -> MonthTable:
        """Whether there is a value for any value of the key `over`: the same table in Booleans."""
        tables = [
            self.by_month(first, last, {**(fixed or {}), over: key}, known_on=known_on, reading=reading)
            for key in self.keys[over]
        ]
        found = reduce(lambda a, b: a | b, (table.amounts.is_not_null() for table in tables))
        return replace(tables[0], amounts=found)

    def _amounts(self, days: Sequence[date], known_on: date | None, keys: Mapping[str, Key]) -> list[int | None]:
        found: list[int | None] = []
        for dated in self._known(self._combination(keys), known_on):
            end = dated.valid.end
            upto = len(days) if end is None else bisect_right(days, end)
            if upto > len(found) and days[len(found)] in dated.valid:
                found += [dated.amount if isinstance(dated, Value) else None] * (upto - len(found))
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
        told = [dated for dated in series if _published(dated) <= known_on]
        ends = [later.valid.start - _DAY for later in told[1:]]
        return tuple(replace(d, valid=Interval(d.valid.start, end)) for d, end in zip_longest(told, ends))

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


def _published(dated: Dated) -> date:
    if isinstance(dated, Absence):
        return dated.published or date.min
    return dated.source.published


def load_parameters(folder: Path, overlays: Sequence[Path] = ()) -> Mapping[str, Parameter]:
    """All parameters of the folder, by id. An overlay file replaces the parameter of its id, adds one, or lays single
    entries over one (`overlay`); later files count over earlier ones.

    Raises `LawDataFault`, naming file, entry and remedy, for anything that is not as the module says.
    """
    read = {path.stem: read_parameter(path) for path in sorted(folder.glob("*.yaml"))}
    for path in overlays:
        file = amended(path, read) if amends(path) else read_parameter(path)
        read[file.id] = file
    done: dict[str, Parameter] = {}
    for name in read:
        _finish(name, read, done, ())
    return done


def _finish(
    name: str, files: Mapping[str, ParameterFile], done: dict[str, Parameter], waiting: tuple[str, ...]
) -> Parameter:
    """The parameter with its derived values worked out, after those it derives from."""
    if name in done:
        return done[name]
    file = files[name]
    series: dict[Combination, Series] = {}
    for combination in product(*file.keys.values()):
        keys = dict(zip(file.keys, combination, strict=True))
        where = ", ".join([file.name, *(f"{key}={value}" for key, value in keys.items())])
        dated: list[Dated] = []
        for item in file.series.get(combination, ()):
            if not isinstance(item, Derived):
                dated.append(item)
                continue
            if item.of not in files or item.of in (name, *waiting):
                raise LawDataFault(
                    where,
                    Words(f"Không suy ra được từ “{item.of}”.", f"Nothing can be derived from “{item.of}”."),
                    Words("Ghi tên một tham số có sẵn, không quay vòng.", "Name a parameter there is, in no circle."),
                )
            dated += _derive(item, _finish(item.of, files, done, (*waiting, name)), keys, where)
        series[combination] = _in_order(dated, file.covers, where)
    done[name] = Parameter(file.id, file.words, file.unit, file.keys, file.covers, series)
    return done[name]


def _derive(rule: Derived, level: Parameter, keys: Mapping[str, Key], where: str) -> list[Value]:
    """One value for each of the level's inside the rule's interval; keys of the same name are handed on."""
    known = {**keys, **rule.keys}
    combination = tuple(known[name] for name in level.keys if name in known)
    values: list[Value] = []
    for dated in level.series.get(combination, ()):
        if isinstance(dated, Value) and rule.valid.overlaps(dated.valid):
            source = replace(
                rule.source,
                published=max(rule.source.published, dated.source.published),
                confidence=max(rule.source.confidence, dated.source.confidence, key=_DOUBT.index),
            )
            ends = [end for end in (rule.valid.end, dated.valid.end) if end]
            valid = Interval(max(rule.valid.start, dated.valid.start), min(ends, default=None))
            values.append(Value(rule.times * dated.amount, valid, source, Measure(rule.times, rule.of, dated)))
    if not values or set(rule.keys) - set(level.keys):
        raise LawDataFault(
            where,
            Words(f"“{rule.of}” không có giá trị {rule.valid.text().vi}.", f"No “{rule.of}” {rule.valid.text().en}."),
            Words("Sửa khoảng ngày hoặc khóa của “derived”.", "Mend the interval or the keys of “derived”."),
        )
    return values


def _in_order(found: Sequence[Dated], covers: Interval, where: str) -> Series:
    """Sorted by time. Refuses a gap, an overlap, and anything less than what the file says it covers."""
    series = tuple(sorted(found, key=lambda dated: dated.valid.start))
    for earlier, later in pairwise(series):
        if earlier.valid.overlaps(later.valid):
            raise LawDataFault(
                where,
                Words(f"Hai mục cùng có ngày {later.valid.start}.", f"Two entries hold on {later.valid.start}."),
                Words("Sửa ngày kết thúc của mục trước.", "Mend the end of the earlier one."),
            )
    gaps = [
        earlier.valid.end + _DAY
        for earlier, later in pairwise(series)
        if earlier.valid.end and earlier.valid.end + _DAY < later.valid.start
    ]
    if not series or series[0].valid.start > covers.start:
        gaps = [covers.start]
    elif covers.end and (end := series[-1].valid.end) and end < covers.end:
        gaps.append(end + _DAY)
    if gaps:
        raise LawDataFault(
            where,
            Words(f"Từ ngày {gaps[0]} chưa có giá trị.", f"There is no value from {gaps[0]} on."),
            Words("Thêm mục, hoặc ghi “absent” kèm lý do.", "Add an entry, or an “absent” one that says why."),
        )
    return series
