"""How what is to be paid for a month is made up: what the month costs, and what is carried into it."""

from __future__ import annotations

from ibhxh.sites.employer.unit.dues import MonthDue
from ibhxh.words import Words

_OPENING = Words("Kỳ trước mang sang", "Brought forward")
_ADJUSTED = Words("Điều chỉnh của các tháng trước", "Adjustment of earlier months")
_KEPT = Words("2 % để lại đơn vị", "2 % kept by the unit")
_PAID_IN_MONTH = Words("Đã nộp trong kỳ", "Paid in the period")
_NOT_SET_OFF = Words("Thừa ở quỹ khác, không bù trừ giữa các quỹ", "Excess of other funds, which is not set off")
_LATE = Words("Tiền chậm đóng còn thiếu", "Late money owed")
_CREDIT = Words("Trừ số nộp thừa của kỳ trước", "Less what was paid in excess before")
_UNEXPLAINED = Words("Chênh lệch chưa rõ trong thông báo", "Unexplained in the notice")


def carried_parts(due: MonthDue) -> list[tuple[Words, int]]:
    """The parts of `due.carried` in đồng, those that are nought left out; together they are all of it."""
    account = due.account
    parts = [(_ADJUSTED, account["B.4"]["total"])]
    if due.whole:
        parts = [
            (_OPENING, account.opening["total"]),
            *parts,
            (_KEPT, -account["B.6"]["total"]),
            (_PAID_IN_MONTH, -account["D.1"]["total"]),
            (_NOT_SET_OFF, account["Đ.2.1"]["total"]),
            (_LATE, account["Đ.3"]["total"]),
        ]
    rest = due.carried - sum(amount for _, amount in parts)
    parts.append((_UNEXPLAINED if due.whole else _CREDIT, rest))
    return [(name, amount) for name, amount in parts if amount]
