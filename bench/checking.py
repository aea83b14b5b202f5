"""Checks and amounts of a D02 workbook of 100,000 people, against calamine reading the same file and doing nothing."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import pairwise
from time import process_time

from python_calamine import CalamineWorkbook

from ibhxh.amounts import contributions, line_facts
from ibhxh.checks import examine_draft
from ibhxh.dossier import BusinessKey, Draft
from ibhxh.formats.excel import read_workbook
from ibhxh.law import shipped_law
from ibhxh.law.months import month_of
from ibhxh.sample import employer_file, synthetic_employer

ROWS = 100_000
FILED_ON = date(2026, 7, 13)


def run() -> list[dict[str, object]]:
    """CPU seconds of one process: the whole way from the file's bytes, and its parts, each against the bare read."""
    law = shipped_law()
    employer = synthetic_employer(ROWS, 1, law, filed_on=FILED_ON)
    data, unit = employer_file(employer, law, "ibhxh"), employer.unit
    marks = [process_time()]
    bare = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("Danh sách").to_python()
    marks.append(process_time())
    sheets = read_workbook(data, "list.xlsx", law, filed_on=FILED_ON).sheets
    marks.append(process_time())
    key = BusinessKey(unit.unit_code, "600", month_of(FILED_ON), 1)
    report = examine_draft(Draft("0" * 32, key, unit.mst, unit.agency_code, sheets), law, filed_on=FILED_ON)
    marks.append(process_time())
    amounts = contributions(line_facts(sheets[0], law), law).frame
    marks.append(process_time())
    assert len(bare) > ROWS and sheets[0].rows.height == ROWS and report.may_be_sent and amounts.height > ROWS // 2
    floor, reading, checking, computing = (b - a for a, b in pairwise(marks))
    return [
        {"name": f"100,000 lines: {name}", "value": value, "unit": "s", "floor": floor, "ratio": value / floor}
        for name, value in (
            ("read", reading),
            ("checks", checking),
            ("amounts", computing),
            ("checks + amounts", checking + computing),
            ("read + checks + amounts", reading + checking + computing),
        )
    ]
