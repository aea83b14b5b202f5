"""The table of questions a kind is told: numbered, its counts within reason, its lists summed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.kind import ROW
from ibhxh.problem import Problem
from ibhxh.words import Words

#: No count of days, months, years or people is greater; a greater one is a slip of the hand.
LARGEST_COUNT = 2_000
#: A million million đồng: no wage is greater, and its product with shares of days stays within Int64.
LARGEST_WAGE = 1_000_000_000_000


def numbered(table: pl.DataFrame) -> pl.DataFrame:
    """The table with `row`, the number of each question from 0 (Int64)."""
    return table.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(ROW))


def within_reason(table: pl.DataFrame, *, wages: tuple[str, ...] = (), counts: tuple[str, ...] = ()) -> pl.DataFrame:
    """The table itself. Raises `MoneyOutOfRange` for a wage or count too great to be one."""
    for name in wages:
        money.checked(table[name], LARGEST_WAGE)
    for name in counts:
        money.checked(table[name], LARGEST_COUNT)
    return table


def summed(table: pl.DataFrame, column: str, total: str, count: str) -> pl.DataFrame:
    """A numbered table with the sum of a list column and how many it holds (both Int64).

    Blank lists have blank sums, and so have lists with a blank in them. Raises `MoneyOutOfRange`.
    """
    items = table.select(ROW, column).explode(column, empty_as_null=True)
    money.checked(items[column], LARGEST_WAGE)
    sums = items.group_by(ROW, maintain_order=True).agg(money.total(pl.col(column)).alias(total))
    held = pl.col(column).list.len() * pl.lit(1, pl.Int64)
    return table.join(sums, on=ROW, how="left", maintain_order="left").with_columns(held.alias(count))


def month_index(day: str) -> pl.Expr:
    """The month a column of days lies in (Int32 index, as `law.months`)."""
    return (pl.col(day).dt.year() * 12 + pl.col(day).dt.month() - 1).alias("month")


class UnevenLists(Problem):
    """Lists that go together, one item each, are not of one length."""

    code: ClassVar[str] = "UNEVEN_LISTS"

    def __init__(self, row: int, names: Sequence[str], lengths: Sequence[int]) -> None:
        listed = ", ".join(f"“{name}” {length}" for name, length in zip(names, lengths, strict=True))
        super().__init__(
            Words("Các danh sách đi cùng nhau không có cùng số mục.", "Lists that go together differ in length."),
            where=Words(f"Dòng {row + 1}", f"Row {row + 1}"),
            why=Words(f"Số mục: {listed}.", f"Items: {listed}."),
            fix=Words("Ghi mỗi danh sách đủ từng mục, cùng thứ tự.", "Give each list all items, in the same order."),
        )


def even(row: int, **lists: Sequence[object]) -> None:
    """Raises `UnevenLists` where the lists of a question are not of one length."""
    lengths = [len(items) for items in lists.values()]
    if len(set(lengths)) > 1:
        raise UnevenLists(row, list(lists), lengths)
