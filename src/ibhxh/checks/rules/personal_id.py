"""What the twelve digits of a personal ID say (Circular 59/2021/TT-BCA): province, century and sex, year of birth."""

from __future__ import annotations

import polars as pl
from polars import col

_CENTURY_AND_SEX = col("personal_id").str.slice(3, 1).str.to_integer(strict=False)


def shaped() -> pl.Expr:
    """Whether the personal ID has its twelve digits."""
    return col("personal_id").str.contains("^[0-9]{12}$")


def province_digits() -> pl.Expr:
    """The first three digits: 0 and the two of the province's code."""
    return col("personal_id").str.slice(0, 3)


def sex_of() -> pl.Expr:
    """Even is male, odd female."""
    return (
        pl.when(_CENTURY_AND_SEX % 2 == 0).then(pl.lit("male")).when(_CENTURY_AND_SEX % 2 == 1).then(pl.lit("female"))
    )


def birth_year_of() -> pl.Expr:
    """0 and 1 are born in 19yy, 2 and 3 in 20yy, and so on."""
    return 1900 + _CENTURY_AND_SEX // 2 * 100 + col("personal_id").str.slice(4, 2).str.to_integer(strict=False)


def born_on(column: str = "birth_date") -> pl.Expr:
    """The birth date as people write it, as far as it is known: 17/05/1999, 05/1999 or 1999."""
    return col(column).str.replace(r"^(\d{4})-(\d\d)-(\d\d)$", "$3/$2/$1").str.replace(r"^(\d{4})-(\d\d)$", "$2/$1")
