"""Back payments and changes that reach into months already declared."""

from __future__ import annotations

import polars as pl
from polars import col

from ibhxh.checks.law_months import looked_up
from ibhxh.checks.param import day, month, months
from ibhxh.checks.plans import ARREARS, WAGE_CHANGE
from ibhxh.checks.rule import D02, Blank, Rule, Severity
from ibhxh.checks.view import View
from ibhxh.checks.working_days import first_of_month
from ibhxh.words import Words


def _crosses_change(view: View) -> pl.DataFrame:
    """Back payments that run into a month with another base salary (since 07/2025 reference level)."""
    changed = looked_up(col("from_month"), view.dossier.months.base_changes)
    rows = view.rows.filter(col("plan").is_in(ARREARS)).with_columns(changed=changed)
    return rows.filter(col("changed") <= col("to_month"))


def _retroactive(view: View) -> pl.Expr:
    rise = (col("declaration_kind") != "4").fill_null(True)
    return (col("plan") == WAGE_CHANGE) & rise & (col("from_month") < view.period)


RULES = (
    Rule(
        id="D02-351",
        severity=Severity.ERROR,
        forms=D02,
        fields=("to_month", "plan"),
        words=Words(
            "Dòng truy đóng chưa ghi “Đến tháng”. Ghi tháng cuối cùng phải truy đóng, muộn nhất là tháng trước kỳ kê "
            "khai.",
            "The back payment has no “To month”. Give its last month, at the latest the one before the period.",
        ),
        wrong=lambda _: col("plan").is_in(ARREARS) & col("to_month").is_null(),
        blank=Blank.WRONG,
    ),
    Rule(
        id="D02-352",
        severity=Severity.ERROR,
        forms=D02,
        fields=("to_month", "plan"),
        words=Words(
            "Truy đóng {a} lấn vào kỳ kê khai {p}. Truy đóng đến hết {q}; từ {p} dùng dòng điều chỉnh (DC).",
            "The back payment {a} runs into the period {p}. Let it end with {q}; from {p} on use a wage change (DC).",
        ),
        wrong=lambda view: col("plan").is_in(ARREARS) & (col("to_month") >= view.period),
        params={
            "a": months(col("from_month"), col("to_month")),
            "p": month("period"),
            "q": month(col("period") - 1),
        },
    ),
    Rule(
        id="D02-353",
        severity=Severity.ERROR,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "Tăng lương áp dụng từ {t} đã qua. Tách hai dòng: truy đóng (AD) {q} và điều chỉnh (DC) từ {p}.",
            "The rise applies from {t}, which is past. Split it: back payment (AD) {q} and wage change (DC) from {p}.",
        ),
        wrong=_retroactive,
        params={"t": month("from_month"), "p": month("period"), "q": months(col("from_month"), col("period") - 1)},
    ),
    Rule(
        id="D02-354",
        severity=Severity.ERROR,
        forms=D02,
        fields=("to_month", "from_month", "plan"),
        words=Words(
            "Truy đóng {a} đi qua ngày {d} đổi mức tham chiếu (mức lương cơ sở). Tách theo từng giai đoạn, giai "
            "đoạn đầu {q}.",
            "The back payment {a} crosses {d}, when the reference level (base salary) changed. Split it by "
            "stages, the first being {q}.",
        ),
        among=col("plan").is_in(ARREARS),
        wrong=_crosses_change,
        params={
            "a": months(col("from_month"), col("to_month")),
            "d": day(first_of_month(col("changed"))),
            "q": months(col("from_month"), col("changed") - 1),
        },
    ),
)
