"""A rule that looks back, asked of two books: the employer's own (HIS-…) and the agency's register (REG-…).

Rule files write it once, under the bare number; `{book}` in its words is the name of the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import polars as pl
from polars import col

from ibhxh.checks.rule import Rule, Scope
from ibhxh.words import Words

_BOOKS = {
    Scope.HISTORY: ("HIS", Words("sổ của đơn vị", "the unit's own book")),
    Scope.REGISTER: ("REG", Words("sổ của cơ quan BHXH", "the agency's register")),
}
#: No equal line was filed before: where one was, that alone is told.
NEW = col("filed_state").is_null()
#: Known, and on the list in the row's first month; never where the row has none.
ON_LIST = (
    col("past_since").is_not_null()
    & col("from_month").is_not_null()
    & (col("past_left_from").is_null() | (col("from_month") < col("past_left_from"))).fill_null(False)
)


def of_both(*rules: Rule) -> tuple[Rule, ...]:
    """Each rule for each book. Only the employer can mend a row, so only there it has its fix."""
    return tuple(_each(rules))


def so_far(first: str) -> pl.Expr:
    """Whether the dossier itself has such a row (`joins_here` …) up to the row's own month."""
    return (col(first) <= col("from_month")).fill_null(False)


def _each(rules: Iterable[Rule]) -> Iterator[Rule]:
    for scope, (letters, book) in _BOOKS.items():
        for rule in rules:
            words = Words(rule.words.vi.replace("{book}", book.vi), rule.words.en.replace("{book}", book.en))
            fix = rule.fix if scope is Scope.HISTORY else None
            yield replace(rule, id=f"{letters}-{rule.id}", scope=scope, words=words, fix=fix)
