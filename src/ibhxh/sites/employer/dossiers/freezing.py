"""Freezing: the draft becomes the canonical content that is shown, signed and compared by its code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ibhxh.checks import Finding, Report, Severity, examine_content, parse_report
from ibhxh.dossier import Content, Draft, Sheet, freeze
from ibhxh.law import Law
from ibhxh.sites.employer.drafting import draft_of
from ibhxh.sites.employer.models import Dossier
from ibhxh.states.clock import legal_day

#: A reason shorter than this tells nobody anything.
SHORTEST_REASON = 5


@dataclass(frozen=True, slots=True)
class Frozen:
    """A content and the report of the checks on it."""

    content: Content
    report: Report


def whole_draft(dossier: Dossier) -> Draft:
    """The draft with the papers attached to it."""
    return replace(draft_of(dossier), files=tuple(file.attachment() for file in dossier.files.all()))


def freeze_now(dossier: Dossier, law: Law, *, at: datetime) -> Frozen:
    """The draft's content and its report, as filed on the day of `at`; nothing is stored.

    Raises `UnreadableCells`, `WrongValue`.
    """
    day = legal_day(at)
    content = freeze(whole_draft(dossier), made_on=day)
    return Frozen(content, examine_content(content, law, filed_on=day))


def keep(dossier: Dossier, frozen: Frozen, *, at: datetime) -> None:
    """Stores what was frozen with the dossier."""
    dossier.content, dossier.content_digest = frozen.content.data, frozen.content.digest
    dossier.report, dossier.changed_at = frozen.report.to_bytes(), at
    dossier.save(update_fields=["content", "content_digest", "report", "changed_at"])


def frozen_of(dossier: Dossier) -> Frozen | None:
    """What was last frozen; None before the first time."""
    if not dossier.content or not dossier.report:
        return None
    return Frozen(Content(bytes(dossier.content)), parse_report(bytes(dossier.report)))


def finding_key(finding: Finding) -> str:
    """What a reason is kept under: the rule and its place."""
    place = finding.place
    return f"{finding.rule}:{place.sheet}:{place.row}:{place.field}"


def warnings_of(report: Report) -> tuple[Finding, ...]:
    """The findings that may be sent with a reason."""
    return tuple(finding for finding in report.findings if finding.severity is Severity.WARNING)


def shared_key(finding: Finding) -> str:
    """What a reason is kept under that is given once for all warnings of a rule."""
    return f"{finding.rule}:*"


def unexplained(findings: Iterable[Finding], reasons: Mapping[str, str]) -> tuple[Finding, ...]:
    """Those for which no reason was given, neither for themselves nor for all of their rule."""
    return tuple(
        finding
        for finding in findings
        if not any(
            len(reasons.get(key, "").strip()) >= SHORTEST_REASON for key in (finding_key(finding), shared_key(finding))
        )
    )


def sheets_of(content: Content, law: Law) -> tuple[Sheet, ...]:
    """The frozen sheets."""
    return content.sheets(law)
