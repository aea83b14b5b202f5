"""The decision: what was accepted is booked and the unit is told line by line, all of it or nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ibhxh.formats.notices import Decision, LineDecision, LineResult, Reason
from ibhxh.law.months import month_words
from ibhxh.sites.agency.cases.lines import CaseLines, LineView
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.reference import dossier_reference, named
from ibhxh.sites.agency.notices.issuing import issue
from ibhxh.sites.agency.register.booking import Booked, book
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.project.lifecycle import fire
from ibhxh.states import CASE, Actor, Fact
from ibhxh.states.clock import legal_day


def decide_case(case: Case, officer: Officer, *, at: datetime, seen: int | None) -> Booked:
    """Books the accepted lines in the open month and seals the result.

    Raises `NotYet` while a line is open, `LinesNotPlaced` where the register cannot take an accepted one, `StaleState`
    where somebody was faster; nothing is booked or told then.
    """
    with transaction.atomic(using="agency"):
        held = Case.objects.select_for_update().get(pk=case.pk)
        lines = CaseLines(held)
        accepted = {(v.line.sheet, v.line.row) for v in lines.views if v.line.result == LineResult.ACCEPTED}
        pending = sum(v.line.result == "pending" for v in lines.views)
        facts: dict[str, Fact] = {
            "pending_lines": pending,
            "accepted_lines": len(accepted),
            "returned_lines": len(lines.views) - pending - len(accepted),
            "booked_in": month_words(Ledger(held.unit).open_month),
        }
        fire(held, CASE, "decide", actor=Actor.OFFICER, by=officer.account.name, at=at, facts=facts, seen=seen)
        booked = book(
            held.unit,
            lines.content,
            accepted,
            reported_on=legal_day(held.received_at),
            at=at,
            officer=officer.account.name,
        )
        held.decided_at = at
        held.save(update_fields=["decided_at"])
        issue(
            held.unit,
            "KQ",
            lambda head: Decision(
                head=head,
                dossier=dossier_reference(held),
                lines=tuple(map(_told, lines.views)),
                decided_at=head.issued_at,
                booked_in=booked.open_month,
                officer=named(officer),
            ),
            case=held,
            at=at,
        )
    return booked


def _told(view: LineView) -> LineDecision:
    said = view.line.reason
    return LineDecision(
        sheet=view.line.sheet,
        row=view.line.row,
        form=view.form,
        person=view.name,
        si_number=str(view.cells["si_number"]) if view.cells.get("si_number") else None,
        subject=view.subject,
        result=LineResult(view.line.result),
        reason=Reason(said["vi"], said.get("law")) if said else None,
        guidance=(said.get("guidance_vi") or None) if said else None,
    )
