"""Handing a unit its notices. By asking for what comes after one, the unit says that this one has arrived."""

from __future__ import annotations

import base64
from datetime import datetime

from django.db.models import QuerySet

from ibhxh.formats.notices import Decision
from ibhxh.law.months import month_text
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.opening import GATEWAY
from ibhxh.sites.agency.gateway.schemas import NoticeOut, NoticesOut
from ibhxh.sites.agency.gateway.status import told
from ibhxh.sites.agency.gateway.writer import write_durably
from ibhxh.sites.agency.notices.models import IssuedNotice
from ibhxh.sites.project.lifecycle import fire
from ibhxh.states import CASE, Actor, CaseState

#: So many notices at most are in one answer.
AT_ONCE = 50


def notices_after(unit_code: str, seq: int, *, at: datetime) -> NoticesOut:
    """The unit's notices after the `seq`-th, at an instant (aware) at which those up to it have arrived."""
    arrived = IssuedNotice.objects.filter(unit=unit_code, seq__lte=seq, fetched_at=None)
    if arrived.exists():
        write_durably(lambda: _note_arrival(arrived, at))
    issued = IssuedNotice.objects.filter(unit=unit_code, seq__gt=seq).select_related("case").order_by("seq")
    return NoticesOut(notices=[_given(notice) for notice in issued[:AT_ONCE]])


def _note_arrival(arrived: QuerySet[IssuedNotice], at: datetime) -> None:
    """With the decision the result is delivered."""
    decided = Case.objects.filter(pk__in=arrived.filter(kind=Decision.TYPE).values("case"), state=CaseState.DECIDED)
    for case in decided.select_for_update():
        fire(case, CASE, "deliver", actor=Actor.SYSTEM, by=GATEWAY, at=at)
    arrived.update(fetched_at=at)


def _given(notice: IssuedNotice) -> NoticeOut:
    return NoticeOut(
        seq=notice.seq,
        kind=notice.kind,
        number=notice.number,
        issued_at=told(notice.issued_at),
        dossier_id=notice.case.filed_id if notice.case else None,
        month=None if notice.month is None else month_text(notice.month),
        statement=base64.b64encode(bytes(notice.statement)).decode("ascii"),
    )
