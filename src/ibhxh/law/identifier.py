"""The kinds of number a person is known by, each with its days and where that is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from ibhxh.law.interval import Interval
from ibhxh.law.strict import Entry, read_yaml
from ibhxh.law.value import Confidence
from ibhxh.words import Words


class IdentifierKind(StrEnum):
    """The numbers of the glossary."""

    SI_NUMBER = "si_number"
    PERSONAL_ID = "personal_id"
    PASSPORT_NUMBER = "passport_number"


@dataclass(frozen=True, slots=True)
class Standing:
    """The days on which a number may stand where the insurance number is asked for, and who says so."""

    valid: Interval
    reference: str
    confidence: Confidence
    note: Words | None


@dataclass(frozen=True, slots=True)
class IdentifierRule:
    """One kind of number. `digits` is its length, None where it has none; `for_si_number` when it may replace that."""

    kind: IdentifierKind
    words: Words
    digits: int | None
    valid: Interval
    reference: str
    published: date
    confidence: Confidence
    for_si_number: Standing | None


def read_identifiers(path: Path) -> Mapping[IdentifierKind, IdentifierRule]:
    """The kinds of the file, read strictly. Raises `LawDataFault`."""
    rules = [_rule(Entry(item, f"{path.name}[{i}]")) for i, item in enumerate(read_yaml(path))]
    return {rule.kind: rule for rule in rules}


def _rule(entry: Entry) -> IdentifierRule:
    rule = IdentifierRule(
        kind=IdentifierKind(entry.take("kind", str)),
        words=entry.words(),
        digits=entry.take("digits", int, None),
        valid=entry.interval("valid"),
        reference=entry.take("reference", str),
        published=entry.take("published", date),
        confidence=Confidence(entry.take("confidence", str)),
        for_si_number=_standing(entry) if entry.has("for_si_number") else None,
    )
    entry.done()
    return rule


def _standing(entry: Entry) -> Standing:
    inner = Entry(entry.take("for_si_number", dict), f"{entry.where}: for_si_number")
    standing = Standing(
        valid=inner.interval("valid"),
        reference=inner.take("reference", str),
        confidence=Confidence(inner.take("confidence", str)),
        note=inner.words("note") if inner.has("note") else None,
    )
    inner.done()
    return standing
