"""The rule of fourteen working days: which month is due when someone joins, leaves or is away inside it.

Law 41/2024/QH15 art. 33(5) speaks of absences; that joiners and leavers follow the same count is a reading
(`joiner_leaver_14_days`), and the words say so. By the other one a month with any day at the unit is due. Days are the
unit's own working days, by the header's work week; without one nothing is counted, and one finding says that it
matters.
"""

from __future__ import annotations

import polars as pl
from polars import col

from ibhxh.amounts.readings import JoinerLeaver14Days
from ibhxh.checks.param import choice, day, month, number, text
from ibhxh.checks.plans import ABSENCES, JOINS_IN_FULL, LEAVES
from ibhxh.checks.rule import D02, LAW_2024, Fix, Part, Rule, Severity
from ibhxh.checks.rules.dates import MOST_MONTHS_LATE
from ibhxh.checks.view import View
from ibhxh.checks.working_days import (
    WEEKS,
    earlier,
    first_of_month,
    last_of_month,
    later,
    working_days,
)
from ibhxh.words import Words

DAYS = 14
_ARTICLE = Words("Điều 33 khoản 5 Luật BHXH 2024", "art. 33(5) Social Insurance Law 2024")
_SPOKEN_OF = (
    *("row", "person", "full_name", "plan", "effective_on", "effective_month"),
    *("from_month", "to_month", "absent_from", "absent_to"),
)
_EVE = col("effective_on") - pl.duration(days=1)
#: Later than due; by more than a year it is a slip of the year, which D02-118 tells.
_LATE = (col("from_month") > col("due")) & (col("from_month") - col("effective_month") <= MOST_MONTHS_LATE)
_JOINS, _LEAVES = col("plan").is_in(JOINS_IN_FULL), col("plan").is_in(LEAVES)
_AT_ONCE, _LATER = (col("from_month") == col("effective_month")), (col("from_month") > col("effective_month"))
_MONTH_START, _MONTH_END = col("effective_on").dt.month_start(), col("effective_on").dt.month_end()


def _before(view: View, week: str | None) -> pl.Expr:
    """Working days of the month before the effective day."""
    return working_days(_MONTH_START, _EVE, week, view.dossier.law.holidays)


def _after(view: View, week: str | None) -> pl.Expr:
    """Working days of the month from the effective day on."""
    return working_days(col("effective_on"), _MONTH_END, week, view.dossier.law.holidays)


def _absent_in(view: View, month_column: str, week: str | None) -> pl.Expr:
    """Working days of the absence inside a month."""
    index = col(month_column)
    return working_days(
        later(col("absent_from"), first_of_month(index)),
        earlier(col("absent_to"), last_of_month(index)),
        week,
        view.dossier.law.holidays,
    )


def _counted(view: View, rows: pl.Expr, **columns: pl.Expr) -> pl.DataFrame:
    """The rows (a mask) with counts beside them; only the columns that the rules speak of, for there are many rows."""
    return view.rows.lazy().filter(rows).select(_SPOKEN_OF).with_columns(**columns).collect()


def _any_day(view: View) -> bool:
    return view.dossier.readings.joiner_leaver_14_days is JoinerLeaver14Days.ANY_DAY


def _joined_too_early(view: View) -> pl.Expr | pl.DataFrame:
    if _any_day(view):
        return pl.lit(False)
    return _counted(view, _JOINS & _AT_ONCE, m=_before(view, view.work_week)).filter(col("m") >= DAYS)


def _joined_too_late(view: View) -> pl.DataFrame:
    counted = _counted(view, _JOINS & _LATER, m=_before(view, view.work_week))
    kept_out = pl.when(col("m") >= DAYS).then(1).when(col("m") < DAYS).then(0)
    first_due = col("effective_month") + (0 if _any_day(view) else kept_out)
    return counted.with_columns(due=first_due).filter(_LATE)


def _left_too_early(view: View) -> pl.DataFrame:
    # Who was away before leaving has more unpaid days than are counted here.
    away = view.rows.filter(col("plan").is_in(ABSENCES))["person"].drop_nulls().to_list()
    counted = _counted(view, _LEAVES & _AT_ONCE, m=_after(view, view.work_week), n=_before(view, view.work_week))
    return counted.filter((col("m") < DAYS) & ~col("person").is_in(away).fill_null(False))


def _left_too_late(view: View) -> pl.DataFrame:
    counted = _counted(view, _LEAVES & _LATER, m=_after(view, view.work_week))
    still_due = pl.when(col("m") >= DAYS).then(0).when(col("m") < DAYS).then(1)
    any_day = pl.when(col("effective_on").dt.day() > 1).then(1).otherwise(0)
    first_free = col("effective_month") + (any_day if _any_day(view) else still_due)
    return counted.with_columns(due=first_free).filter(_LATE)


def _short_absence(view: View, plan: str) -> pl.DataFrame:
    counted = _counted(
        view,
        col("plan") == plan,
        first=_absent_in(view, "from_month", view.work_week),
        last=_absent_in(view, "to_month", view.work_week),
    )
    short = pl.when(col("first") < DAYS).then(col("from_month")).when(col("last") < DAYS).then(col("to_month"))
    days = pl.when(col("first") < DAYS).then(col("first")).otherwise(col("last"))
    return counted.with_columns(t=short, n=days).filter(col("t").is_not_null())


def _week_matters(view: View) -> pl.DataFrame:
    """One hit where the header has no work week and a count falls on another side of fourteen by another week."""
    if view.work_week in WEEKS:
        return pl.DataFrame(schema={"row": pl.UInt32, "x": pl.UInt32})
    away = col("plan").is_in(("OF", "KL"))

    def differ(short: pl.Expr, long: pl.Expr) -> pl.Expr:
        return (short < DAYS) & (long >= DAYS)

    matters = away & differ(_absent_in(view, "from_month", "5"), _absent_in(view, "from_month", "6"))
    if not _any_day(view):
        matters |= _JOINS & differ(_before(view, "5"), _before(view, "6"))
        matters |= _LEAVES & differ(_after(view, "5"), _after(view, "6"))
    hits = view.rows.filter(matters).select(x=col("row") + 1).head(1)
    return hits.select(pl.lit(None, dtype=pl.UInt32).alias("row"), "x")


RULES = (
    Rule(
        id="D02-151",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "effective_on", "plan"),
        words=Words(
            "{name} vào làm ngày {d}: trước đó {m} ngày làm việc của tháng không hưởng lương, từ 14 trở lên nên tháng "
            "{t} không đóng. Theo cách hiểu đang chọn, tăng từ {u}. Bấm Sửa để đổi.",
            "{name} started on {d}: {m} working days of the month lie before it without pay, 14 or more, so {t} is not "
            "due. By the chosen reading the increase is from {u}. Press Fix to change it.",
        ),
        among=_JOINS & _AT_ONCE & (col("effective_on").dt.day() > DAYS),
        wrong=_joined_too_early,
        params={
            "name": text("full_name"),
            "d": day("effective_on"),
            "m": number("m"),
            "t": month("from_month"),
            "u": month(col("from_month") + 1),
        },
        cite=_ARTICLE,
        valid=LAW_2024,
        fix=Fix({"from_month": col("effective_month") + 1}),
    ),
    Rule(
        id="D02-152",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "effective_on", "plan"),
        words=Words(
            "{name} có hợp đồng từ {d} nhưng báo tăng từ {a}; theo cách hiểu đang chọn, tháng {t} đã phải đóng. Bấm "
            "Sửa để đổi thành {t}, hoặc ghi lý do.",
            "{name}'s contract is from {d} but the increase from {a}; by the chosen reading {t} was due already. Press "
            "Fix for {t}, or give the reason.",
        ),
        among=_JOINS & _LATER,
        wrong=_joined_too_late,
        params={"name": text("full_name"), "d": day("effective_on"), "a": month("from_month"), "t": month("due")},
        cite=_ARTICLE,
        valid=LAW_2024,
        fix=Fix({"from_month": col("due")}),
    ),
    Rule(
        id="D02-153",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "effective_on", "plan"),
        words=Words(
            "Ngày nghỉ việc {d}: trong tháng còn {n} ngày làm việc hưởng lương, {m} ngày không lương, chưa đủ 14 nên "
            "vẫn đóng tháng {t}; giảm từ {u}, theo cách hiểu đang chọn. Bấm Sửa để đổi thành {u}.",
            "Left on {d}: {n} working {n:day|days} of the month {n:was|were} paid and {m} {m:was|were} not, fewer "
            "than 14, so {t} is due and the decrease is from {u}, by the chosen reading. Press Fix for {u}.",
        ),
        among=_LEAVES & _AT_ONCE,
        wrong=_left_too_early,
        params={
            "d": day("effective_on"),
            "n": number("n"),
            "m": number("m"),
            "t": month("from_month"),
            "u": month(col("from_month") + 1),
        },
        cite=_ARTICLE,
        valid=LAW_2024,
        fix=Fix({"from_month": col("effective_month") + 1}),
    ),
    Rule(
        id="D02-154",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "effective_on", "plan"),
        words=Words(
            "Nghỉ việc từ {d} nhưng báo giảm từ {a}; theo cách hiểu đang chọn, tháng {t} không phải đóng nữa. Bấm "
            "Sửa để đổi thành {t}.",
            "Left on {d} but the decrease is from {a}; by the chosen reading {t} is no longer due. Press Fix for {t}.",
        ),
        among=_LEAVES & _LATER,
        wrong=_left_too_late,
        params={"d": day("effective_on"), "a": month("from_month"), "t": month("due")},
        cite=_ARTICLE,
        valid=LAW_2024,
        fix=Fix({"from_month": col("due")}),
    ),
    Rule(
        id="D02-155",
        severity=Severity.ERROR,
        forms=D02,
        fields=("absent_from", "absent_to", "plan"),
        words=Words(
            "Nghỉ không lương (KL) {n} ngày làm việc trong tháng {t}, chưa đủ 14 ngày nên tháng này vẫn phải đóng. Bỏ "
            "dòng này hoặc sửa lại tháng.",
            "Unpaid leave (KL) of {n} working {n:day|days} in {t}, fewer than 14: the month is still due. Remove the "
            "row or mend the month.",
        ),
        among=col("plan") == "KL",
        wrong=lambda view: _short_absence(view, "KL"),
        params={"n": number("n"), "t": month("t")},
        cite=_ARTICLE,
        valid=LAW_2024,
    ),
    Rule(
        id="D02-156",
        severity=Severity.WARNING,
        forms=D02,
        fields=("absent_from", "absent_to", "plan"),
        words=Words(
            "Nghỉ ốm {n} ngày làm việc trong tháng {t} theo tuần làm việc {w} của đơn vị, chưa đủ 14 nên tháng này "
            "vẫn phải đóng. Kết quả thay đổi nếu lịch làm việc khai sai; kiểm tra lịch của đơn vị.",
            "Sick leave of {n} working {n:day|days} in {t} by the unit's week ({w}), fewer than 14: the month is still "
            "due. The result depends on the week declared; check it.",
        ),
        among=col("plan") == "OF",
        wrong=lambda view: _short_absence(view, "OF").with_columns(w=pl.lit(view.work_week)),
        params={"n": number("n"), "t": month("t"), "w": choice("work_week", "w")},
        cite=_ARTICLE,
        valid=LAW_2024,
    ),
    Rule(
        id="D02-157",
        severity=Severity.WARNING,
        forms=D02,
        fields=("work_week",),
        words=Words(
            "Chưa khai tuần làm việc của đơn vị, mà dòng {x} có kết quả khác nhau giữa tuần 5 ngày và 6 ngày (quy tắc "
            "14 ngày). Chọn tuần làm việc.",
            "The unit's work week is not given, and row {x} comes out differently with 5 and 6 days (the rule of 14 "
            "days). Choose the week.",
        ),
        wrong=_week_matters,
        params={"x": number("x")},
        cite=_ARTICLE,
        valid=LAW_2024,
        part=Part.HEADER,
    ),
)
