"""What the checks say of a draft, by the rows it is kept in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ibhxh.checks import Correction, Finding, Report, corrections, dossier_of_draft, examine_draft
from ibhxh.dossier import Draft
from ibhxh.law import FormVersion, Law
from ibhxh.sites.employer.drafting.cells import text_of_cell
from ibhxh.sites.employer.drafting.sheets import draft_of
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.project.the_law import the_law
from ibhxh.words import Lang

#: More than this helps nobody on a screen; the counts say how many there are.
MOST_SHOWN = 500


def report_of(dossier: Dossier, *, filed_on: date) -> Report:
    """The report on a draft as if filed that day."""
    return examine_draft(draft_of(dossier), the_law(), filed_on=filed_on)


@dataclass(frozen=True, slots=True)
class Examined:
    """A draft with its report, and what the fixes of its findings would write."""

    draft: Draft
    report: Report
    corrections: Mapping[tuple[int, int, str], tuple[Correction, ...]]


def examine(draft: Draft, law: Law, *, filed_on: date) -> Examined:
    """The checks asked, and their fixes worked out."""
    report = examine_draft(draft, law, filed_on=filed_on)
    seen = dossier_of_draft(draft, law, filed_on=filed_on)
    by_finding: dict[tuple[int, int, str], tuple[Correction, ...]] = {}
    for rule in dict.fromkeys(finding.rule for finding in report.findings):
        of_rule = [finding for finding in report.findings if finding.rule == rule]
        for correction in corrections(seen, of_rule):
            key = (correction.sheet, correction.row, rule)
            by_finding[key] = (*by_finding.get(key, ()), correction)
    return Examined(draft, report, by_finding)


def findings_as_data(examined: Examined, row_ids: Mapping[int, list[str]], lang: Lang) -> list[dict[str, object]]:
    """The findings in reading order, JSON-ready.

    `row_ids`: per sheet the ids of its rows. Each finding: `sheet` and `row` (id) or None, `field`, `rule`, `severity`,
    `place` and `text` in words, `fix`: the cells its fix writes, each with the text it `seen` and the new `text`.
    """
    return [_as_data(examined, finding, row_ids, lang) for finding in examined.report.findings[:MOST_SHOWN]]


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
