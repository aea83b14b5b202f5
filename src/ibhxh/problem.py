"""The one shape of bad news: what, where, why and how to mend it.

Error texts are part of the interface. Every room derives its typed errors from `Problem`; the places that talk to
people (command line, pages, gateway) turn any of them into words without knowing which it is.
"""

from __future__ import annotations

from typing import ClassVar

from ibhxh.words import Lang, Words


class Problem(Exception):  # noqa: N818 - a problem is told to a person, it is not a fault of the program
    """Something given to the product cannot be used as it is.

    `code` names the kind for machines and never changes; the four texts are for people.
    """

    code: ClassVar[str] = "PROBLEM"

    def __init__(
        self, what: Words, *, where: Words | None = None, why: Words | None = None, fix: Words | None = None
    ) -> None:
        super().__init__(what.vi)
        self.what, self.where, self.why, self.fix = what, where, why, fix

    def text(self, lang: Lang) -> str:
        """Place, fact, reason and remedy in one paragraph."""
        parts = [part.text(lang) for part in (self.what, self.why, self.fix) if part]
        body = " ".join(parts)
        return f"{self.where.text(lang)}: {body}" if self.where else body

    def as_dict(self) -> dict[str, object]:
        """The problem as JSON-ready data, both languages."""
        named = {"what": self.what, "where": self.where, "why": self.why, "fix": self.fix}
        return {"code": self.code} | {k: {"vi": w.vi, "en": w.en} for k, w in named.items() if w}
