"""Where a package stands, told to whoever knows its transaction code."""

from __future__ import annotations

from datetime import datetime

from ibhxh.intake import receipt_of
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.gateway.registry import DjangoRegistry
from ibhxh.sites.agency.gateway.schemas import StatusOut
from ibhxh.states import CASE, CaseState
from ibhxh.trust.instants import VIETNAM


def status_of(transaction_code: str) -> StatusOut | None:
    """The state of the case an arrival belongs to; None for a code that was never given.

    An arrival without a case is a copy that waits for the evidence it announced.
    """
    arrival = DjangoRegistry().by_transaction(transaction_code)
    if arrival is None:
        return None
    case = Case.objects.filter(filed=arrival.dossier_id).first()
    moved = case.events.order_by("-seq").values_list("at", flat=True).first() if case else None
    complete = case is not None and case.evidence_complete_at is not None
    state = CaseState(case.state) if case else CaseState.RECEIVED
    return StatusOut(
        transaction_code=arrival.transaction_code,
        state=state.value,
        national_code=CASE.stage(state).national_code,
        number=case.number if case else None,
        due_at=told(case.due_at) if case and case.due_at else None,
        still_needed=[] if complete else list(receipt_of(arrival).still_needed),
        updated_at=told(moved or arrival.received_at),
    )


def told(at: datetime) -> str:
    """An instant as the interface writes it, in Vietnam's time."""
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")
