"""What must hold in every account of a month, by itself, against the month before, and against its list of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ibhxh.register.account import Account, Columns
from ibhxh.register.account_lines import COLUMNS, FIGURES, LINE, Measure
from ibhxh.register.close_month import counted, payroll, summed
from ibhxh.register.participant_list import ParticipantRow, Participants
from ibhxh.words import Words, number_text, same

_TOTAL = Words("Cộng", "Total")
_SIGNED = ("B.4", "B.4.3")
_LATE_MONEY = ("A.3", "B.5.1", "B.5.2", "B.5.3", "D.2", "Đ.3")


@dataclass(frozen=True, slots=True)
class BrokenIdentity:
    """An identity that does not hold: in which column (bhxh … total), what should stand there, what does."""

    identity: Words
    column: str
    expected: int
    found: int

    def text(self) -> Words:
        """The fault in a sentence."""
        return Words(
            "Cột {column}: {identity} phải bằng {expected}, đang là {found}.",
            "Column {column}: {identity} should be {expected}, it is {found}.",
        ).fill(
            column=COLUMNS.get(self.column, _TOTAL),
            identity=self.identity,
            expected=number_text(self.expected),
            found=number_text(self.found),
        )


#: Line → the lines it is the sum of, those after a minus taken away. They hold in every column.
_SUMS: tuple[tuple[str, str], ...] = (
    ("B.1", "A.1 B.1.1 -B.1.2"),
    ("Đ.1", "A.1 B.1.1 -B.1.2"),
    ("B.4", "B.4.1 -B.4.2 B.4.3"),
    ("C", "D.1 D.2"),
    ("Đ.2.2", "A.2.2 -A.2.1 B.3 B.4 -B.6 -D.1 Đ.2.1"),
    ("Đ.3", "A.3 B.5.3 -D.2"),
)
#: The same with lines of the month before, written with an apostrophe.
_CHAIN: tuple[tuple[str, str], ...] = (
    ("A.1", "Đ.1'"),
    ("A.2.1", "Đ.2.1'"),
    ("A.2.2", "Đ.2.2'"),
    ("A.3", "Đ.3'"),
    ("B.2", "B.2' B.2.1 -B.2.2"),
    ("B.3", "B.3' B.3.1 -B.3.2"),
)
_PARTS = (("B.4.1.1", "B.4.1"), ("B.4.2.1", "B.4.2"))
_EITHER = (("A.2.1", "A.2.2"), ("Đ.2.1", "Đ.2.2"))


def broken_identities(
    account: Account, previous: Account | None = None, participants: Participants | None = None
) -> list[BrokenIdentity]:
    """Every identity that does not hold, in the order of the notice; none in a sound account.

    Those that need the account of the month before or the month's list of people are asked where these are given.
    """
    found = [*_by_itself(account)]
    if previous:
        found += _differing(same("kỳ = kỳ trước + 1"), "total", previous.month + 1, account.month)
        found += (fault for line, parts in _CHAIN for fault in _sum(account, line, parts, previous))
    if participants:
        found += _against_people(account, participants)
    return found


def _by_itself(account: Account) -> Iterator[BrokenIdentity]:
    for code in FIGURES:
        yield from _line(account, code)
    for line, parts in _SUMS:
        yield from _sum(account, line, parts, None)
    for part, whole in _PARTS:
        for column in (*COLUMNS, "total"):
            if account[part][column] > account[whole][column]:
                yield BrokenIdentity(same(f"{part} ≤ {whole}"), column, account[whole][column], account[part][column])
    for excess, owed in _EITHER:
        for column in COLUMNS:
            if account[excess][column] and account[owed][column]:
                yield BrokenIdentity(same(f"{excess} = 0 ∨ {owed} = 0"), column, 0, account[excess][column])
    paid = sum(payment.amount for payment in account.payments)
    yield from _differing(
        Words("C = tổng các lệnh nộp tiền", "C = sum of the payments"), "total", paid, account["C"]["total"]
    )


def _line(account: Account, code: str) -> Iterator[BrokenIdentity]:
    figures, measure = account[code], LINE[code].measure
    if code not in _SIGNED:
        for column in (*COLUMNS, "total"):
            if figures[column] < 0:
                yield BrokenIdentity(same(f"{code} ≥ 0"), column, 0, figures[column])
    if measure is Measure.MONEY:
        added = sum(figures.funds().values())
        yield from _differing(
            Words(f"{code}: cộng các quỹ", f"{code}: sum of the funds"), "total", added, figures["total"]
        )
    if measure in (Measure.PAYROLL, Measure.RATE):
        nought = ("total",) if measure is Measure.PAYROLL else tuple(COLUMNS)
        for column in nought:
            yield from _differing(Words(f"{code}: để trống", f"{code}: left empty"), column, 0, figures[column])
    if code in _LATE_MONEY and not account.late_money_computed:
        told = Words(f"{code}: chưa tính lãi", f"{code}: late money is not computed")
        for column in (*COLUMNS, "total"):
            yield from _differing(told, column, 0, figures[column])


def _sum(account: Account, line: str, parts: str, previous: Account | None) -> Iterator[BrokenIdentity]:
    expected = Columns()
    for part in parts.split():
        code = part.strip("-'")
        figures = previous[code] if previous and part.endswith("'") else account[code]
        expected = expected - figures if part.startswith("-") else expected + figures
    first, *rest = parts.split()
    formula = " ".join([f"{line} = {first}", *(f"− {p[1:]}" if p.startswith("-") else f"+ {p}" for p in rest)])
    yield from _lines_differing(same(formula.replace("'", "(n−1)")), expected, account[line])


def _against_people(account: Account, participants: Participants) -> Iterator[BrokenIdentity]:
    for code, figures in (("B.1", counted), ("B.2", payroll), ("B.3", ParticipantRow.columns)):
        told = Words(f"{code} = tổng theo danh sách D09-TS", f"{code} = sum of the D09-TS list")
        yield from _lines_differing(told, summed(participants.rows, figures), account[code])


def _lines_differing(identity: Words, expected: Columns, found: Columns) -> Iterator[BrokenIdentity]:
    for column in (*COLUMNS, "total"):
        yield from _differing(identity, column, expected[column], found[column])


def _differing(identity: Words, column: str, expected: int, found: int) -> Iterator[BrokenIdentity]:
    if expected != found:
        yield BrokenIdentity(identity, column, expected, found)
