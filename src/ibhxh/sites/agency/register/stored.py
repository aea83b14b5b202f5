"""People and movements of the register as the database keeps them: JSON, and back to the very same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from ibhxh.register import LineRef, Movement, Participant, Payment, Posting
from ibhxh.sites.agency.register.models import Payment as PaymentRow
from ibhxh.sites.agency.register.models import PostingRow, RegisteredUnit

_DAYS = tuple(field.name for field in fields(Movement) if "date" in str(field.type))


def participant_data(person: Participant) -> dict[str, Any]:
    """JSON-ready."""
    return asdict(person)


def participant_of(data: Mapping[str, Any]) -> Participant:
    """What `participant_data` wrote."""
    return Participant(**data)


def movement_data(movement: Movement) -> dict[str, Any]:
    """JSON-ready."""
    said = asdict(movement)
    return said | {name: said[name].isoformat() for name in _DAYS if said[name] is not None}


def movement_of(data: Mapping[str, Any]) -> Movement:
    """What `movement_data` wrote."""
    days = {name: date.fromisoformat(data[name]) for name in _DAYS if data[name] is not None}
    source = LineRef(**data["source"]) if data["source"] else None
    return Movement(**{**data, **days, "source": source})


def posting_row(posting: Posting, unit: RegisteredUnit, *, officer: str, recorded_at: Any) -> PostingRow:
    """A row to be added."""
    source = posting.source
    return PostingRow(
        unit=unit,
        person=posting.person,
        month=posting.month,
        booked_in=posting.booked_in,
        fund=posting.fund,
        payer=posting.payer,
        amount=posting.amount,
        base=posting.base,
        dossier_id=source.dossier_id if source else "",
        sheet=source.sheet if source else None,
        row=source.row if source else None,
        officer=officer,
        recorded_at=recorded_at,
    )


def posting_of(row: PostingRow, recorded_on: date) -> Posting:
    """The posting a row is. `recorded_on` is the legal day of its `recorded_at`."""
    source = LineRef(row.dossier_id, row.sheet, row.row) if row.sheet is not None and row.row is not None else None
    return Posting(row.person, row.month, row.fund, row.payer, row.amount, row.base, recorded_on, row.booked_in, source)


def payment_of(row: PaymentRow) -> Payment:
    """The payment a row is."""
    return Payment(row.paid_on, row.amount, row.order_number, row.reference, row.posted_on)
