"""Drafting the dossier that brings the agency's register to what the unit reckons."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

import polars as pl
from django.db import transaction

from ibhxh.dossier import Cell, Sheet
from ibhxh.law import FieldId, FormVersion
from ibhxh.register.line_movements import LISTS
from ibhxh.sites.employer.dossiers.making import empty_sheet, list_form, make_dossier, next_round
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.employer.unit.comparison import Comparison, Told
from ibhxh.sites.employer.unit.own_ledger import OwnLine
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DOSSIER, Actor

_IDENTITY = ("full_name", "birth_date")


def draft_correction(
    comparison: Comparison, chosen: Collection[str], *, actor: Actor, by: str, at: datetime
) -> Dossier | None:
    """A draft with a line for each chosen difference (`Told.id`) that a list can clear; None where there is none.

    A line that the agency returned is brought again with everything it said, its declaration with it, and the dossier
    then corrects the one that was returned.
    """
    told = [one for one in comparison.correctable if one.id in chosen]
    if not told:
        return None
    unit = comparison.ledger.unit
    version = list_form(the_law(), comparison.today)
    with transaction.atomic(using=Side.EMPLOYER):
        round = next_round(unit, comparison.period)
        blank = empty_sheet(unit, version, comparison.period, round)
        rows = [cells for one in told for cells in _rows(one, version)]
        lines = [line for one in told for line in one.lines]
        sources = {line.filed.dossier.pk: line.filed.dossier for line in lines}
        source = next(iter(sources.values())) if len(sources) == 1 else None
        made = make_dossier(
            unit,
            [Sheet.of(version, blank.header, rows), *_declarations(lines, comparison)],
            period=comparison.period,
            round=round,
            actor=actor,
            by=by,
            at=at,
            corrects=source,
        )
        if source and DOSSIER.move(source.state, "correct"):
            fire(source, DOSSIER, "correct", actor=actor, by=by, at=at, facts={"correction": made.pk})
    return made


def _rows(told: Told, version: FormVersion) -> Iterator[dict[FieldId, Cell]]:
    """The correcting rows, completed with what the returned line of the same plan said beside."""
    filed = {line.movement.plan: _cells_of(line, version) for line in told.lines}
    for row in told.rows:
        given = {name: cell for name, cell in row.cells.items() if cell is not None}
        yield {**filed.get(str(given["plan"]), {}), **given}


def _cells_of(line: OwnLine, version: FormVersion) -> dict[FieldId, Cell]:
    place, number = line.place
    sheet = line.filed.sheets[place]
    converted, _ = sheet.with_rows(sheet.rows[[number]]).convert(version)
    row = converted.rows.row(0, named=True)
    return {name: cell for name, cell in row.items() if cell is not None}


def _declarations(lines: list[OwnLine], comparison: Comparison) -> Iterator[Sheet]:
    """The declarations filed with the returned lines, for the same people."""
    law = the_law()
    for dossier in dict.fromkeys(line.filed.dossier.pk for line in lines):
        of_dossier = [line for line in lines if line.filed.dossier.pk == dossier]
        named = {_identity(line) for line in of_dossier}
        for sheet in of_dossier[0].filed.sheets:
            if sheet.version.form in LISTS or not set(_IDENTITY) <= set(sheet.rows.columns):
                continue
            keep = [number for number, cells in enumerate(sheet.rows.select(_IDENTITY).iter_rows()) if cells in named]
            if keep:
                version = law.form(sheet.version.form, comparison.today)
                yield sheet.with_rows(sheet.rows[keep]).convert(version)[0]


def _identity(line: OwnLine) -> tuple[object, ...]:
    place, number = line.place
    rows: pl.DataFrame = line.filed.sheets[place].rows
    return rows.select(_IDENTITY).row(number)
