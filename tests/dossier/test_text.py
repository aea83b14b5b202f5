"""The normal form of text."""

from __future__ import annotations

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.dossier.text import normal_column, normal_text

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("  Vũ Thị Phương Nga\u00a0", "Vũ Thị Phương Nga"),
        (unicodedata.normalize("NFD", "Vũ Thị Phượng Nga"), "Vũ Thị Phượng Nga"),
        ("Lê\u200b Thị\ufeff", "Lê Thị"),
        ("hai\ndòng", "haidòng"),
        ("\u202eđảo", "đảo"),
        ("\U0010ffffx", "x"),
        ("", None),
        (" \u3000 ", None),
        ("\x00\x1f", None),
        (None, None),
        ('giữ "nháy" và \\', 'giữ "nháy" và \\'),
    ],
)
def test_normal_form(typed: str | None, normal: str | None) -> None:
    assert normal_text(typed) == normal


@given(st.text())
def test_normal_form_is_reached_at_once(text: str) -> None:
    once = normal_text(text)
    assert normal_text(once) == once


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), max_size=20))
def test_whole_columns_agree_with_single_texts(texts: list[str]) -> None:
    column = pl.DataFrame({"t": pl.Series(texts, dtype=pl.String)}).select(normal_column(pl.col("t")))
    assert column["t"].to_list() == [normal_text(text) for text in texts]


def test_letters_newer_than_some_interpreters_compose_as_they_do_in_a_column() -> None:
    """U+105D2 U+0307 compose since Unicode 16: one text and a column of it must not become two declarations."""
    typed = "\U000105d2\u0307"
    column = pl.DataFrame({"text": [typed]}).select(normal_column(pl.col("text"))).item()
    assert normal_text(typed) == column == "\U000105c9"
