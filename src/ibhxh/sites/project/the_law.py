"""The law this process works with: read once."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from ibhxh.law import Law, load_law, shipped_law


@cache
def the_law() -> Law:
    """The shipped law, with what the operator lays over it (`IBHXH_LAW`)."""
    return load_law(settings.IBHXH_LAW) if settings.IBHXH_LAW else shipped_law()
