"""The people of a dossier, known by the numbers it gives for them: any one of a person's numbers finds the person.

A number is a fact with a day and a source: the dossier made that day says so, on that line. Two lines that share a
number speak of one person, whatever else they say; that this person then has two books is for a check to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ibhxh.dossier.content import Content
from ibhxh.law import IdentifierKind, Law


@dataclass(frozen=True, slots=True)
class Identifier:
    """One number of a person, as a dossier gave it: made on `told_on`, on row `row` (from 0) of the form `form`."""

    kind: IdentifierKind
    number: str
    told_on: date
    form: str
    row: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a dossier speaks of: the names given, in the order met, and every number with its day and source."""

    names: tuple[str, ...]
    identifiers: tuple[Identifier, ...]

    def numbers(self, kind: IdentifierKind) -> tuple[str, ...]:
        """The person's different numbers of a kind, in the order met."""
        return tuple(dict.fromkeys(i.number for i in self.identifiers if i.kind is kind))


def people_of(content: Content, law: Law) -> tuple[Person, ...]:
    """The people of a content, in the order of their first line. Lines without any number are people by themselves."""
    groups: list[tuple[list[str], list[Identifier]]] = []
    by_number: dict[tuple[IdentifierKind, str], int] = {}
    for name, found in _lines(content, law):
        known = sorted({by_number[i.kind, i.number] for i in found if (i.kind, i.number) in by_number})
        home = known[0] if known else len(groups)
        if not known:
            groups.append(([], []))
        for other in known[1:]:  # the line ties people together who had been met apart
            names, identifiers = groups[other]
            groups[home][0].extend(names)
            groups[home][1].extend(identifiers)
            groups[other] = ([], [])
        groups[home][0].extend([name] if name else [])
        groups[home][1].extend(found)
        by_number |= {(i.kind, i.number): home for i in groups[home][1]}
    return tuple(
        Person(tuple(dict.fromkeys(names)), tuple(identifiers)) for names, identifiers in groups if names or identifiers
    )


def find_person(people: Sequence[Person], number: str) -> Person | None:
    """Whom any of the numbers finds."""
    return next((p for p in people if any(i.number == number for i in p.identifiers)), None)


def _lines(content: Content, law: Law) -> Iterator[tuple[str | None, list[Identifier]]]:
    told_on = content.head.made_on
    for sheet in content.sheets(law):
        kinds = [kind for kind in IdentifierKind if kind.value in sheet.rows.columns]
        for row, cells in enumerate(sheet.rows.select("full_name", *kinds).iter_rows(named=True)):
            given = [(kind, cells[kind.value]) for kind in kinds if cells[kind.value]]
            yield (
                cells["full_name"],
                [Identifier(_kind(k, text, told_on, law), text, told_on, sheet.version.form, row) for k, text in given],
            )


def _kind(column: IdentifierKind, number: str, told_on: date, law: Law) -> IdentifierKind:
    """What a number is: since it may stand for the insurance number, a personal ID is one in either column."""
    personal = law.identifiers[IdentifierKind.PERSONAL_ID]
    stands = personal.for_si_number is not None and told_on in personal.for_si_number.valid
    return personal.kind if stands and len(number) == personal.digits else column
