"""What the unit has filed: its dossiers with the agency, and what the agency decided of their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ibhxh.client.reconcile import MARK
from ibhxh.dossier import Sheet
from ibhxh.formats.notices import Decision, LineDecision
from ibhxh.sites.employer.dossiers.freezing import frozen_of
from ibhxh.sites.employer.dossiers.incoming import parse_notice
from ibhxh.sites.employer.models import Dossier, Unit
from ibhxh.sites.project.lifecycle import known_facts
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DossierState
from ibhxh.states.clock import legal_day

#: Sheet and row of a line, both from 0.
Place = tuple[int, int]

#: The agency has the dossier, or has decided it. One that it returned whole counts only by a decision on its lines.
_FILED = (
    DossierState.SENT,
    DossierState.ACCEPTED,
    DossierState.PROCESSING,
    DossierState.SUPPLEMENT_REQUESTED,
    DossierState.DONE_FULL,
    DossierState.DONE_PARTIAL,
    DossierState.RESULT_RECEIVED,
    DossierState.RETURNED,
    DossierState.ACCEPTED_ELSEWHERE,
)


@dataclass(frozen=True, slots=True)
class Filed:
    """One dossier that was filed, with what was decided. `given_up`: returned lines the unit does not insist on."""

    dossier: Dossier
    filed_on: date
    sheets: tuple[Sheet, ...]
    decision: Decision | None = None
    given_up: frozenset[Place] = frozenset()
    returned: Mapping[Place, LineDecision] = field(default_factory=dict)

    def waits_after(self, month: int) -> bool:
        """Whether its lines were not yet booked when the account of a month (index) was closed."""
        if self.dossier.state == DossierState.ACCEPTED_ELSEWHERE:
            return False
        return self.decision is None or self.decision.booked_in > month

    def is_correction(self, place: Place) -> bool:
        """Whether reconciliation drafted the line, as its remark says."""
        sheet, row = place
        rows = self.sheets[sheet].rows
        return "note" in rows.columns and MARK in (rows["note"][row] or "")


def filed_dossiers(unit: Unit) -> tuple[Filed, ...]:
    """The dossiers that count in the unit's own register, in the order in which they were filed."""
    dossiers = Dossier.objects.filter(unit=unit, state__in=_FILED).select_related("unit")
    found = [filed for dossier in dossiers.prefetch_related("events", "notices", "given_up") if (filed := _of(dossier))]
    return tuple(sorted(found, key=lambda filed: (filed.filed_on, filed.dossier.created_at)))


def _of(dossier: Dossier) -> Filed | None:
    frozen = frozen_of(dossier)
    decision = _decision(dossier)
    if frozen is None or (dossier.state == DossierState.RETURNED and decision is None):
        return None
    return Filed(
        dossier,
        _filed_on(dossier),
        frozen.content.sheets(the_law()),
        decision,
        frozenset((line.sheet, line.row) for line in dossier.given_up.all()),
        {(line.sheet, line.row): line for line in decision.returned} if decision else {},
    )


def _decision(dossier: Dossier) -> Decision | None:
    stored = max(
        (notice for notice in dossier.notices.all() if notice.kind == Decision.TYPE),
        key=lambda notice: notice.issued_at,
        default=None,
    )
    notice = parse_notice(stored) if stored else None
    return notice if isinstance(notice, Decision) else None


def _filed_on(dossier: Dossier) -> date:
    """The day the gateway recorded; of a dossier filed elsewhere, the day it was accepted there."""
    if elsewhere := known_facts(dossier.events.all()).get("accepted_on"):
        return date.fromisoformat(str(elsewhere))
    return legal_day(dossier.filed_at or dossier.changed_at)
