"""The words of money against plain Python integers."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.amounts import money
from ibhxh.amounts.errors import MoneyOutOfRange

pytestmark = pytest.mark.unit

AMOUNT = st.integers(-money.LIMIT, money.LIMIT)
RATE = st.integers(0, 1_000_000)
CELL = st.none() | AMOUNT
A, B = pl.col("a"), pl.col("b")


def table(**columns: list[int | None]) -> pl.DataFrame:
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Int64))


def cells(frame: pl.DataFrame, expression: pl.Expr) -> list[int | None]:
    column = frame.select(expression).to_series()
    assert column.dtype == pl.Int64
    return column.to_list()


def half_up(amount: int, rate: int) -> int:
    """Half away from zero, in exact fractions."""
    exact = Fraction(abs(amount) * rate, 1_000_000)
    whole = int(exact + Fraction(1, 2))
    return whole if amount >= 0 else -whole


@given(st.lists(st.tuples(AMOUNT, RATE), min_size=1, max_size=50))
def test_a_share_is_exact_and_half_goes_away_from_zero(pairs: list[tuple[int, int]]) -> None:
    frame = table(a=[a for a, _ in pairs], b=[r for _, r in pairs])
    assert cells(frame, money.share(A, B)) == [half_up(a, r) for a, r in pairs]
    truncated = [int(Fraction(a * r, 1_000_000)) for a, r in pairs]
    assert cells(frame, money.share(A, B, money.Whole.TRUNCATE)) == truncated


@pytest.mark.parametrize(
    ("amount", "rate", "half", "cut"),
    [
        (5_681_700, 5_000, 28_409, 28_408),
        (5_681_700, 15_000, 85_226, 85_225),
        (-5_681_700, 5_000, -28_409, -28_408),
        (-5_681_700, 15_000, -85_226, -85_225),
        (1, 499_999, 0, 0),
        (1, 500_000, 1, 0),
        (-1, 500_000, -1, 0),
        (-1, 499_999, 0, 0),
        (0, 0, 0, 0),
        (money.LIMIT, 1_000_000, money.LIMIT, money.LIMIT),
        (-money.LIMIT, 1_000_000, -money.LIMIT, -money.LIMIT),
    ],
)
def test_half_a_dong(amount: int, rate: int, half: int, cut: int) -> None:
    frame = table(a=[amount], b=[rate])
    assert cells(frame, money.share(A, B)) == [half]
    assert cells(frame, money.share(A, B, money.Whole.TRUNCATE)) == [cut]


@given(AMOUNT, RATE)
def test_taking_back_mirrors_paying(amount: int, rate: int) -> None:
    paid, back = cells(table(a=[amount, -amount], b=[rate, rate]), money.share(A, B))
    assert paid is not None
    assert back == -paid


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=30))
def test_a_blank_stays_a_blank(pairs: list[tuple[int | None, int | None]]) -> None:
    frame = table(a=[a for a, _ in pairs], b=[b for _, b in pairs])
    whole = [None if a is None or b is None else (a, b) for a, b in pairs]
    assert cells(frame, money.least(A, B)) == [pair and min(pair) for pair in whole]
    assert cells(frame, money.most(A, B)) == [pair and max(pair) for pair in whole]
    assert cells(frame, money.sum(A, B)) == [None if pair is None else sum(pair) for pair in whole]
    assert cells(frame, money.share(A, pl.lit(None, pl.Int64))) == [None] * len(pairs)
    assert frame.select(money.blank(A, B)).to_series().to_list() == [pair is None for pair in whole]


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=30))
def test_a_floor_lifts_where_there_is_one(pairs: list[tuple[int | None, int | None]]) -> None:
    frame = table(a=[a for a, _ in pairs], b=[b for _, b in pairs])
    expected = [a if a is None or b is None else max(a, b) for a, b in pairs]
    assert cells(frame, money.floor(A, B)) == expected


@given(st.lists(CELL, max_size=30))
def test_a_total_is_blank_where_a_part_is(amounts: list[int | None]) -> None:
    known = [amount for amount in amounts if amount is not None]
    expected = sum(known) if len(known) == len(amounts) else None
    assert cells(table(a=amounts), money.total(A)) == [expected]
    assert cells(table(a=amounts), money.total(A.drop_nulls())) == [sum(known)]


def test_a_total_can_be_blank_for_the_sake_of_another_column() -> None:
    frame = table(a=[1, 2], b=[None, 3])
    assert cells(frame, money.total(A, unless=B)) == [None]
    assert cells(frame, money.total(A, unless=A)) == [3]


def test_totals_of_groups() -> None:
    frame = table(a=[1, 2, 4, None], b=[7, 7, 8, 8]).group_by("b").agg(money.total(A)).sort("b")
    assert frame.rows() == [(7, 3), (8, None)]


def test_a_total_beyond_int64_is_refused() -> None:
    top = 2**63 - 1
    assert cells(table(a=[top, 1, -1]), money.total(A)) == [top]
    with pytest.raises(pl.exceptions.InvalidOperationError):
        table(a=[top, 1]).select(money.total(A))


@pytest.mark.parametrize("amount", [money.LIMIT + 1, -money.LIMIT - 1, 2**63 - 1, -(2**63)])
def test_an_amount_that_could_overflow_is_refused_at_the_door(amount: int) -> None:
    with pytest.raises(MoneyOutOfRange) as problem:
        money.checked(pl.Series("declared_wage", [None, 5, amount, 7], dtype=pl.Int64))
    assert (problem.value.row, problem.value.amount) == (2, amount)
    assert "Dòng 3" in problem.value.text("vi")


@given(st.lists(CELL, max_size=20))
def test_other_amounts_pass_the_door_unchanged(amounts: list[int | None]) -> None:
    column = pl.Series("declared_wage", amounts, dtype=pl.Int64)
    assert money.checked(column).to_list() == amounts
