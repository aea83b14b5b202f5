"""What one side knows of a unit's people: plain tables, made by whoever keeps the book.

The employer's is its own past (scope history), the agency's its register at an instant (scope register). The rules
that look back read it through `past_view`, and never ask where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import polars as pl

from ibhxh.checks.rule import Scope
from ibhxh.words import Words


class LineState(StrEnum):
    """What has become of a line that was filed before."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"

    @property
    def words(self) -> Words:
        """Inside a sentence, in brackets."""
        return _STATES[self]


_STATES = {
    LineState.WAITING: Words("đang chờ xét", "not decided yet"),
    LineState.ACCEPTED: Words("đã được nhận", "accepted"),
    LineState.RETURNED: Words("đã bị trả lại", "returned"),
}

#: One row a person, everybody who is or was on the list, and whom only lines of `FILED` tell of, their standing blank.
#: Months are indices, money đồng, days both included. `since` is the month they came in, or, where `from_opening`, the
#: month the book begins with; `left_from` the first month gone; `wage` and `allowance` the last known, in force from
#: `wage_from` (blank: since the book began); `absence` the plan of an absence that no later line has ended, of the days
#: `absent_from` to `absent_until` (blank: no end was told).
PEOPLE: Mapping[str, pl.DataType] = {
    "key": pl.String(),
    "si_number": pl.String(),
    "personal_id": pl.String(),
    "passport_number": pl.String(),
    "full_name": pl.String(),
    "birth_date": pl.String(),
    "job_title": pl.String(),
    "participant_class": pl.String(),
    "since": pl.Int32(),
    "from_opening": pl.Boolean(),
    "left_from": pl.Int32(),
    "wage": pl.Int64(),
    "allowance": pl.Int64(),
    "wage_from": pl.Int32(),
    "absence": pl.String(),
    "absent_from": pl.Date(),
    "absent_until": pl.Date(),
}
#: One row for each line filed before, its person by `key`; `state` is a `LineState`, `filed_in` the period (month
#: index) and `round` its dossier's.
FILED: Mapping[str, pl.DataType] = {
    "key": pl.String(),
    "plan": pl.String(),
    "from_month": pl.Int32(),
    "to_month": pl.Int32(),
    "wage": pl.Int64(),
    "allowance": pl.Int64(),
    "absent_from": pl.Date(),
    "absent_to": pl.Date(),
    "state": pl.String(),
    "filed_in": pl.Int32(),
    "round": pl.Int64(),
    "filed_on": pl.Date(),
}


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """One side's book of a unit. `people` has the columns of `PEOPLE`, `filed` those of `FILED`.

    `as_of` is the day of the employer's own past, the instant of the agency's register. `closed_through` is the last
    month (index) that is closed. `complete` says that whoever is not in `people` was never on the list: not so where a
    unit began to keep its book without entering its people.
    """

    scope: Scope
    as_of: date | datetime
    people: pl.DataFrame
    filed: pl.DataFrame
    closed_through: int | None = None
    complete: bool = True


def past_of_rows(
    scope: Scope,
    as_of: date | datetime,
    people: list[dict[str, object]],
    filed: list[dict[str, object]] | None = None,
    *,
    closed_through: int | None = None,
    complete: bool = True,
) -> Past:
    """A past of rows that name the columns they fill; the others are blank."""
    return Past(scope, as_of, _table(people, PEOPLE), _table(filed or [], FILED), closed_through, complete)


def _table(rows: list[dict[str, object]], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    columns = {name: pl.Series([row.get(name) for row in rows], dtype=dtype) for name, dtype in schema.items()}
    return pl.DataFrame(columns)
