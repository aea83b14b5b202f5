"""What the twelve digits of a personal ID say (Circular 59/2021/TT-BCA): province, century and sex, year of birth."""

from __future__ import annotations

import polars as pl
from polars import col

_NUMBER = col("id_digits")
#: The rows that give a number which is not one.
NOT_SHAPED = col("personal_id").is_not_null() & _NUMBER.is_null()


def _century_and_sex(number: pl.Expr = _NUMBER) -> pl.Expr:
    return number // 10**8 % 10


def shaped() -> pl.Expr:
    """Whether the personal ID has its twelve digits."""
    return _NUMBER.is_not_null()


def province_digits(number: pl.Expr = _NUMBER) -> pl.Expr:
    """The first three digits as a number: that of the province's code."""
    return number // 10**9


def sex_of() -> pl.Expr:
    """Even is male, odd female."""
    return pl.when(is_odd()).then(pl.lit("female")).when(~is_odd()).then(pl.lit("male"))


def is_odd() -> pl.Expr:
    """Whether the digit of century and sex is odd."""
    return _century_and_sex() % 2 == 1


def birth_year_of(number: pl.Expr = _NUMBER) -> pl.Expr:
    """0 and 1 are born in 19yy, 2 and 3 in 20yy, and so on."""
    return 1900 + _century_and_sex(number) // 2 * 100 + number // 10**6 % 100


def born_on(column: str = "birth_date") -> pl.Expr:
    """The birth date as people write it, as far as it is known: 17/05/1999, 05/1999 or 1999."""
    return col(column).str.replace(r"^(\d{4})-(\d\d)-(\d\d)$", "$3/$2/$1").str.replace(r"^(\d{4})-(\d\d)$", "$2/$1")
