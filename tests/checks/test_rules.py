"""Every rule by its examples, and what must hold of all rules: both languages, the same places, what a blank means."""

from __future__ import annotations

from collections import Counter
from string import Formatter

import pytest

from ibhxh.checks import Blank, Rule, rules_of
from ibhxh.checks.rule import D02, DOSSIER, PEOPLE, Part
from ibhxh.checks.rules import HAND_WRITTEN
from ibhxh.checks.unread import UNREAD_RULES
from tests.build.sheets import LAW
from tests.checks.cases import Case, cases, found, hits_of, report_on

pytestmark = pytest.mark.unit

CASES = list(cases())
RULES = {rule.id: rule for rule in (*HAND_WRITTEN, *UNREAD_RULES)}


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}-{n}" for n, case in enumerate(CASES)])
def test_a_rule_finds_its_fault_and_nothing_else(case: Case) -> None:
    """The faulty dossier shows this rule (and what the case says beside it); the right one shows nothing at all."""
    report = report_on(case.fails)
    assert found(report) == {case.rule, *case.fails.get("also", [])}
    for finding, text in (*report.texts(LAW, "vi"), *report.texts(LAW, "en")):
        assert "{" not in text and "None" not in text, (finding, text)
    assert found(report_on(case.passes)) == set(case.passes.get("also", []))


def test_every_rule_has_its_examples_and_every_example_its_rule() -> None:
    assert {case.rule for case in CASES} == set(RULES)


def test_there_are_enough_rules_and_no_id_twice() -> None:
    assert Counter(rule.id for rule in HAND_WRITTEN).most_common(1)[0][1] == 1
    assert len([rule for rule in HAND_WRITTEN if set(rule.forms) & {*PEOPLE}]) >= 40


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("rule", [r for v in (None, *LAW.forms) for r in rules_of(v)], ids=lambda rule: str(rule.id))
def test_words_are_whole_in_both_languages_with_the_same_places(rule: Rule) -> None:
    assert _places(rule.words.vi) == _places(rule.words.en) == set(rule.params)
    for words in (rule.words, rule.cite):
        if words:
            assert words.vi and words.en
    for said in (rule.words.vi, rule.words.en):
        assert "!" not in said and said.rstrip(")").endswith((".", "SE003", "SE004", "SE005"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}-{n}" for n, case in enumerate(CASES)])
def test_a_blank_means_what_the_rule_says(case: Case) -> None:
    """Where a blank passes, emptying any field of the rule silences it; where it is wrong, the first field is empty."""
    rule = RULES[case.rule]
    if rule.forms == DOSSIER or rule in UNREAD_RULES:
        return
    where = "header" if rule.part is Part.HEADER else "tk1" if not set(rule.forms) & {*D02} else "rows"
    given = {name: value for name, value in case.fails.items() if name != "unread"}
    rows = [given.pop("row")] if "row" in given else given.get(where, [{}])
    if where == "header":
        rows = [given.get("header", {})]
    hit = hits_of(rule, case.fails)
    assert hit
    if rule.blank is Blank.WRONG:
        # A nought in a money cell is how some programs write an empty one.
        assert all(rows[row].get(rule.fields[0]) in (None, 0) for row in hit)
        return
    for field in rule.fields:
        blanked = [{**row, field: None} if n in hit else row for n, row in enumerate(rows)]
        changed = {**given, where: blanked[0] if where == "header" else blanked}
        assert not set(hit) & set(hits_of(rule, changed)), (rule.id, field)
