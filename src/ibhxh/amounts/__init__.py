"""Amounts in đồng, each with its why: calculations made of named steps over dated law.

`contributions` is what each payer owes each fund; `month_totals` the unit's month. `money` holds the only arithmetic
words, `calculation` how steps run, `readings` the settings where the law can be read in more than one way.
"""

from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.contribution import FUNDS, LINES, PAYERS, contributions, line_name
from ibhxh.amounts.errors import MissingFact, MoneyOutOfRange
from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.list_lines import line_facts, region_of_line
from ibhxh.amounts.month_totals import month_totals
from ibhxh.amounts.readings import Readings, Rounding

__all__ = [
    "FUNDS",
    "LINES",
    "PAYERS",
    "Amounts",
    "Calculation",
    "Explained",
    "Explanation",
    "Fact",
    "LookUp",
    "MissingFact",
    "MoneyOutOfRange",
    "Readings",
    "Rounding",
    "Step",
    "contributions",
    "line_facts",
    "line_name",
    "month_totals",
    "region_of_line",
]
