"""Texts from before Unicode: recognised with their font, and nothing else taken for one."""

from __future__ import annotations

import unicodedata

import pytest

from ibhxh.formats.excel.old_fonts import encoding_of, old_font
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

TCVN3, VNI = "TCVN3 (.VnTime)", "VNI (VNI-Times)"


@pytest.mark.parametrize(
    ("text", "font", "reads"),
    [
        ("C«ng ty TNHH May B×nh Minh", TCVN3, "Công ty TNHH May Bình Minh"),
        ("NguyÔn V¨n A", TCVN3, "Nguyễn Văn A"),
        ("TrÇn ThÞ H­¬ng", TCVN3, "Trần Thị Hương"),
        ("§Æng Quèc Kh¸nh", TCVN3, "Đặng Quốc Khánh"),
        ("Nguyeãn Vaên A", VNI, "Nguyễn Văn A"),
        ("Coâng ty TNHH May Bình Minh", VNI, "Công ty TNHH May Bình Minh"),
        ("Traàn Thò Höông", VNI, "Trần Thị Hương"),
        ("NGUYEÃN VAÊN A", VNI, "NGUYỄN VĂN A"),
    ],
)
def test_old_fonts_are_named_and_read(text: str, font: str, reads: str) -> None:
    found = old_font(text)
    assert found is not None
    assert (found.name, found.reads) == (font, reads)


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Thuý Hoà",
        "Müller",
        "São Paulo",
        "José",
        "Coca-Cola®",
        "25 °C, 30 m²",
        "½ ngày",
        "«ghi chú»",
        "Kim Min Jae",
    ],
)
def test_unicode_and_foreign_words_are_left_alone(text: str) -> None:
    assert old_font(text) is None
    assert old_font(unicodedata.normalize("NFD", text)) is None


def test_no_name_of_the_code_lists_is_taken_for_an_old_font() -> None:
    names = [row["vi"] for codes in LAW.codes.values() for row in codes.rows.values()]
    assert [name for name in names if old_font(name)] == []


def _in_1258(text: str) -> bytes:
    """Windows-1258 keeps tones apart from their letters."""
    apart = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        apart += unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones)) + tones
    return apart.encode("cp1258")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Hä vµ tªn,C«ng ty,TrÇn ThÞ Lan".encode("cp1252"), TCVN3),
        ("Hoï vaø teân,Coâng ty,Traàn Thò Lan".encode("cp1252"), VNI),
        (_in_1258("Họ và tên,Công ty,Nguyễn Văn Được"), "Windows-1258"),
        ("Prénom,Société générale,Château".encode("cp1252"), "Windows-1252"),
    ],
)
def test_the_encoding_of_a_text_file_is_guessed(data: bytes, encoding: str) -> None:
    assert encoding_of(data) == encoding
