"""Contributions of 1,000,000 person-months: ours against whole-array numpy of the same eight amounts.

The floor is what the machine can do: the same law gathered by the same index arithmetic, capped, multiplied and rounded
on whole Int64 arrays, with classes already numbered, no blanks, no negative wages, no totals, and nothing explained.
Both are timed in turn in one run, so that a busy machine slows both; the figures are medians.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import polars as pl

from ibhxh.amounts import contributions, line_name
from ibhxh.law import Law, shipped_law
from ibhxh.law.months import month_index

ROWS = 1_000_000
RUNS = 9
CLASSES = ("vn_employee", "vn_employee_reduced_tnld", "foreign_employee", "vn_contract_1_to_3_months", "tnld_only")
LINES = (
    *(("HTTT", "ER"), ("HTTT", "EE"), ("ODTS", "ER"), ("TNLD", "ER")),
    *(("BHYT", "ER"), ("BHYT", "EE"), ("BHTN", "ER"), ("BHTN", "EE")),
)
EIGHT = tuple(line_name(*line) for line in LINES)
Array = np.ndarray[Any, np.dtype[np.int64]]


def run() -> list[dict[str, Any]]:
    """The eight amounts, and all results of a contribution, against the floor, once they are seen to be equal."""
    law, facts = shipped_law(), _facts()
    floor = _floor(law, facts)
    ours = contributions(facts, law).frame
    for name, amounts in zip(EIGHT, floor(), strict=True):
        assert np.array_equal(ours[name].to_numpy(), amounts), name
    return [
        _figure("eight contribution amounts, 1,000,000 rows", lambda: contributions(facts, law, results=EIGHT), floor),
        _figure("all contribution results, 1,000,000 rows", lambda: contributions(facts, law), floor),
    ]


def _facts() -> pl.DataFrame:
    """Made-up people of all months since 2007."""
    random = np.random.default_rng(2007)
    first, last = month_index("2007-01"), month_index("2026-12")
    return pl.DataFrame(
        {
            "month": pl.Series(random.integers(first, last, ROWS, endpoint=True), dtype=pl.Int32),
            "region": pl.Series(random.integers(1, 4, ROWS, endpoint=True), dtype=pl.Int8),
            "participant_class": np.array(CLASSES)[random.choice(len(CLASSES), ROWS, p=(0.9, 0.02, 0.04, 0.02, 0.02))],
            "declared_wage": random.integers(3_000_000, 120_000_000, ROWS),
        }
    )


def _floor(law: Law, facts: pl.DataFrame) -> Callable[[], Sequence[Array]]:
    """The eight amounts as bare array arithmetic; what can be made ready before the clock starts is."""
    month, region = facts["month"].to_numpy(), facts["region"].to_numpy().astype(np.int32)
    kind = facts["participant_class"].cast(pl.Enum(CLASSES)).to_physical().to_numpy().astype(np.int32)
    wage = facts["declared_wage"].to_numpy()
    first, last = int(month.min()), int(month.max())
    size = last - first + 1

    def table(parameter: str, **keys: str | bool) -> Array:
        return law.parameter(parameter).by_month(first, last, keys).filled(0).amounts.to_numpy()

    def rate(fund: str, payer: str) -> Array:
        return np.concatenate(
            [
                table("contribution_rate", participant_class=name, budget_unit=False, fund=fund, payer=payer)
                for name in CLASSES
            ]
        )

    rates = [rate(*line) for line in LINES]
    si_cap, hi_cap = (table("si_hi_cap", participant_class=CLASSES[0], base=base) for base in ("si", "hi"))
    ui_cap = table("ui_cap", pay="employer")

    def floor() -> Sequence[Array]:
        offset = month - first
        by_class, by_region = kind * size + offset, (region - 1) * size + offset
        si, hi = np.minimum(wage, si_cap[offset]), np.minimum(wage, hi_cap[offset])
        ui = np.minimum(wage, ui_cap[by_region])
        bases = (si, si, si, si, hi, hi, ui, ui)
        return [(base * rate[by_class] + 500_000) // 1_000_000 for base, rate in zip(bases, rates, strict=True)]

    return floor


def _figure(name: str, ours: Callable[[], object], floor: Callable[[], object]) -> dict[str, Any]:
    pairs = [(_timed(ours), _timed(floor)) for _ in range(RUNS)]
    mine, barest = (median(times) for times in zip(*pairs, strict=True))
    return {"name": name, "value": mine, "unit": "s", "floor": barest, "ratio": mine / barest}


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
