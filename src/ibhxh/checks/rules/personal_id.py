"""What the twelve digits of a personal ID say (Circular 59/2021/TT-BCA): province, century and sex, year of birth."""

from __future__ import annotations

import polars as pl
from polars import col

_NUMBER = col("personal_id")


def _century_and_sex(number: pl.Expr) -> pl.Expr:
    return number.str.slice(3, 1).str.to_integer(strict=False)


def shaped() -> pl.Expr:
    """Whether the personal ID has its twelve digits."""
    return _NUMBER.str.contains("^[0-9]{12}$")


def province_digits(number: pl.Expr = _NUMBER) -> pl.Expr:
    """The first three digits: 0 and the two of the province's code."""
    return number.str.slice(0, 3)


def sex_of() -> pl.Expr:
    """Even is male, odd female."""
    odd = _century_and_sex(_NUMBER) % 2
    return pl.when(odd == 0).then(pl.lit("male")).when(odd == 1).then(pl.lit("female"))


def birth_year_of(number: pl.Expr = _NUMBER) -> pl.Expr:
    """0 and 1 are born in 19yy, 2 and 3 in 20yy, and so on."""
    return 1900 + _century_and_sex(number) // 2 * 100 + number.str.slice(4, 2).str.to_integer(strict=False)


def born_on(column: str = "birth_date") -> pl.Expr:
    """The birth date as people write it, as far as it is known: 17/05/1999, 05/1999 or 1999."""
    return col(column).str.replace(r"^(\d{4})-(\d\d)-(\d\d)$", "$3/$2/$1").str.replace(r"^(\d{4})-(\d\d)$", "$2/$1")
