"""Drafting the dossier that brings the agency's register to what the unit reckons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

import polars as pl
from django.db import transaction

from ibhxh.checks.plans import WAGE_CHANGE
from ibhxh.client.reconcile import MARK
from ibhxh.dossier import Cell, Sheet
from ibhxh.law import FieldId, FormVersion
from ibhxh.register.line_movements import LISTS
from ibhxh.register.plans import LESS_WAGE, MORE_WAGE
from ibhxh.sites.employer.dossiers.making import empty_sheet, list_form, make_dossier, next_round
from ibhxh.sites.employer.models import Dossier, Unit
from ibhxh.sites.employer.unit.comparison import Comparison, compare
from ibhxh.sites.employer.unit.own_ledger import OwnLine
from ibhxh.sites.employer.unit.told_difference import Told
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DOSSIER, Actor

_IDENTITY = ("full_name", "birth_date")
_PAY = ("wage", "wage_allowance", "wage_supplement")
#: What a line filed before says of its own time, and not of another line's.
_PERIOD = ("from_month", "to_month", "absent_from", "absent_to")
#: Characters of a remark that are taken over; the forms take 1000 in all.
_LONGEST_GROUND = 900

Row = Mapping[FieldId, Cell]


def draft_correction(
    comparison: Comparison, chosen: Collection[str], *, actor: Actor, by: str, at: datetime
) -> Dossier | None:
    """A draft with a line for each chosen difference (`Told.id`) that a list can clear and none clears yet; None where
    there is none.

    A line that the agency returned is brought again with everything it said, its declaration and papers with it, and
    the dossier then corrects the one that was returned.
    """
    unit = comparison.ledger.unit
    with transaction.atomic(using=Side.EMPLOYER):
        # Whoever pressed the same button a moment ago has the unit until the draft is there to be seen.
        Unit.objects.select_for_update().get(pk=unit.pk)
        seen = compare(unit, comparison.month, today=comparison.today)
        told = [one for one in seen.correctable if one.id in chosen] if seen else []
        if not seen or not told:
            return None
        version = list_form(the_law(), seen.today)
        round = next_round(unit, seen.period)
        blank = empty_sheet(unit, version, seen.period, round)
        rows = [cells for one in told for cells in _rows(one, seen.ledger.all_lines, version)]
        lines = [line for one in told for line in one.lines]
        sources = Dossier.objects.in_bulk({line.filed.dossier.pk for line in lines})
        source = next(iter(sources.values())) if len(sources) == 1 else None
        made = make_dossier(
            unit,
            [Sheet.of(version, blank.header, rows), *_declarations(lines, seen)],
            period=seen.period,
            round=round,
            actor=actor,
            by=by,
            at=at,
            corrects=source,
        )
        _copy_papers(sources.values(), made)
        if source and DOSSIER.move(source.state, "correct"):
            fire(source, DOSSIER, "correct", actor=actor, by=by, at=at, facts={"correction": made.pk})
    return made


def _rows(told: Told, filed: Iterable[OwnLine], version: FormVersion) -> Iterator[Row]:
    """The correcting rows, completed with what the unit filed of the person by the same plan."""
    person = told.difference.own_key
    before = {line.movement.plan: line for line in filed if line.movement.person == person}
    before |= {line.movement.plan: line for line in told.lines}
    for row in told.rows:
        given = {name: cell for name, cell in row.cells.items() if cell is not None}
        plan = str(given["plan"])
        line = before.get(WAGE_CHANGE if plan in (*MORE_WAGE, *LESS_WAGE) else plan)
        yield _completed(given, _cells_of(line, version)) if line else given


def _completed(given: Row, filed: Row) -> Row:
    """The row with the rest of what was filed. Pay that is still the same is told as it was, in as many parts; so is
    the ground in the remark, with the reason of this row after it."""
    same_pay = _paid(given) == _paid(filed)
    ours = {name: cell for name, cell in given.items() if not (same_pay and name in _PAY)}
    theirs = {name: cell for name, cell in filed.items() if name not in _PERIOD and (same_pay or name not in _PAY)}
    ground = str(filed.get("note", "")).partition(MARK)[0].rstrip(" .;")[:_LONGEST_GROUND]
    note = f"{ground}. {given['note']}" if ground and "note" in given else given.get("note")
    return {**theirs, **ours, "note": note}


def _paid(row: Row) -> tuple[Cell, int]:
    more = (row.get("wage_allowance"), row.get("wage_supplement"))
    return row.get("wage"), sum(value for value in more if isinstance(value, int))


def _cells_of(line: OwnLine, version: FormVersion) -> Row:
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


def _copy_papers(sources: Iterable[Dossier], made: Dossier) -> None:
    files = [file for source in sources for file in source.files.all()]
    for place, file in enumerate(files):
        file.pk, file.dossier, file.place = None, made, place
        file.save(force_insert=True)


def _identity(line: OwnLine) -> tuple[object, ...]:
    place, number = line.place
    rows: pl.DataFrame = line.filed.sheets[place].rows
    return rows.select(_IDENTITY).row(number)
