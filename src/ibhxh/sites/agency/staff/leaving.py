"""An officer stops working at the office, and comes back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.reach import OPEN
from ibhxh.sites.agency.cases.taking import hand_over
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.project.accounts.inviting import end_links
from ibhxh.states import CaseState


def leave(leaving: Officer, successor: Officer | None, head: Officer, *, at: datetime) -> None:
    """Nobody signs in with the account from now on. Units and open cases go to the successor; without one the units are
    nobody's, and the cases wait for whoever takes them."""
    with transaction.atomic(using="agency"):
        for case in Case.objects.select_for_update().filter(officer=leaving, state__in=OPEN):
            if successor is not None and case.state == CaseState.IN_REVIEW:
                hand_over(case, successor, head, at=at)
            else:
                Case.objects.filter(pk=case.pk).update(officer=successor)
        leaving.units.update(officer=successor)
        leaving.account.is_active = False
        leaving.account.save(update_fields=["is_active"])
        end_links(leaving.account, at=at)


def come_back(officer: Officer) -> None:
    """The account works again, with the password it had; units are assigned anew."""
    officer.account.is_active = True
    officer.account.save(update_fields=["is_active"])
