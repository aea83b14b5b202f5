"""The rules that look back, by their examples, for both books; and what must hold of all of them."""

from __future__ import annotations

from collections import Counter
from string import Formatter

import pytest

from ibhxh.checks import Rule, Severity, corrections, dossier_of_draft
from ibhxh.checks.rule import D02, Scope
from ibhxh.checks.rules import HAND_WRITTEN, LOOKING_BACK
from tests.build.sheets import FILED_ON, LAW
from tests.checks.cases import draft_of
from tests.checks.past_cases import PastCase, past_cases, past_of_case, past_report

pytestmark = pytest.mark.unit

CASES = list(past_cases())
NAMES = [f"{case.rule}-{n}" for n, case in enumerate(CASES)]
LETTERS = {Scope.HISTORY: "HIS", Scope.REGISTER: "REG"}
RULES = {rule.id: rule for rule in LOOKING_BACK}


@pytest.mark.parametrize("scope", LETTERS)
@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_rule_finds_its_fault_and_nothing_else(case: PastCase, scope: Scope) -> None:
    letters = LETTERS[scope]
    report = past_report(case.fails, scope)
    assert {finding.rule for finding in report.findings} == {f"{letters}-{case.rule}"}
    assert report.scope is scope
    for _, text in (*report.texts(LAW, "vi"), *report.texts(LAW, "en")):
        assert "{" not in text and "None" not in text
    assert past_report(case.passes, scope).findings == ()


def test_every_rule_has_its_examples_and_every_example_its_rule() -> None:
    assert {f"{letters}-{case.rule}" for case in CASES for letters in LETTERS.values()} == set(RULES)


def test_they_stand_apart_from_the_rules_of_content_and_no_id_is_there_twice() -> None:
    assert Counter(rule.id for rule in (*HAND_WRITTEN, *LOOKING_BACK)).most_common(1)[0][1] == 1
    assert {rule.scope for rule in LOOKING_BACK} == {Scope.HISTORY, Scope.REGISTER}
    assert {rule.scope for rule in HAND_WRITTEN} == {Scope.CONTENT}


@pytest.mark.parametrize("rule", LOOKING_BACK, ids=lambda rule: str(rule.id))
def test_words_are_whole_in_both_languages_with_the_same_places(rule: Rule) -> None:
    for said in (rule.words.vi, rule.words.en):
        assert {name for _, name, _, _ in Formatter().parse(said) if name is not None} == set(rule.params)
        assert "!" not in said and said.endswith(".")


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_blank_silences_the_rule(case: PastCase) -> None:
    rule = RULES[f"HIS-{case.rule}"]
    if set(rule.forms) != {*D02}:
        return
    rows = [case.fails["row"]] if "row" in case.fails else case.fails.get("rows", [{}])
    rest = {name: value for name, value in case.fails.items() if name not in ("row", "rows")}
    hit = {f.place.row for f in past_report(case.fails, Scope.HISTORY).findings}
    for field in rule.fields:
        blanked = [{**row, field: None} if n in hit else row for n, row in enumerate(rows)]
        found = past_report({**rest, "rows": blanked}, Scope.HISTORY).findings
        assert not hit & {f.place.row for f in found if f.rule == rule.id}, field


def fixed(case: dict[str, object]) -> list[tuple[str, object]]:
    """The fields and values that the fixes of a case would write."""
    told = {name: value for name, value in case.items() if name not in ("known", "filed")}
    dossier, past = dossier_of_draft(draft_of(told), LAW, filed_on=FILED_ON), past_of_case(case, Scope.HISTORY)
    findings = past_report(case, Scope.HISTORY).findings
    assert corrections(dossier, findings) == ()
    return [(correction.field, correction.new) for correction in corrections(dossier, findings, past)]


def test_an_increase_of_a_participant_at_another_wage_becomes_a_wage_change() -> None:
    assert fixed({"row": {"wage": 6_000_000}}) == [("plan", "DC"), ("declaration_kind", "2")]
    assert fixed({"row": {"wage": 5_500_000}}) == [("plan", "DC"), ("declaration_kind", "4")]
    assert fixed({}) == []


def test_a_wage_change_that_only_changes_the_title_becomes_that() -> None:
    change = {"plan": "DC", "declaration_kind": "2"}
    assert fixed({"row": {**change, "job_title": "Tổ trưởng may"}}) == [("plan", "CD"), ("declaration_kind", "5")]
    assert fixed({"row": change}) == []


def test_the_agency_is_offered_no_fix() -> None:
    assert all(rule.fix is None for rule in LOOKING_BACK if rule.scope is Scope.REGISTER)


def test_findings_are_counted_apart() -> None:
    report = past_report({"rows": [{"plan": "DC", "declaration_kind": "2"}, {"wage": 6_000_000}]}, Scope.HISTORY)
    assert [f.rule for f in report.findings] == ["HIS-301", "HIS-101"]
    assert report.counts == {Severity.ERROR: 2, Severity.WARNING: 0, Severity.INFO: 0}
    assert not report.may_be_sent
