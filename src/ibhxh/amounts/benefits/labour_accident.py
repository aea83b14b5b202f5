"""Labour accident and occupational disease: the lump sum (5–30 %) and the monthly allowance (31–100 %).

One part by the loss of working capacity, on the base salary or reference level of the month of entitlement; one by the
years paid, on the wages of all contracts, not above the cap of that month. Less than a year counts the first term only.
Re-assessed: a lump sum paid since 2007 comes off by loss; the part by years of a monthly allowance stays as it is.
Legal source: Law 84/2015/QH13 articles 48–49, Circular 28/2021/TT-BLĐTBXH articles 9–11; coefficients are dated data.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.benefits.asks import LEVEL, MONTH
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.questions import numbered, summed, within_reason
from ibhxh.amounts.readings import Readings
from ibhxh.law import Law
from ibhxh.law.months import first_day
from ibhxh.law.value import Unit
from ibhxh.words import Words

_NOTHING, _THOUSAND = pl.lit(0, pl.Int64), pl.lit(1000, pl.Int64)
_ONCE, _EACH_MONTH = Words("Trợ cấp một lần", "Lump sum"), Words("Trợ cấp hằng tháng", "Monthly allowance")
_GIVEN = Words("Mức lương cơ sở nêu riêng (thay mức theo tháng)", "Base salary given (in place of the month's)")


def labour_accident(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """Both benefits of each question; the one that is not due is 0, both are blank for a loss that gives none."""
    within_reason(table, wages=("level_given", "kept_by_years"), counts=("loss", "loss_before", "years_paid"))
    benefits = [_benefit(law, *row) for row in table.select("month", "loss").iter_rows()]
    facts = (
        summed(numbered(table), "wages", "wage_total", "contracts")
        .with_columns(
            pl.Series("benefit", benefits, dtype=pl.String), pl.col("level_given").is_null().alias("by_month")
        )
        .with_columns((pl.col("benefit") == "lump_sum").alias("is_lump_sum"))
    )
    return _calculation().run(facts, law)


def _benefit(law: Law, month: int | None, loss: int | None) -> str | None:
    """Which of the two a loss gives, if any."""
    if month is None or loss is None:
        return None
    coefficient, day = law.parameter("labour_accident_coefficient"), first_day(month)
    for benefit in ("lump_sum", "monthly"):
        low, high = (coefficient.on(day, benefit=benefit, part=part).amount for part in ("from", "up_to"))
        if low <= loss <= high:
            return benefit
    return None


def before_2007(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """The monthly allowance by group of accidents before 2007, re-assessed from 31 % on. Columns as its kind asks."""
    return _old_group().run(numbered(within_reason(table, counts=("loss",))), law)


def settling_abroad(table: pl.DataFrame, law: Law, readings: Readings) -> Amounts:
    """The last payment to somebody who settles abroad. Columns as its kind asks."""
    return _abroad().run(numbered(within_reason(table, wages=("allowance",))), law)


@cache
def _calculation() -> Calculation:
    parts = ("from", "first_loss", "each_loss", "first_year", "each_year")
    lump_sum = pl.col("is_lump_sum")
    again = lump_sum & (pl.col("loss_paid") >= pl.col("from"))
    return Calculation(
        title=Words("Trợ cấp tai nạn lao động, hưởng từ tháng {month}", "Labour accident benefit from {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("benefit", pl.String()),
            Fact("is_lump_sum", pl.Boolean()),
            Fact("by_month", pl.Boolean()),
            Fact("loss", pl.Int64()),
            Fact("loss_before", pl.Int64()),
            Fact("years_paid", pl.Int64()),
            Fact("wage_total", pl.Int64(), words=Words("Tiền lương đóng của các hợp đồng", "Wages of all contracts")),
            Fact("kept_by_years", pl.Int64()),
            Fact("level_given", pl.Int64(), words=_GIVEN),
        ),
        layers=(
            (
                Step("month_level", LEVEL, LookUp("benefit_level", absent=None, where="by_month"), told=False),
                Step(
                    "cap",
                    Words("Mức trần đóng", "Cap of the base"),
                    LookUp("si_hi_cap", fixed=(("participant_class", "vn_employee"), ("base", "si"))),
                    told=False,
                ),
                *(_coefficient(part) for part in parts),
                Step("loss_now", Words("Mức suy giảm (%)", "Loss (%)"), pl.col("loss"), Unit.COUNT),
                Step(
                    "loss_paid",
                    Words("Mức đã hưởng một lần (%)", "Loss paid before (%)"),
                    pl.col("loss_before"),
                    Unit.COUNT,
                ),
                Step("years", Words("Số năm đóng", "Years paid"), pl.col("years_paid"), Unit.COUNT),
            ),
            (
                Step("level", LEVEL, pl.when("by_month").then("month_level").otherwise("level_given")),
                Step(
                    "wage",
                    Words("Tiền lương tính hưởng", "Wage counted"),
                    money.least(pl.col("wage_total"), pl.col("cap")),
                ),
                Step(
                    "more_years",
                    Words("Số năm sau năm đầu", "Years after the first"),
                    money.most(pl.col("years") - 1, _NOTHING),
                    Unit.COUNT,
                    told=False,
                ),
            ),
            (
                Step(
                    "loss_part",
                    Words("Theo mức suy giảm", "By loss"),
                    _by_loss("loss_now"),
                    how="{level} × ({first_loss} + ({loss_now} − {from}) × {each_loss}) / 1.000",
                ),
                Step(
                    "loss_part_before",
                    Words("Phần đã hưởng một lần", "Paid before"),
                    pl.when(again).then(_by_loss("loss_paid")).when(~again).then(_NOTHING),
                ),
                Step("by_years", Words("Theo số năm đóng", "By years paid"), _by_years(again)),
            ),
            (
                Step(
                    "by_loss",
                    Words("Trợ cấp theo mức suy giảm", "Benefit by loss"),
                    money.most(pl.col("loss_part") - pl.col("loss_part_before"), _NOTHING),
                    how="{loss_part} − {loss_part_before}",
                ),
            ),
            (
                Step(
                    "due",
                    Words("Trợ cấp", "Benefit"),
                    money.sum(pl.col("by_loss"), pl.col("by_years")),
                    how="{by_loss} + {by_years}",
                ),
            ),
            (
                Step("lump_sum", _ONCE, pl.when(lump_sum).then("due").when(~lump_sum).then(_NOTHING)),
                Step("monthly", _EACH_MONTH, pl.when(~lump_sum).then("due").when(lump_sum).then(_NOTHING)),
            ),
        ),
        results=("by_loss", "by_years", "lump_sum", "monthly"),
    )


def _coefficient(part: str) -> Step:
    words = Words("Hệ số (phần nghìn)", "Coefficient (thousandths)")
    look_up = LookUp("labour_accident_coefficient", by=("benefit",), fixed=(("part", part),))
    return Step(part, words, look_up, Unit.COUNT, told=False)


def _by_loss(loss: str) -> pl.Expr:
    coefficient = pl.col("first_loss") + (pl.col(loss) - pl.col("from")) * pl.col("each_loss")
    return money.portion(pl.col("level"), coefficient, _THOUSAND)


def _by_years(again: pl.Expr) -> pl.Expr:
    """What is kept of it; nothing where a lump sum was paid before; else by the years."""
    years = pl.col("first_year") + pl.col("more_years") * pl.col("each_year")
    return (
        pl.when(pl.col("kept_by_years").is_not_null())
        .then("kept_by_years")
        .when(again)
        .then(_NOTHING)
        .when(~again)
        .then(money.portion(pl.col("wage"), years, _THOUSAND))
    )


@cache
def _old_group() -> Calculation:
    return Calculation(
        title=Words(
            "Trợ cấp tai nạn lao động trước năm 2007, hưởng từ tháng {month}", "Accident before 2007, from {month}"
        ),
        dated_by="month",
        facts=(Fact("month", pl.Int32()), Fact("loss", pl.Int64())),
        layers=(
            (
                Step("level", LEVEL, LookUp("benefit_level")),
                Step(
                    "tenths",
                    Words("Mức của nhóm (phần mười)", "Share of the group (tenths)"),
                    LookUp("labour_accident_old_group", ("loss",), absent=None),
                    Unit.COUNT,
                ),
            ),
            (
                Step(
                    "monthly",
                    Words("Trợ cấp hằng tháng", "Monthly allowance"),
                    money.portion(pl.col("level"), pl.col("tenths"), pl.lit(10, pl.Int64)),
                    how="{level} × {tenths} / 10",
                ),
            ),
        ),
        results=("monthly",),
    )


@cache
def _abroad() -> Calculation:
    return Calculation(
        title=Words("Trợ cấp khi ra nước ngoài định cư tháng {month}", "Settling abroad in {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("allowance", pl.Int64(), words=Words("Trợ cấp hằng tháng đang hưởng", "Monthly allowance")),
        ),
        layers=(
            (Step("months", Words("Số tháng", "Months"), LookUp("labour_accident_abroad_months"), Unit.COUNT),),
            (
                Step(
                    "lump_sum",
                    Words("Trợ cấp một lần", "Lump sum"),
                    pl.col("allowance") * pl.col("months"),
                    how="{allowance} × {months}",
                ),
            ),
        ),
        results=("lump_sum",),
    )


_ENTITLED = Ask(MONTH.name, MONTH.dtype, Words("Tháng bắt đầu hưởng", "First month of the benefit"), month=True)
_LOSS = Ask("loss", pl.Int64(), Words("Mức suy giảm khả năng lao động (%)", "Loss of working capacity (%)"), Unit.COUNT)
_LUMP_SUM, _ALLOWANCE = Result("lump_sum", _ONCE), Result("monthly", _EACH_MONTH)

KINDS = (
    Kind(
        name="labour_accident",
        words=Words("Trợ cấp tai nạn lao động, bệnh nghề nghiệp", "Labour accident benefit"),
        asks=(
            _ENTITLED,
            _LOSS,
            Ask(
                "wages",
                pl.List(pl.Int64()),
                Words("Tiền lương đóng của từng hợp đồng", "Wages paid on, one for each contract"),
            ),
            Ask("years_paid", pl.Int64(), Words("Số năm đóng (đủ năm)", "Whole years paid"), Unit.COUNT, default=0),
            Ask(
                "loss_before",
                pl.Int64(),
                Words("Mức suy giảm đã hưởng một lần từ 2007 (%)", "Loss a lump sum was paid for since 2007 (%)"),
                Unit.COUNT,
                default=0,
            ),
            Ask(
                "kept_by_years",
                pl.Int64(),
                Words("Phần theo số năm đóng hiện hưởng (giám định lại)", "Part by years as paid now (re-assessed)"),
                optional=True,
            ),
            Ask("level_given", pl.Int64(), _GIVEN, optional=True),
        ),
        results=(
            Result("by_loss", Words("Theo mức suy giảm", "By loss")),
            Result("by_years", Words("Theo số năm đóng", "By years paid")),
            _LUMP_SUM,
            _ALLOWANCE,
        ),
        run=labour_accident,
    ),
    Kind(
        name="labour_accident_before_2007",
        words=Words("Trợ cấp hằng tháng, tai nạn trước năm 2007 giám định lại", "Accident before 2007, re-assessed"),
        asks=(_ENTITLED, _LOSS),
        results=(_ALLOWANCE,),
        run=before_2007,
    ),
    Kind(
        name="labour_accident_abroad",
        words=Words("Trợ cấp tai nạn lao động khi ra nước ngoài định cư", "Labour accident benefit on settling abroad"),
        asks=(
            _ENTITLED,
            Ask("allowance", pl.Int64(), Words("Trợ cấp hằng tháng đang hưởng", "Monthly allowance")),
        ),
        results=(_LUMP_SUM,),
        run=settling_abroad,
    ),
)
