"""The reference says what the program does: its columns, notes, questions and refusals."""

from __future__ import annotations

import re

import pytest

from ibhxh.formats.excel import errors
from ibhxh.formats.excel.engagement import PHRASES
from ibhxh.formats.excel.errors import WorkbookProblem
from ibhxh.formats.excel.names import plain_key
from ibhxh.formats.excel.notes import WORDS
from ibhxh.formats.excel.questions import ASKED
from ibhxh.formats.excel.vnpt_columns import vnpt_columns
from ibhxh.problem import Problem
from tests.conftest import ROOT

pytestmark = pytest.mark.unit

TEXT = (ROOT / "docs" / "reference" / "excel.md").read_text(encoding="utf-8")
FIRST_CELLS = re.findall(r"^\| `?([^`|]+?)`? \|", TEXT, re.MULTILINE)


def test_every_column_of_vnpt_is_in_the_table_with_its_field() -> None:
    for column in vnpt_columns():
        element = f"`{column.element}`" if column.element else "–"
        (line,) = [line for line in TEXT.splitlines() if line.startswith(f"| {column.letters} | ")]
        assert line.startswith(f"| {column.letters} | {element} | {column.title} | ")
        if column.field:
            assert f"`{column.field}`" in line
        elif column.element not in ("STT", "Tk1_Save"):
            assert "no place" in line


def test_every_note_question_and_refusal_is_told() -> None:
    refusals = {
        kind.code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, Problem) and kind.__module__ == errors.__name__
    } - {WorkbookProblem.code}
    assert set(WORDS) | refusals | {asked.field for asked in ASKED} <= set(FIRST_CELLS)


def test_every_phrase_of_engagement_is_told() -> None:
    told = f" {plain_key(TEXT)} ".replace(" hdld thu hai or 2 ", " hop dong thu 2 hdld thu hai hdld thu 2 ")
    told = told.replace(" hop dong thu hai ", " hop dong thu hai hop dong lao dong thu hai hop dong lao dong thu 2 ")
    assert [phrase for phrase in PHRASES if f" {phrase} " not in told] == []
