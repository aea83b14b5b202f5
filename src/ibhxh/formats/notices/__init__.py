"""Notices: what the agency tells a unit after the receipt, each the payload of a signed statement.

Every notice is a frozen dataclass with one form in bytes (`to_bytes`, `from_bytes`) and the `MEDIA_TYPE` it is signed
under; `notice_of` reads any of them. `docs/reference/notices.md` lists the members. Who signs them and how that is
checked is for `ibhxh.trust` and `ibhxh.client.verify_notice`.
"""

from ibhxh.formats.notices.acceptance import Acceptance
from ibhxh.formats.notices.account_notice import AccountNotice
from ibhxh.formats.notices.decision import Decision, LineDecision, LineResult, Outcome
from ibhxh.formats.notices.errors import NotANotice
from ibhxh.formats.notices.head import Addressee, Agency, DossierReference, NoticeHead, Officer
from ibhxh.formats.notices.kinds import NOTICE_TYPES, DossierNotice, MonthNotice, Notice, notice_of
from ibhxh.formats.notices.participants_notice import ParticipantsNotice
from ibhxh.formats.notices.parts import Counted, DossierPart, parts_of
from ibhxh.formats.notices.reason import Reason
from ibhxh.formats.notices.refusal import Refusal
from ibhxh.formats.notices.seal_code import seal_code, sealed_statement
from ibhxh.formats.notices.supplement_request import SupplementItem, SupplementRequest

__all__ = [
    "NOTICE_TYPES",
    "Acceptance",
    "AccountNotice",
    "Addressee",
    "Agency",
    "Counted",
    "Decision",
    "DossierNotice",
    "DossierPart",
    "DossierReference",
    "LineDecision",
    "LineResult",
    "MonthNotice",
    "NotANotice",
    "Notice",
    "NoticeHead",
    "Officer",
    "Outcome",
    "ParticipantsNotice",
    "Reason",
    "Refusal",
    "SupplementItem",
    "SupplementRequest",
    "notice_of",
    "parts_of",
    "seal_code",
    "sealed_statement",
]
