"""The comparison of a month as a workbook: the differences, then everybody line by line."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from ibhxh.amounts import FUNDS
from ibhxh.law.months import month_words
from ibhxh.register import ParticipantRow
from ibhxh.sites.employer.unit.comparison import Comparison, gap_of
from ibhxh.words import Lang, Words

_MONEY = "#,##0;[Red]\u2212#,##0"
_DIFFERENCES = (
    Words("Mã", "Code"),
    Words("Loại chênh lệch", "Kind"),
    Words("Nội dung", "Difference"),
    Words("Nguyên nhân", "Cause"),
    Words("Cách xử lý", "What to do"),
    Words("Cơ quan BHXH hơn sổ đơn vị (đồng)", "Agency over unit (VND)"),
)
_PERSON = (Words("Họ và tên", "Full name"), Words("Mã số BHXH", "Insurance number"), Words("Số CCCD", "Personal ID"))
_SIDES = (Words("sổ đơn vị", "unit"), Words("D09-TS", "D09-TS"))
_WAGE, _SUM, _GAP = Words("Lương", "Wage"), Words("Cộng", "Total"), Words("Lệch", "Difference")


def comparison_book(comparison: Comparison, lang: Lang) -> bytes:
    """The .xlsx in one language."""
    output = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        money, wrap = book.add_format({"num_format": _MONEY}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(Words("Chênh lệch", "Differences").text(lang))
        sheet.write_row(2, 0, [words.text(lang) for words in _DIFFERENCES], head)
        sheet.write(0, 0, _title(comparison).text(lang))
        for at, one in enumerate(comparison.found.differences, 3):
            told = next((told for told in comparison.told if told.difference is one), None)
            cause = told.cause if told else one.kind.cause
            texts = (one.code, *(words.text(lang) for words in (one.kind.name, one.what, cause, one.kind.choice)))
            sheet.write_row(at, 0, texts, wrap)
            sheet.write_number(at, len(texts), one.amounts["total"], money)
        at = len(comparison.found.differences) + 3
        sheet.write(at, 4, _SUM.text(lang), head)
        sheet.write_number(at, 5, comparison.found.gap["total"], money)
        sheet.set_column(0, 0, 7)
        sheet.set_column(1, 4, 36)
        sheet.set_column(5, 5, 20)

        everybody = book.add_worksheet(Words("Từng người", "Line by line").text(lang))
        everybody.write_row(0, 0, _heads(lang), head)
        for at, (own, theirs) in enumerate(comparison.pairs, 1):
            person = own or theirs
            assert person is not None  # noqa: S101 - a pair has a side
            everybody.write_row(at, 0, [person.full_name, person.si_number or "", person.personal_id or ""])
            everybody.write_row(at, 3, [*_figures(own, theirs), gap_of((own, theirs))], money)
        everybody.set_column(0, 0, 30)
        everybody.set_column(1, 2, 15)
        everybody.set_column(3, 3 + len(_heads(lang)), 14)
        everybody.freeze_panes(1, 1)
        everybody.autofilter(0, 0, len(comparison.pairs), len(_heads(lang)) - 1)
    return output.getvalue()


def _title(comparison: Comparison) -> Words:
    return Words(
        "Đối chiếu C12-TS, D09-TS tháng {month} với sổ của {unit}",
        "C12-TS and D09-TS of {month} and the books of {unit}",
    ).fill(month=month_words(comparison.month), unit=comparison.ledger.unit.unit_name)


def _heads(lang: Lang) -> list[str]:
    columns = (_WAGE, *FUNDS.values(), _SUM)
    pairs = [f"{column.text(lang)}, {side.text(lang)}" for column in columns for side in _SIDES]
    return [*(words.text(lang) for words in _PERSON), *pairs, _GAP.text(lang)]


def _figures(own: ParticipantRow | None, theirs: ParticipantRow | None) -> Sequence[int]:
    sides = (own, theirs)
    wages = [side.declared_wage if side else 0 for side in sides]
    funds = [side.of_fund(fund) if side else 0 for fund in FUNDS for side in sides]
    return [*wages, *funds, *(side.total if side else 0 for side in sides)]
