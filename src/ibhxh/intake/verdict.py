"""What examining finds: evidence of a content, or a refusal that says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from ibhxh.dossier import Attachment, Content
from ibhxh.formats.envelope import UnitFacts
from ibhxh.formats.form_xml import Stray
from ibhxh.formats.receipt import EvidenceKind
from ibhxh.law import FormVersion
from ibhxh.problem import Problem
from ibhxh.trust import SignerFact
from ibhxh.words import Lang, Words

#: Kinds of evidence by which a person or an organisation stands for what is declared.
PROVING = frozenset({EvidenceKind.OFFICIAL_SIGNATURE, EvidenceKind.TRIAL_SIGNATURE, EvidenceKind.PAPER})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that came, and the content it is evidence of.

    `digest` is the SHA-256 (hex) of the `size` bytes that came. `settled` is False while nothing recent is known of a
    certificate's revocation: such evidence is received, and not yet counted.
    """

    kind: EvidenceKind
    digest: str
    size: int
    content: Content
    forms: tuple[FormVersion, ...]
    signers: tuple[SignerFact, ...] = ()
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Accepted:
    """A package that is what it claims to be. `strays` are texts of another program's forms that declare nothing."""

    evidence: Evidence
    unit: UnitFacts
    files: tuple[Attachment, ...]
    strays: tuple[tuple[FormVersion, Stray], ...]
    foreign: bool
    legal_day: date


@dataclass(frozen=True, slots=True)
class Refused:
    """Not taken in: `code` for machines, the rest for people. `field_code` is the code other gateways use for it,
    `next_round` the round that is free where the one asked for is taken."""

    code: str
    what: Words
    place: Words | None
    why: Words | None
    fix: Words
    field_code: str | None = None
    next_round: int | None = None

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """The refusal that a problem is."""
        fix = problem.fix or Words("Lập lại hồ sơ rồi gửi lại.", "Make the dossier again and send it.")
        field_code = getattr(problem, "field_code", None) or _FIELD_CODES.get(problem.code)
        next_round = getattr(problem, "next_round", None)
        return cls(problem.code, problem.what, problem.where, problem.why, fix, field_code, next_round)

    def text(self, lang: Lang) -> str:
        """Place, fact, reason and remedy in one paragraph, the other gateways' code at its end."""
        body = " ".join(part.text(lang) for part in (self.what, self.why, self.fix) if part)
        place = f"{self.place.text(lang)}: " if self.place else ""
        return f"{place}{body}" + (f" ({self.field_code})" if self.field_code else "")

    def as_dict(self) -> dict[str, object]:
        """The refusal as JSON-ready data, both languages."""
        texts = {"what": self.what, "where": self.place, "why": self.why, "fix": self.fix}
        said: dict[str, object] = {"code": self.code, "field_code": self.field_code}
        if self.next_round:
            said["next_round"] = self.next_round
        return said | {name: {"vi": words.vi, "en": words.en} for name, words in texts.items() if words}


_FIELD_CODES = dict.fromkeys(("NOT_XML", "NOT_UTF8", "XML_PROFILE", "DOCTYPE", "WRONG_ROOT"), "CE009")
