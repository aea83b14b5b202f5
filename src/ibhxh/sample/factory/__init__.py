"""The factory: one invented unit of a hundred people, and what happens to it in 01, 07 and 08/2026.

`people` who works there · `january`, `summer` the lines of its lists · `filings` the dossiers · `history` every month
folded from those lines · `workbook` the clerk's files, `faults` what is wrong in them at first.
"""

from ibhxh.sample.factory.faults import seeded_faults
from ibhxh.sample.factory.filings import FILINGS, Filing, factory_draft, filing
from ibhxh.sample.factory.history import OPENING_MONTH, factory_month, factory_movements, factory_participants
from ibhxh.sample.factory.people import PEOPLE, Person
from ibhxh.sample.factory.unit import FACTORY_UNIT
from ibhxh.sample.factory.workbook import factory_workbook

__all__ = [
    "FACTORY_UNIT",
    "FILINGS",
    "OPENING_MONTH",
    "PEOPLE",
    "Filing",
    "Person",
    "factory_draft",
    "factory_month",
    "factory_movements",
    "factory_participants",
    "factory_workbook",
    "filing",
    "seeded_faults",
]
