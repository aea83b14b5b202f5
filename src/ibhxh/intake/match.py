"""How what came meets what is known: one function, one table, in this order (`docs/reference/identity.md`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ibhxh.intake.registry import Arrival, Registry
from ibhxh.intake.verdict import PROVING, Evidence


class Meeting(StrEnum):
    """The rows of the table."""

    SAME_PACKAGE = "same_package"
    KEY_REUSED = "key_reused"
    SAME_CONTENT = "same_content"
    SAME_DOSSIER_OTHER_TEXT = "same_dossier_other_text"
    DOSSIER_OF_ANOTHER = "dossier_of_another"
    ROUND_TAKEN = "round_taken"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Match:
    """The row that fits. `known` is the arrival met: of these bytes, the first of this content, of this dossier, of the
    dossier that holds the round, or the one under this key; None for a new dossier."""

    meeting: Meeting
    known: Arrival | None = None


def match(  # noqa: PLR0911 - one for each row of the table
    found: Evidence, known: Registry, *, idempotency_key: str | None = None
) -> Match:
    """Where evidence belongs among what is known."""
    head = found.content.head
    # A content names its dossier, so what is known of the content is known of the dossier.
    if known.knows_nothing_of(found.digest, head.dossier_id, head.key, idempotency_key):
        return Match(Meeting.NEW)
    if same := known.by_digest(found.digest):
        return Match(Meeting.SAME_PACKAGE, same)
    if idempotency_key is not None and (reused := known.by_idempotency_key(idempotency_key)):
        return Match(Meeting.KEY_REUSED, reused)
    arrivals = known.by_dossier(head.dossier_id)
    # A dossier of which only copies came proves nobody: whoever mailed them cannot keep the unit out that signs, and
    # holds no round yet; like a new one, it must find it free.
    proved = any(arrival.kind in PROVING for arrival in arrivals)
    of_another = arrivals and (arrivals[0].key.unit_code, arrivals[0].mst) != (head.key.unit_code, head.mst)
    if of_another and (proved or found.kind not in PROVING):
        return Match(Meeting.DOSSIER_OF_ANOTHER, arrivals[0])
    holder = known.holder(head.key)
    if holder is not None and holder != head.dossier_id and not proved:
        return Match(Meeting.ROUND_TAKEN, known.by_dossier(holder)[0])
    for arrival in arrivals:
        if arrival.content_digest == found.content.digest:
            return Match(Meeting.SAME_CONTENT, arrival)
    if arrivals:
        return Match(Meeting.SAME_DOSSIER_OTHER_TEXT, arrivals[0])
    return Match(Meeting.NEW)
