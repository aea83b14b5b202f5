"""Rules from the form files: all there, counted apart, silent where a hand-written rule speaks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from ibhxh.checks import examine_draft, rules_of
from ibhxh.checks.mechanical import mechanical_rules
from ibhxh.checks.rules import HAND_WRITTEN
from ibhxh.dossier import Cell, Sheet
from ibhxh.law import Kind
from ibhxh.law.months import month_index
from tests.build.sheets import D02, FILED_ON, HEADER, LAW, draft, worker

pytestmark = pytest.mark.unit


def found(changes: Mapping[str, Cell], header: Mapping[str, Cell] | None = None) -> list[tuple[str, int | None]]:
    sheet = Sheet.of(D02, HEADER | dict(header or {}), [worker(**changes)])
    return [(f.rule, f.place.row) for f in examine_draft(draft(sheet), LAW, filed_on=FILED_ON).findings]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"from_month": None}, "M-D02-LT-from_month-required"),
        ({"job_title": None}, "M-D02-LT-job_title-required"),
        ({"note": "x" * 1001}, "M-D02-LT-note-length"),
        ({"nationality": "XX"}, "M-D02-LT-nationality-code"),
        ({"sex": "f"}, "M-D02-LT-sex-choice"),
        ({"kept_difference": -1}, "M-D02-LT-kept_difference-negative"),
    ],
)
def test_each_kind_finds_its_fault(changes: dict[str, Cell], rule: str) -> None:
    assert (rule, 0) in found(changes)
    assert rule not in {one for one, _ in found({})}


def test_the_header_is_asked_too() -> None:
    assert found({}, {"representative_id": "09917200009"}) == [("M-D02-LT-representative_id-digits", None)]
    assert found({}, {"payment_cycle": "2"}) == [("M-D02-LT-payment_cycle-choice", None)]
    assert found({}, {"wage_region": "05"}) == [("M-D02-LT-wage_region-code", None)]


def test_required_when_needs_all_its_conditions() -> None:
    august = month_index("2026-08")
    leaver: dict[str, Cell] = {
        "plan": "GH",
        "declaration_kind": "3",
        "from_month": august,
        "effective_on": date(2026, 8, 1),
    }
    assert found({**leaver, "job_title": None}) == []


def test_a_hand_written_rule_stands_for_the_mechanical_one() -> None:
    names = {rule.id for rule in rules_of(D02)}
    every = {rule.id for rule in mechanical_rules(D02, frozenset())}
    silent = {"M-D02-LT-full_name-required", "M-D02-LT-si_number-digits", "M-D02-LT-personal_id-digits"}
    silent |= {"M-D02-LT-birth_date-required", "M-D02-LT-plan-code", "M-D02-LT-care_facility-code"}
    assert every - names == silent


def test_what_is_stood_for_exists() -> None:
    for rule in HAND_WRITTEN:
        for name in rule.instead_of:
            field = name.rsplit("-", maxsplit=1)[0]
            asked = [v for v in LAW.forms if v.form in rule.forms and field in {f.id for f in v.wire.row}]
            made = {one.id for v in asked for one in mechanical_rules(v, frozenset())}
            assert made & {f"M-{v.form}-{name}" for v in asked}, (rule.id, name)


def test_every_coded_chosen_and_required_field_of_every_form_is_asked() -> None:
    for version in LAW.forms:
        made = {rule.id for rule in mechanical_rules(version, frozenset())}
        for field in (*version.wire.header, *version.wire.row):
            for kind, name in ((Kind.CODE, "code"), (Kind.CHOICE, "choice"), (Kind.DIGITS, "digits")):
                assert (f"M-{version.form}-{field.id}-{name}" in made) == (field.kind is kind)
            assert (f"M-{version.form}-{field.id}-required" in made) == (field.required_when is not None)
