"""The unit's own past as the checks ask of it: its register, without what the dossier at hand says itself."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from ibhxh.checks import LineState, Past
from ibhxh.checks.rule import Scope
from ibhxh.formats.notices import AccountNotice
from ibhxh.register import FiledLine, past_of
from ibhxh.sites.employer.models import Dossier, Notice, Unit
from ibhxh.sites.employer.unit.kept_ledger import own_ledger
from ibhxh.sites.employer.unit.own_ledger import OwnLine
from ibhxh.states import DossierState


def own_past(dossier: Dossier, today: date) -> Past | None:
    """What the unit knew on a day beside a dossier of its own; None where it has neither entered people nor filed.

    A returned line counts for nothing, so that it can be brought again.
    """
    ledger = own_ledger(dossier.unit, today, standing_by=False)
    entered = any(person.on_list for person in ledger.people)
    before = [line for line in ledger.all_lines if line.filed.dossier.pk != dossier.pk]
    if not entered and not before:
        return None
    return past_of(
        Scope.HISTORY,
        today,
        ledger.people,
        [line.movement for line in ledger.lines if line.filed.dossier.pk != dossier.pk],
        known_on=today,
        opening_month=ledger.opening_month,
        filed=[_filed(line) for line in before],
        closed_through=_closed_through(dossier.unit, ledger.opening_month),
        complete=entered,
    )


def _filed(line: OwnLine) -> FiledLine:
    dossier = line.filed.dossier
    return FiledLine(line.movement, _state(line), dossier.period, dossier.round, line.filed.filed_on)


def _state(line: OwnLine) -> LineState:
    if line.returned is not None:
        return LineState.RETURNED
    decided = line.filed.decision is not None or line.filed.dossier.state == DossierState.ACCEPTED_ELSEWHERE
    return LineState.ACCEPTED if decided else LineState.WAITING


def _closed_through(unit: Unit, opening_month: int) -> int:
    """The month (index) of the last C12-TS, by which the agency has closed it; before the first, the opening month."""
    told = Notice.objects.filter(unit=unit, kind=AccountNotice.TYPE).aggregate(last=Max("month"))["last"]
    return max(told or opening_month, opening_month)
