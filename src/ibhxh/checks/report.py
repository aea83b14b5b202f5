"""The report of one examination: findings in reading order, and its one canonical form in bytes.

The bytes depend on the content, the law pack and the filing day alone: the same wherever they are made. A report of
frozen content is stored, not made again. What depends on a side's own past is told beside it, in a `PastReport`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ibhxh.checks.errors import NotReport
from ibhxh.checks.finding import Finding, Place
from ibhxh.checks.rule import Scope, Severity
from ibhxh.law import FormVersion, Law
from ibhxh.words import Lang

FORMAT = ("ibhxh-report", 1)


class Found:
    """Findings as they are counted and said. `sheets`: form, act and rev of each sheet examined."""

    __slots__ = ()
    sheets: tuple[tuple[str, str, int], ...]
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings of each severity."""
        found = [finding.severity for finding in self.findings]
        return {severity: found.count(severity) for severity in Severity}

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that must be mended before sending."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def may_be_sent(self) -> bool:
        """Whether no error is left; warnings are sent with a reason."""
        return not self.errors

    def texts(
        self, law: Law, lang: Lang, *, address: Callable[[Place], str | None] | None = None
    ) -> Iterator[tuple[Finding, str]]:
        """Each finding with its sentence. `address` as in `Finding.text`. Raises `UnknownForm`, `UnknownRule`."""
        versions: list[FormVersion] = [law.form_version(*sheet) for sheet in self.sheets]
        for finding in self.findings:
            sheet = finding.place.sheet
            yield finding, finding.text(lang, None if sheet is None else versions[sheet], address=address)


@dataclass(frozen=True, slots=True)
class Report(Found):
    """What the rules of scope content found. `pack`: the law pack's digest."""

    pack: str
    filed_on: date
    sheets: tuple[tuple[str, str, int], ...]
    findings: tuple[Finding, ...]

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the bytes."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    def to_bytes(self) -> bytes:
        """JSON lines, keys sorted, no blanks: a head, then each finding in its order."""
        head = {"report": FORMAT, "pack": self.pack, "filed_on": self.filed_on.isoformat(), "sheets": self.sheets}
        lines = [_line(head)]
        for finding in self.findings:
            place = finding.place
            lines.append(
                _line(
                    {
                        "rule": finding.rule,
                        "rev": finding.rev,
                        "severity": finding.severity,
                        "place": [place.sheet, place.row, place.field],
                        "params": dict(finding.params),
                    }
                )
            )
        return "".join(lines).encode()


@dataclass(frozen=True, slots=True)
class PastReport(Found):
    """What the rules that look back found, by whose data and as of when. It has no bytes: it is never stored."""

    scope: Scope
    as_of: date | datetime
    sheets: tuple[tuple[str, str, int], ...]
    findings: tuple[Finding, ...]


def parse_report(data: bytes) -> Report:
    """A stored report, read back; its bytes are equal again. Raises `NotReport`."""
    try:
        head, *found = [json.loads(line) for line in data.decode().splitlines()]
        if tuple(head["report"]) != FORMAT:
            raise ValueError("not a report of format 1")
        report = Report(
            pack=head["pack"],
            filed_on=date.fromisoformat(head["filed_on"]),
            sheets=tuple((form, act, rev) for form, act, rev in head["sheets"]),
            findings=tuple(_finding(item) for item in found),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise NotReport(str(error)) from error
    if report.to_bytes() != data:
        raise NotReport("not in canonical form")
    return report


def _finding(item: Mapping[str, Any]) -> Finding:
    sheet, row, field = item["place"]
    return Finding(item["rule"], item["rev"], Severity(item["severity"]), Place(sheet, row, field), item["params"])


def _line(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
