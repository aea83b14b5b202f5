"""All the rules that may be asked of a form version (hand-written, mechanical, of unread cells), and each by its id."""

from __future__ import annotations

from ibhxh.checks.errors import UnknownRule
from ibhxh.checks.mechanical import mechanical_rules
from ibhxh.checks.rule import Rule, RuleId
from ibhxh.checks.rules import HAND_WRITTEN
from ibhxh.checks.unread import UNREAD_RULES
from ibhxh.law import FormVersion


def rules_of(version: FormVersion | None) -> tuple[Rule, ...]:
    """The rules for sheets of this form version; without a version, those about the dossier itself."""
    form = version.form if version else ""
    written = tuple(rule for rule in (*HAND_WRITTEN, *UNREAD_RULES) if rule.of_form(form))
    if version is None:
        return written
    spoken_for = frozenset(name for rule in written for name in rule.instead_of)
    return (*written, *mechanical_rules(version, spoken_for))


def rule_of(rule_id: RuleId, rev: int, version: FormVersion | None) -> Rule:
    """The rule a finding names. Raises `UnknownRule`."""
    for rule in rules_of(version):
        if (rule.id, rule.rev) == (rule_id, rev):
            return rule
    raise UnknownRule(rule_id, rev)
