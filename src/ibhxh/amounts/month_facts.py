"""What a person's month is: from days away, joining and leaving to its status, from there to the funds due.

A status is a name of `law/month_statuses.yaml`; what it makes due is data, under each reading. The days are the unit's
own working days, whatever its week; each kind of absence is counted by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from ibhxh.amounts.contribution import FUNDS
from ibhxh.amounts.explanation import Explained
from ibhxh.amounts.readings import USUAL, Readings
from ibhxh.law import Law
from ibhxh.law.months import first_day
from ibhxh.law.value import Unit, Value
from ibhxh.words import Words

#: Working days from which an absence frees its month (Law 58/2014/QH13 article 85.3, Law 41/2024/QH15 article 33.5).
FOURTEEN = 14
#: The status of a month about which nothing else is known.
FULL = "full"


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """Working days of one month spent away, and what else decides its status.

    `birth`: leave for birth, adoption or surrogacy; `maternity`: other maternity leave; `before_joining`,
    `after_leaving`: days of the month outside the unit. `first_month`: the first at work, or back at work. `agreed`:
    unit and person agreed to go on paying. `back_early`: at work before the birth leave ends.
    """

    birth: int = 0
    maternity: int = 0
    sick: int = 0
    unpaid: int = 0
    before_joining: int = 0
    after_leaving: int = 0
    first_month: bool = False
    part_time: bool = False
    agreed: bool = False
    back_early: bool = False

    def status(self) -> str:
        """The month's status."""
        return next(status for status, holds in self._statuses() if holds)

    def _statuses(self) -> Iterator[tuple[str, bool]]:
        """The first that holds is the month's."""
        unpaid = self.unpaid >= FOURTEEN
        outside = self.unpaid + self.before_joining + self.after_leaving >= FOURTEEN
        yield "birth_leave_14", self.birth >= FOURTEEN
        yield "maternity_14", self.maternity >= FOURTEEN
        yield "sick_14_first_month", self.sick >= FOURTEEN and self.first_month
        yield "sick_14", self.sick >= FOURTEEN
        yield "unpaid_14_part_time", unpaid and self.part_time
        yield "unpaid_14_agreed", unpaid and self.agreed
        yield "unpaid_14", unpaid
        yield "left_14", outside and self.after_leaving > 0
        yield "joined_14", outside
        yield "birth_leave_early_return", self.back_early
        yield "birth_leave_part", self.birth > 0
        yield FULL, True


def with_due(table: pl.DataFrame, law: Law, readings: Readings = USUAL, *, status: str = "status") -> pl.DataFrame:
    """The table with the facts of `contributions` that its columns `month` (Int32) and `status` (String) decide.

    Those are `due_httt` … `due_bhtn` and `bhyt_by_fund` (Boolean). Blank where month or status is. Raises
    `NoLawForDay` for a status the law pack does not know on the month's first day.
    """
    chosen = readings.chosen()
    keys = table.select("month", pl.col(status).alias("status")).drop_nulls().unique()
    rows = [{**key, **_due(law, key, chosen)} for key in keys.iter_rows(named=True)]
    schema = {"month": pl.Int32, "status": pl.String, **dict.fromkeys(DUE, pl.Boolean)}
    due = pl.DataFrame(rows, schema=schema).rename({"status": status})
    return table.join(due, on=["month", status], how="left", maintain_order="left")


def told_status(month: int, status: str, law: Law, readings: Readings = USUAL) -> Explained:
    """The status as a step of an explanation: what it is, how many funds it makes due, and by which law."""
    entry = law.month_status(status, first_day(month))
    due = entry.due_by(readings.chosen())
    words = Words("{status}: số quỹ phải đóng", "{status}: funds due").fill(status=entry.words)
    return Explained("status", words, len(due), Unit.COUNT, cites=(Value(len(due), entry.valid, entry.source),))


#: The columns `with_due` adds.
DUE: tuple[str, ...] = (*(f"due_{fund.lower()}" for fund in FUNDS), "bhyt_by_fund")


def _due(law: Law, key: Mapping[str, object], chosen: Mapping[str, str]) -> dict[str, bool]:
    month, status = key["month"], key["status"]
    assert isinstance(month, int) and isinstance(status, str)  # noqa: S101 - the schema
    entry = law.month_status(status, first_day(month))
    due = entry.due_by(chosen)
    return {**{f"due_{fund.lower()}": fund in due for fund in FUNDS}, "bhyt_by_fund": "BHYT" in entry.by_fund}
