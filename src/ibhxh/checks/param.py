"""The named places of a finding's words: what is stored, and how it is shown.

A finding stores plain values (text, whole number, nothing); they are dressed for people only on display, so that one
report reads in both languages and its bytes do not depend on either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from ibhxh.law import FieldId, Interval
from ibhxh.law.form_version import Face
from ibhxh.law.months import month_text
from ibhxh.words import Words, day_text, money_text, number_text, percent_text, same, scaled_text

#: What a report stores of a value.
Stored = str | int | None

COEFFICIENT_SCALE = 10_000


@dataclass(frozen=True, slots=True)
class Param:
    """A named place: `value` is taken from the hit rows (None: their column of that name), `show` dresses it."""

    show: Callable[[Stored, Face | None], Words]
    value: pl.Expr | None
    keep: Callable[[Any], Stored] = lambda value: value.isoformat() if isinstance(value, date) else value


def text(column: str | pl.Expr | None = None) -> Param:
    """Text as it stands."""
    return Param(lambda value, _: same("" if value is None else str(value)), _expr(column))


def masked(column: str | pl.Expr | None = None) -> Param:
    """A number of a person, its middle hidden: 079***…***123."""
    return Param(lambda value, _: same(_mask(str(value or ""))), _expr(column))


def number(column: str | pl.Expr | None = None) -> Param:
    """A count, or a number as typed."""
    return Param(lambda value, _: same(_number(value, number_text)), _expr(column))


def money(column: str | pl.Expr | None = None) -> Param:
    """Đồng."""
    return Param(lambda value, _: same(_number(value, money_text)), _expr(column))


def percent(column: str | pl.Expr | None = None) -> Param:
    """A percent field, integer of 1/10,000."""
    return Param(lambda value, _: same(_number(value, percent_text)), _expr(column))


def coefficient(column: str | pl.Expr | None = None) -> Param:
    """A coefficient, integer of 1/10,000."""
    return Param(lambda value, _: same(_number(value, lambda n: scaled_text(n, COEFFICIENT_SCALE))), _expr(column))


def month(column: str | pl.Expr | None = None) -> Param:
    """A month index, stored yyyy-mm, shown mm/yyyy."""
    return Param(
        lambda value, _: same("" if value is None else "/".join(reversed(str(value).rsplit("-", 1)))),
        _expr(column),
        lambda value: month_text(value) if isinstance(value, int) else None,
    )


def months(first: pl.Expr, last: pl.Expr) -> Param:
    """The months from first to last, stored as `2026-05/2026-06`, shown 05/2026–06/2026, or one month alone."""

    def keep(value: object) -> Stored:
        ends = value.values() if isinstance(value, dict) else ()
        return "/".join(month_text(end) for end in ends if isinstance(end, int))

    def show(value: Stored, _: Face | None) -> Words:
        ends = dict.fromkeys(str(value).split("/"))
        return same("–".join("/".join(reversed(end.rsplit("-", 1))) for end in ends))

    return Param(show, pl.struct(first=first, last=last), keep)


def day(column: str | pl.Expr | None = None) -> Param:
    """A day, stored yyyy-mm-dd, shown dd/mm/yyyy."""
    return Param(
        lambda value, _: same("" if value is None else day_text(date.fromisoformat(str(value)))), _expr(column)
    )


def interval(column: str | pl.Expr | None = None) -> Param:
    """A stretch of days as `stored_interval` wrote it."""

    def show(value: Stored, _: Face | None) -> Words:
        start, end = str(value).split("/")
        return Interval(date.fromisoformat(start), date.fromisoformat(end) if end else None).text()

    return Param(show, _expr(column))


def stored_interval(days: Interval) -> str:
    """2017-07-01/2026-04-30, or 2026-05-01/ while it lasts."""
    return f"{days.start}/{days.end or ''}"


def choice(field: FieldId, column: str | pl.Expr | None = None) -> Param:
    """A value of a choice field, shown by its label."""

    def show(value: Stored, face: Face | None) -> Words:
        label = face.labels.get(field) if face else None
        return label.choices.get(str(value), same(str(value))) if label else same(str(value))

    return Param(show, _expr(column))


def words_of(named: Mapping[str, Words], column: str | pl.Expr | None = None) -> Param:
    """One of a few fixed words."""
    return Param(lambda value, _: named.get(str(value), same(str(value))), _expr(column))


def sex(column: str | pl.Expr) -> Param:
    """nam or nữ, inside a sentence."""
    return words_of({"male": Words("nam", "male"), "female": Words("nữ", "female")}, column)


def field_names(column: str | pl.Expr | None = None) -> Param:
    """Field ids separated by blanks, shown by their names."""

    def show(value: Stored, face: Face | None) -> Words:
        names = [face.name(field) if face and field in face.labels else same(field) for field in str(value).split()]
        return Words(", ".join(f"“{n.vi}”" for n in names), ", ".join(f"“{n.en}”" for n in names))

    return Param(show, _expr(column))


def _expr(column: str | pl.Expr | None) -> pl.Expr | None:
    return pl.col(column) if isinstance(column, str) else column


def _number(value: Stored, written: Callable[[int], str]) -> str:
    return written(value) if isinstance(value, int) else ""


def _mask(number: str) -> str:
    return f"{number[:3]}***…***{number[-3:]}" if len(number) > 8 else number
