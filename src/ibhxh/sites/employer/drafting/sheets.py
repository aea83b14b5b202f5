"""Sheets of a draft between the database and the kernel. A row keeps its id for as long as it lives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ibhxh.dossier import BusinessKey, Draft, Sheet, Unread
from ibhxh.dossier.value import cell_of_json, json_of_cell
from ibhxh.law import FormVersion
from ibhxh.sites.employer.models import Dossier, DraftRow, DraftSheet
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DOSSIER, DossierState


def editable(dossier: Dossier) -> bool:
    """Whether its sheets may be changed: while it is a draft, and while the agency waits for a supplement."""
    return dossier.state == DossierState.DRAFT or DOSSIER.move(dossier.state, "supply") is not None


def store_sheet(dossier: Dossier, place: int, sheet: Sheet, *, at: datetime) -> DraftSheet:
    """Writes a kernel sheet as sheet `place` (from 0) of a draft, in place of what was there. `at`: aware instant."""
    version = sheet.version
    unread: dict[int | None, dict[str, str]] = {}
    for cell in sheet.unread:
        unread.setdefault(cell.row, {})[cell.field] = cell.text
    header = {f.id: json_of_cell(f, sheet.header.get(f.id)) for f in version.wire.header}
    with transaction.atomic(using=Side.EMPLOYER):
        stored, _ = DraftSheet.objects.update_or_create(
            dossier=dossier,
            place=place,
            defaults={
                "form": version.form,
                "act": version.act,
                "rev": version.rev,
                "header": {name: value for name, value in header.items() if value is not None},
                "header_unread": unread.get(None, {}),
            },
        )
        stored.rows.all().delete()
        DraftRow.objects.bulk_create(
            (
                DraftRow(
                    sheet=stored,
                    place=number,
                    cells={f.id: json_of_cell(f, row[f.id]) for f in version.wire.row if row[f.id] is not None},
                    unread=unread.get(number, {}),
                )
                for number, row in enumerate(sheet.rows.iter_rows(named=True))
            ),
            batch_size=500,
        )
        stored.revision += 1
        stored.save(update_fields=["revision"])
        dossier.changed_at = at
        dossier.save(update_fields=["changed_at"])
    return stored


def version_of(stored: DraftSheet) -> FormVersion:
    """The form version of a stored sheet. Raises `UnknownForm`."""
    return the_law().form_version(stored.form, stored.act, stored.rev)


def rows_of(stored: DraftSheet) -> list[DraftRow]:
    """The rows that are there, in order."""
    return list(stored.rows.filter(removed=False).order_by("place"))


def sheet_of(stored: DraftSheet, rows: Iterable[DraftRow] | None = None) -> Sheet:
    """A stored sheet as the kernel has it; `rows`, if they are at hand, are those of `rows_of`."""
    version = version_of(stored)
    listed = rows_of(stored) if rows is None else list(rows)
    fields = version.wire.row
    columns = {f.id: [cell_of_json(f, row.cells.get(f.id)) for row in listed] for f in fields}
    unread = [Unread(None, name, text) for name, text in stored.header_unread.items()]
    for number, row in enumerate(listed):
        unread += [Unread(number, name, text) for name, text in row.unread.items()]
    header = {f.id: cell_of_json(f, stored.header.get(f.id)) for f in version.wire.header}
    sheet = Sheet.of_columns(version, header, columns)
    return Sheet(version, sheet.header, sheet.rows, tuple(unread))


def draft_of(dossier: Dossier) -> Draft:
    """The dossier as the kernel has it, without attached papers: they are the caller's to add."""
    unit = dossier.unit
    return Draft(
        id=dossier.id,
        key=BusinessKey(unit.unit_code, dossier.procedure, dossier.period, dossier.round),
        mst=unit.mst,
        agency_code=unit.agency_code,
        sheets=tuple(sheet_of(stored) for stored in dossier.sheets.all()),
        corrects=(dossier.corrects.content_digest or None) if dossier.corrects else None,
    )
