"""The register as the checks ask of it, beside one case: its people, and every other line the unit filed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ibhxh.checks import LineState, Past
from ibhxh.checks.rule import Scope
from ibhxh.dossier import Content
from ibhxh.register import FiledLine, Participant, past_of
from ibhxh.sites.agency.cases.models import Case, LineResult
from ibhxh.sites.agency.register.booking import taken_from
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.states import CaseState
from ibhxh.states.clock import legal_day

#: Cases of which nothing came, and nothing will.
_NOTHING = (CaseState.GATE_FAILED, CaseState.REFUSED, CaseState.WITHDRAWN)


def register_past(case: Case, ledger: Ledger, at: datetime) -> Past:
    """What the register has at an instant beside a case of the unit."""
    waiting = list(_lines(case, ledger))
    return past_of(
        Scope.REGISTER,
        at,
        (*ledger.people, *(person for _, newcomers in waiting for person in newcomers)),
        ledger.movements,
        known_on=legal_day(at),
        opening_month=case.unit.opening_month,
        filed=[line for lines, _ in waiting for line in lines],
        closed_through=ledger.open_month - 1,
    )


def _lines(case: Case, ledger: Ledger) -> Iterator[tuple[list[FiledLine], tuple[Participant, ...]]]:
    """The lines of each other case with their states, and whom they would bring."""
    others = Case.objects.filter(unit=case.unit).exclude(pk=case.pk).exclude(state__in=_NOTHING)
    for other in others.select_related("filed").prefetch_related("lines").order_by("received_at"):
        filed_on = legal_day(other.received_at)
        taken = taken_from(ledger, Content(bytes(other.content)), None, recorded_on=filed_on, reported_on=filed_on)
        results = {(line.sheet, line.row): line.result for line in other.lines.all()}
        lines = []
        for movement in taken.movements:
            place = (movement.source.sheet, movement.source.row) if movement.source else (0, 0)
            state = _state(other, results.get(place, LineResult.PENDING))
            lines.append(FiledLine(movement, state, other.filed.period, other.filed.round, filed_on))
        yield lines, taken.newcomers


def _state(other: Case, result: str) -> LineState:
    """Until a case is decided every line of it waits, whatever its officer has ticked."""
    if other.decided_at is None:
        return LineState.WAITING
    return LineState.RETURNED if result == LineResult.RETURNED else LineState.ACCEPTED
