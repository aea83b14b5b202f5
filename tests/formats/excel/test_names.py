"""Names brought to one form; codes found by name."""

from __future__ import annotations

import unicodedata

import pytest

from ibhxh.formats.excel.cells import Repaired, Unreadable
from ibhxh.formats.excel.field_readers import names_in, read_choice, read_code, reader_of
from ibhxh.formats.excel.names import NameIndex, name_key, plain_key
from tests.build.sheets import D02, LAW, TK1

pytestmark = pytest.mark.unit


def test_names_agree_however_the_tone_mark_is_placed_or_composed() -> None:
    assert name_key("Tỉnh Hoà Bình ") == name_key("TỈNH HÒA  BÌNH")
    assert name_key(unicodedata.normalize("NFD", "Xã Phú Thuỷ")) == name_key("Xã Phú Thủy")
    assert name_key("Xã Tân Hà") != name_key("Xã Tân Hạ")
    assert plain_key("Đặng Thị Út") == "dang thi ut"


def test_a_name_of_two_codes_is_no_answer() -> None:
    index = NameIndex.of([("Xã Tân Hà", "1"), ("Xã Tân Hạ", "2"), ("Tân Hưng", "3"), ("Tân Hưng", "4")])
    assert index.find("xã tân hà") == "1"
    assert index.find("Xa Tan Ha") is None
    assert index.find("Tân Hưng") is None
    assert index.find_all("Tân Hưng") == {"3", "4"}
    assert index.find("Tân Bình") is None


@pytest.mark.parametrize(
    ("raw", "plan"),
    [
        ("TM", "TM"),
        ("tm", "TM"),
        ("TM - Tăng mới", "TM"),
        ("ON - Đi làm lại", "ON"),
        ("Đi làm lại", "ON"),
        ("Giảm hẳn", "GH"),
        ("Tang moi", "TM"),
        ("OM", "OM"),
        ("", None),
    ],
)
def test_plans_by_code_and_by_name(raw: str, plan: str | None) -> None:
    assert read_code(LAW.codes["plans"])(raw) == plan


def test_what_is_neither_code_nor_name_stays_unread() -> None:
    assert read_code(LAW.codes["plans"])("xin nghỉ") == Unreadable("xin nghỉ", "UNKNOWN_NAME")


def test_codes_typed_as_numbers_get_their_zeros_back() -> None:
    assert read_code(LAW.codes["wage_regions"])(1.0) == Repaired("01", "ZEROS_RESTORED", "1", "01")
    assert read_code(LAW.codes["care_facilities"])(1005.0) == Repaired("01005", "ZEROS_RESTORED", "1005", "01005")
    assert read_code(LAW.codes["hi_levels"])(4.0) == "4"


def test_places_are_found_without_their_official_word() -> None:
    assert names_in(LAW.codes["provinces"]).find("Hồ Chí Minh") == "79"
    assert names_in(LAW.codes["wage_regions"]).find("I") == "01"


def test_choices_in_both_languages_and_as_the_electronic_form_has_them() -> None:
    read = read_choice(D02.wire.field("sex"), D02)
    assert [read(raw) for raw in ("Nam", "nữ", "Female", "1", 0.0, 1.0, "male", "")] == [
        "male", "female", "female", "male", "female", "male", "male", None,
    ]  # fmt: skip
    assert read("khác") == Unreadable("khác")
    week = read_choice(D02.wire.field("work_week"), D02)
    assert [week(raw) for raw in ("5,5 ngày", "5.5", 6.0, 5.5)] == ["5.5", "5.5", "6", "5.5"]


def test_every_field_of_every_form_has_a_reader_that_takes_an_empty_cell() -> None:
    for version in LAW.forms:
        for field in (*version.wire.header, *version.wire.row):
            assert reader_of(field, version, LAW)("") is None, field.id
    assert reader_of(TK1.wire.field("ethnic_group"), TK1, LAW)("Kinh") == "01"
