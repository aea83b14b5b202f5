"""Late money of whole delays: each delay cut where the rule or its rate changes, the pieces told one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from ibhxh.amounts.calculation import Amounts
from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.amounts.kind import ROW
from ibhxh.amounts.late_money.daily import daily_pieces
from ibhxh.amounts.late_money.delay import delays
from ibhxh.amounts.late_money.monthly import monthly_pieces
from ibhxh.amounts.questions import numbered
from ibhxh.amounts.readings import USUAL, Readings
from ibhxh.amounts.together import Together, together
from ibhxh.law import Law
from ibhxh.law.interval import Interval
from ibhxh.law.late_rule import DailyRule, LateRule
from ibhxh.law.months import first_day, month_words
from ibhxh.law.payment_rule import DueRule, last_of_cycle
from ibhxh.law.value import Source, Unit, Value
from ibhxh.words import Words, day_text

RESULTS = ("late_money", "months", "days", "base", "due_day", "evasion_line", "past_evasion_line")
_COLUMNS = (
    ROW, "month", "cycle", "due_told", "due_by_law", "due_on", "paid_on", "days_late", "first_charge", "last_charge",
    "first_day", "last_day", "months", "days", "base", "rate", "late_money", "due_day", "evasion_line_on",
    "evasion_line", "past_evasion_line",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class LateMoney:
    """What `late_money` found. `frame` has a row for each piece of a delay, in the order of the questions."""

    pieces: Together
    rules: tuple[LateRule, ...]
    law: Law

    @property
    def frame(self) -> pl.DataFrame:
        """The pieces."""
        return self.pieces.frame

    @property
    def results(self) -> tuple[str, ...]:
        """The columns that are results."""
        return self.pieces.results

    def why(self, row: int) -> Explanation:
        """The delay of one piece, then the steps of its amount."""
        place, rule = self.frame.row(row, named=True), self.rules[self.frame["part"][row]]
        return Explanation(_title(rule, place), (*self._delay(rule, place), *self.pieces.why(row).steps))

    def _delay(self, rule: LateRule, place: dict[str, Any]) -> Iterator[Explained]:
        if place["due_on"] is None or place["days_late"] is None:
            return
        late = Words("Số ngày chậm, sau hạn đóng {due} đến {paid}", "Days late, after the due day {due} until {paid}")
        named = late.fill(due=day_text(place["due_on"]), paid=day_text(place["paid_on"]))
        cites: tuple[Value, ...] = (_cite(rule.valid, rule.source),)
        if (due := self._due_rule(place)) is not None:
            cites = (_cite(due.valid, due.source), *cites)
        yield Explained("days_late", named, place["days_late"], Unit.COUNT, cites=cites)
        if (line := place["evasion_line_on"]) is not None:
            limit = self.law.deadline("evasion_unpaid", place["due_on"])
            past, within = Words("đã quá", "past"), Words("chưa quá", "not past")
            words = Words(
                "Nếu đã có văn bản đôn đốc: coi là trốn đóng sau ngày {day} ({state})",
                "With a written reminder: counts as evasion after {day} ({state})",
            ).fill(day=day_text(line), state=past if place["past_evasion_line"] else within)
            yield Explained(
                "evasion_line", words, limit.count, Unit.COUNT, cites=(_cite(limit.valid, limit.source, limit.count),)
            )

    def _due_rule(self, place: dict[str, Any]) -> DueRule | None:
        """The rule the due day follows; None where the day was told."""
        if None in (place["month"], place["cycle"]) or place["due_told"]:
            return None
        return self.law.payment_rules.due_rule(last_of_cycle(place["month"], place["cycle"]))


def late_money(table: pl.DataFrame, law: Law, readings: Readings = USUAL) -> LateMoney:
    """The late money of each row of the table: one month's contributions, paid late.

    Columns: `month` (Int32, the contribution month), `amount` (Int64 đồng), `insurance` (String: `si` for BHXH, BHTN
    and TNLĐ, `hi`), `cycle` (Int64: 1, 3 or 6 months), `paid_on` (Date: when it was paid, or the day it is reckoned
    to), `due_on` (Date, blank: by law), `cause` (String: `late`, `evasion` found and recovered, or `late_rise`),
    `correction` (Int64, what was added to the amount or taken from it) of `corrected_on` (Date).

    Results, one row for each piece of a question (`row`, from 0): `late_money`, `base` (đồng), `months` charged or
    `days` (Int64), `due_day`, `evasion_line` (day numbers), `past_evasion_line` (1 where it was paid after it);
    beside them `days_late`, and the days as dates. A blank gives blanks. Raises `NoLawForDay`, `YieldNotLoaded`,
    `UnknownLawKey`, `MoneyOutOfRange`.
    """
    questions = delays(numbered(table), law, readings)
    found = [(rule, amounts) for rule in law.late_rules for amounts in _pieces(rule, questions, law, readings)]
    pieces = together([amounts for _, amounts in found], _COLUMNS, RESULTS)
    return LateMoney(pieces, tuple(rule for rule, _ in found), law)


def _pieces(rule: LateRule, questions: pl.DataFrame, law: Law, readings: Readings) -> Iterator[Amounts]:
    if isinstance(rule, DailyRule):
        return daily_pieces(questions, rule, law, readings)
    return monthly_pieces(questions, rule, law, readings)


def _title(rule: LateRule, place: dict[str, Any]) -> Words:
    month = "…" if place["month"] is None else month_words(place["month"])
    words = Words("{rule}, tiền đóng của tháng {month}", "{rule}, contributions of {month}").fill(
        rule=rule.words, month=month
    )
    if place["months"]:
        first, last = first_day(place["first_charge"]), first_day(place["last_charge"])
        span = Words(": tính ngày {first} đến {last}", ": charged from {first} to {last}")
    elif place["days"]:
        first, last = place["first_day"], place["last_day"]
        span = Words(": từ {first} đến {last}", ": from {first} to {last}")
    else:
        return words
    span = span.fill(first=day_text(first), last=day_text(last))
    return Words(words.vi + span.vi, words.en + span.en)


def _cite(valid: Interval, source: Source, amount: int = 0) -> Value:
    """A rule of the law as something an explanation can cite."""
    return Value(amount, valid, source)
