"""Drafting: rows as they are filled in, findings beside them, amounts with their why, and the grid that shows them.

`cells` one cell: typed, stored, shown · `sheets` stored rows ⇄ kernel sheets · `changes` the only writer of rows ·
`findings` what the checks say · `amounts` what the lines make due · `columns`, `state` what the grid is given ·
`grid_pages`, `grid_data`, `row_pages` the addresses.
"""

from ibhxh.sites.employer.drafting.amounts import LineAmount, LineAmounts, line_amounts
from ibhxh.sites.employer.drafting.findings import report_of
from ibhxh.sites.employer.drafting.sheets import draft_of, editable, sheet_of, store_sheet
from ibhxh.sites.employer.drafting.writing import append

__all__ = [
    "LineAmount",
    "LineAmounts",
    "append",
    "draft_of",
    "editable",
    "line_amounts",
    "report_of",
    "sheet_of",
    "store_sheet",
]
