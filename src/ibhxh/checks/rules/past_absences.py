"""Looking back: absences that are open, and returns that end them."""

from __future__ import annotations

import polars as pl
from polars import col

from ibhxh.checks.param import day, month, text
from ibhxh.checks.plans import ABSENCES, LEAVES, RETURN
from ibhxh.checks.rule import D02, DOSSIER, Part, Rule, Severity
from ibhxh.checks.rules.past_rule import NEW, ON_LIST, of_both, so_far
from ibhxh.checks.view import View
from ibhxh.checks.working_days import first_of_month, month_of_day
from ibhxh.words import Words

#: No leave lasts longer: after so many months a book knows of every absence that may still be open.
LONGEST_LEAVE_MONTHS = 12


def _back_from_nothing(_: View) -> pl.Expr:
    no_absence = ON_LIST & col("past_absence").is_null() & ~so_far("absent_here")
    return (col("plan") == RETURN) & no_absence & NEW


def _all_is_known() -> pl.Expr:
    """Whether the book would know of the absence: it has the person from their first day, or long enough."""
    return ~col("past_from_opening") | (col("from_month") - col("past_since") > LONGEST_LEAVE_MONTHS)


def _away_already(_: View) -> pl.Expr:
    first = pl.coalesce("absent_from", first_of_month(col("from_month")))
    inside = first.is_between(col("past_absent_from"), col("past_absent_until"))
    return col("plan").is_in(ABSENCES) & ON_LIST & inside & ~so_far("back_here") & NEW


def _not_back(view: View) -> pl.DataFrame:
    """Whose maternity leave has ended, and of whom neither the book nor the dossier says what came then."""
    if view.past is None or view.listed is None or view.listed.is_empty():
        return pl.DataFrame(schema={"row": pl.UInt32})
    over = (col("absence") == "TS") & (col("absent_until") < view.filed_on) & col("left_from").is_null()
    told = view.listed.filter(col("plan").is_in((RETURN, *ABSENCES, *LEAVES)))
    ended = view.past.people.filter(over).join(told, left_on="key", right_on="who", how="anti", maintain_order="left")
    return ended.with_columns(row=pl.lit(None, pl.UInt32), back=month_of_day(col("absent_until") + pl.duration(days=1)))


RULES = of_both(
    Rule(
        id="201",
        severity=Severity.ERROR,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "Đi làm lại (ON) từ {t} nhưng {book} không có dòng nghỉ nào đang mở của {name}. Kiểm tra đã báo OF, TS "
            "hoặc KL chưa.",
            "Returns (ON) in {t}, but {book} has no open absence of {name}. Check whether OF, TS or KL was reported.",
        ),
        wrong=lambda view: _back_from_nothing(view) & _all_is_known(),
        params={"t": month("from_month"), "name": text("full_name")},
    ),
    Rule(
        id="202",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "Đi làm lại (ON) từ {t} nhưng {book}, mở từ {u}, không ghi lần nghỉ nào của {name}. Đúng nếu lần nghỉ bắt "
            "đầu trước đó; nếu không, báo OF, TS hoặc KL.",
            "Returns (ON) in {t}, but {book}, begun in {u}, has no absence of {name}. Right if it began before; "
            "otherwise report OF, TS or KL.",
        ),
        wrong=lambda view: _back_from_nothing(view) & ~_all_is_known(),
        params={"t": month("from_month"), "u": month("past_since"), "name": text("full_name")},
    ),
    Rule(
        id="203",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "Báo nghỉ ({p}) từ {t} trong khi {book} đang ghi {name} nghỉ ({q}) đến hết {d}. Kiểm tra ngày của hai lần "
            "nghỉ.",
            "The absence ({p}) from {t} begins while {book} has {name} away ({q}) up to {d}. Check the days of both.",
        ),
        wrong=_away_already,
        params={
            "p": text("plan"),
            "t": month("from_month"),
            "name": text("full_name"),
            "q": text("past_absence"),
            "d": day("past_absent_until"),
        },
    ),
    Rule(
        id="204",
        severity=Severity.WARNING,
        forms=DOSSIER,
        fields=("people",),
        words=Words(
            "{name} hết nghỉ thai sản ngày {d} mà {book} và hồ sơ này chưa có dòng đi làm lại. Thêm dòng ON từ {t}, "
            "hoặc báo nghỉ tiếp.",
            "The maternity leave of {name} ended on {d}, and neither {book} nor this dossier has a return. Add ON from "
            "{t}, or report a further absence.",
        ),
        wrong=_not_back,
        params={"name": text("full_name"), "d": day("absent_until"), "t": month("back")},
        part=Part.HEADER,
    ),
)
