"""One rule of the checks: what is wrong, where, in which words, and since when that is law."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import polars as pl

from ibhxh.checks.param import Param
from ibhxh.law import FieldId, Interval
from ibhxh.words import Words

if TYPE_CHECKING:
    from ibhxh.checks.view import View

RuleId = str


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  #: must be mended before sending
    WARNING = "warning"  #: may be sent with a reason
    INFO = "info"

    @property
    def words(self) -> Words:
        """Lỗi, Cảnh báo, Lưu ý."""
        return _SEVERITY_WORDS[self]


_SEVERITY_WORDS = {
    Severity.ERROR: Words("Lỗi", "Error"),
    Severity.WARNING: Words("Cảnh báo", "Warning"),
    Severity.INFO: Words("Lưu ý", "Note"),
}


class Scope(StrEnum):
    """What a rule looks at. Reports are equal everywhere only where the scope is CONTENT."""

    CONTENT = "content"  #: the dossier and the law pack alone
    HISTORY = "history"  #: beside them the employer's own past
    REGISTER = "register"  #: beside them the agency's register at an instant


class Blank(StrEnum):
    """What an empty cell means to a rule."""

    PASSES = "passes"  #: with any of its fields empty the rule has nothing to say
    WRONG = "wrong"  #: that its first field is empty is what is wrong


class Part(StrEnum):
    """Which cells a rule looks at."""

    ROWS = "rows"
    HEADER = "header"


#: A mask over the rows (or the header), or the hits themselves: `row` (null for the header), the columns that `params`
#: name, and `field` where the place is not the rule's first field.
Wrong = Callable[["View"], pl.Expr | pl.DataFrame]

D02 = ("D02-LT", "D02-TS")
TK1 = ("TK1-TS",)
#: Forms that name persons.
PEOPLE = (*D02, *TK1)
#: Whatever the form.
ANY_FORM = ()
#: The dossier itself: its business key, tax code, agency and forms.
DOSSIER = ("",)

#: As long as the oldest form known here has been in force.
ALWAYS = Interval(date(2017, 7, 1))
#: Law 41/2024/QH15.
LAW_2024 = Interval(date(2025, 7, 1))


@dataclass(frozen=True, slots=True)
class Fix:
    """What to put instead: for each field a value computed from the hit rows."""

    cells: Mapping[FieldId, pl.Expr]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, one id. The id never changes; `rev` grows with the words' places, the mask or the severity.

    `fields`: the cells it is about, the first of them being the place of its findings. A rule is asked only where the
    sheet's form has all of them. `cite` is None where the form's own filling guide or practice is the ground.
    `instead_of` names mechanical rules, as `field-kind`, that this one stands for. `among` is a cheap mask
    of the rows that may be wrong: a mask `wrong` is asked of those alone, and without any it is not asked at all.
    """

    id: RuleId
    severity: Severity
    forms: tuple[str, ...]
    fields: tuple[FieldId, ...]
    words: Words
    wrong: Wrong
    params: Mapping[str, Param] = field(default_factory=dict)
    cite: Words | None = None
    blank: Blank = Blank.PASSES
    valid: Interval = ALWAYS
    part: Part = Part.ROWS
    among: pl.Expr | None = None
    fix: Fix | None = None
    instead_of: frozenset[str] = frozenset()
    scope: Scope = Scope.CONTENT
    rev: int = 1

    def applies(self, form: str, fields: frozenset[FieldId], filed_on: date) -> bool:
        """Whether the rule has something to ask of a sheet of this form, with these columns, filed that day."""
        return self.of_form(form) and filed_on in self.valid and fields.issuperset(self.fields)

    def of_form(self, form: str) -> bool:
        """Whether the rule is about this form; the dossier itself ("") is no form."""
        return form in self.forms or (form not in DOSSIER and self.forms == ANY_FORM)
