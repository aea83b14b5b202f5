"""What the lines of a D02 list make due: each line as facts for the contributions of the months it speaks of.

A line that starts, resumes or changes a wage speaks of its first month (the following months are alike until another
line says otherwise). A line of arrears or reversal speaks of every month from its first to its last, each by its own
law. Lines that stop or suspend make nothing due.

Two things a list does not say. Arrears are taken by themselves: the line has the difference, not the wage it is added
to, so a person whose old wage was already at the cap must be looked at. And a line has no status of the month: where a
leave or the 14-day rule frees its first month from a fund, `contributions` must be told by its `due_…` columns.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ibhxh.amounts import money
from ibhxh.dossier import Sheet
from ibhxh.law import Law

_FIRST_MONTH = ("start", "resume", "wage")
_EVERY_MONTH = ("arrears", "reversal")
#: Plans that touch one fund alone; every other plan touches all that the person's class has.
_ONE_FUND: Mapping[str, str] = {"TT": "BHYT", "TU": "BHYT", "DV": "HTTT", "TV": "HTTT", "TN": "BHTN"}
_FUNDS = ("HTTT", "ODTS", "TNLD", "BHYT", "BHTN")
#: A coefficient of 1/10,000 as a rate of 1/1,000,000 of the base salary.
_COEFFICIENT_TO_RATE = 100
_SCALE = ("wage_coefficient", "kept_difference", "position_allowance", "seniority_beyond_scale", "trade_seniority")
#: A coefficient of 1.000, or 1.000 %: with more of them, shares of shares could leave Int64.
_LARGEST_ON_SCALE = 1_000 * 10_000
#: A nought in the coefficient's cell is how some programs write an empty one.
_BY_SCALE = pl.col("wage_coefficient").fill_null(0) != 0


def line_facts(sheet: Sheet, law: Law) -> pl.DataFrame:
    """One row for each line and month, with the columns `contributions` asks for; `line` is the sheet's row from 0.

    The region is that of `region_of_line`. Pay by the State's scale is its coefficients times the base salary, each
    allowance in whole đồng: seniority beyond the scale counts on the coefficient, trade seniority on coefficient,
    position and the former. A line without month, wage or region is not in the table.

    Raises `MoneyOutOfRange` for a coefficient or percent that no scale has.
    """
    effects = {code: row["effect"] for code, row in law.codes["plans"].rows.items()}
    rows = sheet.rows.with_row_index("line")
    if "kept_difference" not in rows.columns:
        rows = rows.with_columns(pl.lit(None, dtype=pl.Int64).alias("kept_difference"))
    for name in _SCALE:
        money.checked(rows[name], _LARGEST_ON_SCALE)
    rows = rows.with_columns(
        pl.col("plan").replace_strict(effects, default=None, return_dtype=pl.String).alias("effect"),
        region_of_line(sheet, law).alias("region"),
    )
    last = pl.when(pl.col("effect").is_in(_EVERY_MONTH)).then(pl.col("to_month")).otherwise(pl.col("from_month"))
    months = (
        rows.filter(pl.col("effect").is_in(_FIRST_MONTH + _EVERY_MONTH))
        .with_columns(pl.int_ranges(pl.col("from_month"), last + 1, dtype=pl.Int32).alias("month"))
        .explode("month", empty_as_null=True)
        .drop_nulls(["month", "region"])
    )
    return _with_wage(months, law).select(
        "line",
        "month",
        "region",
        _participant_class().alias("participant_class"),
        pl.when(pl.col("effect") == "reversal").then(-pl.col("pay_of_month")).otherwise("pay_of_month")
        .alias("declared_wage"),
        pl.when(_BY_SCALE).then(pl.lit("state")).otherwise(pl.lit("employer")).alias("pay"),
        *(_due(fund) for fund in _FUNDS),
    ).drop_nulls("declared_wage")  # fmt: skip


def region_of_line(sheet: Sheet, law: Law) -> pl.Expr:
    """The wage region of each row (Int8, 1–4): its own, or else the header's.

    A unit lies in one region: where only some rows name it, the others are of the same.
    """
    regions = {code: int(code) for code in law.codes["wage_regions"]}
    if "wage_region" in sheet.rows.columns:
        named = sheet.rows["wage_region"].drop_nulls().unique().to_list()
        own = pl.col("wage_region").fill_null(named[0]) if len(named) == 1 else pl.col("wage_region")
    else:
        own = pl.lit(sheet.header.get("wage_region"), dtype=pl.String)
    return own.replace_strict(regions, default=None, return_dtype=pl.Int8)


def _with_wage(months: pl.DataFrame, law: Law) -> pl.DataFrame:
    """`pay_of_month`: wage and allowances, or coefficients times the base salary of the month and allowances."""
    extras = (pl.col("wage_allowance").fill_null(0), pl.col("wage_supplement").fill_null(0))
    if not months.select(_BY_SCALE.any()).item():
        return months.with_columns(money.sum(pl.col("wage"), *extras).alias("pay_of_month"))
    span = months["month"]
    low, high = span.min(), span.max()
    assert isinstance(low, int) and isinstance(high, int)  # noqa: S101 - some row is left
    base = law.parameter("base_salary").by_month(low, high)
    months = months.with_columns(base.at(base.positions(span, {})).alias("base_salary"))
    coefficient = pl.col("wage_coefficient") + pl.col("kept_difference").fill_null(0)
    scale = money.share(pl.col("base_salary"), coefficient * _COEFFICIENT_TO_RATE)
    position = money.share(pl.col("base_salary"), pl.col("position_allowance").fill_null(0) * _COEFFICIENT_TO_RATE)
    beyond = money.share(scale, pl.col("seniority_beyond_scale").fill_null(0))
    ranked = money.sum(scale, position, beyond)
    by_scale = money.sum(ranked, money.share(ranked, pl.col("trade_seniority").fill_null(0)))
    wage = pl.when(_BY_SCALE).then(by_scale).otherwise("wage")
    return months.with_columns(money.sum(wage, *extras).alias("pay_of_month"))


def _participant_class() -> pl.Expr:
    foreign = pl.col("nationality").is_not_null() & (pl.col("nationality") != "VN")
    injury_only = (pl.col("plan") == "TL") | (pl.col("engagement") == "second_contract").fill_null(False)
    return (
        pl.when(injury_only)
        .then(pl.lit("tnld_only"))
        .when(foreign)
        .then(pl.lit("foreign_employee"))
        .otherwise(pl.lit("vn_employee"))
    )


def _due(fund: str) -> pl.Expr:
    only = pl.col("plan").replace_strict(_ONE_FUND, default=None, return_dtype=pl.String)
    return (only.is_null() | (only == fund)).alias(f"due_{fund.lower()}")
