"""Months and days: what cannot be, what comes too early, what comes too late."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
from polars import col

from ibhxh.checks.param import day, month, months, number, sex, text
from ibhxh.checks.plans import ABSENCES, JOINS, LEAVES, RETURN, WAGE_CHANGE
from ibhxh.checks.rule import D02, LAW_2024, Blank, Fix, Rule, Severity
from ibhxh.checks.view import View
from ibhxh.checks.working_days import first_of_month, month_of_day
from ibhxh.law.months import month_index
from ibhxh.words import Words

#: Days to register someone who has become insurable.
REGISTRATION_DAYS = 30
#: A month or day further back than this is taken for a slip of the year.
MOST_MONTHS_LATE = 12
#: No leave is longer without being reported anew: birth leave of 6 months and one more for each further child, others.
_LONGEST_LEAVE, _LONGEST_ABSENCE = 12, 24
#: Effects of lines that speak of the present, not of arrears.
_PRESENT = ("suspend", "resume", "cover", "none")
#: Compulsory social insurance in its present shape began then (Decree 12/CP of 1995).
_FIRST_MONTH = month_index("1995-01")


def _too_late(view: View) -> pl.Expr:
    last = view.filed_on - timedelta(days=REGISTRATION_DAYS)
    return col("plan").is_in(JOINS) & (col("effective_on") < last)


def _before_effect(_: View) -> pl.Expr:
    return col("plan").is_in((*JOINS, WAGE_CHANGE, RETURN)) & (col("from_month") < col("effective_month"))


def _endless(_: View) -> pl.Expr:
    most = pl.when(col("plan") == "TS").then(_LONGEST_LEAVE).otherwise(_LONGEST_ABSENCE)
    return col("plan").is_in(ABSENCES) & (col("to_month") - col("from_month") >= most)


def _long_before(view: View) -> pl.Expr:
    return col("effect").is_in(_PRESENT) & col("from_month").is_between(
        _FIRST_MONTH, view.period - MOST_MONTHS_LATE - 1
    )


def _effective_long_before(_: View) -> pl.Expr:
    far = col("from_month") - col("effective_month") > MOST_MONTHS_LATE
    return col("plan").is_in((*JOINS, *LEAVES)) & far


def _impossible_death(view: View) -> pl.Expr:
    return (col("died_on") > view.filed_on) | (col("died_on") < col("birth_day")).fill_null(False)


RULES = (
    Rule(
        id="D02-101",
        severity=Severity.ERROR,
        forms=D02,
        fields=("to_month", "from_month"),
        words=Words(
            "“Đến tháng” {b} trước “Từ tháng” {a}. Bấm Sửa để đổi lại hai ô.",
            "“To month” {b} lies before “From month” {a}. Press Fix to swap the two.",
        ),
        wrong=lambda _: col("to_month") < col("from_month"),
        params={"a": month("from_month"), "b": month("to_month")},
        fix=Fix({"from_month": col("to_month"), "to_month": col("from_month")}),
    ),
    Rule(
        id="D02-102",
        severity=Severity.ERROR,
        forms=D02,
        fields=("from_month",),
        words=Words(
            "“Từ tháng” {a} sau kỳ kê khai {p}. Báo trước chỉ được cho tháng liền sau; chuyển dòng sang kỳ sau hoặc "
            "sửa tháng.",
            "“From month” {a} lies after the period {p}. Only the next month may be reported ahead; move the row to a "
            "later period or mend the month.",
        ),
        wrong=lambda view: col("from_month") > view.period + 1,
        params={"a": month("from_month"), "p": month("period")},
    ),
    Rule(
        id="D02-103",
        severity=Severity.ERROR,
        forms=D02,
        fields=("from_month",),
        words=Words(
            "Tháng {a} quá xa: BHXH bắt buộc tính từ tháng 01/1995. Kiểm tra năm đã gõ.",
            "Month {a} is too far back: compulsory insurance counts from 01/1995. Check the year.",
        ),
        wrong=lambda _: col("from_month") < _FIRST_MONTH,
        params={"a": month("from_month")},
    ),
    Rule(
        id="D02-104",
        severity=Severity.WARNING,
        forms=D02,
        fields=("effective_on", "plan"),
        words=Words(
            "Báo tăng từ {a}, đã quá 30 ngày kể từ ngày hợp đồng {d}. Hạn đăng ký là 30 ngày; quá thêm 60 ngày có thể "
            "bị xem là trốn đóng. Nộp ngay và ghi lý do.",
            "Reported from {a}, more than 30 days after the contract of {d}. Registration is due within 30 days; 60 "
            "days more may count as evasion. File now and give the reason.",
        ),
        wrong=_too_late,
        params={"a": month("from_month"), "d": day("effective_on")},
        cite=Words("Điều 28 Luật BHXH 2024", "art. 28 Social Insurance Law 2024"),
        valid=LAW_2024,
    ),
    Rule(
        id="D02-105",
        severity=Severity.ERROR,
        forms=D02,
        fields=("from_month", "effective_on", "plan"),
        words=Words(
            "“Từ tháng” {a} trước tháng của ngày hiệu lực {d}. Sửa tháng, hoặc sửa ngày hiệu lực.",
            "“From month” {a} lies before the month of the effective day {d}. Mend the month or the day.",
        ),
        wrong=_before_effect,
        params={"a": month("from_month"), "d": day("effective_on")},
    ),
    Rule(
        id="D02-106",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "effective_on", "plan"),
        words=Words(
            "Báo giảm từ {a} trước tháng nghỉ việc (ngày {d}). Tháng còn làm việc vẫn phải đóng; kiểm tra lại tháng.",
            "Decrease from {a} lies before the month of leaving ({d}). A month worked is due; check the month.",
        ),
        wrong=lambda _: col("plan").is_in(LEAVES) & (col("from_month") < col("effective_month")),
        params={"a": month("from_month"), "d": day("effective_on")},
    ),
    Rule(
        id="D02-107",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "Báo giảm chậm {n} tháng. Đơn vị vẫn đóng BHYT tháng {a}, thẻ có giá trị đến hết thời gian đó, "
            "theo cách hiểu đang chọn. Nộp ngay để không thêm tháng.",
            "The decrease is reported {n} {n:month|months} late. Health insurance of {a} stays due and the card is "
            "good for {n:that month|these months}, by the chosen reading. File now, so that no month is added.",
        ),
        wrong=lambda view: col("plan").is_in(LEAVES) & (col("from_month") < view.period),
        params={
            "n": number(col("period") - col("from_month")),
            "a": months(col("from_month"), col("period") - 1),
        },
    ),
    Rule(
        id="D02-108",
        severity=Severity.ERROR,
        forms=D02,
        fields=("to_month", "plan"),
        words=Words(
            "Dòng nghỉ ({x}) chưa ghi “Đến tháng”. Không có tháng cuối thì các tháng sau vẫn bị tính là nghỉ. Ghi "
            "tháng cuối cùng nghỉ; nếu chưa biết ngày trở lại, ghi tháng của kỳ này rồi báo tiếp ở kỳ sau.",
            "This absence ({x}) has no “To month”. Without it later months count as absent too. Give the last month; "
            "where the return is not known yet, give this period's month and report again in the next.",
        ),
        wrong=lambda _: col("plan").is_in(("KL", "OF")) & col("to_month").is_null(),
        params={"x": text("plan")},
        blank=Blank.WRONG,
    ),
    Rule(
        id="D02-109",
        severity=Severity.ERROR,
        forms=D02,
        fields=("absent_to", "absent_from"),
        words=Words(
            "Ngày nghỉ cuối {b} trước ngày nghỉ đầu {a}. Bấm Sửa để đổi lại hai ô.",
            "The last day of absence {b} lies before the first {a}. Press Fix to swap the two.",
        ),
        wrong=lambda _: col("absent_to") < col("absent_from"),
        params={"a": day("absent_from"), "b": day("absent_to")},
        fix=Fix({"absent_from": col("absent_to"), "absent_to": col("absent_from")}),
    ),
    Rule(
        id="D02-110",
        severity=Severity.ERROR,
        forms=D02,
        fields=("from_month", "absent_from", "plan"),
        words=Words(
            "Báo nghỉ từ {a} trong khi ngày nghỉ đầu là {d}. Sửa tháng hoặc sửa ngày.",
            "The absence is reported from {a}, but its first day is {d}. Mend the month or the day.",
        ),
        among=col("plan").is_in(ABSENCES),
        wrong=lambda _: col("from_month") < month_of_day(col("absent_from")),
        params={"a": month("from_month"), "d": day("absent_from")},
    ),
    Rule(
        id="D02-115",
        severity=Severity.ERROR,
        forms=D02,
        fields=("to_month", "absent_to", "plan"),
        words=Words(
            "Báo nghỉ đến hết {b} trong khi ngày nghỉ cuối là {d}. Sửa tháng hoặc sửa ngày.",
            "The absence is reported up to {b}, but its last day is {d}. Mend the month or the day.",
        ),
        among=col("plan").is_in(ABSENCES),
        wrong=lambda _: col("to_month") > month_of_day(col("absent_to")),
        params={"b": month("to_month"), "d": day("absent_to")},
    ),
    Rule(
        id="D02-111",
        severity=Severity.ERROR,
        forms=D02,
        fields=("died_on",),
        words=Words(
            "Ngày chết {d} ở sau ngày nộp hoặc trước ngày sinh. Xem lại giấy tờ.",
            "The date of death {d} lies after the filing day or before the birth. Look at the papers.",
        ),
        among=col("died_on").is_not_null(),
        wrong=_impossible_death,
        params={"d": day("died_on")},
    ),
    Rule(
        id="D02-112",
        severity=Severity.ERROR,
        forms=D02,
        fields=("died_on", "plan"),
        words=Words(
            "Có ngày chết {d} nhưng phương án {x} không phải báo giảm. Dùng GH, hoặc bỏ ngày chết.",
            "A date of death {d} stands beside plan {x}, which is no decrease. Use GH, or remove the date.",
        ),
        among=col("died_on").is_not_null(),
        wrong=lambda _: col("effect").is_in(("start", "wage", "resume", "suspend")),
        params={"d": day("died_on"), "x": text("plan")},
    ),
    Rule(
        id="D02-113",
        severity=Severity.ERROR,
        forms=D02,
        fields=("from_month", "died_on", "plan"),
        words=Words(
            "Báo giảm từ {a} trước tháng người này chết ({d}). Sửa tháng hoặc sửa ngày chết.",
            "Decrease from {a} lies before the month of death ({d}). Mend the month or the date.",
        ),
        among=col("died_on").is_not_null(),
        wrong=lambda _: col("plan").is_in(LEAVES) & (first_of_month(col("from_month") + 1) <= col("died_on")),
        params={"a": month("from_month"), "d": day("died_on")},
    ),
    Rule(
        id="D02-116",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "“Từ tháng” {a} trước kỳ kê khai {p} hơn 12 tháng. Kiểm tra năm đã gõ; nếu đúng, ghi lý do.",
            "“From month” {a} lies more than 12 months before the period {p}. Check the year; if it is right, give the "
            "reason.",
        ),
        wrong=_long_before,
        params={"a": month("from_month"), "p": month("period")},
    ),
    Rule(
        id="D02-117",
        severity=Severity.WARNING,
        forms=D02,
        fields=("to_month", "from_month", "plan"),
        words=Words(
            "Dòng nghỉ ({x}) từ {a} đến {b} dài {n} tháng. Kiểm tra năm đã gõ; nếu đúng, ghi lý do.",
            "The absence ({x}) of {a} to {b} lasts {n} months. Check the year; if it is right, give the reason.",
        ),
        wrong=_endless,
        params={
            "x": text("plan"),
            "a": month("from_month"),
            "b": month("to_month"),
            "n": number(col("to_month") - col("from_month") + 1),
        },
    ),
    Rule(
        id="D02-118",
        severity=Severity.WARNING,
        forms=D02,
        fields=("effective_on", "from_month", "plan"),
        words=Words(
            "Ngày hiệu lực {d} trước “Từ tháng” {a} hơn 12 tháng. Kiểm tra năm đã gõ; nếu đúng, ghi lý do.",
            "The effective day {d} lies more than 12 months before “From month” {a}. Check the year; if it is right, "
            "give the reason.",
        ),
        wrong=_effective_long_before,
        params={"d": day("effective_on"), "a": month("from_month")},
    ),
    Rule(
        id="D02-114",
        severity=Severity.WARNING,
        forms=D02,
        fields=("sex", "plan"),
        words=Words(
            "Nghỉ thai sản (TS) từ {a} của lao động {x}. Đúng khi nhận con nuôi hoặc nghỉ thay mẹ; nếu không, kiểm tra "
            "phương án và giới tính.",
            "Maternity leave (TS) from {a} of a worker whose sex is {x}. Right for adoption or in the mother's place; "
            "otherwise check plan and sex.",
        ),
        wrong=lambda _: (col("plan") == "TS") & (col("sex") == "male"),
        params={"a": month("from_month"), "x": sex("sex")},
    ),
)
