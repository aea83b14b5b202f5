"""Asking the rules that look back. Their findings stand beside a report, never in it: they depend on who asks."""

from __future__ import annotations

from ibhxh.checks.examine import found_by, sheets_of
from ibhxh.checks.past import Past
from ibhxh.checks.past_view import past_views
from ibhxh.checks.report import PastReport
from ibhxh.checks.rule_book import past_rules_of
from ibhxh.checks.view import Dossier


def examine_past(dossier: Dossier, past: Past) -> PastReport:
    """What one side's past says of a dossier, draft or frozen: that of the employer, or of the agency's register."""
    findings = [
        finding
        for view in past_views(dossier, past)
        for finding in found_by(past_rules_of(view.version, past.scope), view)
    ]
    return PastReport(past.scope, past.as_of, sheets_of(dossier), tuple(findings))
