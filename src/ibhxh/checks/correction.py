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
from ibhxh.checks.past import Past
from ibhxh.checks.past_view import past_views
from ibhxh.checks.rule import Rule, RuleId
from ibhxh.checks.rule_book import past_rules_of, rules_of
from ibhxh.checks.rules import HAND_WRITTEN, LOOKING_BACK
from ibhxh.checks.view import Dossier, View, sheet_view
from ibhxh.dossier import Cell, Sheet
from ibhxh.law import FieldId


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell of a sheet, what it holds and what it should by the fix of a rule."""

    sheet: int
    row: int
    field: FieldId
    old: Cell
    new: Cell
    rule: RuleId


def corrections(dossier: Dossier, findings: Iterable[Finding], past: Past | None = None) -> tuple[Correction, ...]:
    """What the fixes of these findings would do, rule by rule; findings whose rule has no fix give nothing.

    `past` is the one that findings of scope history came from; without it they give nothing.
    """
    wanted: dict[int, dict[RuleId, list[int]]] = {}
    for finding in findings:
        place = finding.place
        if finding.rule in FIXABLE and place.sheet is not None and place.row is not None:
            wanted.setdefault(place.sheet, {}).setdefault(finding.rule, []).append(place.row)
    rules_at: list[tuple[View, Iterable[Rule]]] = []
    for number in wanted:
        view = sheet_view(dossier, number)
        rules_at.append((view, rules_of(view.version)))
    if past and any(rule in _OF_PAST for by_rule in wanted.values() for rule in by_rule):
        rules_at += [(view, past_rules_of(view.version, past.scope)) for view in past_views(dossier, past)]
    return tuple(
        correction
        for view, rules in rules_at
        if view.number is not None
        for rule in rules
        if rule.id in wanted.get(view.number, {})
        for correction in _proposed(view, view.number, rule, wanted[view.number][rule.id])
    )


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


_OF_PAST = frozenset(rule.id for rule in LOOKING_BACK if rule.fix)
#: Rules that offer what to put instead.
FIXABLE = _OF_PAST | {rule.id for rule in HAND_WRITTEN if rule.fix}


def _proposed(view: View, number: int, rule: Rule, rows: Sequence[int]) -> Iterable[Correction]:
    assert rule.fix is not None  # noqa: S101 - asked for rules with a fix only
    wrong = rule.wrong(view)
    hits = wrong if isinstance(wrong, pl.DataFrame) else view.rows.filter(wrong.fill_null(False))
    hits = hits.filter(col("row").is_in(list(rows)))
    for field, value in rule.fix.cells.items():
        for row, old, new in hits.select("row", col(field).alias("old"), value.alias("new")).iter_rows():
            if old != new:
                yield Correction(number, row, field, old, new, rule.id)
