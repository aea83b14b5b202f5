"""What a rule that looks back sees: the sheet's rows, and beside each what the book has of its person.

Columns added to lists of participants: `past_…` those of `past.PEOPLE`, blank for somebody unknown, and `past_pay`;
`other_number`, the insurance number of a namesake; `stranger`, whether nobody who could be meant was ever on the list;
`who`, one text for each person, the book's key where it has one. What
the dossier itself says of the person: `joins_here`, `leaves_here`, `absent_here`, `back_here`, `paid_here`, the first
month (index) of such a row. An equal line filed before: `filed_state`, `filed_in`, `filed_round`, `filed_day`.
`closed` is the last closed month.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import polars as pl
from polars import col

from ibhxh.amounts import money
from ibhxh.checks.past import PEOPLE, LineState, Past
from ibhxh.checks.past_matching import recognised
from ibhxh.checks.plans import ABSENCES, JOINS, LEAVES, RETURN, WAGE_CHANGE
from ibhxh.checks.rule import D02
from ibhxh.checks.view import Dossier, View, dossier_view, sheet_view

_HERE = {
    "joins_here": JOINS,
    "leaves_here": LEAVES,
    "absent_here": ABSENCES,
    "back_here": (RETURN,),
    "paid_here": (*JOINS, WAGE_CHANGE, RETURN),
}
#: What makes two lines of one person equal.
_LINE = ("plan", "from_month", "to_month", "wage", "allowance", "absent_from", "absent_to")
_FILED = {"state": "filed_state", "filed_in": "filed_in", "round": "filed_round", "filed_on": "filed_day"}


@lru_cache(maxsize=2)
def past_views(dossier: Dossier, past: Past) -> tuple[View, ...]:
    """The views of the dossier's own key and of each list of participants in it, with the past beside them.

    Whoever asks the rules asks for their fixes next, so the last ones made are kept.
    """
    lists = [number for number, sheet in enumerate(dossier.sheets) if sheet.version.form in D02]
    known = [_known(sheet_view(dossier, number), past) for number in lists]
    listed = _listed(view.rows for view in known)
    views = [replace(view, rows=_with_lines(view.rows, listed, past), past=past, listed=listed) for view in known]
    own = dossier_view(dossier)
    own = replace(own, header=own.header.with_columns(people=pl.lit(None, pl.String)), past=past, listed=listed)
    return (own, *views)


def _known(view: View, past: Past) -> View:
    """The view with the columns that the book alone gives."""
    rows = recognised(view.rows, past.people)
    book = past.people.with_row_index("known").rename({name: f"past_{name}" for name in PEOPLE})
    rows = rows.join(book, on="known", how="left", maintain_order="left")
    return replace(
        view,
        rows=rows.with_columns(
            who=pl.coalesce("past_key", "person"),
            past_pay=money.sum(col("past_wage"), col("past_allowance")),
            stranger=pl.lit(past.complete)
            & col("person").is_not_null()
            & col("past_since").is_null()
            & col("other_number").is_null()
            & ~col("several"),
            closed=pl.lit(past.closed_through, pl.Int32),
        ),
    )


def _listed(rows: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The rows of all lists of the dossier that say who, what and when: `who`, `plan`, `from_month`."""
    empty = pl.DataFrame(schema={"who": pl.String, "plan": pl.String, "from_month": pl.Int32})
    return pl.concat([empty, *(frame.select(empty.columns) for frame in rows)]).drop_nulls()


def _with_lines(rows: pl.DataFrame, listed: pl.DataFrame, past: Past) -> pl.DataFrame:
    here = listed.group_by("who").agg(
        col("from_month").filter(col("plan").is_in(plans)).min().alias(name) for name, plans in _HERE.items()
    )
    before = past.filed.rename({"key": "who", **_FILED})
    # Of equal lines the one that stands: one still waiting or accepted before a returned one, then the last filed.
    returned = (col("filed_state") == LineState.RETURNED).alias("returned")
    before = before.with_columns(returned).sort("returned", "filed_day", descending=[True, False], maintain_order=True)
    before = before.unique(["who", *_LINE], keep="last", maintain_order=True).drop("returned")
    allowance = money.sum(col("wage_allowance").fill_null(0), col("wage_supplement").fill_null(0))
    rows = rows.join(here, on="who", how="left", maintain_order="left").with_columns(allowance=allowance)
    return rows.join(before, on=["who", *_LINE], how="left", nulls_equal=True, maintain_order="left")
