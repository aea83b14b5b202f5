"""How values are written for people."""

from __future__ import annotations

from datetime import date

import pytest

from ibhxh.problem import Problem
from ibhxh.words import Words, day_text, money_text, number_text, percent_text, scaled_text

pytestmark = pytest.mark.unit


def test_numbers_money_and_days() -> None:
    assert number_text(-1_460_250) == "\u22121.460.250"
    assert money_text(1_234_567) == "1.234.567\u00a0đ"
    assert percent_text(15_000) == "1,5\u00a0%"
    assert percent_text(300) == "0,03\u00a0%"
    assert scaled_text(46_500, 10_000) == "4,65"
    assert scaled_text(320_000, 10_000) == "32"
    assert scaled_text(-5, 10_000) == "\u22120,0005"
    assert day_text(date(2026, 7, 31)) == "31/07/2026"


def test_words_fill_each_language_with_its_own() -> None:
    sentence = Words("Còn {n} lỗi ở {place}.", "{n} errors in {place}.")
    assert sentence.fill(n=2, place=Words("cột 4", "column 4")) == Words("Còn 2 lỗi ở cột 4.", "2 errors in column 4.")


def test_a_problem_tells_place_fact_reason_and_remedy() -> None:
    problem = Problem(
        Words("Sai.", "Wrong."),
        where=Words("Dòng 1", "Row 1"),
        why=Words("Vì.", "Because."),
        fix=Words("Sửa.", "Mend."),
    )
    assert problem.text("vi") == "Dòng 1: Sai. Vì. Sửa."
    assert problem.text("en") == "Row 1: Wrong. Because. Mend."
    assert problem.as_dict()["code"] == "PROBLEM"
