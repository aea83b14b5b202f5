"""The checks: one rule, one id. They ask a dossier, draft or frozen, and answer with findings.

`rules/` the hand-written rules, a file a subject · `mechanical` those that follow from the form files · `unread` cells
that could not be read · `view` what a rule sees · `report` the answer and its bytes · `correction` what a fix writes.
"""

from ibhxh.checks.correction import Correction, corrected, corrections
from ibhxh.checks.errors import NotReport, StaleCorrection, UnknownRule
from ibhxh.checks.examine import dossier_of_draft, examine_content, examine_draft
from ibhxh.checks.finding import Finding, Place
from ibhxh.checks.report import Report, parse_report
from ibhxh.checks.rule import Blank, Fix, Rule, Scope, Severity
from ibhxh.checks.rule_book import rule_of, rules_of
from ibhxh.checks.view import Dossier

__all__ = [
    "Blank",
    "Correction",
    "Dossier",
    "Finding",
    "Fix",
    "NotReport",
    "Place",
    "Report",
    "Rule",
    "Scope",
    "Severity",
    "StaleCorrection",
    "UnknownRule",
    "corrected",
    "corrections",
    "dossier_of_draft",
    "examine_content",
    "examine_draft",
    "parse_report",
    "rule_of",
    "rules_of",
]
