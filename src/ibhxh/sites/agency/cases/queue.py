"""The queue of an office: filters, counts and search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Case as When_
from django.db.models import Count, F, IntegerField, Prefetch, Q, Value, When

from ibhxh.dossier.human_code import CROCKFORD
from ibhxh.sites.agency.cases.clock import SOON, agency_calendar
from ibhxh.sites.agency.cases.models import Case, CaseLine, LineResult
from ibhxh.sites.agency.cases.reach import OPEN, cases_of
from ibhxh.sites.agency.gateway.models import ArrivalRow
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.states import CaseState
from ibhxh.states.clock import VIETNAM, legal_day
from ibhxh.words import Words

if TYPE_CHECKING:
    from django.db.models import QuerySet

_BITS_OF_LETTER, _BITS_OF_DIGIT = 5, 4
_CODE = re.compile(f"[{CROCKFORD}]{{8,16}}")


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to look at the queue. `key` stands in the address."""

    key: str
    words: Words
    condition: Q
    tone: str = ""


def filters(now: datetime) -> tuple[Filter, ...]:
    """The filters at an instant, in the order of the strip."""
    end_of_today = _end_of_day(now)
    soon_day = agency_calendar().add_working_days(legal_day(now), SOON)
    soon = _end_of_day(datetime.combine(soon_day, datetime.min.time(), VIETNAM))
    running = Q(state__in=OPEN, paused_at=None)
    return (
        Filter("", Words("đang mở", "open"), Q(state__in=OPEN)),
        Filter("qua-han", Words("quá hạn", "overdue"), running & Q(due_at__lt=now), "err"),
        Filter(
            "hom-nay",
            Words("đến hạn hôm nay", "due today"),
            running & Q(due_at__gte=now, due_at__lte=end_of_today),
            "wrn",
        ),
        Filter(
            "sap-den",
            Words("đến hạn trong 2 ngày", "due in 2 days"),
            running & Q(due_at__gte=now, due_at__lte=soon),
            "wrn",
        ),
        Filter("chua-nhan", Words("chưa có người nhận", "not taken"), Q(state=CaseState.ACCEPTED)),
        Filter("cho-bo-sung", Words("chờ đơn vị bổ sung", "wait for the unit"), Q(state=CaseState.WAIT_SUPPLEMENT)),
        Filter("con-thieu", Words("còn thiếu giấy tờ", "evidence incomplete"), Q(state=CaseState.RECEIVED)),
        Filter("da-xong", Words("đã giải quyết", "settled"), ~Q(state__in=OPEN)),
    )


def mine(officer: Officer) -> Q:
    """The cases of the officer: taken by them, or of their units and not yet taken by anybody."""
    return Q(officer=officer.pk) | Q(officer=None, unit__officer=officer.pk)


def mine_and_waiting(officer: Officer) -> Q:
    """Those, and what nobody has and whose unit has no officer."""
    return mine(officer) | Q(officer=None, unit__officer=None)


def counts(officer: Officer, now: datetime, scope: Q) -> Mapping[str, int]:
    """Filter → how many cases."""
    each = {f"n{i}": Count("pk", filter=f.condition) for i, f in enumerate(filters(now))}
    found = cases_of(officer).filter(scope).aggregate(**each)
    return {f.key: found[f"n{i}"] for i, f in enumerate(filters(now))}


def queue(
    officer: Officer, now: datetime, *, key: str = "", scope: Q | None = None, search: str = ""
) -> QuerySet[Case]:
    """The cases of a filter, nearest deadline first, the officer's own before others'; with a search, all of the office
    that it finds, settled ones too."""
    chosen = next((f for f in filters(now) if f.key == key), filters(now)[0])
    found = cases_of(officer).filter(_found(search) if search else chosen.condition & (scope or Q()))
    own = When_(When(mine(officer), then=Value(0)), default=Value(1), output_field=IntegerField())
    arrivals = ArrivalRow.objects.only("dossier_id", "kind", "transaction_code", "received_at")
    order = [F("decided_at").desc(nulls_last=True)] if key == "da-xong" else []
    return (
        found.annotate(own=own)
        .select_related("unit__officer__account", "officer__account", "filed")
        .prefetch_related("events", Prefetch("filed__arrivals", arrivals))
        .defer("content", "other_content", "report")
        .order_by(*order, "own", F("due_at").asc(nulls_last=True), "received_at")
    )


def line_counts(cases: Iterable[Case]) -> Mapping[UUID, tuple[int, int]]:
    """Case → its lines, and how many of them are still to be settled."""
    rows = CaseLine.objects.filter(case__in=[case.pk for case in cases]).values_list("case").order_by("case")
    counted = rows.annotate(all=Count("pk"), open=Count("pk", filter=Q(result=LineResult.PENDING)))
    return {case: (lines, still) for case, lines, still in counted}


def next_case(officer: Officer, now: datetime) -> Case | None:
    """What to work on next: the officer's own nearest deadline, not paused."""
    waiting = Q(state__in=(CaseState.ACCEPTED, CaseState.IN_REVIEW))
    return queue(officer, now, scope=mine_and_waiting(officer) & waiting).first()


def _found(search: str) -> Q:
    text = search.strip()
    found = Q(number__icontains=text) | Q(transaction_code__icontains=text) | Q(unit__unit_code__iexact=text)
    found |= Q(unit__name__icontains=text) | Q(unit__mst=text)
    code = text.upper().replace("-", "").replace(" ", "")
    if _CODE.fullmatch(code):
        found |= Q(content_digest__startswith=_digest_prefix(code))
    return found


def _digest_prefix(code: str) -> str:
    """The hex digits that the letters of a human code fix."""
    number = 0
    for letter in code:
        number = number << _BITS_OF_LETTER | CROCKFORD.index(letter)
    bits = len(code) * _BITS_OF_LETTER
    digits = bits // _BITS_OF_DIGIT
    return f"{number >> bits - digits * _BITS_OF_DIGIT:0{digits}x}"


def _end_of_day(at: datetime) -> datetime:
    local = at.astimezone(VIETNAM)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1) - timedelta(microseconds=1)
