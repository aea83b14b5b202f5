"""Figures of the law by month, as plain look-up tables over all the months the law pack answers for.

A month outside gives a blank, never a neighbour's figure: a typing slip in a month is another rule's business, and must
not stop the rest of the sheet from being checked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from ibhxh.law import Law
from ibhxh.law.month_table import Key
from ibhxh.law.months import first_day, month_of

FUNDS = ("HTTT", "ODTS", "TNLD", "BHYT", "BHTN")
_PAYERS = ("ER", "EE")
#: Key of a table by month and region: month index × 8 + region.
REGION_STEP = 8

Table = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class LawMonths:
    """Month index → figure. Rates are parts per million of both payers together; regional tables are keyed
    month × 8 + region, and `regional_since` gives the day the figure took effect as yyyymmdd. `rate_short` is that of
    contracts of 1 to under 3 months, `rate_budget` that of units outside the relief of 2021–2022.

    `base_changes`: month → the next month at which the base salary (since 07/2025 the reference level) is another.
    """

    reference_level: Table
    base_changes: Table
    si_cap: Table
    regional_minimum: Table
    regional_since: Table
    rate: Table
    rate_without_ui: Table
    rate_reduced: Table
    rate_short: Table
    rate_budget: Table
    rate_foreign: Table
    rate_tnld: Table


def law_months(law: Law) -> LawMonths:
    """The tables of one law pack, made once and kept for the few packs a process works with."""
    for known, tables in _MADE:
        if known is law:
            return tables
    _MADE.appendleft((law, _made(law)))
    return _MADE[0][1]


#: By the law object itself: two packs are the same only if they are one.
_MADE: deque[tuple[Law, LawMonths]] = deque(maxlen=4)


def _made(law: Law) -> LawMonths:
    full, reduced = _rates(law, "vn_employee"), _rates(law, "vn_employee_reduced_tnld")
    regional, since = _regional(law)
    return LawMonths(
        reference_level=_table(law, "reference_level"),
        base_changes=_changes(_table(law, "base_salary")),
        si_cap=_table(law, "si_hi_cap", {"participant_class": "vn_employee", "base": "si"}),
        regional_minimum=regional,
        regional_since=since,
        rate=_total(full),
        rate_without_ui=_total({fund: table for fund, table in full.items() if fund != "BHTN"}),
        rate_reduced=_total(reduced),
        rate_short=_total(_rates(law, "vn_contract_1_to_3_months")),
        rate_budget=_total(_rates(law, "vn_employee", budget_unit=True)),
        rate_foreign=_total(_rates(law, "foreign_employee")),
        rate_tnld=full["TNLD"],
    )


def looked_up(key: pl.Expr, table: Table) -> pl.Expr:
    """The table's figure for each key (Int64); blank where the key is blank or not in the table."""
    return key.replace_strict(list(table), list(table.values()), default=None, return_dtype=pl.Int64)


def _table(law: Law, name: str, keys: Mapping[str, Key] | None = None) -> dict[int, int]:
    covers = law.parameter(name).covers
    first, last = month_of(covers.start), month_of(covers.end or covers.start)
    amounts = law.parameter(name).by_month(first, last, keys).amounts.to_list()
    return {month: amount for month, amount in enumerate(amounts, start=first) if amount is not None}


def _rates(law: Law, participant_class: str, *, budget_unit: bool = False) -> dict[str, dict[int, int]]:
    """Fund → month → the rate of both payers; a payer the law does not name pays nothing."""
    rates: dict[str, dict[int, int]] = {}
    for fund in FUNDS:
        by_month = rates[fund] = {}
        for payer in _PAYERS:
            keys: dict[str, Key] = {
                "participant_class": participant_class,
                "budget_unit": budget_unit,
                "fund": fund,
                "payer": payer,
            }
            for month, rate in _table(law, "contribution_rate", keys).items():
                by_month[month] = by_month.get(month, 0) + rate
    return rates


def _total(rates: Mapping[str, Mapping[int, int]]) -> dict[int, int]:
    total: dict[int, int] = {}
    for table in rates.values():
        for month, rate in table.items():
            total[month] = total.get(month, 0) + rate
    return total


def _changes(levels: Mapping[int, int]) -> dict[int, int]:
    changes: dict[int, int] = {}
    upcoming: int | None = None
    for month in sorted(levels, reverse=True):
        if month + 1 in levels and levels[month + 1] != levels[month]:
            upcoming = month + 1
        if upcoming is not None:
            changes[month] = upcoming
    return changes


def _regional(law: Law) -> tuple[dict[int, int], dict[int, int]]:
    wage = law.parameter("regional_minimum_wage")
    amounts: dict[int, int] = {}
    since: dict[int, int] = {}
    for region in wage.keys["region"]:
        for month, amount in _table(law, wage.id, {"sector": "domestic", "region": region}).items():
            key = month * REGION_STEP + int(region)
            amounts[key] = amount
            start = wage.on(first_day(month), sector="domestic", region=region).valid.start
            since[key] = start.year * 10_000 + start.month * 100 + start.day
    return amounts, since
