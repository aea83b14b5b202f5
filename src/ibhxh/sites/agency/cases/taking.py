"""Taking a case, and giving it to somebody else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.project.lifecycle import fire
from ibhxh.states import CASE, Actor, CaseState


def take_case(case: Case, officer: Officer, *, at: datetime, seen: int | None = None) -> None:
    """The officer has the case from now on. Raises `MoveRefused`, `StaleState`."""
    with transaction.atomic(using="agency"):
        event = "take" if case.state == CaseState.ACCEPTED else "hand_over"
        _move(case, event, officer, officer, at=at, seen=seen)


def hand_over(case: Case, to: Officer, officer: Officer, *, at: datetime, seen: int | None = None) -> None:
    """Another officer of the office has it from now on. Raises `MoveRefused`, `StaleState`."""
    with transaction.atomic(using="agency"):
        _move(case, "hand_over", officer, to, at=at, seen=seen)


def _move(case: Case, event: str, officer: Officer, to: Officer, *, at: datetime, seen: int | None) -> None:
    facts = {"officer": to.account.name}
    fire(case, CASE, event, actor=Actor.OFFICER, by=officer.account.name, at=at, facts=facts, seen=seen)
    case.officer = to
    case.save(update_fields=["officer"])
