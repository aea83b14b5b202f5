"""The participant list of a month, D09-TS: everybody on the list, with wage, bases and amounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from ibhxh.law.months import month_index, month_text
from ibhxh.register.account import Columns
from ibhxh.register.account_lines import COLUMN_OF_FUND, COLUMNS
from ibhxh.register.errors import NotAnAccount
from ibhxh.register.obligation import OWED

FORMAT = "ibhxh-d09/1"


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One person in the month. Money is đồng.

    `key` is the name in the register that made the list; another register knows the person by number. `head` is false
    for somebody who is charged for the month though no longer on the list. `declared_wage` is wage, allowance and the
    month's arrears; `bases` has the funds that are due (HTTT …) with their base, `amounts` what each payer owes each of
    them (httt_er …). `status` is the month's status (`law.month_statuses`).
    """

    key: str
    full_name: str
    birth_date: str | None
    si_number: str | None
    personal_id: str | None
    participant_class: str
    status: str
    head: bool
    wage: int
    allowance: int
    declared_wage: int
    bases: Mapping[str, int]
    amounts: Mapping[str, int]

    @property
    def total_er(self) -> int:
        """What the unit pays for this person."""
        return sum(amount for line, amount in self.amounts.items() if line.endswith("_er"))

    @property
    def total_ee(self) -> int:
        """What is kept from this person's wage."""
        return sum(amount for line, amount in self.amounts.items() if line.endswith("_ee"))

    @property
    def total(self) -> int:
        """Both together."""
        return self.total_er + self.total_ee

    def by_fund(self) -> dict[str, int]:
        """Fund → what both payers owe it, for the funds that are due."""
        return {fund: self.of_fund(fund) for fund in self.bases}

    def of_fund(self, fund: str) -> int:
        """What both payers owe a fund; 0 where it is not due."""
        return sum(self.amounts.get(f"{fund}_{payer}".lower(), 0) for payer in ("ER", "EE"))

    def columns(self) -> Columns:
        """The amounts by the columns of C12-TS."""
        sums = dict.fromkeys(COLUMNS, 0)
        for fund, _, line in OWED:
            if fund in self.bases:
                sums[COLUMN_OF_FUND[fund]] += self.amounts.get(line, 0)
        return Columns.summed(sums)


_FIELDS = tuple(field.name for field in fields(ParticipantRow))


@dataclass(frozen=True, slots=True)
class Participants:
    """The list of a unit and month (index), in the register's order."""

    unit_code: str
    month: int
    closed_on: date
    rows: tuple[ParticipantRow, ...]

    def __iter__(self) -> Iterator[ParticipantRow]:
        return iter(self.rows)

    @property
    def heads(self) -> int:
        """How many stand on the list."""
        return sum(row.head for row in self.rows)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready; `from_dict` gives the equal list back."""
        return {
            "format": FORMAT,
            "unit_code": self.unit_code,
            "month": month_text(self.month),
            "closed_on": self.closed_on.isoformat(),
            "rows": [_row_dict(row) for row in self.rows],
        }

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Participants:
        """What `as_dict` wrote, read strictly. Raises `NotAnAccount`."""
        try:
            listed = Participants(
                unit_code=data["unit_code"],
                month=month_index(data["month"]),
                closed_on=date.fromisoformat(data["closed_on"]),
                rows=tuple(ParticipantRow(**row) for row in data["rows"]),
            )
            figures = [n for r in listed for n in (r.wage, r.allowance, r.declared_wage, *r.bases.values(), r.total)]
            same = listed.as_dict() == data and all(type(figure) is int for figure in figures)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise NotAnAccount(repr(error)) from error
        if not same:
            raise NotAnAccount("unknown keys or values")
        return listed


def _row_dict(row: ParticipantRow) -> dict[str, Any]:
    """The row as JSON has it; not by `asdict`, which takes ten times as long for copying what cannot change."""
    said = {name: getattr(row, name) for name in _FIELDS}
    return said | {"bases": dict(row.bases), "amounts": dict(row.amounts)}
