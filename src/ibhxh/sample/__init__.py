"""Worlds that do not exist, for demonstrations, tests and measurements. Nobody in them is real.

`factory/` one unit with a hundred people and three eventful months, every figure of which is published · `employer`
clean employers of any size, `employer_file` their lists on disk, `faults` to put into them · `names`, `jobs`,
`identity_numbers`, `month_days`, `plan_lines` what they are made of.
"""

from ibhxh.sample.employer import Employer, synthetic_employer
from ibhxh.sample.employer_file import employer_file
from ibhxh.sample.factory import FACTORY_UNIT, FILINGS, factory_draft, factory_month, factory_workbook, seeded_faults
from ibhxh.sample.faults import FAULTS, with_faults
from ibhxh.sample.seeded_fault import SeededFault

__all__ = [
    "FACTORY_UNIT",
    "FAULTS",
    "FILINGS",
    "Employer",
    "SeededFault",
    "employer_file",
    "factory_draft",
    "factory_month",
    "factory_workbook",
    "seeded_faults",
    "synthetic_employer",
    "with_faults",
]
