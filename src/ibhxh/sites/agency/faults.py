"""What was typed in a form and cannot be used: told at the top of the page and at its field."""

from __future__ import annotations

from typing import NamedTuple

from ibhxh.words import Words


class Fault(NamedTuple):
    """The id of a field, and what is wrong with it."""

    field: str
    words: Words
