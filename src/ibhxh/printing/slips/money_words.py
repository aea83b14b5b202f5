"""Amounts in words, as official papers repeat them: 278013365 → "Hai trăm bảy mươi tám triệu … đồng"."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_BILLION = 10**9


def money_words(amount: int) -> str:
    """The amount of đồng in Vietnamese words, beginning with a capital."""
    words = " ".join([*(["âm"] if amount < 0 else []), *_number(abs(amount)), "đồng"])
    return words[0].upper() + words[1:]


def _number(value: int) -> list[str]:
    billions, rest = divmod(value, _BILLION)
    if not billions:
        return _below_billion(rest, led=False) or [_DIGITS[0]]
    return [*_number(billions), "tỷ", *_below_billion(rest, led=True)]


def _below_billion(value: int, *, led: bool) -> list[str]:
    """Groups of three digits; `led`: something stands before, so that every hundred is named."""
    words: list[str] = []
    for power in (2, 1, 0):
        group = value // 1000**power % 1000
        if group:
            words += _group(group, led=led or bool(words))
            words += [_SCALES[power]] if power else []
    return words


def _group(value: int, *, led: bool) -> list[str]:
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or led else []
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [_DIGITS[tens], "mươi"]
    elif ones and words:
        words.append("lẻ")
    if ones:
        words.append(_one(tens, ones))
    return words


def _one(tens: int, ones: int) -> str:
    if ones == 5 and tens:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(ones, _DIGITS[ones])
    return _DIGITS[ones]
