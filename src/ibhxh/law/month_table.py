"""A parameter as an array over months, for looking up a million rows at once.

A look-up never leaves the array: months outside raise `NoLawForDay`, keys outside raise `UnknownLawKey`, a blank month
or key gives a blank. Nothing is clamped, and no index below zero reaches the array, where it would read the newest law.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TypeAlias

import polars as pl

from ibhxh.law.errors import NoLawForDay, UnknownLawKey
from ibhxh.law.months import first_day, month_words
from ibhxh.words import Words

#: A value of a key: text ("HTTT"), a number (region 1) or a flag.
Key: TypeAlias = str | int

#: Which day speaks for a whole month when the law changes inside it. A month reads its first day
#: (`months.first_day`) unless a calculation says otherwise: a rule of 15/07 counts from August.
MonthReading: TypeAlias = Callable[[int], date]


def key_codes(column: pl.Series, axis: tuple[Key, ...]) -> pl.Series:
    """The place of each cell on the axis (Int32; blank stays blank). Raises `UnknownLawKey` for a cell not on it."""
    if isinstance(axis[0], str):
        codes = column.cast(_enum(axis), strict=False).to_physical().cast(pl.Int32)
        if codes.null_count() > column.null_count():
            raise UnknownLawKey(column.name, column.filter(codes.is_null() & column.is_not_null())[0], axis)
        return codes
    for end in (column.min(), column.max()):
        if end is not None and end not in axis:
            raise UnknownLawKey(column.name, end, axis)
    return column.cast(pl.Int32) - axis[0]


@cache
def _enum(axis: tuple[Key, ...]) -> pl.Enum:
    return pl.Enum(map(str, axis))


@dataclass(frozen=True, slots=True, eq=False)
class MonthTable:
    """`amounts` (Int64, blank where the rule does not exist) by the keys of `axes` in order, then by month.

    `first` and `last` are month indices, both inside.
    """

    parameter: str
    first: int
    last: int
    axes: Mapping[str, tuple[Key, ...]]
    amounts: pl.Series

    def positions(self, months: pl.Series, codes: Mapping[str, pl.Series]) -> pl.Series:
        """Where in the array each row reads: UInt32, blank where its month or a key is blank.

        `codes` are the places on each axis, from `key_codes`. Raises `NoLawForDay` for a month outside the table.
        """
        low, high = months.min(), months.max()
        for month in (low, high):
            if isinstance(month, int) and not self.first <= month <= self.last:
                raise NoLawForDay(self.parameter, first_day(month), self._known())
        place = pl.Series([0], dtype=pl.Int32)
        for name, axis in self.axes.items():
            place = place * len(axis) + codes[name]
        return (place * (self.last - self.first + 1) + (months - self.first)).cast(pl.UInt32)

    def filled(self, absent: int) -> MonthTable:
        """The table with `absent` where the rule does not exist."""
        return replace(self, amounts=self.amounts.fill_null(absent))

    def at(self, positions: pl.Expr | pl.Series) -> pl.Expr:
        """The amounts at these positions, blank where the position is."""
        return pl.lit(self.amounts).gather(positions)

    def _known(self) -> Words:
        first, last = month_words(self.first), month_words(self.last)
        return Words(f"Bảng có từ tháng {first} đến tháng {last}.", f"The table holds {first} to {last}.")
