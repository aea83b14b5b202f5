"""The clerk's files, read back and checked: clean ones say what was filed, spoilt ones every fault and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ibhxh.checks import Report, Severity, examine_draft
from ibhxh.formats.excel import Imported, read_workbook
from ibhxh.law import shipped_law
from ibhxh.law.months import month_index
from ibhxh.sample.factory import (
    FACTORY_UNIT,
    FILINGS,
    Filing,
    factory_draft,
    factory_workbook,
    filing,
    seeded_faults,
)

pytestmark = pytest.mark.unit

LAW = shipped_law()
JANUARY, JULY = month_index("2026-01"), month_index("2026-07")
#: VNPT's sheet has no columns for these.
NOT_IN_VNPT = ("absent_from", "absent_to")


def imported(filed: Filing, *, faults: bool = False) -> Imported:
    data = factory_workbook(filed.period, filed.round, LAW, faults=faults)
    version = factory_draft(filed.period, filed.round, LAW).sheets[0].version
    answers = FACTORY_UNIT.header(version)
    return read_workbook(data, "danh sach.xlsx", LAW, filed_on=filed.filed_on, answers=answers)


def examined(filed: Filing, read: Imported) -> Report:
    draft = replace(factory_draft(filed.period, filed.round, LAW), sheets=read.sheets)
    return examine_draft(draft, LAW, filed_on=filed.filed_on)


def weighty(report: Report) -> list[tuple[int, str]]:
    """Row and rule of every error and warning, the header first."""
    found = [f for f in report.findings if f.severity is not Severity.INFO]
    return sorted((-1 if f.place.row is None else f.place.row, f.rule) for f in found)


def test_january_reads_back_from_vnpts_layout() -> None:
    read = imported(filing(JANUARY, 1))
    (mine,), (theirs,) = factory_draft(JANUARY, 1, LAW).sheets, read.sheets
    assert read.template == "vnpt-d02-tk1"
    assert theirs.unread == ()
    contracts = mine.rows["contract_kind"].is_not_null()
    assert theirs.rows.drop(*NOT_IN_VNPT, "effective_on").equals(mine.rows.drop(*NOT_IN_VNPT, "effective_on"))
    assert theirs.rows.filter(contracts)["effective_on"].equals(mine.rows.filter(contracts)["effective_on"])


@pytest.mark.parametrize("filed", FILINGS[1:], ids=lambda filed: f"{filed.filed_on} r{filed.round}")
def test_summer_reads_back_from_our_template(filed: Filing) -> None:
    read = imported(filed)
    (mine,), (theirs,) = factory_draft(filed.period, filed.round, LAW).sheets, read.sheets
    assert read.template == "ibhxh-d02"
    assert (read.notes, read.questions, theirs.unread) == ((), (), ())
    assert theirs.header == mine.header
    assert theirs.rows.equals(mine.rows)


def test_a_clean_january_is_told_nothing() -> None:
    filed = filing(JANUARY, 1)
    assert weighty(examined(filed, imported(filed))) == []


@pytest.mark.parametrize("period", [JANUARY, JULY])
def test_every_seeded_fault_is_found_and_none_is_invented(period: int) -> None:
    filed = filing(period, 1)
    read = imported(filed, faults=True)
    faults = seeded_faults(period)
    expected = [(-1 if fault.row is None else fault.row, rule) for fault in faults for rule in fault.rules]
    assert weighty(examined(filed, read)) == sorted(expected)
    told = {note.code for note in read.notes}
    assert {fault.note for fault in faults if fault.note} <= told


def test_the_fifteen_faults_of_the_case() -> None:
    faults = [*seeded_faults(JANUARY), *seeded_faults(JULY)]
    people = {(fault.person, fault.field) for fault in faults}
    assert len(faults) == 16  # NV103 is told two things about one mistake
    assert {code for code, _ in people} == {
        "NV101", "NV102", "NV103", "NV104", "NV005", "NV045", "NV100", "NV033", "NV012", "NV076", "NV062", "NV099",
        "NV041", None,
    }  # fmt: skip
    assert all(fault.rules or fault.note for fault in faults)


def test_each_finding_points_at_a_cell_of_the_clerks_file() -> None:
    filed = filing(JULY, 1)
    read = imported(filed, faults=True)
    cells = {f.rule: read.place("D02-LT", f.place.row, f.place.field) for f in examined(filed, read).findings}
    assert cells["D02-701"] == "Đơn vị!B5"
    assert cells["CELL-003"].startswith("Danh sách!")
    (unread,) = read.sheets[0].unread
    assert unread.text == "30/05"


def test_the_name_typed_with_loose_accents_is_mended() -> None:
    read = imported(filing(JULY, 1), faults=True)
    assert "Vũ Thị Phương Nga" in read.sheets[0].rows["full_name"].to_list()


def test_files_are_the_same_each_time() -> None:
    assert factory_workbook(JULY, 1, LAW) == factory_workbook(JULY, 1, LAW)


def test_only_round_one_of_two_months_was_spoilt() -> None:
    with pytest.raises(KeyError):
        factory_workbook(JULY, 2, LAW, faults=True)
