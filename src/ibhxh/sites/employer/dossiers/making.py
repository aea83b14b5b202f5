"""New dossiers: which round is next, and a draft with the sheet its procedure must hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from ibhxh.dossier import Sheet
from ibhxh.law import FormVersion, Law
from ibhxh.law.months import month_text
from ibhxh.sites.employer.drafting import store_sheet
from ibhxh.sites.employer.models import Dossier, Unit
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side
from ibhxh.states import DOSSIER, Actor, DossierState

#: The procedure by which a unit tells of hires, leaves and wages.
LIST_PROCEDURE = "600"
#: What the agency never took keeps no round.
_FREE = (DossierState.GATE_REJECTED, DossierState.WITHDRAWN)


def next_round(unit: Unit, period: int, procedure: str = LIST_PROCEDURE) -> int:
    """The round (1 …) after the last one of a period (month index)."""
    taken = Dossier.objects.filter(unit=unit, period=period, procedure=procedure).exclude(state__in=_FREE)
    return max(taken.values_list("round", flat=True), default=0) + 1


def is_round_free(unit: Unit, period: int, round: int, procedure: str = LIST_PROCEDURE) -> bool:
    """Whether no dossier of the unit has this round."""
    same_key = Dossier.objects.filter(unit=unit, period=period, procedure=procedure, round=round)
    return not same_key.exclude(state__in=_FREE).exists()


def list_form(law: Law, filed_on: date, procedure: str = LIST_PROCEDURE) -> FormVersion:
    """The form a dossier of the procedure filed that day must hold."""
    return law.form(law.procedure(procedure, filed_on).forms_on(filed_on)[0].form, filed_on)


def empty_sheet(unit: Unit, version: FormVersion, period: int, round: int) -> Sheet:
    """A sheet with what the unit writes at its head, and no row."""
    told = unit.facts().header(version)
    if "list_number" in {field.id for field in version.wire.header}:
        told["list_number"] = f"{round:02}/{month_text(period)[5:]}"
    return Sheet.of(version, told, [])


def make_dossier(
    unit: Unit,
    sheets: Sequence[Sheet],
    *,
    period: int,
    round: int,
    actor: Actor,
    by: str,
    at: datetime,
    procedure: str = LIST_PROCEDURE,
    corrects: Dossier | None = None,
) -> Dossier:
    """A draft with these sheets, born in one transaction. The round must be free."""
    with transaction.atomic(using=Side.EMPLOYER):
        dossier = Dossier.objects.create(
            workspace=unit.workspace,
            unit=unit,
            procedure=procedure,
            period=period,
            round=round,
            corrects=corrects,
            created_at=at,
            changed_at=at,
        )
        fire(dossier, DOSSIER, "create", actor=actor, by=by, at=at)
        for place, sheet in enumerate(sheets):
            store_sheet(dossier, place, sheet, at=at)
    return dossier
