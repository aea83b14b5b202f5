"""Refusing a whole dossier: it counts as not filed, and its round is free again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ibhxh.formats.notices import Reason, Refusal
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.reference import dossier_reference, named
from ibhxh.sites.agency.cases.settling import LineReason
from ibhxh.sites.agency.notices.issuing import issue
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.project.lifecycle import fire
from ibhxh.states import CASE, Actor


def refuse_case(case: Case, reasons: Sequence[LineReason], officer: Officer, *, at: datetime, seen: int | None) -> None:
    """Sends slip 03. Raises `MoveRefused`, `StaleState`."""
    facts = {"reason": " ".join(reason.words.vi for reason in reasons)}
    guidance = " ".join(reason.guidance.vi for reason in reasons if reason.guidance) or None
    with transaction.atomic(using="agency"):
        fire(case, CASE, "refuse", actor=Actor.OFFICER, by=officer.account.name, at=at, facts=facts, seen=seen)
        case.decided_at = at
        case.save(update_fields=["decided_at"])
        case.filed.refused = True
        case.filed.save(update_fields=["refused"])
        issue(
            case.unit,
            "TC",
            lambda head: Refusal(
                head=head,
                dossier=dossier_reference(case),
                reasons=tuple(Reason(reason.words.vi, reason.law) for reason in reasons),
                guidance=guidance,
                refused_at=head.issued_at,
                officer=named(officer),
            ),
            case=case,
            at=at,
        )
