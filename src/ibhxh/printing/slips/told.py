"""Sentences and lines that several slips share."""

from __future__ import annotations

import re
from datetime import datetime

from ibhxh.dossier import BusinessKey
from ibhxh.dossier.human_code import human_code
from ibhxh.formats.notices import Agency, DossierReference, NoticeHead, Reason
from ibhxh.law.months import month_words
from ibhxh.printing.lay import VIETNAM
from ibhxh.printing.slips.pieces import Run, Said, bold, italic, runs
from ibhxh.words import NO_BREAK, day_text


def at_words(at: datetime) -> str:
    """14 giờ 18 phút, ngày 18/11/2026."""
    local = at.astimezone(VIETNAM)
    return f"{local:%H} giờ {local:%M} phút, ngày {day_text(local.date())}"


def unit_said(name: str, code: str) -> tuple[Said, ...]:
    """The unit by name and code."""
    return bold(name), f" · Mã đơn vị:{NO_BREAK}{code}"


def period_words(key: BusinessKey) -> str:
    """Kỳ 01/2026, đợt 1."""
    return f"{month_words(key.period)}, đợt{NO_BREAK}{key.round}"


def dossier_rows(head: NoticeHead, dossier: DossierReference) -> list[tuple[str, tuple[Said, ...]]]:
    """Whose dossier a notice is about, and which."""
    return [
        ("Hồ sơ của:", unit_said(head.addressee.name, head.addressee.unit_code)),
        ("Nội dung giải quyết:", (f"{dossier.procedure_name} (thủ tục {dossier.key.procedure})",)),
        ("Kỳ kê khai:", (period_words(dossier.key),)),
    ]


def dossier_codes(dossier: DossierReference) -> tuple[list[Run], ...]:
    """The codes by which a dossier is found and its content compared, one a line."""
    content = human_code(bytes.fromhex(dossier.content_digest))
    return (
        runs(f"Mã giao dịch: {', '.join(dossier.transaction_codes)}"),
        runs("Mã nội dung hồ sơ: ", bold(content)),
    )


def contact_words(agency: Agency) -> str:
    """Where to ask."""
    contact = re.sub(r"(?<=\d) (?=\d)", NO_BREAK, agency.contact or "")
    where = f", {contact}" if contact else ""
    return f"Nếu có vướng mắc, đơn vị liên hệ {agency.name}{where} để được hướng dẫn."


def reason_said(reason: Reason) -> tuple[Said, ...]:
    """The reason, and the law it rests on."""
    return (f"{reason.text} ", italic(f"({reason.law})")) if reason.law else (reason.text,)
