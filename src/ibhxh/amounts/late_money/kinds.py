"""The questions about late money: of a delay, and of one month's charge on what an account shows."""

from __future__ import annotations

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.calculation import Amounts
from ibhxh.amounts.kind import ROW, Ask, Kind, Result
from ibhxh.amounts.late_money.delay import LARGEST
from ibhxh.amounts.late_money.found import late_money
from ibhxh.amounts.late_money.monthly import charged
from ibhxh.amounts.questions import numbered
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.together import Together, together
from ibhxh.law import Law
from ibhxh.law.errors import NoLawForDay
from ibhxh.law.late_rule import CAUSES, INSURANCES, MonthlyRule
from ibhxh.law.months import first_day
from ibhxh.law.value import Unit
from ibhxh.words import Words

_INSURANCE = Ask(
    "insurance",
    pl.String(),
    Words("Loại: si (BHXH, BHTN, TNLĐ-BNN) hoặc hi (BHYT)", "Insurance: si (BHXH, BHTN, TNLĐ) or hi (BHYT)"),
    choices=INSURANCES,
    default="si",
)

LATE_MONEY = Kind(
    name="late_money",
    words=Words("Tiền chậm đóng", "Late money"),
    asks=(
        Ask("month", pl.Int32(), Words("Tháng của tiền đóng", "Contribution month"), month=True),
        Ask("amount", pl.Int64(), Words("Số tiền chậm đóng", "Amount paid late")),
        Ask("paid_on", pl.Date(), Words("Ngày nộp, hoặc ngày tính đến", "Day of payment, or day it is reckoned to")),
        _INSURANCE,
        Ask(
            "cycle",
            pl.Int64(),
            Words("Đóng mấy tháng một lần (1, 3, 6)", "Payment cycle in months (1, 3, 6)"),
            Unit.COUNT,
            default=1,
        ),
        Ask(
            "due_on",
            pl.Date(),
            Words("Hạn đóng, nếu khác hạn của tháng", "Due day, where it is not that of the month"),
            optional=True,
        ),
        Ask(
            "cause",
            pl.String(),
            Words(
                "Vì sao chậm: late (nộp chậm), evasion (trốn đóng, bị truy thu), late_rise (truy đóng tăng lương chậm "
                "quá 6 tháng)",
                "Why it is late: late, evasion (found and recovered), late_rise (arrears of a rise over 6 months late)",
            ),
            choices=CAUSES,
            default="late",
        ),
        Ask(
            "correction",
            pl.Int64(),
            Words("Điều chỉnh số phải đóng của tháng (giảm ghi số âm)", "Correction of the amount (less is negative)"),
            default=0,
            signed=True,
        ),
        Ask(
            "corrected_on",
            pl.Date(),
            Words("Ngày điều chỉnh được tiếp nhận", "Day the correction was accepted"),
            optional=True,
        ),
    ),
    results=(
        Result("late_money", Words("Tiền chậm đóng", "Late money")),
        Result("months", Words("Số tháng tính lãi", "Months charged"), Unit.COUNT),
        Result("days", Words("Số ngày tính tiền chậm đóng", "Days charged"), Unit.COUNT),
        Result("base", Words("Số tiền bị tính", "Amount charged"), adds_up=False),
        Result("due_day", Words("Hạn đóng", "Due day"), Unit.DAY, adds_up=False),
        Result("evasion_line", Words("Hạn 60 ngày để coi là trốn đóng", "Line to evasion"), Unit.DAY, adds_up=False),
        Result(
            "past_evasion_line",
            Words("Quá hạn 60 ngày (1: có)", "Paid after the line to evasion (1: yes)"),
            Unit.COUNT,
            adds_up=False,
        ),
    ),
    run=late_money,
    readings=("late_day_count", "due_day_on_weekend", "late_base_after_correction", "late_at_change"),
)


def month_charge(table: pl.DataFrame, law: Law, _: Readings) -> Together:
    """The interest charged on the first day of a month on what an account shows: `month` (Int32), `insurance`, `owed`
    and `not_yet_due` (Int64 đồng, contributions only), one row for each question.

    Raises `NoLawForDay` for a month in which late money is not charged by month, `YieldNotLoaded`.
    """
    parts: list[Amounts] = []
    for name in ("owed", "not_yet_due"):
        money.checked(table[name], LARGEST)
    for (month, insurance), questions in numbered(table).group_by("month", "insurance", maintain_order=True):
        rule = _rule(month, law)
        pieces = questions.with_columns(
            amount=pl.when(pl.col("not_yet_due").is_not_null()).then("owed"),
            counted=pl.lit(None, pl.Int64),
            months=pl.lit(1, pl.Int64),
            times=pl.lit(rule.times["late"], pl.Int64),
            yield_month=pl.col("month") - rule.yield_months_before,
        )
        parts.append(charged(pieces, rule, str(insurance), law))
    return together(parts, (ROW, "month", *_CHARGE), _CHARGE)


def _rule(month: object, law: Law) -> MonthlyRule:
    rules = [rule for rule in law.late_rules if isinstance(rule, MonthlyRule)]
    if not isinstance(month, int):  # blank: nothing is looked up
        return rules[-1]
    for rule in rules:
        if first_day(month) in rule.valid:
            return rule
    spans = [rule.valid.text() for rule in rules]
    raise NoLawForDay(
        "lãi chậm đóng theo tháng",
        first_day(month),
        Words("; ".join(span.vi for span in spans), "; ".join(span.en for span in spans)),
    )


_CHARGE = ("base", "rate", "late_money")
MONTH_CHARGE = Kind(
    name="late_month_charge",
    words=Words("Lãi chậm đóng của một tháng", "Late interest charged in a month"),
    asks=(
        Ask("month", pl.Int32(), Words("Tháng tính lãi (tính ngày 01)", "Month of the charge (its first)"), month=True),
        _INSURANCE,
        Ask("owed", pl.Int64(), Words("Số nợ đến cuối tháng trước", "Owed at the end of the month before")),
        Ask("not_yet_due", pl.Int64(), Words("Trong đó chưa đến hạn", "Of which not yet due"), default=0),
    ),
    results=(
        Result("late_money", Words("Lãi chậm đóng", "Late interest")),
        Result("base", Words("Số tiền tính lãi", "Amount charged")),
        Result("rate", Words("Tỷ lệ một tháng", "Rate of a month"), Unit.RATE, adds_up=False),
    ),
    run=month_charge,
)

KINDS = (LATE_MONEY, MONTH_CHARGE)
