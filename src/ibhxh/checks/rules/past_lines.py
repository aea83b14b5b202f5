"""Looking back: lines filed before, and months that are closed."""

from __future__ import annotations

import polars as pl
from polars import col

from ibhxh.checks.param import day, month, months, number, words_of
from ibhxh.checks.past import LineState
from ibhxh.checks.plans import WAGE_CHANGE
from ibhxh.checks.rule import D02, Rule, Severity
from ibhxh.checks.rules.past_rule import NEW, of_both
from ibhxh.checks.view import View
from ibhxh.words import Words

#: Effects of lines that change what a month was booked with; arrears and reversals are of past months by their nature.
_CHANGE_A_MONTH = ("start", "stop", "suspend", "resume", "wage", "cover")
#: A title is no part of what is compared, so that two changes of it in one month would look alike.
_COMPARED = col("plan") != "CD"
_RISE = (col("plan") == WAGE_CHANGE) & (col("declaration_kind") != "4").fill_null(True)
_CLOSED = col("from_month") <= col("closed")


def _as_before(view: View, *states: LineState) -> pl.Expr:
    return _COMPARED & col("filed_state").is_in(states)


def _rise_of_a_closed_month(view: View) -> pl.Expr:
    # Before the period the content's own rule says so (D02-353).
    return _RISE & _CLOSED & (col("from_month") >= view.period) & NEW


def _booked(view: View) -> pl.Expr:
    return col("effect").is_in(_CHANGE_A_MONTH) & _CLOSED & ~_RISE & NEW


RULES = of_both(
    Rule(
        id="501",
        severity=Severity.ERROR,
        forms=D02,
        fields=("plan", "from_month"),
        words=Words(
            "Dòng này đã nộp ngày {d} ở hồ sơ kỳ {m} đợt {r} ({s}): cùng người, phương án, tháng và số liệu. Bỏ dòng "
            "này.",
            "This row was filed on {d}, period {m}, round {r} ({s}): same person, plan, month and figures. Remove it.",
        ),
        wrong=lambda view: _as_before(view, LineState.WAITING, LineState.ACCEPTED),
        params={
            "d": day("filed_day"),
            "m": month("filed_in"),
            "r": number("filed_round"),
            "s": words_of({state.value: state.words for state in LineState}, "filed_state"),
        },
    ),
    Rule(
        id="502",
        severity=Severity.WARNING,
        forms=D02,
        fields=("plan", "from_month"),
        words=Words(
            "Dòng này giống hệt dòng cơ quan BHXH đã trả lại ở hồ sơ kỳ {m} đợt {r}, nộp ngày {d}. Xem lại lý do trả; "
            "nếu lý do chưa hết, dòng sẽ bị trả lần nữa.",
            "This row is the very one that was returned in period {m}, round {r}, filed on {d}. Look at the reason; as "
            "long as it holds, the row will be returned again.",
        ),
        wrong=lambda view: _as_before(view, LineState.RETURNED),
        params={"d": day("filed_day"), "m": month("filed_in"), "r": number("filed_round")},
    ),
    Rule(
        id="503",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "Tăng lương từ {t} trong khi tháng {c} đã chốt sổ. Lập ở kỳ {n}, tách hai dòng: truy đóng (AD) {q} và điều "
            "chỉnh (DC) từ {n}.",
            "The rise applies from {t}, but the accounts are closed up to {c}. File it in {n}, split in two: back "
            "payment (AD) {q} and wage change (DC) from {n}.",
        ),
        wrong=_rise_of_a_closed_month,
        params={
            "t": month("from_month"),
            "c": month("closed"),
            "n": month(col("closed") + 1),
            "q": months(col("from_month"), col("closed")),
        },
    ),
    Rule(
        id="504",
        severity=Severity.INFO,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "Tháng {t} đã chốt sổ (đến hết {c}). Phần chênh lệch được ghi vào tháng đang mở, ở mục điều chỉnh kỳ trước "
            "(B.4) của C12-TS.",
            "{t} is closed (up to {c}). The difference is booked in the open month, among the adjustments of earlier "
            "months (B.4) of the C12-TS.",
        ),
        wrong=_booked,
        params={"t": month("from_month"), "c": month("closed")},
    ),
)
