"""Asking the unit for a supplement, and going on without one when the unit let the day pass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from ibhxh.formats.notices import SupplementItem, SupplementRequest
from ibhxh.problem import Problem
from ibhxh.sites.agency.cases.clock import resumed_due
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.reference import dossier_reference, named
from ibhxh.sites.agency.notices.issuing import issue
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.project.lifecycle import fire
from ibhxh.states import CASE, Actor, Fact
from ibhxh.states.clock import legal_day
from ibhxh.words import Words, day_text


class DeadlineNotAhead(Problem):
    """A day for the supplement that is over already."""

    code = "DEADLINE_NOT_AHEAD"

    def __init__(self, day: date) -> None:
        super().__init__(
            Words(f"Hạn bổ sung {day_text(day)} đã qua.", f"The day {day_text(day)} is over."),
            where=Words("Hạn bổ sung", "To be supplied by"),
            fix=Words("Chọn một ngày sau hôm nay.", "Choose a day after today."),
        )


def ask_supplement(
    case: Case, items: Sequence[SupplementItem], deadline: date, officer: Officer, *, at: datetime, seen: int | None
) -> None:
    """Sends slip 02; the clock stands still from now on. Raises `DeadlineNotAhead`, `MoveRefused`, `StaleState`."""
    if deadline <= legal_day(at):
        raise DeadlineNotAhead(deadline)
    number = case.supplements_asked + 1
    with transaction.atomic(using="agency"):
        facts: dict[str, Fact] = {
            "items": len(items),
            "request_number": number,
            "deadline_on": deadline.isoformat(),
            "officer": (case.officer or case.unit.officer or officer).account.name,
        }
        fire(
            case,
            CASE,
            "request_supplement",
            actor=Actor.OFFICER,
            by=officer.account.name,
            at=at,
            facts=facts,
            seen=seen,
        )
        case.supplements_asked, case.paused_at, case.due_at = number, at, None
        case.save(update_fields=["supplements_asked", "paused_at", "due_at"])
        issue(
            case.unit,
            "BS",
            lambda head: SupplementRequest(
                head=head,
                dossier=dossier_reference(case),
                items=tuple(items),
                request_number=number,
                asked_at=head.issued_at,
                deadline=deadline,
                officer=named(officer),
            ),
            case=case,
            at=at,
        )


def deadline_of(case: Case) -> date | None:
    """The day the unit was given last."""
    asked = case.events.filter(event="request_supplement").order_by("seq").last()
    return date.fromisoformat(asked.facts["deadline_on"]) if asked else None


def go_on(case: Case, officer: Officer, *, at: datetime, seen: int | None) -> None:
    """The clock runs again although nothing came. Raises `NotYet` before the deadline is over, `StaleState`."""
    deadline = deadline_of(case)
    due = resumed_due(case, at)
    facts: dict[str, Fact] = {
        "deadline_over": deadline is not None and legal_day(at) > deadline,
        "due_at": due.isoformat() if due else None,
    }
    with transaction.atomic(using="agency"):
        fire(case, CASE, "resume", actor=Actor.OFFICER, by=officer.account.name, at=at, facts=facts, seen=seen)
        case.paused_at, case.due_at = None, due
        case.officer = case.officer or officer
        case.save(update_fields=["paused_at", "due_at", "officer"])
