"""The only words for arithmetic on money.

Amounts are whole đồng in Int64 columns, rates whole parts of 1/1,000,000; no fraction exists in between. In every word
a blank stays a blank: what is unknown never turns into a zero, a cap or a floor. Amounts lie within ±`LIMIT`, which
`checked` sees to at the door of every calculation; within it no product and no sum of columns can leave Int64.
"""

from __future__ import annotations

from enum import StrEnum
from functools import reduce

import polars as pl

from ibhxh.amounts.errors import MoneyOutOfRange
from ibhxh.law.value import RATE_SCALE

#: Nine million million đồng: the greatest amount whose product with a rate still fits Int64.
LIMIT = 9_000_000_000_000


class Whole(StrEnum):
    """How a share is made whole."""

    HALF_UP = "half_up"  #: half a đồng counts as one, away from zero, so that taking back mirrors paying
    TRUNCATE = "truncate"  #: the fraction is cut off, toward zero


def share(amount: pl.Expr, rate: pl.Expr, whole: Whole = Whole.HALF_UP) -> pl.Expr:
    """`amount` × `rate` / 1,000,000 in whole đồng. `rate` is not negative."""
    # Floor division treats the two signs unlike; what is added before it makes them mirror each other.
    up, down = (RATE_SCALE // 2, RATE_SCALE // 2 - 1) if whole is Whole.HALF_UP else (0, RATE_SCALE - 1)
    lift = pl.when(amount < 0).then(pl.lit(down, pl.Int64)).otherwise(pl.lit(up, pl.Int64))
    return (amount * rate + lift) // RATE_SCALE


def portion(amount: pl.Expr, parts: pl.Expr, of: pl.Expr, whole: Whole = Whole.HALF_UP) -> pl.Expr:
    """`amount` × `parts` / `of` in whole đồng: 10 of 24 days, 75 of 100. `parts` and `of` are positive counts.

    Blank where one of them is blank. The product must stay within Int64, which `parts` up to 500,000 do.
    """
    # Twice the amount, so that the half of an odd `of` is whole as well.
    doubled, size = amount * parts * 2, of * 2
    up, down = (of, of - 1) if whole is Whole.HALF_UP else (pl.lit(0, pl.Int64), size - 1)
    lift = pl.when(amount < 0).then(down).otherwise(up)
    return (doubled + lift) // size


def least(a: pl.Expr, b: pl.Expr) -> pl.Expr:
    """The lesser of two amounts."""
    return pl.when(a <= b).then(a).when(b < a).then(b)


def most(a: pl.Expr, b: pl.Expr) -> pl.Expr:
    """The greater of two amounts."""
    return pl.when(a >= b).then(a).when(b > a).then(b)


def floor(amount: pl.Expr, lowest: pl.Expr) -> pl.Expr:
    """The amount, lifted to `lowest` where the law sets one; a blank `lowest` lifts nothing."""
    return pl.when(amount < lowest).then(lowest).otherwise(amount)


def sum(*amounts: pl.Expr) -> pl.Expr:
    """The sum of the amounts of one row."""
    return reduce(lambda a, b: a + b, amounts)


def total(amounts: pl.Expr, unless: pl.Expr | None = None) -> pl.Expr:
    """The sum of a column or group, blank where one of the amounts (or of the column `unless`) is blank.

    Polars raises InvalidOperationError for a sum beyond Int64.
    """
    blanks = (amounts if unless is None else unless).has_nulls()
    return pl.when(~blanks).then(amounts.cast(pl.Int128).sum().cast(pl.Int64, strict=True))


def blank(*amounts: pl.Expr) -> pl.Expr:
    """Whether any of them is blank."""
    return reduce(lambda a, b: a | b, (amount.is_null() for amount in amounts))


def checked(column: pl.Series, limit: int = LIMIT) -> pl.Series:
    """The column itself. Raises `MoneyOutOfRange` where an amount lies beyond ±`limit`."""
    beyond = ~column.is_between(-limit, limit)
    if beyond.any():
        row = beyond.arg_max() or 0
        raise MoneyOutOfRange(column.name, row, int(column[row]))
    return column
