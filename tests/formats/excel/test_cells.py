"""One cell at a time: what is a value, what is repaired and said, what is left unread."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.formats.excel.cells import (
    Repaired,
    Result,
    Unreadable,
    read_day,
    read_decimal,
    read_digits,
    read_flag,
    read_money,
    read_month,
    read_partial_date,
    read_text,
    read_text_of_digits,
    shown,
)
from ibhxh.formats.excel.grid import NoValue, Raw
from ibhxh.law.months import month_index

pytestmark = pytest.mark.unit

JULY = month_index("2026-07")


def outcome(result: Result) -> object:
    """Value, (value, code of the repair), or `?text` for an unread cell."""
    match result:
        case Repaired(value, code):
            return value, code
        case Unreadable(text):
            return f"?{text}"
    return result


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("5310000", 5_310_000),
        (5_310_000.0, 5_310_000),
        (5_307_200.000000001, 5_307_200),
        (0.0, 0),
        ("", None),
        ("  ", None),
        ("5.310.000", (5_310_000, "THOUSANDS_READ")),
        ("5,310,000", (5_310_000, "THOUSANDS_READ")),
        ("5 310 000", (5_310_000, "THOUSANDS_READ")),
        ("5\u00a0310\u00a0000 đ", (5_310_000, "THOUSANDS_READ")),
        ("5.310.000 VNĐ", (5_310_000, "THOUSANDS_READ")),
        ("5.310.000,00", (5_310_000, "THOUSANDS_READ")),
        ("5310000,0", 5_310_000),
        ("5310000 đồng", 5_310_000),
        ("-1.460.250", (-1_460_250, "THOUSANDS_READ")),
        ("−500", -500),
        ("5.310.000,50", "?5.310.000,50"),
        ("5.310.00", "?5.310.00"),
        ("5.310,000", "?5.310,000"),
        ("năm triệu", "?năm triệu"),
        ("đ", "?đ"),
        (5_310_000.4, "?5310000.4"),
        (1e20, "?1e+20"),
        ("9" * 30, "?" + "9" * 30),
        (date(2026, 7, 1), "?01/07/2026"),
        (NoValue("=J4*2"), "?=J4*2"),
        (NoValue("#DIV/0!"), "?#DIV/0!"),
    ],
)
def test_money(raw: Raw, read: object) -> None:
    assert outcome(read_money(raw)) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("32,5", 325_000),
        ("32.5", 325_000),
        ("32,5%", 325_000),
        ("32,5 %", 325_000),
        (32.5, 325_000),
        (4.65, 46_500),
        (0.1 + 0.2, 3_000),
        ("-0,5", -5_000),
        ("4,65432", "?4,65432"),
        (4.654321, "?4.654321"),
        ("1.234,5", "?1.234,5"),
        ("%", "?%"),
        ("", None),
        (NoValue("#N/A"), "?#N/A"),
    ],
)
def test_coefficients_and_percents(raw: Raw, read: object) -> None:
    assert outcome(read_decimal(raw)) == read


@given(st.integers(-(10**10), 10**10))
def test_a_decimal_of_four_places_is_read_exactly(value: int) -> None:
    whole, rest = divmod(abs(value), 10_000)
    text = f"{'-' if value < 0 else ''}{whole},{rest:04}"
    assert read_decimal(text) == value
    assert read_decimal(float(text.replace(",", "."))) == value


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("0990990001", "0990990001"),
        (9900000101.0, "9900000101"),
        (79900000101.0, ("079900000101", "ZEROS_RESTORED")),
        (990000010.0, ("0990000010", "ZEROS_RESTORED")),
        (99000001.0, ("0099000001", "ZEROS_RESTORED")),
        (7.0, "7"),
        ("7", "7"),
        (" 9900000101 ", "9900000101"),
        ("'9900000101", ("9900000101", "SEPARATORS_REMOVED")),
        ("990 000 0101", ("9900000101", "SEPARATORS_REMOVED")),
        ("99OOOOO101", "?99OOOOO101"),
        ("9.90E+09", "?9.90E+09"),
        ("９９０", "?９９０"),
        (9_900_000_101.5, "?9900000101.5"),
        (-1.0, "?-1"),
        ("", None),
        (True, "?TRUE"),
    ],
)
def test_social_insurance_numbers(raw: Raw, read: object) -> None:
    assert outcome(read_digits((10, 12))(raw)) == read


def test_an_old_identity_card_of_nine_digits_is_no_new_one_that_lost_its_zeros() -> None:
    read = read_digits((9, 12))
    assert read(123_456_789.0) == "123456789"
    assert outcome(read(12_345_678.0)) == ("012345678", "ZEROS_RESTORED")
    assert outcome(read(1_099_000_101.0)) == ("001099000101", "ZEROS_RESTORED")


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("07/2026", JULY),
        ("7/2026", JULY),
        ("07-2026", JULY),
        ("07.2026", JULY),
        ("2026-07", JULY),
        ("tháng 7/2026", JULY),
        ("Tháng 07/2026", JULY),
        (date(2026, 7, 1), JULY),
        (datetime.fromisoformat("2026-07-01 08:30"), JULY),
        (date(2026, 7, 15), (JULY, "DAY_LEFT_OUT")),
        ("01/07/2026", JULY),
        ("15/07/2026", (JULY, "DAY_LEFT_OUT")),
        (7.2026, (JULY, "NUMBER_AS_MONTH")),
        (72026.0, (JULY, "NUMBER_AS_MONTH")),
        (112026.0, (month_index("2026-11"), "NUMBER_AS_MONTH")),
        (202607.0, (JULY, "NUMBER_AS_MONTH")),
        (7.202, (month_index("2020-07"), "NUMBER_AS_MONTH")),
        ("30/05", "?30/05"),
        ("13/2026", "?13/2026"),
        ("7/26", "?7/26"),
        (2026.0, "?2026"),
        (46204.0, "?46204"),
        ("", None),
        (time(12, 0), "?12:00:00"),
    ],
)
def test_months(raw: Raw, read: object) -> None:
    assert outcome(read_month(raw)) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("15/07/1990", "1990-07-15"),
        ("15-7-1990", "1990-07-15"),
        ("1990-07-15 00:00:00", "1990-07-15"),
        (date(1990, 7, 15), "1990-07-15"),
        ("07/1990", "1990-07"),
        ("7/1990", "1990-07"),
        ("1990", "1990"),
        (1990.0, "1990"),
        ("31/02/1990", "?31/02/1990"),
        ("15/07/90", "?15/07/90"),
        ("00/1990", "?00/1990"),
        (33069.0, "?33069"),
        (1790.0, "?1790"),
        ("", None),
    ],
)
def test_birth_dates(raw: Raw, read: object) -> None:
    assert outcome(read_partial_date(raw)) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("12/02/2020", date(2020, 2, 12)),
        ("2020-02-12", date(2020, 2, 12)),
        (datetime.fromisoformat("2020-02-12 07:00"), date(2020, 2, 12)),
        ("02/2020", "?02/2020"),
        ("30/02/2020", "?30/02/2020"),
        (2020.0, "?2020"),
        ("", None),
    ],
)
def test_days(raw: Raw, read: object) -> None:
    assert outcome(read_day(raw)) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("x", True),
        ("X ", True),
        (1.0, True),
        ("1", True),
        ("Có", True),
        (True, True),
        (0.0, False),
        ("Không", False),
        (False, False),
        ("", None),
        ("2", "?2"),
        ("có lẽ", "?có lẽ"),
    ],
)
def test_flags(raw: Raw, read: object) -> None:
    assert outcome(read_flag(raw)) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("  Nguyễn Thị Thu Hà ", "Nguyễn Thị Thu Hà"),
        ("Tổ may 1\r\nChuyền 2", "Tổ may 1 Chuyền 2"),
        (12.0, "12"),
        (1.5, "1.5"),
        (date(2026, 7, 1), "01/07/2026"),
        ("= hợp đồng cũ", "= hợp đồng cũ"),
        ("=VLOOKUP(B4,X!A:B,2,FALSE)", "?=VLOOKUP(B4,X!A:B,2,FALSE)"),
        ("#REF!", "?#REF!"),
        ("C«ng ty", "?C«ng ty"),
        ("Nguyeãn Vaên A", "?Nguyeãn Vaên A"),
        ("", None),
    ],
)
def test_texts(raw: Raw, read: object) -> None:
    assert outcome(read_text(raw)) == read


def test_a_telephone_typed_as_a_number_gets_its_zero_back() -> None:
    read = read_text_of_digits((10,))
    assert outcome(read(901234567.0)) == ("0901234567", "ZEROS_RESTORED")
    assert read("028 3822 1234") == "028 3822 1234"


@given(st.floats(allow_nan=False, allow_infinity=False) | st.text() | st.dates() | st.booleans())
def test_no_cell_makes_a_reader_fail(raw: Raw) -> None:
    readers = (
        read_day,
        read_decimal,
        read_digits((10, 12)),
        read_flag,
        read_money,
        read_month,
        read_partial_date,
        read_text,
    )
    for read in readers:
        result = read(raw)
        if isinstance(result, Unreadable):
            assert result.text == shown(raw)
