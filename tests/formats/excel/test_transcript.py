"""Whole columns are read as their cells are, one by one; the short cuts change nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.dossier import Cell, Unread
from ibhxh.dossier.text import normal_text
from ibhxh.formats.excel.cells import Repaired, Unreadable
from ibhxh.formats.excel.field_readers import reader_of
from ibhxh.formats.excel.grid import NoValue, Raw
from ibhxh.formats.excel.transcript import Transcript
from tests.build.sheets import D02, LAW

pytestmark = pytest.mark.unit

FIELDS = ("full_name", "si_number", "wage", "declared_rate", "birth_date", "from_month", "late_interest", "sex", "plan")
TYPED = st.sampled_from(
    ["", "Nguyễn Văn A", "Nguye\u0302\u0303n", "  x ", "a\nb", "C«ng ty", "=SUM(A1)", "#N/A", "7", "0990990001",
     "990 1", "5.310.000", "32,5", "07/2026", "15/07/1990", "TM", "TM - Tăng mới", "Nam", "x", "1", "0", "TRUE", "ñ"]
)  # fmt: skip
RAW = TYPED | st.text(max_size=8) | st.floats(0, 10**13) | st.integers(0, 2).map(float) | st.booleans()
COLUMN = st.lists(TYPED | st.text(max_size=8), max_size=12) | st.lists(
    RAW | st.dates(date(1900, 1, 1), date(2199, 1, 1)) | st.just(NoValue("=A1")), max_size=12
)


@given(st.sampled_from(FIELDS), COLUMN)
def test_a_column_is_its_cells(name: str, column: list[Raw]) -> None:
    reader = reader_of(D02.wire.field(name), D02, LAW)
    transcript = Transcript(D02, len(column))
    transcript.take(name, reader, column)
    values: list[Cell] = []
    unread: list[Unread] = []
    for row, raw in enumerate(column):
        result: Any = reader(raw)
        if isinstance(result, Unreadable):
            unread.append(Unread(row, name, result.text))
            result = None
        values.append(result.value if isinstance(result, Repaired) else result)
    expected = [normal_text(value) if isinstance(value, str) else value for value in values]
    sheet = transcript.sheet({})
    assert sheet.rows[name].to_list() == expected
    assert sheet.unread == tuple(unread)


def test_true_and_one_in_the_same_column_are_kept_apart() -> None:
    transcript = Transcript(D02, 4)
    transcript.take("si_number", reader_of(D02.wire.field("si_number"), D02, LAW), [1.0, True, 0.0, False])
    sheet = transcript.sheet({})
    assert sheet.rows["si_number"].to_list() == ["1", None, "0", None]
    assert [cell.text for cell in sheet.unread] == ["TRUE", "FALSE"]


def test_an_empty_column_is_no_column() -> None:
    transcript = Transcript(D02, 2)
    transcript.take("note", reader_of(D02.wire.field("note"), D02, LAW), ["", ""])
    assert transcript.read == {}
    assert transcript.sheet({}).rows.height == 2
