"""Amounts in Vietnamese words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.printing.slips.money_words import money_words

pytestmark = pytest.mark.unit

_NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
DIGITS = {word: value for value, word in enumerate(_NAMES)}
DIGITS |= {"mốt": 1, "tư": 4, "lăm": 5}


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (14, "Mười bốn đồng"),
        (105, "Một trăm lẻ năm đồng"),
        (1_000, "Một nghìn đồng"),
        (1_005, "Một nghìn không trăm lẻ năm đồng"),
        (2_000_015, "Hai triệu không trăm mười lăm đồng"),
        (278_013_365, "Hai trăm bảy mươi tám triệu không trăm mười ba nghìn ba trăm sáu mươi lăm đồng"),
        (564_982_771, "Năm trăm sáu mươi tư triệu chín trăm tám mươi hai nghìn bảy trăm bảy mươi mốt đồng"),
        (8_560_900_000_000, "Tám nghìn năm trăm sáu mươi tỷ chín trăm triệu đồng"),
        (1_000_000_001, "Một tỷ không trăm lẻ một đồng"),
        (-1_460_250, "Âm một triệu bốn trăm sáu mươi nghìn hai trăm năm mươi đồng"),
    ],
)
def test_amounts_as_offices_read_them(amount: int, words: str) -> None:
    assert money_words(amount) == words


@given(st.integers(0, 10**15))
def test_the_words_say_the_amount(amount: int) -> None:
    assert read(money_words(amount).lower().removesuffix(" đồng").split()) == amount


def read(words: list[str]) -> int:
    """The number that words name, read the other way round than they are made."""
    for scale, value in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3)):
        if scale in words:
            at = len(words) - 1 - words[::-1].index(scale)
            return read(words[:at]) * value + read(words[at + 1 :])
    number = 0
    for word in words:
        if word == "mười":
            number += 10
        elif word in ("trăm", "mươi"):
            number = number - number % 10 + number % 10 * (100 if word == "trăm" else 10)
        elif word != "lẻ":
            number += DIGITS[word]
    return number
