"""The reader's language, and words in it: now, or when a form is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.functional import lazystr

from ibhxh.words import Lang, Words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def language() -> Lang:
    """The reader's language."""
    return "en" if translation.get_language() == "en" else "vi"


def said(words: Words) -> str:
    """Words in the reader's language."""
    return words.text(language())


class _Later:
    def __init__(self, words: Words) -> None:
        self._words = words

    def __str__(self) -> str:
        return said(self._words)


def later(vi: str, en: str) -> _StrPromise:
    """A text of a form (label, hint, error), in the language of whoever reads it at the time they do."""
    return lazystr(_Later(Words(vi, en)))
