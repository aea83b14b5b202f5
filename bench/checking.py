"""Checks and amounts of a D02 workbook of 100,000 people, against calamine reading the same file and doing nothing.

Beside it forty rules over 200,000 rows with the messages of the bad ones, in million rows a CPU second, against what
was aimed at.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import pairwise
from time import process_time

from python_calamine import CalamineWorkbook

from ibhxh.amounts import contributions, line_facts
from ibhxh.checks import dossier_of_draft, examine_draft
from ibhxh.checks.examine import found_by
from ibhxh.checks.rule import Part
from ibhxh.checks.rules import HAND_WRITTEN
from ibhxh.checks.view import sheet_view
from ibhxh.dossier import BusinessKey, Draft
from ibhxh.formats.excel import read_workbook
from ibhxh.law import Law, shipped_law
from ibhxh.law.months import month_of
from ibhxh.sample import employer_file, synthetic_employer
from ibhxh.sample.faults import with_faults

ROWS = 100_000
FILED_ON = date(2026, 7, 13)
#: The first rules of the book that look at rows of a list, and what is to be reached with them.
RULES, RULED_ROWS, AIM = 40, 200_000, 1.5
#: About one row in a hundred is bad.
FAULTS = {"PER-005": 0.004, "PER-006": 0.004, "PER-011": 0.004}


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
    figures: list[dict[str, object]] = [
        {"name": f"100,000 lines: {name}", "value": value, "unit": "s", "floor": floor, "ratio": value / floor}
        for name, value in (
            ("read", reading),
            ("checks", checking),
            ("amounts", computing),
            ("checks + amounts", checking + computing),
            ("read + checks + amounts", reading + checking + computing),
        )
    ]
    return [*figures, _forty_rules(law)]


def _forty_rules(law: Law) -> dict[str, object]:
    employer, seeded = with_faults(synthetic_employer(RULED_ROWS, 1, law, filed_on=FILED_ON), FAULTS, 1)
    view = sheet_view(dossier_of_draft(employer.draft, law, filed_on=FILED_ON), 0)
    version = employer.draft.sheets[0].version
    rules = [rule for rule in HAND_WRITTEN if rule.of_form(version.form) and rule.part is Part.ROWS][:RULES]
    begun = process_time()
    texts = [finding.text("vi", version) for finding in found_by(rules, view)]
    value = RULED_ROWS / (process_time() - begun) / 1_000_000
    assert len(texts) >= len(seeded)
    return {
        "name": f"{RULED_ROWS:,} lines: {RULES} rules with messages",
        "value": value,
        "unit": "M/s",
        "floor": AIM,
        "ratio": value / AIM,
    }
