"""What a fault put in on purpose says about itself, so that a test can ask whether it was found."""

from __future__ import annotations

from dataclasses import dataclass

from ibhxh.checks.rule import RuleId
from ibhxh.law import FieldId


@dataclass(frozen=True, slots=True)
class SeededFault:
    """What was put in: about whom, which rules must find it, and where.

    `row` counts from 0 in the list, None is its header; `field` is the cell spoilt. Where reading the file mends the
    cell and says so for the whole list, `rules` is empty, `row` None and `note` the code of what is said.
    """

    person: str | None
    rules: tuple[RuleId, ...]
    row: int | None
    field: FieldId
    note: str | None = None
