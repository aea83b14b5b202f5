"""Which of several contracts of one person carries which fund: `law/concurrent_contracts.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from ibhxh.law.errors import LawDataFault, NoLawForDay
from ibhxh.law.interval import Interval
from ibhxh.law.source_entry import read_source
from ibhxh.law.strict import Entry, read_yaml
from ibhxh.law.value import Source
from ibhxh.words import Words, same


class Carrier(StrEnum):
    """The contract that carries a fund."""

    FIRST = "first"  #: the one signed first
    HIGHEST = "highest"  #: the one with the highest wage; of equal ones the one signed first
    EVERY = "every"

    def carries(self, place: int, wages: Sequence[int]) -> bool:
        """Whether the contract at that place does; `wages` in the order of signing."""
        match self:
            case Carrier.FIRST:
                return place == 0
            case Carrier.HIGHEST:
                return place == wages.index(max(wages))
            case Carrier.EVERY:
                return True


@dataclass(frozen=True, slots=True)
class ContractRule:
    """The carrier of each fund while `valid`."""

    valid: Interval
    carriers: Mapping[str, Carrier]
    source: Source


def contract_rule(rules: Sequence[ContractRule], day: date) -> ContractRule:
    """The rule of that day. Raises `NoLawForDay`."""
    for rule in rules:
        if day in rule.valid:
            return rule
    raise NoLawForDay("nhiều hợp đồng lao động", day, same("; ".join(rule.valid.text().vi for rule in rules)))


def read_contract_rules(path: Path) -> tuple[ContractRule, ...]:
    """All entries of the file, read strictly. Raises `LawDataFault`."""
    return tuple(_rules(path))


def _rules(path: Path) -> Iterator[ContractRule]:
    for place, item in enumerate(read_yaml(path)):
        entry = Entry(item, f"{path.name}[{place}]")
        funds = entry.take("funds", dict)
        if strange := [value for value in funds.values() if value not in set(Carrier)]:
            raise LawDataFault(
                entry.where,
                Words(f"Không dùng được {strange}.", f"{strange} cannot be used."),
                Words("Ghi first, highest hoặc every.", "Write first, highest or every."),
            )
        carriers = {fund: Carrier(value) for fund, value in funds.items()}
        yield ContractRule(entry.interval("valid"), carriers, read_source(entry))
        entry.done()
