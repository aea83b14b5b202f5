"""New dossiers: which round is next, and a draft with the sheet its procedure must hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from ibhxh.dossier import Sheet
from ibhxh.law import FormVersion, Law
from ibhxh.law.months import month_text
from ibhxh.sites.employer.drafting import store_sheet
from ibhxh.sites.employer.models import Dossier, Parcel, Unit
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DOSSIER, Actor, DossierState
from ibhxh.states.clock import legal_day

#: The procedure by which a unit tells of hires, leaves and wages.
LIST_PROCEDURE = "600"
#: The gateway's code for a round that another dossier has.
ROUND_TAKEN = "ROUND_TAKEN"
#: What the agency never took keeps no round,
_FREE = (DossierState.GATE_REJECTED, DossierState.WITHDRAWN)
#: unless the gateway refused it because the round is held by a dossier that is not of this workspace.
_HELD_ELSEWHERE = Q(parcels__trouble__code=ROUND_TAKEN)


def next_round(unit: Unit, period: int, procedure: str = LIST_PROCEDURE) -> int:
    """The round (1 …) after the last one of a period (month index), as far as the unit knows and was told."""
    taken = _holding_rounds(unit, period, procedure)
    refused = Parcel.objects.filter(dossier__in=taken, trouble__code=ROUND_TAKEN)
    told = refused.values_list("trouble__next_round", flat=True)
    free: list[int] = [round for round in told if round]
    return max([1, *free, *(round + 1 for round in taken.values_list("round", flat=True))])


def is_round_free(unit: Unit, period: int, round: int, procedure: str = LIST_PROCEDURE) -> bool:
    """Whether no dossier has this round, as far as the unit knows."""
    return not _holding_rounds(unit, period, procedure).filter(round=round).exists()


def untouched_draft(unit: Unit, period: int, round: int | None = None) -> Dossier | None:
    """A list that was begun and has nothing in it yet: whoever asks for a new dossier of its month means this one."""
    drafts = Dossier.objects.filter(unit=unit, period=period, procedure=LIST_PROCEDURE, state=DossierState.DRAFT)
    drafts = drafts.filter(version=1, corrects=None, changed_at=F("created_at"), files=None)
    drafts = drafts.filter(sheets__isnull=False, sheets__rows=None)
    return (drafts.filter(round=round) if round else drafts).order_by("round").first()


def _holding_rounds(unit: Unit, period: int, procedure: str) -> QuerySet[Dossier]:
    of_period = Dossier.objects.filter(unit=unit, period=period, procedure=procedure)
    return of_period.filter(~Q(state__in=_FREE) | _HELD_ELSEWHERE).distinct()


def list_form(law: Law, filed_on: date, procedure: str = LIST_PROCEDURE) -> FormVersion:
    """The form a dossier of the procedure filed that day must hold."""
    return law.form(law.procedure(procedure, filed_on).forms_on(filed_on)[0].form, filed_on)


def empty_sheet(unit: Unit, version: FormVersion, period: int, round: int) -> Sheet:
    """A sheet with what the unit writes at its head, and no row."""
    told = unit.facts().header(version)
    if "list_number" in {field.id for field in version.wire.header}:
        told["list_number"] = f"{round:02}/{month_text(period)[5:]}"
    return Sheet.of(version, told, [])


def begin_dossier(unit: Unit, *, period: int, round: int, actor: Actor, by: str, at: datetime) -> Dossier:
    """A draft with an empty list, or the one begun under this key into which nothing was written yet."""
    with transaction.atomic(using=Side.EMPLOYER):
        # Whoever pressed the same button a moment ago has the unit until the draft is there to be seen.
        Unit.objects.select_for_update().get(pk=unit.pk)
        if begun := untouched_draft(unit, period, round):
            return begun
        sheet = empty_sheet(unit, list_form(the_law(), legal_day(at)), period, round)
        return make_dossier(unit, [sheet], period=period, round=round, actor=actor, by=by, at=at)


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
