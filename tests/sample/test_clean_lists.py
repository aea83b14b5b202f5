"""Checks find nothing in what is clean, and in what was spoilt exactly the fault put in."""

from __future__ import annotations

from datetime import date

import pytest

from ibhxh.checks import Report, Severity, examine_content, examine_draft
from ibhxh.dossier import Draft, freeze
from ibhxh.law import shipped_law
from ibhxh.law.months import month_index
from ibhxh.sample.employer import synthetic_employer
from ibhxh.sample.factory import FILINGS, Filing, factory_draft
from ibhxh.sample.faults import FAULTS, with_faults

pytestmark = pytest.mark.unit

LAW = shipped_law()
FILED_ON = date(2026, 7, 13)
#: What the factory's own lists are rightly told: NV041 left in May and was reported in July.
LEGITIMATE = {(month_index("2026-07"), 1): {("D02-107", 3)}}


def examined(draft: Draft, filed_on: date = FILED_ON) -> Report:
    return examine_draft(draft, LAW, filed_on=filed_on)


def weighty(report: Report) -> list[tuple[str, int | None, str]]:
    """Rule, row and field of every error and warning."""
    return [(f.rule, f.place.row, f.place.field) for f in report.findings if f.severity is not Severity.INFO]


@pytest.mark.parametrize("filed", FILINGS, ids=lambda filed: f"{filed.filed_on} r{filed.round}")
def test_the_factory_is_told_only_what_is_true(filed: Filing) -> None:
    content = freeze(factory_draft(filed.period, filed.round, LAW), made_on=filed.filed_on)
    report = examine_content(content, LAW, filed_on=filed.filed_on)
    expected = LEGITIMATE.get((filed.period, filed.round), set())
    assert {(f.rule, f.place.row) for f in report.findings} == expected
    assert report.may_be_sent


@pytest.mark.parametrize("declarations", [False, True])
@pytest.mark.parametrize(
    ("people", "seed", "day"),
    [
        (5, 1, date(2026, 7, 13)),
        (400, 2, date(2026, 6, 3)),
        (3_000, 3, date(2026, 9, 2)),
        (700, 4, date(2026, 5, 1)),
        (700, 6, date(2026, 1, 30)),  # the older form
        (700, 5, date(2027, 2, 1)),  # the month of Tết: few working days
    ],
)
def test_a_clean_employer_is_told_nothing(people: int, seed: int, day: date, declarations: bool) -> None:
    employer = synthetic_employer(people, seed, LAW, filed_on=day, declarations=declarations)
    assert examined(employer.draft, day).findings == ()


@pytest.mark.parametrize("rule", FAULTS)
def test_each_fault_is_found_by_its_rule_alone(rule: str) -> None:
    clean = synthetic_employer(400, 11, LAW, filed_on=FILED_ON)
    spoilt, seeded = with_faults(clean, {rule: 0.01}, seed=1)
    assert len(seeded) == 4
    assert weighty(examined(spoilt.draft)) == [(rule, fault.row, fault.field) for fault in seeded]


def test_all_faults_at_once_are_found_and_nothing_else() -> None:
    clean = synthetic_employer(2_000, 12, LAW, filed_on=FILED_ON)
    spoilt, seeded = with_faults(clean, dict.fromkeys(FAULTS, 0.005), seed=2)
    assert len({fault.row for fault in seeded}) == len(seeded) == 10 * len(FAULTS)
    assert sorted(weighty(examined(spoilt.draft))) == sorted(
        (fault.rules[0], fault.row, fault.field) for fault in seeded
    )


def test_the_same_seed_spoils_the_same_rows() -> None:
    clean = synthetic_employer(300, 13, LAW, filed_on=FILED_ON)
    first, again, other = (with_faults(clean, {"D02-301": 0.05}, seed)[1] for seed in (1, 1, 2))
    assert first == again != other


def test_more_faults_than_rows_are_refused() -> None:
    clean = synthetic_employer(50, 14, LAW, filed_on=FILED_ON)
    with pytest.raises(ValueError, match="D02-108"):
        with_faults(clean, {"D02-108": 0.9}, seed=1)
