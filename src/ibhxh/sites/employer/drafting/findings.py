"""What the checks say of a draft, by the rows it is kept in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ibhxh.checks import (
    Correction,
    Finding,
    Past,
    PastReport,
    Place,
    Report,
    Severity,
    corrections,
    dossier_of_draft,
    examine_draft,
    examine_past,
)
from ibhxh.checks import Dossier as SeenDossier
from ibhxh.client.reconcile import MARK
from ibhxh.dossier import Draft
from ibhxh.law import FormVersion, Law
from ibhxh.sites.employer.drafting.cells import text_of_cell
from ibhxh.sites.employer.drafting.sheets import draft_of
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.project.the_law import the_law
from ibhxh.words import Lang

#: More than this helps nobody on a screen; the counts say how many there are.
MOST_SHOWN = 500
_WORST_FIRST = list(Severity)


def report_of(dossier: Dossier, *, filed_on: date) -> Report:
    """The report on a draft as if filed that day."""
    return examine_draft(draft_of(dossier), the_law(), filed_on=filed_on)


@dataclass(frozen=True, slots=True)
class Examined:
    """A draft with its report, what the unit's own past says of it, and what the fixes of the findings would write."""

    draft: Draft
    report: Report
    past: PastReport | None
    corrections: Mapping[tuple[int, int, str], tuple[Correction, ...]]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them in reading order, of one cell the worst first."""
        found = (*self.report.findings, *(self.past.findings if self.past else ()))
        first = {place: number for number, place in reversed(list(enumerate(one.place for one in found)))}

        def order(one: Finding) -> tuple[int, int, int, int]:
            return (*_reading(one.place), first[one.place], _WORST_FIRST.index(one.severity))

        return tuple(sorted(found, key=order))

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings of each severity."""
        of_past = self.past.counts if self.past else {}
        return {severity: n + of_past.get(severity, 0) for severity, n in self.report.counts.items()}


def examine(draft: Draft, law: Law, past: Past | None = None, *, filed_on: date) -> Examined:
    """The checks asked, those that look back too where a past is given, and their fixes worked out."""
    seen = dossier_of_draft(draft, law, filed_on=filed_on)
    report, looked = examine_draft(draft, law, filed_on=filed_on), look_back(seen, past)
    by_finding: dict[tuple[int, int, str], tuple[Correction, ...]] = {}
    for correction in corrections(seen, (*report.findings, *(looked.findings if looked else ())), past):
        key = (correction.sheet, correction.row, correction.rule)
        by_finding[key] = (*by_finding.get(key, ()), correction)
    return Examined(draft, report, looked, by_finding)


def look_back(dossier: SeenDossier, past: Past | None) -> PastReport | None:
    """What the unit's own past says of a draft. Rows that reconciliation drafted tell the agency what the unit has in
    its book already; of them nothing is said."""
    if past is None:
        return None
    report = examine_past(dossier, past)
    return replace(report, findings=tuple(f for f in report.findings if not _reconciles(dossier, f.place)))


def _reconciles(dossier: SeenDossier, place: Place) -> bool:
    if place.sheet is None or place.row is None:
        return False
    return MARK in (dossier.sheets[place.sheet].rows["note"][place.row] or "")


def _reading(place: Place) -> tuple[int, int]:
    return (-1 if place.sheet is None else place.sheet, -1 if place.row is None else place.row)


def findings_as_data(examined: Examined, row_ids: Mapping[int, list[str]], lang: Lang) -> list[dict[str, object]]:
    """The findings in reading order, JSON-ready.

    `row_ids`: per sheet the ids of its rows. Each finding: `sheet` and `row` (id) or None, `field`, `rule`, `severity`,
    `place` and `text` in words, `fix`: the cells its fix writes, each with the text it `seen` and the new `text`.
    """
    return [_as_data(examined, finding, row_ids, lang) for finding in examined.findings[:MOST_SHOWN]]


def _as_data(examined: Examined, finding: Finding, row_ids: Mapping[int, list[str]], lang: Lang) -> dict[str, object]:
    place = finding.place
    version = None if place.sheet is None else examined.draft.sheets[place.sheet].version
    in_row = place.sheet is not None and place.row is not None
    fixes = examined.corrections.get((place.sheet or 0, place.row or 0, finding.rule), ()) if in_row else ()
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "kind": finding.severity.words.text(lang),
        "sheet": place.sheet,
        "row": row_ids[place.sheet][place.row] if place.sheet is not None and place.row is not None else None,
        "field": place.field,
        "place": place.words(version).text(lang),
        "text": finding.words(version).text(lang),
        "fix": [_fix_as_data(fix, version, lang) for fix in fixes] if version else [],
    }


def _fix_as_data(fix: Correction, version: FormVersion, lang: Lang) -> dict[str, str]:
    field = version.wire.field(fix.field)
    return {
        "field": fix.field,
        "name": version.face.name(fix.field).text(lang),
        "seen": text_of_cell(field, fix.old),
        "text": text_of_cell(field, fix.new),
    }
