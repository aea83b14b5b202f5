"""Words in the two languages of the product, and the way values are written for people.

Vietnamese comes first on every screen and print, English second and complete. A sentence is one whole text with named
places, never built from pieces. English counts in two forms, so that a text may hold both and the value chooses:
`{n} {n:row is|rows are} left` reads "1 row is left", "2 rows are left".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter
from typing import Any, Literal

Lang = Literal["vi", "en"]

NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Vietnamese and in English; `{name}` marks a place to be filled."""

    vi: str
    en: str

    def fill(self, **values: object) -> Words:
        """Both texts with their places filled; a value that is itself `Words` is given in each language."""
        return Words(
            filled(self.vi, {name: _in(value, "vi") for name, value in values.items()}),
            filled(self.en, {name: _in(value, "en") for name, value in values.items()}),
        )

    def text(self, lang: Lang) -> str:
        """The text in one language."""
        return self.vi if lang == "vi" else self.en


def filled(text: str, values: Mapping[str, object]) -> str:
    """A text with its places filled as `str.format` does; `{n:row|rows}` is "row" where `n` reads 1, else "rows"."""
    # Most texts count nothing, and the slower way would show on a page of many rows.
    return _COUNTING.vformat(text, (), values) if "|" in text else text.format_map(values)


def unfilled(text: str) -> str:
    """A text as documents show it, its places open: of each two forms the plural, "{n} rows"."""
    return re.sub(r"\{\w+:[^{}|]*\|([^{}]*)\}", r"\1", text)


class _Counting(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        one, both, many = format_spec.partition("|")
        if not both:
            return format(value, format_spec)
        # By what is read, not by type: most counts come dressed already, as 1.000 or escaped for a page.
        return one if str(value) == "1" else many


_COUNTING = _Counting()


def _in(value: object, lang: Lang) -> object:
    return value.text(lang) if isinstance(value, Words) else value


def same(text: str) -> Words:
    """A proper name or code that reads alike in both languages."""
    return Words(text, text)


def number_text(value: int) -> str:
    """1234567 → 1.234.567, with a true minus sign."""
    return f"{value:,}".replace(",", ".").replace("-", "\u2212")


def money_text(amount: int) -> str:
    """Đồng for people: 1234567 → 1.234.567 đ."""
    return f"{number_text(amount)}{NO_BREAK}đ"


def scaled_text(value: int, scale: int) -> str:
    """An integer of 1/`scale` (a power of ten) as a decimal with a comma: 45000, 10_000 → 4,5."""
    whole, rest = divmod(abs(value), scale)
    digits = str(rest).zfill(len(str(scale)) - 1).rstrip("0") if rest else ""
    sign = "\u2212" if value < 0 else ""
    return f"{sign}{number_text(whole)}{',' if digits else ''}{digits}"


def percent_text(rate: int) -> str:
    """A rate of 1/1,000,000 as a percentage: 15000 → 1,5 %."""
    return f"{scaled_text(rate, 10_000)}{NO_BREAK}%"


def day_text(day: date) -> str:
    """31/07/2026."""
    return f"{day:%d/%m/%Y}"


def instant_text(at: datetime) -> str:
    """14:05 ngày 31/07/2026 is said by the sentence around; here: 31/07/2026 14:05:09."""
    return f"{at:%d/%m/%Y %H:%M:%S}"
