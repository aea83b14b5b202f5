"""The lines of C12-TS: code, words, and what each of them counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ibhxh.words import Words


class Measure(StrEnum):
    """What a line counts."""

    HEADING = "heading"  #: nothing, it heads the lines below
    PEOPLE = "people"  #: people of each fund; under total, everybody on the list
    PAYROLL = "payroll"  #: đồng of contribution bases; they have no total, since the funds count the same wage
    MONEY = "money"  #: đồng
    RATE = "rate"  #: 1/1,000,000, under total only


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line. `code` is its name in data, `printed` the number on the notice, `level` how deep it is set."""

    code: str
    printed: str
    words: Words
    measure: Measure

    @property
    def level(self) -> int:
        """0 for A, 1 for A.1, 2 for A.2.1 …"""
        return self.code.count(".")


def _line(code: str, measure: Measure, vi: str, en: str, printed: str | None = None) -> AccountLine:
    return AccountLine(code, printed or code, Words(vi, en), measure)


_H, _N, _P, _M, _R = Measure.HEADING, Measure.PEOPLE, Measure.PAYROLL, Measure.MONEY, Measure.RATE

#: In the order of the notice.
ACCOUNT_LINES: tuple[AccountLine, ...] = (
    _line("A", _H, "Kỳ trước mang sang", "Brought forward"),
    _line("A.1", _N, "Số lao động", "People"),
    _line("A.2", _H, "Phải đóng", "Contributions"),
    _line("A.2.1", _M, "Thừa", "Paid in excess"),
    _line("A.2.2", _M, "Thiếu", "Owed"),
    _line("A.3", _M, "Thiếu lãi", "Late money owed"),
    _line("B", _H, "Phát sinh trong kỳ", "Arising in the period"),
    _line("B.1", _N, "Số lao động", "People"),
    _line("B.1.1", _N, "Tăng", "Increase"),
    _line("B.1.2", _N, "Giảm", "Decrease"),
    _line("B.2", _P, "Quỹ lương", "Contribution payroll"),
    _line("B.2.1", _P, "Tăng", "Increase"),
    _line("B.2.2", _P, "Giảm", "Decrease"),
    _line("B.3", _M, "Phải đóng", "Contributions of the month"),
    _line("B.3.1", _M, "Tăng", "Increase"),
    _line("B.3.2", _M, "Giảm", "Decrease"),
    _line("B.4", _M, "Điều chỉnh phải đóng kỳ trước", "Adjustment of earlier months"),
    _line("B.4.1", _M, "Tăng", "Increase"),
    _line("B.4.1.1", _M, "Trong đó: năm trước", "Of which earlier years"),
    _line("B.4.2", _M, "Giảm", "Decrease"),
    _line("B.4.2.1", _M, "Trong đó: năm trước", "Of which earlier years"),
    _line("B.4.3", _M, "Điều chỉnh khác", "Other adjustments"),
    _line("B.5", _H, "Lãi chậm đóng", "Late money"),
    _line("B.5.1", _M, "Số tiền tính lãi", "Amount it is computed on"),
    _line("B.5.2", _R, "Tỷ lệ tính lãi", "Rate"),
    _line("B.5.3", _M, "Tổng tiền lãi", "Late money of the period"),
    _line("B.6", _M, "2 % bắt buộc để lại đơn vị", "2 % kept by the unit"),
    _line("C", _M, "Số tiền đã nộp trong kỳ", "Paid in the period"),
    _line("D", _H, "Phân bổ tiền đóng", "Allocation of what was paid"),
    _line("D.1", _M, "Phải đóng", "To contributions"),
    _line("D.2", _M, "Tiền lãi", "To late money"),
    _line("Đ", _H, "Chuyển kỳ sau", "Carried forward"),
    _line("Đ.1", _N, "Số lao động", "People"),
    _line("Đ.2", _H, "Phải đóng", "Contributions"),
    _line("Đ.2.1", _M, "Thừa", "Paid in excess"),
    _line("Đ.2.2", _M, "Thiếu", "Owed"),
    _line("Đ.3", _M, "Thiếu lãi", "Late money owed", printed="Đ.2.3"),
)
LINE: Mapping[str, AccountLine] = {line.code: line for line in ACCOUNT_LINES}
#: Codes of the lines that hold figures.
FIGURES: tuple[str, ...] = tuple(line.code for line in ACCOUNT_LINES if line.measure is not Measure.HEADING)

#: The columns of the notice; BHXH is HTTT and OĐTS together.
COLUMNS: Mapping[str, Words] = {
    "bhxh": Words("BHXH", "Social insurance"),
    "bhyt": Words("BHYT", "Health insurance"),
    "bhtn": Words("BHTN", "Unemployment insurance"),
    "tnld": Words("BHTNLĐ, BNN", "Employment injury"),
}
#: Fund → its column.
COLUMN_OF_FUND: Mapping[str, str] = {"HTTT": "bhxh", "ODTS": "bhxh", "BHYT": "bhyt", "BHTN": "bhtn", "TNLD": "tnld"}
