"""The correcting dossier: the next round of the same month, with the lines that have to be brought again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ibhxh.dossier import Sheet
from ibhxh.formats.notices import Decision
from ibhxh.sites.employer.dossiers.freezing import frozen_of
from ibhxh.sites.employer.dossiers.incoming import parse_notice
from ibhxh.sites.employer.dossiers.making import empty_sheet, list_form, make_dossier, next_round
from ibhxh.sites.employer.dossiers.status import decision_of
from ibhxh.sites.employer.drafting import draft_of
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DOSSIER, Actor, DossierState
from ibhxh.states.clock import legal_day

#: A correction that the agency never took corrects nothing.
_CAME_TO_NOTHING = (DossierState.GATE_REJECTED, DossierState.WITHDRAWN)


def correct_dossier(dossier: Dossier, *, actor: Actor, by: str, at: datetime) -> Dossier:
    """Makes it, with papers copied, or gives the one that is there; raises `MoveRefused` where the table has no such
    move.

    Where the agency decided line by line, the returned lines are brought again; where it took nothing, all of them.
    """
    unit, law = dossier.unit, the_law()
    with transaction.atomic(using=Side.EMPLOYER):
        # Whoever pressed the same button a moment ago has the dossier until the correction is there to be seen.
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        if there := dossier.corrected_by.exclude(state__in=_CAME_TO_NOTHING).first():
            return there
        round = next_round(unit, dossier.period, dossier.procedure)
        version = list_form(law, legal_day(at), dossier.procedure)
        sheets = [_under(sheet, version.form, at) for sheet in _brought_again(dossier)]
        made = make_dossier(
            unit,
            [_with_number(sheet, empty_sheet(unit, version, dossier.period, round)) for sheet in sheets]
            or [empty_sheet(unit, version, dossier.period, round)],
            period=dossier.period,
            round=round,
            procedure=dossier.procedure,
            actor=actor,
            by=by,
            at=at,
            corrects=dossier,
        )
        for file in dossier.files.all():
            file.pk, file.dossier = None, made
            file.save(force_insert=True)
        fire(dossier, DOSSIER, "correct", actor=actor, by=by, at=at, facts={"correction": made.pk})
    return made


def _brought_again(dossier: Dossier) -> list[Sheet]:
    decided = decision_of(dossier)
    frozen = frozen_of(dossier)
    sheets = list(frozen.content.sheets(the_law())) if frozen else list(draft_of(dossier).sheets)
    if decided is None:
        return sheets
    notice = parse_notice(decided)
    assert isinstance(notice, Decision)  # noqa: S101 - chosen by its kind
    returned = [
        sheet.with_rows(sheet.rows[[line.row for line in notice.returned if line.sheet == place]])
        for place, sheet in enumerate(sheets)
    ]
    return [sheet for place, sheet in enumerate(returned) if sheet.rows.height or place == 0]


def _under(sheet: Sheet, list_code: str, at: datetime) -> Sheet:
    """The sheet under the form version of the day; the list's form may have been replaced by another since."""
    law, day = the_law(), legal_day(at)
    code = list_code if sheet.version.form.startswith("D02") else sheet.version.form
    converted, _ = sheet.convert(law.form(code, day))
    return converted


def _with_number(sheet: Sheet, blank: Sheet) -> Sheet:
    """The list's number is that of the new round."""
    if sheet.version.form != blank.version.form or "list_number" not in blank.header:
        return sheet
    return Sheet.of(sheet.version, {**sheet.header, "list_number": blank.header["list_number"]}, sheet.rows)
