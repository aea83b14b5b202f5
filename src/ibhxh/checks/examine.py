"""Asking every rule of a dossier. Drafts and frozen content go one way, so that equal rows give equal bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl
from polars import col

from ibhxh.amounts.readings import USUAL, Readings
from ibhxh.checks.finding import Finding, Place
from ibhxh.checks.report import Report
from ibhxh.checks.rule import Blank, Part, Rule
from ibhxh.checks.rule_book import rules_of
from ibhxh.checks.view import Dossier, View, dossier_view, sheet_view
from ibhxh.dossier import Content, Draft
from ibhxh.law import Law


def examine_content(content: Content, law: Law, *, filed_on: date, readings: Readings = USUAL) -> Report:
    """The report on frozen content as filed that day. Raises `UnknownForm` or `NotContent` where it cannot be read.

    Reports are equal everywhere as long as the readings are.
    """
    head = content.head
    return _examine(Dossier(head.key, head.mst, head.agency_code, content.sheets(law), law, filed_on, readings))


def examine_draft(draft: Draft, law: Law, *, filed_on: date, readings: Readings = USUAL) -> Report:
    """The report on a draft, cells that could not be read included."""
    return _examine(dossier_of_draft(draft, law, filed_on=filed_on, readings=readings))


def dossier_of_draft(draft: Draft, law: Law, *, filed_on: date, readings: Readings = USUAL) -> Dossier:
    """A draft as the rules see it."""
    return Dossier(draft.key, draft.mst, draft.agency_code, draft.sheets, law, filed_on, readings)


def _examine(dossier: Dossier) -> Report:
    views = [dossier_view(dossier), *(sheet_view(dossier, number) for number in range(len(dossier.sheets)))]
    return Report(
        pack=dossier.law.pack,
        filed_on=dossier.filed_on,
        sheets=sheets_of(dossier),
        findings=tuple(finding for view in views for finding in found_by(rules_of(view.version), view)),
    )


def sheets_of(dossier: Dossier) -> tuple[tuple[str, str, int], ...]:
    """Form, act and rev of each sheet."""
    versions = (sheet.version for sheet in dossier.sheets)
    return tuple((version.form, version.act, version.rev) for version in versions)


def found_by(asked: Sequence[Rule], view: View) -> list[Finding]:
    """What these rules find, in reading order: header first, then row by row, in the form's order of fields."""
    found: list[tuple[Rule, Finding]] = []
    for part in (Part.HEADER, Part.ROWS):
        frame = view.header if part is Part.HEADER else view.rows
        columns = frozenset(frame.columns)
        rules = [
            rule
            for rule in asked
            if rule.part is part and rule.applies(view.version.form if view.version else "", columns, view.filed_on)
        ]
        if frame.height:
            found += _hits_of(view, part, frame, rules)
    unread = {(cell.row, cell.field) for cell in view.unread}
    told = [
        finding
        for rule, finding in found
        # What could not be read is not missing.
        if not (rule.blank is Blank.WRONG and (finding.place.row, finding.place.field) in unread)
    ]
    order = {field: number for number, field in enumerate([*view.header.columns, *view.rows.columns])}
    return sorted(told, key=lambda f: (-1 if f.place.row is None else f.place.row, order[f.place.field], f.rule))


def _hits_of(view: View, part: Part, frame: pl.DataFrame, rules: Sequence[Rule]) -> Iterator[tuple[Rule, Finding]]:
    # Lazily, so that what several rules ask of a column is worked out once.
    among = {rule.id: rule.among.fill_null(False) for rule in rules if rule.among is not None}
    some = frame.lazy().select(**among).collect() if among else pl.DataFrame()
    asked = [(rule, rule.wrong(view)) for rule in rules if rule.id not in among or some[rule.id].any()]
    masks = {rule.id: wrong.fill_null(False) for rule, wrong in asked if isinstance(wrong, pl.Expr)}
    of_all = {name: mask for name, mask in masks.items() if name not in among}
    hit = frame.lazy().select(**of_all).collect() if of_all else pl.DataFrame()
    for rule, wrong in asked:
        if isinstance(wrong, pl.DataFrame):
            rows = wrong
        elif rule.id in among:
            rows = frame.filter(some[rule.id]).filter(masks[rule.id])
        elif hit[rule.id].any():
            rows = frame.filter(hit[rule.id]) if hit.height == frame.height else frame
        else:
            continue
        if part is Part.HEADER:
            rows = rows.with_columns(row=pl.lit(None, dtype=pl.UInt32))
        yield from ((rule, finding) for finding in _findings(view, rule, rows))


def _findings(view: View, rule: Rule, hits: pl.DataFrame) -> Iterator[Finding]:
    """One finding for each hit row, its params taken from that row."""
    if hits.is_empty():
        return
    field = col("field") if "field" in hits.columns else pl.lit(rule.fields[0]).alias("field")
    params = [
        (col(name) if param.value is None else param.value).alias(f"param {name}")
        for name, param in rule.params.items()
    ]
    keep = [param.keep for param in rule.params.values()]
    for row, place, *values in hits.select("row", field, *params).iter_rows():
        stored = {name: kept(value) for name, kept, value in zip(rule.params, keep, values, strict=True)}
        yield Finding(rule.id, rule.rev, rule.severity, Place(view.number, row, place), stored)
