"""The law of each row of a table: parameters read by the row's month and by facts of the row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TypeAlias

import polars as pl

from ibhxh.law import Law
from ibhxh.law.errors import NoLawForDay
from ibhxh.law.month_table import Key, MonthTable, key_codes
from ibhxh.law.months import first_day
from ibhxh.law.parameter import Parameter
from ibhxh.law.value import Value

#: A key with the values it can take, in order.
Axis: TypeAlias = tuple[str, tuple[Key, ...]]


@dataclass(frozen=True, slots=True)
class LookUp:
    """A parameter read by the row's month, by facts named as its keys (`by`), and by `fixed` keys.

    `absent` is read where the rule does not exist; None reads a blank. `where` names a flag: rows that say no read
    `absent` as well. `any_of` names a key over which it is only asked whether there is a value at all: the column is
    then a Boolean.
    """

    parameter: str
    by: tuple[str, ...] = ()
    fixed: tuple[tuple[str, Key], ...] = ()
    absent: int | None = 0
    where: str | None = None
    any_of: str | None = None


class LawColumns:
    """The law for one table of facts. `defaults`: facts that the table leaves out, the same for every row."""

    def __init__(
        self, facts: pl.DataFrame, dated_by: str, defaults: Mapping[str, Key], law: Law, known_on: date | None
    ) -> None:
        self._facts, self._defaults, self._law, self._known_on = facts, defaults, law, known_on
        self._months = facts[dated_by]
        self._range = self._months.min(), self._months.max()
        self._codes: dict[Axis, pl.Series] = {}
        self._positions: dict[tuple[Axis, ...], pl.Expr] = {}

    def read(self, look_up: LookUp) -> pl.Expr:
        """The look-up as a column, Int64 or Boolean; blank where the month or a key is blank."""
        first, last = self._range
        if not isinstance(first, int) or not isinstance(last, int):  # no row has a month
            return pl.lit(None, pl.Boolean if look_up.any_of else pl.Int64)
        table, nothing = self._table(look_up, first, last)
        column = table.at(self._positions_in(table))
        if look_up.where is None or self._defaults.get(look_up.where) is True:
            return column
        if look_up.where in self._defaults:
            return nothing
        return pl.when(pl.col(look_up.where)).then(column).otherwise(nothing)

    def value(self, look_up: LookUp) -> Value | None:
        """The figure behind the look-up for the first row; None where there is none or the row's flag says no."""
        row = {**self._defaults, **self._facts.row(0, named=True)}
        if look_up.any_of or (look_up.where and not row[look_up.where]):
            return None
        keys = {name: row[name] for name in look_up.by} | dict(look_up.fixed)
        month = self._months[0]
        if month is None or None in keys.values():
            return None
        try:
            return self._law.parameter(look_up.parameter).on(first_day(month), known_on=self._known_on, **keys)
        except NoLawForDay:
            return None

    def _table(self, look_up: LookUp, first: int, last: int) -> tuple[MonthTable, pl.Expr]:
        """The months' values, and what a row reads that the rule does not reach."""
        parameter = self._law.parameter(look_up.parameter)
        given = tuple((name, self._defaults[name]) for name in look_up.by if name in self._defaults)
        table = _table_of(parameter, look_up, (*given, *look_up.fixed), (first, last), self._known_on)
        return table, _NO if look_up.any_of else _absent(look_up.absent)

    def _positions_in(self, table: MonthTable) -> pl.Expr:
        """Tables with the same keys are read at the same places: each set of keys is numbered once."""
        axes = tuple(table.axes.items())
        if axes not in self._positions:
            for name, axis in axes:
                if (name, axis) not in self._codes:
                    self._codes[name, axis] = key_codes(self._facts[name], axis)
            codes = {name: self._codes[name, axis] for name, axis in axes}
            self._positions[axes] = pl.lit(table.positions(self._months, codes))
        return self._positions[axes]


_NO = pl.lit(False)


@cache
def _absent(amount: int | None) -> pl.Expr:
    return pl.lit(amount, pl.Int64)


@lru_cache(maxsize=2048)
def _table_of(
    parameter: Parameter,
    look_up: LookUp,
    fixed: tuple[tuple[str, Key], ...],
    months: tuple[int, int],
    known_on: date | None,
) -> MonthTable:
    """Kept, since the same few look-ups of the same few months are asked for with every calculation."""
    keys, (first, last) = dict(fixed), months
    if look_up.any_of:
        return parameter.in_force_by_month(first, last, keys, over=look_up.any_of, known_on=known_on)
    table = parameter.by_month(first, last, keys, known_on=known_on)
    return table if look_up.absent is None else table.filled(look_up.absent)
