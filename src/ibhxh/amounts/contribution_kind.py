"""A contribution as a kind: one person in a month in which nothing frees anybody from a fund.

Months with leave, joining or leaving are asked of `month_contribution`.
"""

from __future__ import annotations

import polars as pl

from ibhxh.amounts.calculation import Amounts
from ibhxh.amounts.contribution import FUNDS, LINES, PAYERS, contributions, line_name
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.questions import numbered
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.regions import REGION, with_region
from ibhxh.law import Law
from ibhxh.words import Words


def contribution(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """The contributions of each question. Columns as `KIND` asks; raises what `contributions` raises."""
    return contributions(with_region(numbered(table)), law, readings)


KIND = Kind(
    name="contribution",
    words=Words("Tiền đóng của một người trong một tháng", "One person's contribution in one month"),
    asks=(
        Ask("month", pl.Int32(), Words("Tháng đóng", "Contribution month"), month=True),
        Ask("declared_wage", pl.Int64(), Words("Tiền lương và phụ cấp khai báo", "Declared wage and allowances")),
        REGION,
        Ask("participant_class", pl.String(), Words("Đối tượng", "Class"), default="vn_employee"),
        Ask("pay", pl.String(), Words("Chế độ lương", "Pay"), choices=("employer", "state"), default="employer"),
        Ask("budget_unit", pl.Boolean(), Words("Đơn vị hưởng ngân sách", "Paid by the budget"), default=False),
    ),
    results=(
        *(
            Result(
                line_name(fund, payer),
                Words("{fund}, {payer}", "{fund}, {payer}").fill(fund=FUNDS[fund], payer=PAYERS[payer]),
            )
            for fund, payer in LINES
        ),
        Result("total_er", Words("Tổng đơn vị đóng", "Total paid by the employer")),
        Result("total_ee", Words("Tổng người lao động đóng", "Total paid by the worker")),
        Result("total", Words("Tổng phải nộp", "Total to hand over")),
    ),
    run=contribution,
    readings=("rounding",),
)
