"""Corrections: what a rule's fix would write into which cell. Shown first, applied one by one or all, undone by keeping
the old sheet, for sheets never change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from polars import col

from ibhxh.checks.errors import StaleCorrection
from ibhxh.checks.finding import Finding
from ibhxh.checks.rule import Rule
from ibhxh.checks.rule_book import rules_of
from ibhxh.checks.view import Dossier, View, sheet_view
from ibhxh.dossier import Cell, Sheet
from ibhxh.law import FieldId


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell of a sheet, what it holds and what it should."""

    sheet: int
    row: int
    field: FieldId
    old: Cell
    new: Cell


def corrections(dossier: Dossier, findings: Iterable[Finding]) -> tuple[Correction, ...]:
    """What the fixes of these findings would do, in their order; findings whose rule has no fix give nothing."""
    wanted: dict[int, dict[str, list[int]]] = {}
    for finding in findings:
        place = finding.place
        if place.sheet is not None and place.row is not None:
            wanted.setdefault(place.sheet, {}).setdefault(finding.rule, []).append(place.row)
    proposed: list[Correction] = []
    for number, by_rule in wanted.items():
        view = sheet_view(dossier, number)
        for rule in rules_of(view.version):
            if rule.fix and rule.id in by_rule:
                proposed += _proposed(view, number, rule, by_rule[rule.id])
    return tuple(proposed)


def corrected(sheet: Sheet, chosen: Sequence[Correction]) -> Sheet:
    """A sheet with these corrections of it applied. Raises `StaleCorrection` where a cell is no longer as it was."""
    rows = sheet.rows
    for field in dict.fromkeys(correction.field for correction in chosen):
        new: Mapping[int, Cell] = {c.row: c.new for c in chosen if c.field == field}
        for correction in chosen:
            if correction.field == field and rows[field][correction.row] != correction.old:
                raise StaleCorrection(correction.row, sheet.version.face.name(field))
        values = pl.Series(list(new.values()), dtype=rows.schema[field])
        place = pl.int_range(pl.len(), dtype=pl.UInt32)
        swapped = place.replace_strict(list(new), values, default=col(field), return_dtype=rows.schema[field])
        rows = rows.with_columns(swapped.alias(field))
    return sheet.with_rows(rows)


def _proposed(view: View, number: int, rule: Rule, rows: Sequence[int]) -> Iterable[Correction]:
    assert rule.fix is not None  # noqa: S101 - asked for rules with a fix only
    wrong = rule.wrong(view)
    hits = wrong if isinstance(wrong, pl.DataFrame) else view.rows.filter(wrong.fill_null(False))
    hits = hits.filter(col("row").is_in(list(rows)))
    for field, value in rule.fix.cells.items():
        for row, old, new in hits.select("row", col(field).alias("old"), value.alias("new")).iter_rows():
            yield Correction(number, row, field, old, new)
