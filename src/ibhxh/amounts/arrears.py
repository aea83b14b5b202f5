"""Arrears (truy thu) and refunds (thoái thu): what months cost by a new wage or status, less what they cost by the old.

Each month of the span by its own law. Both sides are whole contributions, so that caps and rounding are those of the
whole wage and not of the difference; what is set right again comes to nought to the đồng. Late money on arrears is a
question of its own (`late_money`), with the due day of the arrears.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.contribution import FUNDS, LINES, PAYERS, contributions, line_name
from ibhxh.amounts.errors import SpanBackwards
from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.month_facts import DUE, FULL, told_status, with_due
from ibhxh.amounts.questions import numbered
from ibhxh.amounts.readings import USUAL, Readings
from ibhxh.amounts.regions import REGION, with_region
from ibhxh.law import Law
from ibhxh.words import Words

_OLD, _NEW = Words("trước điều chỉnh", "before"), Words("sau điều chỉnh", "after")
_NAMES = tuple(line_name(*line) for line in LINES)
_TOTALS = (*(fund.lower() for fund in FUNDS), "total_er", "total_ee", "total")


@dataclass(frozen=True, slots=True, eq=False)
class Arrears:
    """What `arrears` found: `difference`, and the contributions before and after it, row for row."""

    difference: Amounts
    old: Amounts
    new: Amounts
    law: Law
    readings: Readings

    @property
    def frame(self) -> pl.DataFrame:
        """One row for each question and `month`."""
        return self.difference.frame

    @property
    def results(self) -> tuple[str, ...]:
        """The columns that are results."""
        return self.difference.results

    def why(self, row: int) -> Explanation:
        """Wages, statuses, caps, bases of both sides, and the difference of each line that is on one of them."""
        told, sides = self.difference.why(row), (self.old.why(row), self.new.why(row))
        caps = {step.name: step for side in sides for step in side.steps if step.name.endswith(("_cap", "_lift"))}
        bases = (base for side, when in zip(sides, (_OLD, _NEW), strict=True) for base in _bases(side, when))
        wages = (step for step in told.steps if step.name in ("old_wage", "new_wage"))
        lines = (line for step in told.steps for line in _told_line(step, sides))
        return Explanation(told.title, (*wages, *self._statuses(row), *caps.values(), *bases, *lines))

    def _statuses(self, row: int) -> Iterator[Explained]:
        place = self.frame.row(row, named=True)
        for side, when in (("old", _OLD), ("new", _NEW)):
            status = place[f"{side}_status"]
            if status not in (None, FULL) and place["month"] is not None:
                step = told_status(place["month"], status, self.law, self.readings)
                yield replace(step, name=f"{side}_status", words=_aside(step.words, when))


def arrears(table: pl.DataFrame, law: Law, readings: Readings = USUAL) -> Arrears:
    """What each month of each row's span costs more (or, negative, less) than before.

    Columns: `from_month`, `to_month` (Int32, both counted), `old_wage`, `new_wage` (Int64 đồng, whole
    declared wages; 0: not insured), `old_status`, `new_status` (String, month statuses), `region` (Int64, 1–4),
    `participant_class`, `pay` (String), `budget_unit` (Boolean).

    Results, Int64 đồng, for each `month` of a question (`row`, from 0): the lines of `contributions`, `httt` … `bhtn`
    (unit and person together), `total_er`, `total_ee`, `total`. A blank gives blanks. Raises `SpanBackwards` and what
    `contributions` raises.
    """
    for row in table.filter(pl.col("to_month") < pl.col("from_month")).iter_rows(named=True):
        raise SpanBackwards(row["from_month"], row["to_month"])
    months = (
        with_region(numbered(table))
        .with_columns(month=pl.int_ranges(pl.col("from_month"), pl.col("to_month") + 1, dtype=pl.Int32))
        .explode("month", empty_as_null=True)
    )
    sides = {side: _side(months, side, law, readings) for side in ("old", "new")}
    both = [
        amounts.frame.select(pl.col(name).alias(f"{side}_{name}") for name in _NAMES) for side, amounts in sides.items()
    ]
    difference = difference_calculation().run(months.hstack(both[0]).hstack(both[1]), law)
    return Arrears(difference, sides["old"], sides["new"], law, readings)


@cache
def difference_calculation() -> Calculation:
    """The steps from both sides' lines to what is owed more."""
    lines = tuple(_line(fund, payer) for fund, payer in LINES)
    sums = {
        **{fund.lower(): (words, [pair for pair in _PAID if pair[0] == fund]) for fund, words in FUNDS.items()},
        **{f"total_{who.lower()}": (PAYERS[who], [pair for pair in _PAID if pair[1] == who]) for who in ("ER", "EE")},
    }
    totals = tuple(
        Step(name, Words("Tổng, {name}", "Total, {name}").fill(name=words), money.sum(*map(_column, pairs)))
        for name, (words, pairs) in sums.items()
    )
    total = Step(
        "total",
        Words("Tổng phải nộp thêm (âm: được giảm)", "Total owed more (negative: less)"),
        money.sum(pl.col("total_er"), pl.col("total_ee")),
    )
    return Calculation(
        title=Words("Truy thu, thoái thu tháng {month}", "Arrears or refund of {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("old_wage", pl.Int64(), words=Words("Tiền lương trước điều chỉnh", "Wage before")),
            Fact("new_wage", pl.Int64(), words=Words("Tiền lương sau điều chỉnh", "Wage after")),
            *(Fact(f"{side}_{name}", pl.Int64()) for side in ("old", "new") for name in _NAMES),
        ),
        layers=(lines, totals, (total,)),
        results=tuple(step.name for step in (*lines, *totals, total)),
    )


#: What a unit hands over; the fund's and the State's lines are in no total.
_PAID = tuple((fund, payer) for fund, payer in LINES if payer in ("ER", "EE"))


def _column(pair: tuple[str, str]) -> pl.Expr:
    return pl.col(line_name(*pair))


def _line(fund: str, payer: str) -> Step:
    name = line_name(fund, payer)
    words = Words("{fund}, {payer}", "{fund}, {payer}").fill(fund=FUNDS[fund], payer=PAYERS[payer])
    value = pl.col(f"new_{name}") - pl.col(f"old_{name}")
    return Step(name, words, value, how=f"{{new_{name}}} − {{old_{name}}}")


def _side(months: pl.DataFrame, side: str, law: Law, readings: Readings) -> Amounts:
    """The contributions of the months by one side's wage and status."""
    insured = pl.col("declared_wage") != 0
    facts = months.with_columns(declared_wage=f"{side}_wage")
    facts = with_due(facts, law, readings, status=f"{side}_status")
    return contributions(facts.with_columns(pl.col(name) & insured for name in DUE), law, readings)


def _bases(side: Explanation, when: Words) -> Iterator[Explained]:
    """The bases of one side."""
    for step in side.steps:
        if step.name.endswith("_base"):
            yield replace(step, words=_aside(step.words, when))


def _told_line(step: Explained, sides: tuple[Explanation, Explanation]) -> Iterator[Explained]:
    """A result with the law of the side that has it; nothing for a line that neither has."""
    if step.name in _TOTALS:
        yield step
    elif side := next((side for side in reversed(sides) if step.name in side), None):
        yield replace(step, cites=side[step.name].cites)


def _aside(words: Words, when: Words) -> Words:
    return Words("{words} ({when})", "{words} ({when})").fill(words=words, when=when)


_STATUS = Words("Trạng thái tháng {when}", "Status of the months {when}")
KIND = Kind(
    name="arrears",
    words=Words("Truy thu, thoái thu", "Arrears and refunds"),
    asks=(
        Ask("from_month", pl.Int32(), Words("Từ tháng", "From month"), month=True),
        Ask("to_month", pl.Int32(), Words("Đến tháng", "To month"), month=True),
        Ask("old_wage", pl.Int64(), Words("Tiền lương trước điều chỉnh (0: chưa tham gia)", "Wage before (0: none)")),
        Ask("new_wage", pl.Int64(), Words("Tiền lương sau điều chỉnh (0: không tham gia)", "Wage after (0: none)")),
        REGION,
        Ask("participant_class", pl.String(), Words("Đối tượng", "Class"), default="vn_employee"),
        Ask("old_status", pl.String(), _STATUS.fill(when=_OLD), default=FULL),
        Ask("new_status", pl.String(), _STATUS.fill(when=_NEW), default=FULL),
        Ask("pay", pl.String(), Words("Chế độ lương", "Pay"), choices=("employer", "state"), default="employer"),
        Ask("budget_unit", pl.Boolean(), Words("Đơn vị hưởng ngân sách", "Paid by the budget"), default=False),
    ),
    results=(
        *(Result(fund.lower(), words) for fund, words in FUNDS.items()),
        *(Result(name, step.words) for name, step in zip(_NAMES, difference_calculation().layers[0], strict=True)),
        Result("total_er", PAYERS["ER"]),
        Result("total_ee", PAYERS["EE"]),
        Result("total", Words("Tổng phải nộp thêm", "Total owed more")),
    ),
    run=arrears,
    readings=("rounding", "bhyt_late_decrease", "bhyt_decrease_in_month", "bhyt_unpaid_14", "birth_leave_part_month"),
)
