"""What the agency tells: notices verified, kept byte for byte, and the moves they make.

A notice moves its dossier once, in whatever order notices arrive: one that cannot be heard yet waits until what came
before it is there.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from django.db import transaction

from ibhxh.client import read_notice
from ibhxh.formats.notices import (
    Acceptance,
    AccountNotice,
    Decision,
    Notice,
    Outcome,
    ParticipantsNotice,
    Reason,
    Refusal,
    SupplementRequest,
    notice_of,
)
from ibhxh.problem import Problem
from ibhxh.sites.employer.models import Dossier, Unit
from ibhxh.sites.employer.models import Notice as KeptNotice
from ibhxh.sites.employer.transport import FetchedNotice
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side
from ibhxh.states import DOSSIER, Actor, DossierState, Facts
from ibhxh.trust import KeyRing, Statement

LOG = logging.getLogger(__name__)
_SOFTWARE = "iBHXH"


@dataclass(frozen=True, slots=True)
class Move:
    """The move a notice makes, and what else is learned from it."""

    event: str
    facts: Facts


def keep_notices(unit: Unit, fetched: Iterable[FetchedNotice], *, at: datetime) -> int:
    """Verifies and stores what was fetched, moves the dossiers it speaks of; how many were new.

    One that cannot be verified is not kept, and is asked for again: the keys pinned with the unit may be renewed.
    """
    ring = KeyRing.read(bytes(unit.gateway_keys))
    kept, seen, unbroken = 0, unit.notices_seen, True
    for one in sorted(fetched, key=lambda notice: notice.seq):
        try:
            notice = read_notice(one.statement, ring)
        except Problem as problem:
            LOG.warning("notice %s of unit %s is not believed: %s", one.seq, unit.unit_code, problem.code)
            unbroken = False
            continue
        head = notice.head
        if (head.addressee.unit_code, head.agency.code) != (unit.unit_code, unit.agency_code):
            LOG.warning("notice %s came to unit %s and is for another", one.seq, unit.unit_code)
        else:
            kept += _keep(unit, notice, one.statement, at=at)
        seen = one.seq if unbroken else seen
    if seen > unit.notices_seen:
        unit.notices_seen = seen
        unit.save(update_fields=["notices_seen"])
    return kept


def settle(dossier: Dossier, *, at: datetime) -> None:
    """Makes the moves of all stored notices of a dossier that can be made and were not, in the order of their issue."""
    with transaction.atomic(using=Side.EMPLOYER):
        heard = {event.facts.get("notice") for event in dossier.events.all()}
        for stored in dossier.notices.order_by("issued_at"):
            if stored.digest in heard:
                continue
            move = _move(parse_notice(stored), DossierState(dossier.state))
            if move is not None:
                _make(dossier, stored, move, at=at)


def parse_notice(stored: KeptNotice) -> Notice:
    """A stored notice, whose seal was verified when it came."""
    statement = Statement.from_bytes(bytes(stored.statement))
    return notice_of(statement.payload_type, statement.payload)


def _keep(unit: Unit, notice: Notice, statement: bytes, *, at: datetime) -> int:
    month = dossier = None
    if isinstance(notice, AccountNotice):
        month = notice.account.month
    elif isinstance(notice, ParticipantsNotice):
        month = notice.participants.month
    else:
        dossier = Dossier.objects.filter(unit=unit, pk=notice.dossier.dossier_id).first()
    with transaction.atomic(using=Side.EMPLOYER):
        _, is_new = KeptNotice.objects.get_or_create(
            unit=unit,
            digest=hashlib.sha256(statement).hexdigest(),
            defaults={
                "workspace": unit.workspace,
                "dossier": dossier,
                "kind": notice.TYPE,
                "number": notice.head.number,
                "month": month,
                "statement": statement,
                "issued_at": notice.head.issued_at,
                "arrived_at": at,
            },
        )
        if dossier is not None:
            settle(dossier, at=at)
    return int(is_new)


_TAKEN_UP = (DossierState.ACCEPTED, DossierState.PROCESSING, DossierState.SUPPLEMENT_REQUESTED)


def _move(notice: Notice, state: DossierState) -> Move | None:  # noqa: PLR0911 - one for each kind and state
    """The move a notice makes from a state; None while, or because, it makes none there."""
    match notice:
        case Acceptance():
            facts: Facts = {
                "dossier_number": notice.dossier.number,
                "accepted_at": notice.accepted_at.isoformat(),
                "due_at": notice.due_at.isoformat(),
            }
            if state is DossierState.SENT:
                return Move("accept", facts)
            return Move("progress", facts) if state in _TAKEN_UP else None
        case SupplementRequest() if state in (DossierState.ACCEPTED, DossierState.PROCESSING):
            deadline = notice.deadline.isoformat() if notice.deadline else None
            asked: Facts = {
                "items": len(notice.items),
                "asked_at": notice.asked_at.isoformat(),
                "deadline_on": deadline,
            }
            return Move("request_supplement", asked)
        case Refusal():
            reason = {"reason": _reasons(notice.reasons)}
            if state is DossierState.SENT:
                return Move("reject_at_gate", reason)
            return Move("return_all", reason) if state in _TAKEN_UP else None
        case Decision() if state in _TAKEN_UP:
            return _decided(notice)
        case Decision() | SupplementRequest() | AccountNotice() | ParticipantsNotice():
            return None
        case _:
            assert_never(notice)


def _decided(notice: Decision) -> Move:
    counts = {"accepted_lines": len(notice.accepted), "returned_lines": len(notice.returned)}
    if notice.outcome is Outcome.REFUSED:
        reasons = dict.fromkeys(line.reason.text for line in notice.returned if line.reason)
        return Move("return_all", {**counts, "reason": " ".join(reasons)})
    return Move("decide_full" if notice.outcome is Outcome.FULL else "decide_partial", counts)


def _make(dossier: Dossier, stored: KeptNotice, move: Move, *, at: datetime) -> None:
    notice = parse_notice(stored)
    facts = {**move.facts, "notice": stored.digest, "notice_number": stored.number}
    by = notice.head.agency.name
    fire(dossier, DOSSIER, move.event, actor=Actor.AGENCY, by=by, at=at, facts=facts)
    if isinstance(notice, Acceptance):
        dossier.number, dossier.accepted_at = notice.dossier.number or "", notice.accepted_at
        dossier.due_at = notice.due_at
        dossier.save(update_fields=["number", "accepted_at", "due_at"])
    if dossier.state in (DossierState.DONE_FULL, DossierState.DONE_PARTIAL):
        # The result is the notice itself, and its seal was verified before it was kept.
        fire(
            dossier, DOSSIER, "store_result", actor=Actor.SYSTEM, by=_SOFTWARE, at=at, facts={"signature_valid": True}
        )  # fmt: skip


def _reasons(reasons: Iterable[Reason]) -> str:
    return " ".join(f"{r.text} ({r.law})" if r.law else r.text for r in reasons)
