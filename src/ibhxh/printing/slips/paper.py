"""The sheets of slips, with the margins of Decree 30/2020/NĐ-CP (annex I)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """A4 one way or the other with its margins, in millimetres."""

    width: float
    height: float
    left: float
    right: float
    top: float = 20
    bottom: float = 20


PORTRAIT = Sheet(width=210, height=297, left=30, right=15)
#: For a wide table.
WIDE_PORTRAIT = Sheet(width=210, height=297, left=20, right=15)
LANDSCAPE = Sheet(width=297, height=210, left=15, right=15)
