"""Line breaking: nothing lost, nothing too wide; and the font has every letter the law prints."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.printing.letters import UNSHOWABLE, break_evenly, break_lines, fits_unbroken, showable, text_width
from tests.build.sheets import LAW, any_text

pytestmark = pytest.mark.unit

VIETNAMESE = "ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲỴỶỸĐắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳỵỷỹđƯƠươ₫−…"


@given(any_text(200).map(lambda text: showable(text or "")), st.sampled_from([6.5, 8.0, 13.0]))
def test_lines_hold_all_letters_and_fit(text: str, size: float) -> None:
    lines = break_lines(text, 20, size)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, size) <= 20 for line in lines)
    assert all(lines)


def test_lines_break_at_blanks_and_only_long_words_are_cut() -> None:
    assert break_lines("Công nhân may; Xã Hóc Môn", 20, 8) == ["Công nhân may;", "Xã Hóc Môn"]
    assert break_lines("", 20, 8) == []
    assert not fits_unbroken("abcdefghijklmnopqrstuvwxyz", 20, 8)
    assert "".join(break_lines("abcdefghijklmnopqrstuvwxyz", 20, 8)) == "abcdefghijklmnopqrstuvwxyz"


def test_titles_are_broken_into_lines_of_like_length() -> None:
    title = "TỜ KHAI ĐĂNG KÝ, ĐIỀU CHỈNH THÔNG TIN THAM GIA BẢO HIỂM XÃ HỘI, BẢO HIỂM Y TẾ"
    greedy, even = break_lines(title, 150, 13, "bold"), break_evenly(title, 150, 13, "bold")
    assert len(greedy) == len(even) == 2
    widths = [text_width(line, 13, "bold") for line in even]
    assert max(widths) - min(widths) < max(text_width(line, 13, "bold") for line in greedy) - min(widths)


def test_digits_are_of_one_width() -> None:
    assert len({text_width(digit, 8) for digit in "0123456789"}) == 1


def test_letters_the_font_lacks_become_a_box() -> None:
    assert showable("山田 Nguyễn") == f"{UNSHOWABLE * 2} Nguyễn"
    assert showable(VIETNAMESE) == VIETNAMESE


def printed_words() -> Iterator[str]:
    """Every text of the law that a form may print."""
    for version in LAW.forms:
        yield from (version.face.title.vi.upper(), version.reference.vi, version.face.print.signer.vi)
        yield from (label for line in version.face.print.header_lines for label, _ in line)
        yield from (column.name.vi for top in version.face.print.columns for column in (top, *top.leaves()))
        yield from (words.vi for label in version.face.labels.values() for words in label.choices.values())
    for codes in LAW.codes.values():
        yield from (codes.words(code).vi for code in codes)


@pytest.mark.parametrize("face", ["regular", "bold"])
def test_the_font_has_all_that_the_law_prints(face: str) -> None:
    for words in printed_words():
        assert showable(words) == words
        assert text_width(words, 8, face) > 0
