"""The law this process works with: read once."""

from __future__ import annotations

from functools import cache

from ibhxh.law import Law, shipped_law


@cache
def the_law() -> Law:
    """The shipped law."""
    return shipped_law()
