"""All kinds of notices, by the media type they are signed under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from ibhxh.formats.notices.acceptance import Acceptance
from ibhxh.formats.notices.account_notice import AccountNotice
from ibhxh.formats.notices.decision import Decision
from ibhxh.formats.notices.errors import NotANotice
from ibhxh.formats.notices.participants_notice import ParticipantsNotice
from ibhxh.formats.notices.refusal import Refusal
from ibhxh.formats.notices.supplement_request import SupplementRequest

#: What the agency tells of one dossier.
DossierNotice: TypeAlias = Acceptance | SupplementRequest | Refusal | Decision
#: What the agency tells of a month.
MonthNotice: TypeAlias = AccountNotice | ParticipantsNotice
Notice: TypeAlias = DossierNotice | MonthNotice

#: Media type → what is signed under it.
NOTICE_TYPES: Mapping[str, type[Notice]] = {
    kind.MEDIA_TYPE: kind
    for kind in (Acceptance, SupplementRequest, Refusal, Decision, AccountNotice, ParticipantsNotice)
}


def notice_of(media_type: str, payload: bytes) -> Notice:
    """The notice of a payload that was signed under `media_type`. Raises `NotANotice`."""
    kind = NOTICE_TYPES.get(media_type)
    if kind is None:
        raise NotANotice
    return kind.from_bytes(payload)
