"""Who on the unit's list is who on the agency's: by number, else by name and birth date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ibhxh.register.participant import Participant
from ibhxh.register.participant_list import ParticipantRow, Participants

Pair = tuple[ParticipantRow | None, ParticipantRow | None]


def matched(own: Participants, theirs: Participants) -> Iterator[Pair]:
    """Everybody on either list, once: (own row, their row), None where a side does not have the person.

    An insurance number is looked for among personal IDs too, since one may stand for the other.
    """
    left, right = dict(enumerate(own)), dict(enumerate(theirs))
    for keys in (_si_numbers, _personal_ids, numbers_of, name_of):
        yield from _paired(left, right, keys)
    yield from ((row, None) for row in left.values())
    yield from ((None, row) for row in right.values())


_Keys = Callable[[ParticipantRow], Iterable[object]]


def _paired(left: dict[int, ParticipantRow], right: dict[int, ParticipantRow], keys: _Keys) -> Iterator[Pair]:
    """The pairs that share a key, taken out of both sides."""
    places = {key: place for place, row in right.items() for key in keys(row)}
    for own_place, own in list(left.items()):
        place = next((places[key] for key in keys(own) if places.get(key) in right), None)
        if place is not None:
            del left[own_place]
            yield own, right.pop(place)


def _si_numbers(row: ParticipantRow) -> Iterable[object]:
    return [row.si_number] if row.si_number else []


def _personal_ids(row: ParticipantRow) -> Iterable[object]:
    return [row.personal_id] if row.personal_id else []


def numbers_of(row: ParticipantRow | Participant) -> Iterable[object]:
    """The numbers a person is known by."""
    return [number for number in (row.si_number, row.personal_id) if number]


def name_of(row: ParticipantRow | Participant) -> Iterable[object]:
    """Name and birth date, for those whose numbers say nothing."""
    return [(row.full_name.casefold(), row.birth_date)]
