"""The months before a birth in which contributions are looked for, and whether enough of them were paid.

Law 41/2024/QH15 article 50: 6 of 12 months; 3 of 12 after prescribed rest, with 12 paid in all; 6 of 24 after treatment
of infertility. The month of birth counts where the child was born on the 15th or later and the month was paid (Circular
59/2015/TT-BLĐTBXH article 9; Circular 88/2025/TT-BCA article 7.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from ibhxh.amounts.benefits.asks import BORN_ON
from ibhxh.amounts.benefits.days import birth_window, months_common
from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.amounts.kind import ROW, Ask, Kind, Result
from ibhxh.amounts.questions import numbered
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.told import Told
from ibhxh.law import Law
from ibhxh.law.months import first_day, last_day, month_words
from ibhxh.law.value import Unit, day_number
from ibhxh.words import Words

_TITLE = Words("Thời gian đóng trước khi sinh con", "Contributions before the birth")
_WINDOW = Words("Số tháng xét, từ {first} đến {last}", "Months looked at, {first} to {last}")
_PAID = Words("Số tháng đã đóng trong thời gian đó", "Months paid among them")
_NEEDED = Words("Số tháng phải đóng trong thời gian đó", "Months that must be paid among them")
_EVER = Words("Tổng số tháng đã đóng", "Months paid in all")
_ENTITLED = Words("Đủ điều kiện (1: đủ, 0: chưa đủ)", "Entitled (1: yes, 0: no)")
_FROM, _TO = Words("Xét từ ngày", "Looked at from"), Words("Xét đến hết ngày", "Looked at up to")
_RESULTS = ("window_from", "window_to", "months_paid", "months_needed", "entitled")
_SCHEMA = {ROW: pl.Int64, **dict.fromkeys(_RESULTS, pl.Int64)}


def maternity_window(table: pl.DataFrame, law: Law, readings: Readings) -> Told:
    """The window and the months paid in it, of each question. Columns as `KIND` asks.

    What was paid is one span, `paid_from` to `paid_to`; left blank, only the window is told. Raises `NoLawForDay` where
    the condition did not exist.
    """
    found = [_answer(row, law) for row in numbered(table).iter_rows(named=True)]
    frame = pl.DataFrame([row for row, _ in found], schema=_SCHEMA)
    return Told(frame, _RESULTS, [told for _, told in found])


def _answer(row: Mapping[str, Any], law: Law) -> tuple[dict[str, Any], Explanation]:
    born_on, paid_from, paid_to = row["born_on"], row["paid_from"], row["paid_to"]
    if born_on is None:
        return {ROW: row[ROW]}, Explanation(_TITLE, ())
    rule = {
        part: law.parameter("maternity_window").on(born_on, case=row["case"], part=part)
        for part in ("window", "needed", "ever", "day")
    }
    first, last = birth_window(born_on, row["paid_in_birth_month"], rule["window"].amount, rule["day"].amount)
    span_from, span_to = day_number(first_day(first)), day_number(last_day(last))
    answer = {ROW: row[ROW], "window_from": span_from, "window_to": span_to, "months_needed": rule["needed"].amount}
    span = _WINDOW.fill(first=month_words(first), last=month_words(last))
    steps = [
        Explained("window", span, rule["window"].amount, Unit.COUNT, cites=(rule["window"], rule["day"])),
        Explained("months_needed", _NEEDED, rule["needed"].amount, Unit.COUNT, cites=(rule["needed"],)),
    ]
    if paid_from is not None and paid_to is not None:
        paid, ever = months_common(first, last, paid_from, paid_to), max(0, last - paid_from + 1)
        ever = min(ever, paid_to - paid_from + 1)
        entitled = int(paid >= rule["needed"].amount and ever >= rule["ever"].amount)
        answer |= {"months_paid": paid, "entitled": entitled}
        steps += [Explained("months_paid", _PAID, paid, Unit.COUNT), Explained("ever", _EVER, ever, Unit.COUNT)]
        steps.append(Explained("entitled", _ENTITLED, entitled, Unit.COUNT, cites=(rule["ever"],)))
    return answer, Explanation(_TITLE, tuple(steps))


KIND = Kind(
    name="maternity_window",
    words=Words("Thời gian đóng BHXH trước khi sinh con", "Contributions before a birth"),
    asks=(
        BORN_ON,
        Ask(
            "paid_in_birth_month",
            pl.Boolean(),
            Words("Tháng sinh con có đóng BHXH", "The month of birth was paid"),
            default=False,
        ),
        Ask(
            "case",
            pl.String(),
            Words("Trường hợp: thông thường, nghỉ dưỡng thai, điều trị vô sinh", "Case: usual, rest, infertility"),
            choices=("usual", "rest", "infertility"),
            default="usual",
        ),
        Ask("paid_from", pl.Int32(), Words("Đóng BHXH từ tháng", "Paid from"), optional=True, month=True),
        Ask("paid_to", pl.Int32(), Words("Đóng BHXH đến tháng", "Paid up to"), optional=True, month=True),
    ),
    results=(
        Result("window_from", _FROM, Unit.DAY, adds_up=False),
        Result("window_to", _TO, Unit.DAY, adds_up=False),
        Result("months_paid", _PAID, Unit.COUNT, adds_up=False),
        Result("months_needed", _NEEDED, Unit.COUNT, adds_up=False),
        Result("entitled", _ENTITLED, Unit.COUNT, adds_up=False),
    ),
    run=maternity_window,
)
