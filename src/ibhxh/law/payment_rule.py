"""When contributions are to be paid and in which order money covers the funds: `law/payment_rules.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from ibhxh.law.errors import NoLawForDay
from ibhxh.law.interval import Interval
from ibhxh.law.months import first_day, last_day
from ibhxh.law.source_entry import read_source
from ibhxh.law.strict import Entry, read_yaml
from ibhxh.law.value import Source
from ibhxh.words import Words


@dataclass(frozen=True, slots=True)
class DueRule:
    """Contributions of a month in `valid` are due on the last day of the month `months_after` later."""

    valid: Interval
    months_after: int
    source: Source


@dataclass(frozen=True, slots=True)
class OrderRule:
    """Money of a value date in `valid` covers the groups in this order: a group's contributions, then its late money.

    Most groups are one fund. Funds of one group are covered together, in the order in which they stand.
    """

    valid: Interval
    groups: tuple[tuple[str, ...], ...]
    source: Source

    @property
    def funds(self) -> tuple[str, ...]:
        """All funds in order."""
        return tuple(fund for group in self.groups for fund in group)


_Rule = TypeVar("_Rule", DueRule, OrderRule)


@dataclass(frozen=True, slots=True)
class PaymentRules:
    """Both rules through time."""

    due: tuple[DueRule, ...]
    order: tuple[OrderRule, ...]

    def due_rule(self, month: int) -> DueRule:
        """The rule for the contributions of a month (index). Raises `NoLawForDay`."""
        return _on(self.due, first_day(month), Words("hạn nộp tiền đóng", "the due day of contributions"))

    def due_on(self, month: int) -> date:
        """The last day on which contributions of the month can be paid in time, as the law counts it."""
        return last_day(month + self.due_rule(month).months_after)

    def order_rule(self, paid_on: date) -> OrderRule:
        """The order in which money of that value date covers the funds. Raises `NoLawForDay`."""
        return _on(self.order, paid_on, Words("thứ tự phân bổ tiền đóng", "the order of allocation"))

    def fund_order(self, paid_on: date) -> tuple[str, ...]:
        """The funds of that order. Raises `NoLawForDay`."""
        return self.order_rule(paid_on).funds


def last_of_cycle(month: int, cycle: int) -> int:
    """The last month (index) of the payment cycle of 1, 3 or 6 months that a month lies in."""
    return month + cycle - 1 - month % cycle


def read_payment_rules(path: Path) -> PaymentRules:
    """The rules of the file, read strictly. Raises `LawDataFault`."""
    entry = Entry(read_yaml(path), path.name)
    rules = PaymentRules(
        due=tuple(_due(item) for item in entry.entries("due")),
        order=tuple(_order(item) for item in entry.entries("order")),
    )
    entry.done()
    return rules


def _on(rules: Sequence[_Rule], day: date, subject: Words) -> _Rule:
    for rule in rules:
        if day in rule.valid:
            return rule
    spans = Words("; ".join(rule.valid.text().vi for rule in rules), "; ".join(rule.valid.text().en for rule in rules))
    raise NoLawForDay(subject.vi, day, Words(f"Có: {spans.vi}.", f"Known: {spans.en}."))


def _due(entry: Entry) -> DueRule:
    rule = DueRule(entry.interval("valid"), entry.take("months_after", int), read_source(entry))
    entry.done()
    return rule


def _order(entry: Entry) -> OrderRule:
    listed = entry.take("funds", list)
    groups = tuple(tuple(item) if isinstance(item, list) else (item,) for item in listed)
    rule = OrderRule(entry.interval("valid"), groups, read_source(entry))
    entry.done()
    return rule
