"""People and movements of the register as the database keeps them: JSON, and back to the very same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from ibhxh.register import LineRef, Movement, Participant, Payment, Posting
from ibhxh.sites.agency.register.models import Payment as PaymentRow
from ibhxh.sites.agency.register.models import PostingRow, RegisteredUnit
from ibhxh.states.clock import legal_day

#: What `posting_of` asks of a row.
POSTING_COLUMNS = (
    "person",
    "month",
    "fund",
    "payer",
    "amount",
    "base",
    "recorded_at",
    "booked_in",
    "dossier_id",
    "sheet",
    "row",
)
_PostingValues = tuple[str, int, str, str, int, int, datetime, int, str, int | None, int | None]
_SummedValues = tuple[int, str, str, int, int, int, datetime]
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


def posting_of(stored: _PostingValues) -> Posting:
    """The posting a row is, by its `POSTING_COLUMNS`."""
    person, month, fund, payer, amount, base, recorded_at, booked_in, dossier_id, sheet, row = stored
    source = LineRef(dossier_id, sheet, row) if sheet is not None and row is not None else None
    return Posting(person, month, fund, payer, amount, base, legal_day(recorded_at), booked_in, source)


def summed_posting(stored: _SummedValues) -> Posting:
    """One posting, of nobody, for all rows of a month, fund and payer that were booked in the same month."""
    month, fund, payer, booked_in, amount, base, recorded_at = stored
    return Posting("", month, fund, payer, amount, base, legal_day(recorded_at), booked_in)


def payment_of(row: PaymentRow) -> Payment:
    """The payment a row is."""
    return Payment(row.paid_on, row.amount, row.order_number, row.reference, row.posted_on)
