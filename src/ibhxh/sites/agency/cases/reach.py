"""Which cases an officer sees, and what they may do on one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.staff.models import Officer, Role
from ibhxh.states import CaseState

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: States in which a case is still to be settled.
OPEN = (CaseState.RECEIVED, CaseState.ACCEPTED, CaseState.IN_REVIEW, CaseState.WAIT_SUPPLEMENT)


def cases_of(officer: Officer) -> QuerySet[Case]:
    """The cases of the officer's office."""
    return Case.objects.filter(office=officer.office_id)


def case_of(officer: Officer, case_id: UUID | str) -> Case:
    """One of them. Raises Http404."""
    found = cases_of(officer).select_related("unit__officer__account", "officer__account", "filed", "office")
    case = found.filter(pk=case_id).first()
    if case is None:
        raise Http404
    return case


def may_take(officer: Officer, case: Case) -> bool:
    """Whether the case waits for an officer, and may be taken by this one: whoever it is meant for, any officer where
    it is meant for nobody, the head in their place."""
    waits = case.state == CaseState.ACCEPTED or (case.state == CaseState.IN_REVIEW and case.officer_id is None)
    return waits and (officer.role == Role.HEAD or _is_theirs(officer, case))


def may_settle(officer: Officer, case: Case) -> bool:
    """Whether lines may be accepted and returned, and the case decided: by the officer who has it, or the head."""
    return case.state == CaseState.IN_REVIEW and _has_it(officer, case)


def may_ask(officer: Officer, case: Case) -> bool:
    """Whether a supplement may be asked for, or the whole refused: before somebody has the case by the desk too, then
    by who has it."""
    if case.state == CaseState.ACCEPTED:
        return officer.role == Role.DESK or may_take(officer, case)
    return may_settle(officer, case)


def may_resume(officer: Officer, case: Case) -> bool:
    """Whether the officer may go on without the supplement, once its deadline is over."""
    waits = case.state == CaseState.WAIT_SUPPLEMENT
    return waits and (officer.role == Role.HEAD or _is_theirs(officer, case))


def may_hand_over(officer: Officer, case: Case) -> bool:
    """Whether the case may be given to somebody else."""
    return may_settle(officer, case) and case.officer_id is not None


def _has_it(officer: Officer, case: Case) -> bool:
    return officer.role == Role.HEAD or (officer.role == Role.OFFICER and case.officer_id == officer.pk)


def _is_theirs(officer: Officer, case: Case) -> bool:
    meant_for = case.officer_id or case.unit.officer_id
    return officer.role == Role.OFFICER and meant_for in {None, officer.pk}
