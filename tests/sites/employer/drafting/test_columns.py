"""The columns of the grid: signs that tell them apart, room for their headings, codes found in the likeliest order."""

from __future__ import annotations

from collections import Counter

import pytest

from ibhxh.law import FormVersion
from ibhxh.sites.employer.drafting.columns import columns_as_data, matching
from tests.build.sheets import D02, D02_OF_2017, LAW, TK1

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("version", [D02_OF_2017, D02, TK1], ids=lambda version: f"{version.form} {version.act}")
def test_no_two_columns_have_one_sign(version: FormVersion) -> None:
    columns = columns_as_data(version, LAW, "vi")
    signs = Counter(column["sign"] for column in columns if column["sign"])
    assert set(signs.values()) == {1}
    assert all(column["sign"] != column["name"] for column in columns)


def test_a_sign_that_two_fields_share_is_left_out() -> None:
    signs = {column["id"]: column["sign"] for column in columns_as_data(D02_OF_2017, LAW, "vi")}
    assert (signs["plan"], signs["note"], signs["wage"]) == ("", "", "")
    assert (signs["full_name"], signs["from_month"], signs["to_month"]) == ("B", "8", "9")


def test_a_long_heading_has_room_in_two_lines() -> None:
    width = {column["id"]: column["width"] for column in columns_as_data(D02_OF_2017, LAW, "vi")}
    assert width["seniority_beyond_scale"] == 122  # Thâm niên vượt | khung (%)
    assert width["high_skill_from"] > width["absent_from"] == 116


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("gi", "Giảm"),  # not "Điều chỉnh tham gia", which has it in a later word
        ("giảm", "Giảm"),
        ("giam", "Giảm"),
        ("tm", "Tăng mới"),  # by code
        ("thai san", "Nghỉ thai sản"),
    ],
)
def test_codes_are_found_with_tone_marks_and_without_the_likeliest_first(typed: str, first: str) -> None:
    found = matching(LAW.codes["plans"], typed, "vi")
    assert found[0][1].startswith(first)


def test_what_no_name_holds_finds_nothing() -> None:
    assert matching(LAW.codes["plans"], "xyz gi do", "vi") == []
