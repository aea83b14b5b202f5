"""Looking back: the wage so far, against the wage that is declared."""

from __future__ import annotations

import polars as pl
from polars import col

from ibhxh.checks.param import money, number
from ibhxh.checks.plans import RETURN, WAGE_CHANGE
from ibhxh.checks.rule import D02, Fix, Rule, Severity
from ibhxh.checks.rules.past_rule import NEW, ON_LIST, of_both
from ibhxh.checks.view import View
from ibhxh.words import Words

#: A rise of more than so many percent is asked about, unless the note gives its ground.
RISE_PERCENT = 30


def _wage_so_far() -> pl.Expr:
    """Whether the known wage is the one before this row: no later one is known, and no row here comes between."""
    latest = (col("past_wage_from") <= col("from_month")).fill_null(True)
    return ON_LIST & latest & ~(col("paid_here") < col("from_month")).fill_null(False)


def _unchanged(_: View) -> pl.Expr:
    same = (col("wage") == col("past_wage")) & (col("allowance") == col("past_allowance"))
    return (col("plan") == WAGE_CHANGE) & _wage_so_far() & same & NEW


def _steep(_: View) -> pl.Expr:
    rise = (col("pay") - col("past_pay")) * 100 > col("past_pay") * RISE_PERCENT
    known = (col("past_pay") > 0) & col("note").is_null()
    return col("plan").is_in((WAGE_CHANGE, RETURN)) & _wage_so_far() & known & rise & NEW


_TITLE_ALONE = (col("job_title") != col("past_job_title")).fill_null(False)

RULES = of_both(
    Rule(
        id="301",
        severity=Severity.ERROR,
        forms=D02,
        fields=("wage", "plan", "from_month"),
        words=Words(
            "Điều chỉnh lương (DC) nhưng mức mới bằng mức cũ {x} trong {book}. Ghi mức mới; nếu chỉ đổi chức danh, "
            "dùng phương án CD.",
            "A wage change (DC) whose wage is the {x} that {book} has already. Enter the new wage; if only the title "
            "changes, use plan CD.",
        ),
        wrong=_unchanged,
        params={"x": money("past_pay")},
        fix=Fix(
            {
                "plan": pl.when(_TITLE_ALONE).then(pl.lit("CD")).otherwise("plan"),
                "declaration_kind": pl.when(_TITLE_ALONE).then(pl.lit("5")).otherwise("declaration_kind"),
            }
        ),
    ),
    Rule(
        id="302",
        severity=Severity.WARNING,
        forms=D02,
        fields=("wage", "plan", "from_month"),
        words=Words(
            "Tổng lương và phụ cấp tăng {p} %, từ {x} trong {book} lên {y}, mà cột Ghi chú chưa có căn cứ. Ghi số và "
            "ngày của quyết định hoặc phụ lục hợp đồng.",
            "Wage and allowances rise by {p} %, from {x} in {book} to {y}, and the note gives no ground. Name the "
            "decision or the annex of the contract.",
        ),
        wrong=_steep,
        params={
            "p": number((col("pay") - col("past_pay")) * 100 // col("past_pay")),
            "x": money("past_pay"),
            "y": money("pay"),
        },
    ),
)
