"""Entries laid over the pack's own: a decree published tomorrow."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ibhxh.law import load_law
from ibhxh.law.changes import changes
from ibhxh.law.errors import LawDataFault, NoLawForDay

pytestmark = pytest.mark.unit

TOMORROW = """\
amends: base_salary
covers_to: 2028-12-31
entries:
  - valid: {from: 2027-07-01}
    value: 2_800_000
    published: 2027-05-15
    reference: {act: Nghị định mẫu 1/2027}
    confidence: medium
"""


def overlay(folder: Path, text: str) -> Path:
    path = folder / "quyet-dinh-moi.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_takes_over_its_days_and_what_derives_from_it_follows(tmp_path: Path) -> None:
    law = load_law([overlay(tmp_path, TOMORROW)])
    salary = law.parameter("base_salary")
    assert salary.on(date(2027, 6, 30)).amount == 2_530_000
    assert salary.on(date(2027, 7, 1)).amount == 2_800_000
    assert salary.on(date(2028, 12, 31)).source.act == "Nghị định mẫu 1/2027"
    cap = law.parameter("si_hi_cap").on(date(2027, 7, 1), participant_class="vn_employee", base="si")
    assert cap.amount == 56_000_000 and not cap.verified


def test_before_it_was_published_the_old_value_holds_on(tmp_path: Path) -> None:
    salary = load_law([overlay(tmp_path, TOMORROW)]).parameter("base_salary")
    assert salary.on(date(2027, 8, 1), known_on=date(2027, 5, 14)).amount == 2_530_000


def test_a_stretch_in_the_middle_leaves_what_is_around_it(tmp_path: Path) -> None:
    text = TOMORROW.replace("from: 2027-07-01", "from: 2026-08-01, to: 2026-08-31").replace("2027-05-15", "2026-07-15")
    salary = load_law([overlay(tmp_path, text)]).parameter("base_salary")
    days = [date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 31), date(2026, 9, 1)]
    assert [salary.on(day).amount for day in days] == [2_530_000, 2_800_000, 2_800_000, 2_530_000]


def test_one_of_several_keys(tmp_path: Path) -> None:
    text = TOMORROW.replace("base_salary", "regional_minimum_wage").replace("covers_to: 2028-12-31\n", "")
    text = text.replace("  - valid", "  - keys: {sector: domestic, region: 1}\n    valid")
    wage = load_law([overlay(tmp_path, text)]).parameter("regional_minimum_wage")
    before, after = (wage.on(date(2027, 7, 1), sector="domestic", region=region).amount for region in (1, 2))
    assert (before, after) == (2_800_000, 4_730_000)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("amends: luong", "amends: base_salary"), ("value: 1.5", "value: 2_800_000"), ("vlaid", "valid")],
)
def test_what_is_not_as_it_should_be_is_named_with_its_file(tmp_path: Path, wrong: str, right: str) -> None:
    with pytest.raises(LawDataFault) as told:
        load_law([overlay(tmp_path, TOMORROW.replace(right, wrong))])
    assert "quyet-dinh-moi.yaml" in told.value.text("vi")


def test_the_pack_itself_is_another(tmp_path: Path) -> None:
    assert load_law([overlay(tmp_path, TOMORROW)]).pack != load_law().pack


def test_what_changed_on_the_first_of_july_2026() -> None:
    found = list(changes(load_law(), date(2026, 6, 30), date(2026, 7, 1)))
    amounts = {
        (change.parameter.id, change.before.amount, change.after.amount)
        for change in found
        if change.before and change.after
    }
    assert ("base_salary", 2_340_000, 2_530_000) in amounts and ("si_hi_cap", 46_800_000, 50_600_000) in amounts
    blocks = [
        change.where
        for change in found
        if change.parameter.id == "si_hi_cap" and change.after and change.after.amount == 50_600_000
    ]
    assert len(blocks) == 2, "both bases of most classes, and social insurance of commune officers"
    assert not {"contribution_rate", "regional_minimum_wage"} & {change.parameter.id for change in found}


def test_a_rule_that_did_not_exist_before() -> None:
    """Commune officers pay into the sickness and maternity fund since 01/07/2025."""
    found = [
        change
        for change in changes(load_law(), date(2025, 6, 30), date(2025, 7, 1))
        if change.parameter.id == "contribution_rate"
        and "commune_part_time_officer" in change.where["participant_class"]
    ]
    assert any(change.before is None and change.after and change.after.amount == 30_000 for change in found)


def test_no_change_between_a_day_and_itself() -> None:
    assert list(changes(load_law(), date(2026, 7, 1), date(2026, 7, 1))) == []


def test_days_out_of_the_data_are_days_without_a_rule() -> None:
    law = load_law()
    with pytest.raises(NoLawForDay):
        law.parameter("base_salary").on(date(2001, 1, 1))
    found = {change.parameter.id: change for change in changes(law, date(2001, 1, 1), date(2026, 7, 1))}
    assert found["base_salary"].before is None


def test_two_entries_of_one_day_are_refused(tmp_path: Path) -> None:
    again = TOMORROW.partition("entries:\n")[2].replace("2_800_000", "2_900_000").replace("2027-07-01", "2027-09-01")
    with pytest.raises(LawDataFault) as told:
        load_law([overlay(tmp_path, TOMORROW + again)])
    assert "2027-09-01" in told.value.text("vi")


def test_the_pack_is_not_cut_short(tmp_path: Path) -> None:
    with pytest.raises(LawDataFault):
        load_law([overlay(tmp_path, TOMORROW.replace("2028-12-31", "2020-01-01"))])
