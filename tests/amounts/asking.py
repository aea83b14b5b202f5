"""Asking a kind from a test: questions as plain values, defaults filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from ibhxh.amounts.kind import Kind, Reckoned
from ibhxh.amounts.readings import Readings
from ibhxh.law import Law, shipped_law
from ibhxh.law.months import month_index


def questions(kind: Kind, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """The table that a kind is told; months as “2026-07”."""
    filled = [
        {ask.name: _value(row.get(ask.name, ask.default), ask.month) for ask in kind.asks} for row in rows
    ]  # fmt: skip
    return pl.DataFrame(filled, schema={ask.name: ask.dtype for ask in kind.asks})


def asked(
    kind: Kind, rows: Sequence[Mapping[str, Any]], readings: Mapping[str, str] | None = None, law: Law | None = None
) -> Reckoned:
    """What the kind finds."""
    return kind.run(questions(kind, rows), law or shipped_law(), Readings.of(readings or {}))


def answers(reckoned: Reckoned, *names: str) -> list[tuple[Any, ...]]:
    """The sums of results that add up, question by question; blank where one of its pieces is."""
    found: list[tuple[Any, ...]] = []
    for _, pieces in reckoned.frame.group_by("row", maintain_order=True):
        columns = (pieces[name].to_list() for name in names)
        found.append(tuple(None if None in column else sum(column) for column in columns))
    return found


def _value(value: Any, month: bool) -> Any:
    return month_index(value) if month and isinstance(value, str) else value
