"""Whom of the book a row speaks of: by insurance number, personal ID or passport, else by name and birth date.

A personal ID may stand where the insurance number is asked for, so any number is looked for among all. Somebody of the
same name and birth date with another insurance number is another person, or the same with two books: a `namesake`.
"""

from __future__ import annotations

import polars as pl
from polars import col

#: In this order.
NUMBERS = ("si_number", "personal_id", "passport_number")
_PLACE = pl.UInt32


def recognised(rows: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The rows with `known`, a place in `people` from 0, blank for nobody; `other_number`, the insurance number of a
    namesake; `several`, whether name and birth date are those of more than one person and no number tells which."""
    listed = people.with_row_index("place")
    numbers, places = _numbers(listed)
    by_number = pl.coalesce(
        col(number).replace_strict(numbers, places, default=None, return_dtype=_PLACE) for number in NUMBERS
    )
    names = listed.group_by(name_key().alias("name"), maintain_order=True).agg(
        col("place").first(), (pl.len() > 1).alias("many"), col("si_number").first().alias("their_number")
    )
    # The key is never blank on this side; a row without a name finds nobody.
    found = rows.with_columns(name=pl.when(col("full_name").is_not_null()).then(name_key()), by_number=by_number)
    found = found.join(names, on="name", how="left", maintain_order="left")
    open_, one = col("by_number").is_null() & col("place").is_not_null(), ~col("many")
    other = (col("si_number") != col("their_number")).fill_null(False)
    return found.with_columns(
        known=pl.coalesce("by_number", pl.when(open_ & one & ~other).then("place")),
        other_number=pl.when(open_ & one & other).then("their_number"),
        several=(open_ & ~one).fill_null(False),
    ).drop("name", "by_number", "place", "many", "their_number")


def name_key() -> pl.Expr:
    """Name and birth date, letter case apart."""
    return pl.concat_str(
        col("full_name").fill_null("").str.to_lowercase(), col("birth_date").fill_null(""), separator="|"
    )


def _numbers(listed: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Every number with the place of the person who has it; of two, the first."""
    found = (
        listed.select("place", *NUMBERS)
        .unpivot(NUMBERS, index="place", value_name="number")
        .drop_nulls("number")
        .sort("place", maintain_order=True)
        .unique("number", keep="first", maintain_order=True)
    )
    return found["number"], found["place"]
