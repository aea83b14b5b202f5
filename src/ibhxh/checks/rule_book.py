"""All the rules that may be asked of a form version, and each by its id.

Of content: hand-written, mechanical, of unread cells. Of a side's past: hand-written ones, asked apart from those.
"""

from __future__ import annotations

from functools import cache

from ibhxh.checks.errors import UnknownRule
from ibhxh.checks.mechanical import mechanical_rules
from ibhxh.checks.rule import Rule, RuleId, Scope
from ibhxh.checks.rules import HAND_WRITTEN, LOOKING_BACK
from ibhxh.checks.unread import UNREAD_RULES
from ibhxh.law import FormVersion


@cache
def rules_of(version: FormVersion | None) -> tuple[Rule, ...]:
    """The rules of scope content for sheets of this form version; without a version, those about the dossier itself."""
    form = version.form if version else ""
    written = tuple(rule for rule in (*HAND_WRITTEN, *UNREAD_RULES) if rule.of_form(form))
    if version is None:
        return written
    spoken_for = frozenset(name for rule in written for name in rule.instead_of)
    return (*written, *mechanical_rules(version, spoken_for))


def past_rules_of(version: FormVersion | None, scope: Scope) -> tuple[Rule, ...]:
    """The same for the rules that look into the past of one side."""
    form = version.form if version else ""
    return tuple(rule for rule in LOOKING_BACK if rule.scope is scope and rule.of_form(form))


def rule_of(rule_id: RuleId, rev: int, version: FormVersion | None) -> Rule:
    """The rule a finding names. Raises `UnknownRule`."""
    form = version.form if version else ""
    rule = _WRITTEN.get((rule_id, rev))
    if rule is not None and rule.of_form(form):
        return rule
    for rule in rules_of(version):
        if (rule.id, rule.rev) == (rule_id, rev):
            return rule
    raise UnknownRule(rule_id, rev)


#: Those that are the same for every form version; many findings ask for them.
_WRITTEN = {(rule.id, rule.rev): rule for rule in (*HAND_WRITTEN, *UNREAD_RULES, *LOOKING_BACK)}
