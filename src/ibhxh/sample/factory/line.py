"""A line of the factory's lists: a person, a plan and what the clerk writes about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ibhxh.dossier import Cell
from ibhxh.law.form_version import FieldId
from ibhxh.law.months import month_index
from ibhxh.sample.factory.people import PEOPLE, Person

WORKPLACE = "Xã Hóc Môn, Thành phố Hồ Chí Minh"

#: Plan → kind of declaration: 1 more people, 2 more wage, 3 fewer people, 4 less wage, 5 other.
_KINDS = {
    "TM": "1", "TD": "1", "TL": "1", "ON": "1", "DC": "2", "AD": "2",
    "GH": "3", "OF": "3", "KL": "3", "TS": "3", "CD": "5",
}  # fmt: skip
#: Plans whose line names a wage, hence also a rate.
_WITH_WAGE = ("TM", "TD", "TL", "ON", "DC", "AD")
_ALL_FUNDS, _NO_UNEMPLOYMENT_INSURANCE, _INJURY_ONLY = 320_000, 300_000, 5_000  # 32 %, 30 %, 0,5 %


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list about the person `code`.

    `wage_in_force` is the wage of the last month where neither this line nor an earlier one tells it.
    """

    code: str
    cells: Mapping[FieldId, Cell]
    wage_in_force: int | None = None

    @property
    def plan(self) -> str:
        """The plan code."""
        return str(self.cells["plan"])

    @property
    def from_month(self) -> int:
        """The first month the line speaks of."""
        month = self.cells["from_month"]
        assert isinstance(month, int)  # noqa: S101 - `line` makes it from text
        return month


def line(code: str, plan: str, from_month: str, *, wage_in_force: int | None = None, **cells: Cell) -> Line:
    """The row of a person as the unit's clerk fills it; `cells` add to the person's own or replace them.

    Months are given as `yyyy-mm`.
    """
    person = PEOPLE[code]
    told = dict(cells)
    if isinstance(to_month := cells.get("to_month"), str):
        told["to_month"] = month_index(to_month)
    own: dict[FieldId, Cell] = {
        "full_name": person.full_name,
        "si_number": person.si_number,
        "personal_id": person.personal_id,
        "passport_number": person.passport_number,
        "birth_date": person.birth_date,
        "sex": person.sex,
        "nationality": person.nationality,
        "declaration_kind": _KINDS[plan],
        "plan": plan,
        "engagement": person.engagement,
        "job_title": person.job_title,
        "workplace": WORKPLACE,
        "from_month": month_index(from_month),
        "declared_rate": _rate(person) if plan in _WITH_WAGE else None,
    }
    return Line(code, own | told, wage_in_force)


def _rate(person: Person) -> int:
    if person.engagement == "second_contract":
        return _INJURY_ONLY
    return _ALL_FUNDS if person.nationality == "VN" else _NO_UNEMPLOYMENT_INSURANCE
