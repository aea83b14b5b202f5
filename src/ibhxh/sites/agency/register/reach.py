"""Which units an officer sees, and who may do what for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.http import Http404

from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.sites.agency.staff.models import Officer, Role

if TYPE_CHECKING:
    from django.db.models import QuerySet


def units_of(officer: Officer) -> QuerySet[RegisteredUnit]:
    """The units of the officer's office."""
    return RegisteredUnit.objects.filter(office=officer.office_id)


def unit_of(officer: Officer, unit_code: str) -> RegisteredUnit:
    """One of them. Raises Http404."""
    unit = units_of(officer).select_related("office", "officer__account").filter(pk=unit_code).first()
    if unit is None:
        raise Http404
    return unit


def month_to_close(officer: Officer) -> int | None:
    """The earliest month (index) that is open anywhere at the office."""
    opened = units_of(officer).filter(opening_month__gt=0)
    months = opened.annotate(closed=Max("closed_months__month")).values_list("closed", "opening_month")
    return min(((closed or opening) + 1 for closed, opening in months), default=None)


def may_enter(officer: Officer, unit: RegisteredUnit) -> bool:
    """Whether money may be entered for the unit: by its managing officer or the head."""
    return officer.role == Role.HEAD or (officer.role == Role.OFFICER and unit.officer_id in {None, officer.pk})
