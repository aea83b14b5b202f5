"""What differs in the law between two days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from ibhxh.law.errors import NoLawForDay
from ibhxh.law.law import Law
from ibhxh.law.month_table import Key
from ibhxh.law.parameter import Parameter
from ibhxh.law.parameter_file import Combination
from ibhxh.law.value import Value

#: For each key of a parameter the values it is about; a key about which nothing is said is left out.
Where = Mapping[str, tuple[Key, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """A parameter that is another on the second day, for the combinations of keys in `where`; None: no rule then."""

    parameter: Parameter
    where: Where
    before: Value | None
    after: Value | None


def changes(law: Law, before: date, after: date) -> Iterator[Change]:
    """Every parameter whose amount differs between the days, combinations that change alike told as one.

    Days that the data does not cover count as days without a rule.
    """
    for parameter in law.parameters.values():
        alike: dict[tuple[int | None, int | None], list[Combination]] = {}
        values: dict[Combination, tuple[Value | None, Value | None]] = {}
        for combination in product(*parameter.keys.values()):
            pair = _on(parameter, before, combination), _on(parameter, after, combination)
            amounts = tuple(value.amount if value else None for value in pair)
            if amounts[0] != amounts[1]:
                alike.setdefault((amounts[0], amounts[1]), []).append(combination)
                values[combination] = pair
        for combinations in alike.values():
            for where in gathered(parameter.keys, combinations):
                first = tuple((where.get(name) or axis)[0] for name, axis in parameter.keys.items())
                yield Change(parameter, where, *values[first])


def gathered(
    axes: Mapping[str, tuple[Key, ...]], combinations: Sequence[Combination]
) -> list[dict[str, tuple[Key, ...]]]:
    """The combinations in few blocks: values of a key that go with the same values of the others stand together."""
    if not axes:
        return [{}]
    (name, axis), *others = axes.items()
    alike: dict[str, tuple[list[Key], list[dict[str, tuple[Key, ...]]]]] = {}
    for key in axis:
        rest = [combination[1:] for combination in combinations if combination[0] == key]
        if rest:
            blocks = gathered(dict(others), rest)
            alike.setdefault(repr(blocks), ([], blocks))[0].append(key)
    return [
        ({} if len(keys) == len(axis) else {name: tuple(keys)}) | block
        for keys, blocks in alike.values()
        for block in blocks
    ]


def _on(parameter: Parameter, day: date, combination: Combination) -> Value | None:
    keys: dict[str, Key] = dict(zip(parameter.keys, combination, strict=True))
    try:
        return parameter.on(day, known_on=None, **keys)
    except NoLawForDay:
        return None
