"""An invented employer's files say what its draft says."""

from __future__ import annotations

from datetime import date

import pytest

from ibhxh.formats.excel import Imported, read_workbook
from ibhxh.law import shipped_law
from ibhxh.sample.employer import synthetic_employer
from ibhxh.sample.employer_file import Layout, employer_file

pytestmark = pytest.mark.unit

LAW = shipped_law()
FILED_ON = date(2026, 7, 13)
EMPLOYER = synthetic_employer(150, 21, LAW, filed_on=FILED_ON, declarations=True)
#: VNPT's sheet has no columns for these.
NOT_IN_VNPT = ("absent_from", "absent_to", "effective_on")


def read(layout: Layout) -> Imported:
    answers = EMPLOYER.unit.header(EMPLOYER.draft.sheets[0].version)
    data = employer_file(EMPLOYER, LAW, layout)
    return read_workbook(data, f"danh-sach-{layout}", LAW, filed_on=FILED_ON, answers=answers)


def test_our_template_holds_everything() -> None:
    imported = read("ibhxh")
    for mine, theirs in zip(EMPLOYER.draft.sheets, imported.sheets, strict=True):
        assert theirs.rows.equals(mine.rows)
        assert theirs.unread == ()
    assert imported.sheets[0].header == EMPLOYER.draft.sheets[0].header


def test_vnpts_twin_holds_what_it_has_columns_for() -> None:
    imported = read("vnpt")
    assert imported.template == "vnpt-d02-tk1"
    mine, theirs = EMPLOYER.draft.sheets[0].rows, imported.sheets[0].rows
    assert theirs.drop(*NOT_IN_VNPT).equals(mine.drop(*NOT_IN_VNPT))
    assert imported.sheets[1].rows["personal_id"].equals(EMPLOYER.draft.sheets[1].rows["personal_id"])


def test_text_holds_the_list() -> None:
    imported = read("csv")
    (theirs,) = imported.sheets
    assert imported.template == "headings"
    assert theirs.unread == ()
    assert theirs.rows.equals(EMPLOYER.draft.sheets[0].rows)
