"""The dossiers that already correct a difference: drafted by reconciliation, and not come to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ibhxh.client.reconcile import MARK
from ibhxh.law.months import month_index
from ibhxh.sites.employer.models import Dossier, DraftRow, Unit
from ibhxh.sites.employer.unit.filed_lines import Filed
from ibhxh.states import DossierState

#: Full name and birth date, as lines and lists both give them.
Name = tuple[str, str | None]
#: What the agency did not take, or the unit took back, corrects nothing.
_DEAD = (DossierState.GATE_REJECTED, DossierState.RETURNED, DossierState.WITHDRAWN)
_MARKED = re.compile(re.escape(MARK) + r"(0[1-9]|1[0-2])/([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Seen from a month. `dossiers`: person → the dossier that brings the month in order. `settled_from`: person → the
    first later month (index) that another dossier brings in order."""

    dossiers: Mapping[Name, Dossier]
    settled_from: Mapping[Name, int]


def corrections_of(unit: Unit, month: int, filed: Iterable[Filed]) -> Corrections:
    """The corrections of a month (index) of the unit, told by the remark their lines carry; `filed` are its dossiers.

    What corrects an earlier month corrects this one too, since it goes on to the month in which it is filed, as long as
    the agency may still book it in a later one.
    """
    by_dossier = {one.dossier.pk: one for one in filed}
    returned = {(one.dossier.pk, line.person) for one in by_dossier.values() for line in one.returned.values()}
    rows = DraftRow.objects.filter(sheet__dossier__unit=unit, removed=False, cells__note__icontains=MARK)
    rows = rows.exclude(sheet__dossier__state__in=_DEAD).select_related("sheet__dossier")
    dossiers: dict[Name, Dossier] = {}
    settled_from: dict[Name, int] = {}
    for row in rows.order_by("sheet__dossier__created_at"):
        dossier = row.sheet.dossier
        name, of = (row.cells.get("full_name", ""), row.cells.get("birth_date")), month_marked(row.cells["note"])
        if of is None or (dossier.pk, name[0]) in returned:
            continue
        known = by_dossier.get(dossier.pk)
        if of > month:
            settled_from[name] = min(of, settled_from.get(name, of))
        elif of == month or known is None or known.waits_after(month):
            dossiers[name] = dossier
    return Corrections(dossiers, settled_from)


def month_marked(note: str) -> int | None:
    """The month (index) whose difference a line with this remark clears; None for any other remark."""
    found = _MARKED.search(note)
    return month_index(f"{found[2]}-{found[1]}") if found else None
