"""The unit's own register as it was reckoned last, for as long as nothing it rests on has changed.

Reckoning the months of a unit takes a second or two once it has hundreds of people, and its pages ask again and again.
What a ledger rests on only ever grows, but for payments that are taken out and facts of the unit: so a few counts and
last numbers tell whether one that was reckoned still holds. Nothing is stored, and another process reckons for itself.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Max

from ibhxh.sites.employer.models import DossierEvent, GivenUpLine, Notice, Payment, Person, Unit
from ibhxh.sites.employer.unit.own_ledger import OwnLedger

#: So many units' ledgers are held in memory, the latest asked for.
_HELD = 128
#: What a ledger rests on, in numbers.
State = tuple[object, ...]


def own_ledger(unit: Unit, known_on: date, *, standing_by: bool = True) -> OwnLedger:
    """The ledger of a unit as known on a day; read, never changed."""
    return _reckoned(unit.pk, known_on, standing_by, _state(unit))


@lru_cache(maxsize=_HELD)
def _reckoned(unit: UUID, known_on: date, standing_by: bool, state: State) -> OwnLedger:
    return OwnLedger(Unit.objects.select_related("workspace").get(pk=unit), known_on, standing_by)


def _state(unit: Unit) -> State:
    events = DossierEvent.objects.filter(subject__unit=unit).aggregate(n=Count("pk"), last=Max("pk"))
    payments = Payment.objects.filter(unit=unit).aggregate(n=Count("pk"), last=Max("pk"))
    return (
        unit.unit_code,
        unit.agency_code,
        unit.work_week,
        unit.wage_region,
        unit.payment_cycle,
        unit.opening_month,
        *events.values(),
        *payments.values(),
        Notice.objects.filter(unit=unit).count(),
        GivenUpLine.objects.filter(dossier__unit=unit).count(),
        Person.objects.filter(unit=unit).count(),
    )
