"""Whom a line or a list speaks of: found by insurance number, else personal ID or passport, else name and birth date.

A personal ID may stand where the insurance number is asked for, so either number is looked for among both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ibhxh.dossier import Cell
from ibhxh.register.participant import Participant


class Identity(Protocol):
    """What somebody is known by."""

    @property
    def full_name(self) -> str: ...
    @property
    def birth_date(self) -> str | None: ...
    @property
    def si_number(self) -> str | None: ...
    @property
    def personal_id(self) -> str | None: ...
    @property
    def passport_number(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class GivenIdentity:
    """What one line gives."""

    full_name: str
    birth_date: str | None
    si_number: str | None
    personal_id: str | None
    passport_number: str | None


def identity_of(cells: Mapping[str, Cell]) -> GivenIdentity:
    """The identity in the cells of a line."""
    given = {name: cells.get(name) for name in GivenIdentity.__slots__}
    texts = {name: value if isinstance(value, str) else None for name, value in given.items()}
    return GivenIdentity(
        texts["full_name"] or "",
        texts["birth_date"],
        texts["si_number"],
        texts["personal_id"],
        texts["passport_number"],
    )


def name_key(identity: Identity) -> tuple[str, str | None]:
    """Name and birth date, letter case apart."""
    return identity.full_name.casefold(), identity.birth_date


class Known:
    """The people of a unit, to be found by what a line gives for them."""

    def __init__(self, people: Iterable[Participant]) -> None:
        self._by_number: dict[str, Participant] = {}
        self._by_name: dict[tuple[str, str | None], list[Participant]] = {}
        self._keys: set[str] = set()
        self._added: list[Participant] = []
        for person in people:
            self._enter(person)

    def find(self, identity: Identity) -> tuple[Participant, ...]:
        """Whom it finds: nobody, one, or several of the same name and birth date whom no number tells apart.

        Somebody of that name with other numbers of the same kinds is another person.
        """
        for number in (identity.si_number, identity.personal_id, identity.passport_number):
            if number and number in self._by_number:
                return (self._by_number[number],)
        return tuple(p for p in self._by_name.get(name_key(identity), ()) if not _contradict(p, identity))

    def add(self, person: Participant) -> None:
        """Somebody more, if not yet known."""
        if person.key not in self._keys:
            self._enter(person)
            self._added.append(person)

    def added(self) -> tuple[Participant, ...]:
        """Those added, in order."""
        return tuple(self._added)

    def _enter(self, person: Participant) -> None:
        self._keys.add(person.key)
        self._by_name.setdefault(name_key(person), []).append(person)
        for number in (person.si_number, person.personal_id, person.passport_number):
            if number:
                self._by_number.setdefault(number, person)


def _contradict(person: Participant, identity: Identity) -> bool:
    """Whether both give an insurance number, and not the same."""
    return bool(person.si_number and identity.si_number and person.si_number != identity.si_number)
