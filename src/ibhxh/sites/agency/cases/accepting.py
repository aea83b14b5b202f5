"""Accepting a case: the rules are asked, the dossier gets its number and due day, the unit its sealed slip.

All of it in one transaction, by a job: done twice it is done once, and a number is never lost.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from ibhxh.checks import Report, examine_content
from ibhxh.dossier import Content
from ibhxh.formats.notices import Acceptance, NoticeHead
from ibhxh.formats.notices.parts import parts_of
from ibhxh.sites.agency.cases.clock import agency_calendar
from ibhxh.sites.agency.cases.models import Case, CaseLine, NumberCounter
from ibhxh.sites.agency.cases.opening import GATEWAY, case_lines
from ibhxh.sites.agency.cases.reference import dossier_reference
from ibhxh.sites.agency.notices.issuing import issue
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import CASE, Actor, CaseState
from ibhxh.states.clock import VIETNAM, due_at, legal_day

_ROWS_AT_ONCE = 500


def accept(case_id: uuid.UUID, *, at: datetime) -> None:
    """Accepts a case whose evidence is complete, at an instant (aware); any other is left alone. What the rules find
    stops nothing: the officer has it before them, line by line."""
    at = at.astimezone(VIETNAM).replace(microsecond=0)
    law = the_law()
    case = Case.objects.get(pk=case_id)
    content = Content(bytes(case.content))
    report = examine_content(content, law, filed_on=legal_day(case.received_at))
    with transaction.atomic(using="agency"):
        held = Case.objects.select_for_update().get(pk=case_id)
        if held.state != CaseState.RECEIVED or held.evidence_complete_at is None:
            return
        if held.content_digest != case.content_digest:
            raise RuntimeError("another text took this one's place meanwhile")  # the next try reads it
        number = _next_number(content.head.agency_code, legal_day(at).year)
        days = law.procedure(content.head.key.procedure, legal_day(at)).working_days(legal_day(at))
        due = due_at(at, days, (), agency_calendar())
        if due is None:
            raise RuntimeError("a clock without pauses runs")
        held.number, held.report, held.accepted_at, held.due_at = number, report.to_bytes(), at, due
        held.save(update_fields=["number", "report", "accepted_at", "due_at"])
        CaseLine.objects.bulk_create(case_lines(held, content), _ROWS_AT_ONCE)
        facts = {"dossier_number": number, "due_at": due.isoformat(timespec="seconds")}
        fire(held, CASE, "accept", actor=Actor.SYSTEM, by=GATEWAY, at=at, facts=facts)
        issue(held.unit, "TN", lambda head: _slip(head, held, content, report, due=due, days=days), at=at, case=held)


def _slip(head: NoticeHead, case: Case, content: Content, report: Report, *, due: datetime, days: int) -> Acceptance:
    return Acceptance(
        head=head,
        dossier=dossier_reference(case),
        parts=parts_of(content, the_law()),
        accepted_at=head.issued_at,
        due_at=due,
        working_days=days,
        calendar_version=agency_calendar().version,
        pack=report.pack,
        report_digest=report.digest,
        counts={severity.value: count for severity, count in report.counts.items()},
    )


def _next_number(agency_code: str, year: int) -> str:
    """NNNNN/YYYY/AAAAA; taken back with the transaction, so that no number is ever missing."""
    counter, _ = NumberCounter.objects.select_for_update().get_or_create(agency_code=agency_code, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{counter.last:05}/{year}/{agency_code}"
