"""The checks: one rule, one id. They ask a dossier, draft or frozen, and answer with findings.

`rules/` the hand-written rules, a file a subject · `mechanical` those that follow from the form files · `unread` cells
that could not be read · `view` what a rule sees · `report` the answer and its bytes · `correction` what a fix writes ·
`past` what one side knows from before, `past_view` and `examine_past` the rules that look there.
"""

from ibhxh.checks.correction import Correction, corrected, corrections
from ibhxh.checks.errors import NotReport, StaleCorrection, UnknownRule
from ibhxh.checks.examine import dossier_of_draft, examine_content, examine_draft
from ibhxh.checks.examine_past import examine_past
from ibhxh.checks.finding import Finding, Place
from ibhxh.checks.past import LineState, Past, past_of_rows
from ibhxh.checks.report import PastReport, Report, parse_report
from ibhxh.checks.rule import Blank, Fix, Rule, Scope, Severity
from ibhxh.checks.rule_book import rule_of, rules_of
from ibhxh.checks.view import Dossier

__all__ = [
    "Blank",
    "Correction",
    "Dossier",
    "Finding",
    "Fix",
    "LineState",
    "NotReport",
    "Past",
    "PastReport",
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
    "examine_past",
    "parse_report",
    "past_of_rows",
    "rule_of",
    "rules_of",
]
