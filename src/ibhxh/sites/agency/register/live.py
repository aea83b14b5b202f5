"""The open month as it stands now, reckoned once for what is stored: pages ask for it again and again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock

from django.db.models import Max

from ibhxh.register.close_month import MonthClose
from ibhxh.register.identities import BrokenIdentity
from ibhxh.sites.agency.register.ledger import Ledger


@dataclass(frozen=True, slots=True)
class LiveMonth:
    """The month as it would close, and every identity it does not meet."""

    close: MonthClose
    broken: tuple[BrokenIdentity, ...]


#: So many units' months are kept.
_MOST = 64
_kept: OrderedDict[tuple[object, ...], LiveMonth] = OrderedDict()
_lock = Lock()


def live_month(ledger: Ledger, today: date) -> LiveMonth:
    """The ledger's open month, kept as long as nothing was added to the unit's register since it was reckoned."""
    key = _state(ledger, today)
    with _lock:
        if found := _kept.get(key):
            _kept.move_to_end(key)
            return found
    close = ledger.live(today)
    found = LiveMonth(close, tuple(ledger.broken(close)))
    with _lock:
        _kept[key] = found
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return found


def _state(ledger: Ledger, today: date) -> tuple[object, ...]:
    """What the month is reckoned from. Rows of the register are only ever added, so that their last ids tell."""
    unit = ledger.unit
    last = [
        rows.aggregate(last=Max("pk"))["last"]
        for rows in (unit.postings, unit.movements, unit.payments, unit.closed_months)
    ]
    return (unit.pk, unit.office_id, repr(unit.facts), unit.opening_month, unit.people.count(), *last, today)
