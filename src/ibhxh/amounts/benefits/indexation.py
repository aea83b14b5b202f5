"""The average wage paid on, each year's wages lifted by that year's coefficient.

For one-time payments, pensions and survivors' lump sums (Law 41/2024/QH15 articles 72–73); the coefficients of each
year of payment stand in `law/parameters/indexation.yaml`. Wages of the State's scale of those insured before 2016
follow the base salary instead and are not for here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.amounts.kind import ROW, Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import even, numbered, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.law import Law
from ibhxh.law.value import Unit
from ibhxh.words import Words

_TITLE = Words("Mức bình quân tiền lương đóng, hưởng từ tháng {month}", "Average wage paid on, benefit from {month}")
_TOTAL = Words("Tổng tiền lương đã điều chỉnh", "Wages, indexed")
_MONTHS = Words("Số tháng đóng", "Months paid")
_AVERAGE = Words("Mức bình quân", "Average")
_YEAR = Words("Năm {year}: {words}", "Year {year}: {words}")
#: The year that stands for all before 1995 in the table.
_BEFORE_1995 = 1994


@dataclass(frozen=True, slots=True, eq=False)
class Indexed:
    """`lines`: the years of all questions; `averages`: one row for each question."""

    lines: Amounts
    averages: Amounts

    @property
    def frame(self) -> pl.DataFrame:
        """One row for each question."""
        return self.averages.frame

    @property
    def results(self) -> tuple[str, ...]:
        """The columns that are results."""
        return self.averages.results

    def why(self, row: int, /) -> Explanation:
        """Each year's wages, then their sum and average."""
        made, number = self.averages.why(row), self.frame[ROW][row]
        years: list[Explained] = []
        for place, (line, year) in enumerate(self.lines.frame.select(ROW, "year").iter_rows()):
            if line == number:
                for step in self.lines.why(place).steps:
                    if step.name == "indexed":
                        years.append(replace(step, words=_YEAR.fill(year=year, words=step.words)))
        return Explanation(made.title, (*years, *made.steps))


def average_wage(table: pl.DataFrame, law: Law, readings: Readings) -> Indexed:
    """The average of each question, whose lists `years`, `wages` and `months` go together, line by line.

    Raises `UnevenLists`, `UnknownLawKey` for a year after the table, `MoneyOutOfRange`. A year of payment without a
    table gives blanks.
    """
    lists = ("years", "wages", "months")
    facts = numbered(table)
    for row in facts.select(ROW, *lists).iter_rows(named=True):
        if all(row[name] is not None for name in lists):
            even(row[ROW], **{name: row[name] for name in lists})
    # A question that leaves one of the lists blank has one blank line.
    known = ~money.blank(*(pl.col(name) for name in lists))
    lines = facts.select(ROW, "month", *(pl.when(known).then(name).alias(name) for name in lists))
    lines = lines.explode(lists, empty_as_null=True)
    lines = lines.rename({"years": "year", "wages": "wage"})
    within_reason(lines, wages=("wage",), counts=("months",))
    salary_year = pl.when(pl.col("year") < _BEFORE_1995).then(pl.lit(_BEFORE_1995, pl.Int64)).otherwise("year")
    made = _lines().run(lines.with_columns(salary_year.alias("salary_year")), law)
    sums = made.frame.group_by(ROW, maintain_order=True).agg(
        pl.col("month").first(),
        money.total(pl.col("indexed")).alias("indexed_total"),
        money.total(pl.col("months")).alias("month_total"),
    )
    return Indexed(made, _averages().run(sums, law))


@cache
def _lines() -> Calculation:
    return Calculation(
        title=_TITLE,
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("salary_year", pl.Int64()),
            Fact("wage", pl.Int64()),
            Fact("months", pl.Int64()),
        ),
        layers=(
            (
                Step(
                    "coefficient",
                    Words("Mức điều chỉnh (phần trăm)", "Coefficient (percent)"),
                    LookUp("indexation", ("salary_year",), absent=None),
                    Unit.COUNT,
                    told=False,
                ),
                Step("count", _MONTHS, pl.col("months"), Unit.COUNT, told=False),
            ),
            (
                Step(
                    "indexed",
                    Words("tiền lương đã điều chỉnh", "wages, indexed"),
                    money.portion(pl.col("wage"), pl.col("count") * pl.col("coefficient"), pl.lit(100, pl.Int64)),
                    how="{wage} × {count} × {coefficient} / 100",
                ),
            ),
        ),
        results=("indexed",),
    )


@cache
def _averages() -> Calculation:
    return Calculation(
        title=_TITLE,
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("indexed_total", pl.Int64(), words=_TOTAL),
            Fact("month_total", pl.Int64()),
        ),
        layers=(
            (
                Step("months_paid", _MONTHS, pl.col("month_total"), Unit.COUNT),
                Step("total", _TOTAL, pl.col("indexed_total"), told=False),
            ),
            (
                Step(
                    "average",
                    _AVERAGE,
                    money.portion(pl.col("total"), pl.lit(1, pl.Int64), pl.col("months_paid")),
                    how="{total} / {months_paid}",
                ),
            ),
        ),
        results=("total", "months_paid", "average"),
    )


def _list(name: str, words: Words, unit: Unit = Unit.COUNT) -> Ask:
    return Ask(name, pl.List(pl.Int64()), words, unit)


KIND = Kind(
    name="average_wage",
    words=Words("Mức bình quân tiền lương đóng BHXH (đã điều chỉnh)", "Average wage paid on (indexed)"),
    asks=(
        Ask("month", pl.Int32(), Words("Tháng hưởng", "Month of the benefit"), month=True),
        _list("years", Words("Năm đóng, từng giai đoạn", "Year of each stretch")),
        _list("wages", Words("Tiền lương tháng của từng giai đoạn", "Monthly wage of each stretch"), Unit.MONEY),
        _list("months", Words("Số tháng của từng giai đoạn", "Months of each stretch")),
    ),
    results=(
        Result("total", _TOTAL),
        Result("months_paid", _MONTHS, Unit.COUNT),
        Result("average", _AVERAGE, adds_up=False),
    ),
    run=average_wage,
)
