"""Fixes: shown first, applied singly or all together, gone from the next report, undone by the old sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ibhxh.amounts.readings import Readings
from ibhxh.checks import StaleCorrection, corrected, corrections, dossier_of_draft, examine_draft
from ibhxh.checks.rules import HAND_WRITTEN
from ibhxh.dossier import Sheet
from tests.build.sheets import D02, FILED_ON, HEADER, LAW, draft, worker
from tests.checks.cases import Case, cases, draft_of

pytestmark = pytest.mark.unit

FIXABLE = {rule.id for rule in HAND_WRITTEN if rule.fix}
FIXED_CASES = [case for case in cases() if case.rule in FIXABLE]


def test_every_rule_with_a_fix_has_an_example() -> None:
    assert {case.rule for case in FIXED_CASES} == FIXABLE
    assert {rule.id for rule in HAND_WRITTEN if "Bấm Sửa" in rule.words.vi} == FIXABLE


@pytest.mark.parametrize("case", FIXED_CASES, ids=[f"{case.rule}-{n}" for n, case in enumerate(FIXED_CASES)])
def test_a_fix_removes_its_finding_and_brings_no_error(case: Case) -> None:
    before, filed_on = draft_of(case.fails), case.fails.get("filed_on", FILED_ON)
    readings = Readings.of(case.fails.get("readings", {}))
    found = examine_draft(before, LAW, filed_on=filed_on, readings=readings).findings
    proposed = corrections(dossier_of_draft(before, LAW, filed_on=filed_on, readings=readings), found)
    assert proposed and all(one.old != one.new for one in proposed)
    sheets = [
        corrected(sheet, [one for one in proposed if one.sheet == number]) for number, sheet in enumerate(before.sheets)
    ]
    after = examine_draft(replace(before, sheets=tuple(sheets)), LAW, filed_on=filed_on, readings=readings)
    assert case.rule not in {finding.rule for finding in after.findings}
    assert after.may_be_sent


TWO = Sheet.of(D02, HEADER, [worker(wage=5682), worker(si_number="9900000102", personal_id="99199000102", wage=7000)])


def test_one_by_one_or_all_and_the_old_sheet_stays() -> None:
    dossier = dossier_of_draft(draft(TWO), LAW, filed_on=FILED_ON)
    proposed = corrections(dossier, examine_draft(draft(TWO), LAW, filed_on=FILED_ON).findings)
    assert [(one.row, one.field, one.old, one.new) for one in proposed] == [
        (1, "personal_id", "99199000102", "099199000102"),
        (0, "wage", 5682, 5_682_000),
        (1, "wage", 7000, 7_000_000),
    ]
    second = corrected(TWO, proposed[2:])
    assert second.rows["wage"].to_list() == [5682, 7_000_000]
    assert corrected(TWO, proposed).rows["wage"].to_list() == [5_682_000, 7_000_000]
    assert TWO.rows["wage"].to_list() == [5682, 7000]


def test_a_cell_changed_since_is_not_written_over() -> None:
    dossier = dossier_of_draft(draft(TWO), LAW, filed_on=FILED_ON)
    proposed = corrections(dossier, examine_draft(draft(TWO), LAW, filed_on=FILED_ON).findings)
    with pytest.raises(StaleCorrection) as stale:
        corrected(corrected(TWO, proposed), proposed)
    assert "Dòng 2" in stale.value.text("vi")
