"""Booking what was decided: new people, movements and postings are added; nothing that stands is changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from ibhxh.dossier import Content
from ibhxh.problem import Problem
from ibhxh.register.booking import post
from ibhxh.register.errors import LineNotPlaced
from ibhxh.register.line_movements import Taken, movements_of
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.sites.agency.register.models import AcceptedMovement, PostingRow, RegisteredPerson, RegisteredUnit
from ibhxh.sites.agency.register.stored import movement_data, participant_data, posting_row
from ibhxh.sites.project.the_law import the_law
from ibhxh.states.clock import legal_day
from ibhxh.words import Words

_AT_ONCE = 1000
#: Who books what no line asks for: the regular obligation of a month that opens.
REGISTER = "Sổ quản lý thu"


class LinesNotPlaced(Problem):
    """Accepted lines that the register cannot take: they have to be returned."""

    code = "LINES_NOT_PLACED"

    def __init__(self, lines: tuple[LineNotPlaced, ...]) -> None:
        first = lines[0]
        super().__init__(
            Words(
                "{n} dòng đã nhận nhưng chưa ghi được vào sổ. {first}",
                "{n} accepted {n:line|lines} cannot be entered in the register. {first}",
            ).fill(n=len(lines), first=first.what),
            where=first.where,
            fix=Words(
                "Trả lại các dòng này kèm lý do, rồi quyết định.", "Return such lines with a reason, then decide."
            ),
        )
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Booked:
    """What a decision added: `open_month` is the index of the month it was booked in."""

    open_month: int
    movements: int
    postings: int
    amount: int


def taken_from(
    ledger: Ledger,
    content: Content,
    accepted: Collection[tuple[int, int]] | None,
    *,
    recorded_on: date,
    reported_on: date,
) -> Taken:
    """The lines of a content as the register would take them; of all its lines where `accepted` is None."""
    return movements_of(
        content, the_law(), ledger.people, recorded_on, accepted, reported_on=reported_on, region=ledger.region
    )


def book(
    unit: RegisteredUnit,
    content: Content,
    accepted: Collection[tuple[int, int]],
    *,
    reported_on: date,
    at: datetime,
    officer: str,
) -> Booked:
    """Books the accepted lines (sheet, row) in the open month, inside the transaction of the agency's database.

    Raises `LinesNotPlaced`; nothing is booked then.
    """
    unit = open_unit(unit, at=at)
    ledger = Ledger(unit)
    taken = taken_from(ledger, content, accepted, recorded_on=legal_day(at), reported_on=reported_on)
    if taken.not_placed:
        raise LinesNotPlaced(taken.not_placed)
    people = (*ledger.people, *taken.newcomers)
    postings = post(people, ledger.movements, taken.movements, ledger.open_month, ledger.reckoning)
    RegisteredPerson.objects.bulk_create(
        [RegisteredPerson(unit=unit, key=person.key, standing=participant_data(person)) for person in taken.newcomers],
        _AT_ONCE,
    )
    AcceptedMovement.objects.bulk_create(
        [
            AcceptedMovement(
                unit=unit,
                dossier_id=movement.source.dossier_id,
                sheet=movement.source.sheet,
                row=movement.source.row,
                movement=movement_data(movement),
                recorded_at=at,
                officer=officer,
            )
            for movement in taken.movements
            if movement.source
        ],
        _AT_ONCE,
    )
    rows = [posting_row(posting, unit, officer=officer, recorded_at=at) for posting in postings]
    PostingRow.objects.bulk_create(rows, _AT_ONCE)
    return Booked(ledger.open_month, len(taken.movements), len(rows), sum(row.amount for row in rows))


def open_unit(unit: RegisteredUnit, *, at: datetime) -> RegisteredUnit:
    """The unit, held until the transaction ends, with the regular obligation of its open month booked."""
    held = RegisteredUnit.objects.select_for_update().get(pk=unit.pk)
    ledger = Ledger(held)
    if held.opened_through < ledger.open_month:
        rows = [posting_row(p, held, officer=REGISTER, recorded_at=at) for p in ledger.opening_postings]
        PostingRow.objects.bulk_create(rows, _AT_ONCE)
        held.opened_through = ledger.open_month
        held.save(update_fields=["opened_through"])
    return held
