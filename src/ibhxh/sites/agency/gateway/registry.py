"""The gateway's memory in the agency's database, SQLite or PostgreSQL. What is stored comes to its case at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple
from typing import Any, TypeVar

from django.db import connections
from django.db.models import Max

from ibhxh.dossier import BusinessKey, ContentDigest, DossierId
from ibhxh.formats.receipt import EvidenceKind
from ibhxh.intake import Arrival
from ibhxh.intake.verdict import PROVING
from ibhxh.sites.agency.gateway.models import ArrivalRow, Filed
from ibhxh.sites.agency.gateway.writer import write_durably
from ibhxh.sites.project.sides import Side

T = TypeVar("T")
# The way of a new dossier is in plain SQL: for each arrival the object layer would cost more than the database does.
#: Whoever only mailed a copy makes way for the one who is proved.
_STORE_FILED = """
INSERT INTO gateway_filed (dossier_id, mst, unit_code, procedure, period, round, proved, refused)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (dossier_id) DO UPDATE
  SET mst = excluded.mst, unit_code = excluded.unit_code, procedure = excluded.procedure, period = excluded.period,
      round = excluded.round, proved = excluded.proved
  WHERE excluded.proved AND NOT gateway_filed.proved
"""
_STORE_ARRIVAL = """
INSERT INTO gateway_arrivalrow (transaction_code, kind, digest, content_digest, dossier_id, idempotency_key,
                                received_at, receipt, body, content)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_HAS_DIGEST = "SELECT EXISTS (SELECT 1 FROM gateway_arrivalrow WHERE digest = %s)"
_KNOWN = """
SELECT EXISTS (SELECT 1 FROM gateway_arrivalrow WHERE digest = %s)
    OR EXISTS (SELECT 1 FROM gateway_arrivalrow WHERE idempotency_key = %s)
    OR EXISTS (SELECT 1 FROM gateway_filed WHERE dossier_id = %s)
    OR EXISTS (SELECT 1 FROM gateway_filed
               WHERE unit_code = %s AND procedure = %s AND period = %s AND round = %s AND proved AND NOT refused)
"""


class DjangoRegistry:
    """A `Registry` on `Filed` and `ArrivalRow`. Every thread uses its own connection."""

    def in_turn(self, work: Callable[[], T]) -> T:
        return write_durably(work)

    def knows_nothing_of(
        self, digest: str, dossier_id: DossierId, key: BusinessKey, idempotency_key: str | None
    ) -> bool:
        return not _one(_KNOWN, [digest, idempotency_key, dossier_id, *astuple(key)])

    def by_digest(self, digest: str) -> Arrival | None:
        # Nearly always it is not there, and that is known at a tenth of what reading costs.
        if not _one(_HAS_DIGEST, [digest]):
            return None
        return next(iter(_arrivals(digest=digest)), None)

    def by_content(self, content_digest: ContentDigest) -> Sequence[Arrival]:
        return _arrivals(content_digest=content_digest)

    def by_dossier(self, dossier_id: DossierId) -> Sequence[Arrival]:
        return _arrivals(dossier_id=dossier_id)

    def by_idempotency_key(self, key: str) -> Arrival | None:
        return next(iter(_arrivals(idempotency_key=key)), None)

    def by_transaction(self, code: str) -> Arrival | None:
        """The arrival of a transaction code."""
        return next(iter(_arrivals(transaction_code=code)), None)

    def holder(self, key: BusinessKey) -> DossierId | None:
        held = Filed.objects.filter(**_period_of(key), round=key.round, proved=True, refused=False)
        return held.values_list("dossier_id", flat=True).first()

    def next_round(self, key: BusinessKey) -> int:
        held = Filed.objects.filter(**_period_of(key), proved=True, refused=False)
        return (held.aggregate(last=Max("round"))["last"] or 0) + 1

    def store(self, arrival: Arrival, *, body: bytes, content: bytes) -> None:
        from ibhxh.sites.agency.cases.opening import take_up

        connection = connections[Side.AGENCY]
        received_at = connection.ops.adapt_datetimefield_value(arrival.received_at)
        with connection.cursor() as cursor:
            cursor.execute(
                _STORE_FILED,
                [arrival.dossier_id, arrival.mst, *astuple(arrival.key), arrival.kind in PROVING, False],
            )
            cursor.execute(
                _STORE_ARRIVAL,
                [
                    arrival.transaction_code,
                    arrival.kind.value,
                    arrival.digest,
                    arrival.content_digest,
                    arrival.dossier_id,
                    arrival.idempotency_key,
                    received_at,
                    arrival.receipt,
                    body,
                    content,
                ],
            )
        take_up(arrival, content)


def _one(question: str, values: list[Any]) -> Any:
    with connections[Side.AGENCY].cursor() as cursor:
        cursor.execute(question, values)
        (answer,) = cursor.fetchone() or (None,)
    return answer


def _period_of(key: BusinessKey) -> dict[str, str | int]:
    return {"unit_code": key.unit_code, "procedure": key.procedure, "period": key.period}


def _arrivals(**where: str) -> list[Arrival]:
    rows = ArrivalRow.objects.filter(**where).select_related("dossier").defer("body", "content").order_by("id")
    return [_arrival(row) for row in rows]


def _arrival(row: ArrivalRow) -> Arrival:
    filed = row.dossier
    return Arrival(
        transaction_code=row.transaction_code,
        kind=EvidenceKind(row.kind),
        digest=row.digest,
        content_digest=row.content_digest,
        dossier_id=filed.dossier_id,
        mst=filed.mst,
        key=BusinessKey(filed.unit_code, filed.procedure, filed.period, filed.round),
        idempotency_key=row.idempotency_key,
        received_at=row.received_at,
        receipt=bytes(row.receipt),
    )
