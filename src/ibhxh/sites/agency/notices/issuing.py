"""Issuing: a notice gets its number, its seal and its place in the order in which the unit fetches them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from ibhxh.formats.notices import Addressee, Agency, Notice, NoticeHead
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.gateway.door import the_door
from ibhxh.sites.agency.notices.models import IssuedNotice, NoticeCounter
from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.states.clock import VIETNAM, legal_day
from ibhxh.trust import sign_statement


def issue(
    unit: RegisteredUnit,
    mark: str,
    build: Callable[[NoticeHead], Notice],
    *,
    at: datetime,
    case: Case | None = None,
    month: int | None = None,
) -> IssuedNotice:
    """Seals what `build` makes of the head and puts it where the unit fetches it; in the transaction that is open.

    `mark` is the kind in the notice's number: "TN" → 00012/TN-BHXH, counted for each office, mark and legal year
    without a gap, since the number is taken back with everything else where the transaction fails. `at` is the instant
    (aware) the notice is issued at, to the second.
    """
    door = the_door()
    known = door.keys[door.key.public_key.keyid]
    with transaction.atomic(using="agency"):
        # The unit's row is the lock of its sequence.
        held = RegisteredUnit.objects.select_for_update(of=("self",)).select_related("office").get(pk=unit.pk)
        last = IssuedNotice.objects.filter(unit=held).aggregate(last=Max("seq"))["last"] or 0
        office = held.office
        head = NoticeHead(
            number=f"{_next_number(office.code, legal_day(at).year, mark):05}/{mark}-BHXH",
            agency=Agency(office.code, office.name, place=office.place or None),
            addressee=Addressee(held.unit_code, held.name),
            issued_at=at.astimezone(VIETNAM).replace(microsecond=0),
            environment=known.environment.value,
            key_id=known.id,
        )
        notice = build(head)
        statement = sign_statement(notice.to_bytes(), notice.MEDIA_TYPE, door.key)
        return IssuedNotice.objects.create(
            unit=held,
            seq=last + 1,
            case=case,
            kind=notice.TYPE,
            number=head.number,
            month=month,
            statement=statement.to_bytes(),
            issued_at=head.issued_at,
        )


def _next_number(office: str, year: int, mark: str) -> int:
    counter, _ = NoticeCounter.objects.select_for_update().get_or_create(office=office, year=year, mark=mark)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
