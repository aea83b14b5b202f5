"""The clerk's first lists of 01/2026 and 07/2026: fifteen faults, and what must be said of each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from ibhxh.checks.rule import RuleId
from ibhxh.dossier import Cell
from ibhxh.law import FieldId
from ibhxh.law.months import month_index
from ibhxh.sample.factory.filings import filing
from ibhxh.sample.factory.line import Line, line
from ibhxh.sample.factory.people import PEOPLE
from ibhxh.sample.seeded_fault import SeededFault

_JANUARY, _JULY = month_index("2026-01"), month_index("2026-07")
_ALL_FUNDS = 320_000  # 32 %
#: Valid, but of another unit.
OTHER_MST = "9900000023"
_NOTHING: Mapping[FieldId, Cell] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FaultyList:
    """A list with faults in it.

    `typed` are cells, by row and field, as the clerk's file holds them where no value of the field's type can: a
    formula, a slip, another encoding. `header` stands in place of the unit's own facts.
    """

    lines: tuple[Line, ...]
    typed: Mapping[tuple[int, FieldId], str]
    header: Mapping[FieldId, Cell]
    faults: tuple[SeededFault, ...]


@dataclass(frozen=True, slots=True)
class _Slip:
    """One slip in the last line of a person and plan: `cells` overwritten, or `text` typed into `cell`."""

    code: str
    plan: str
    cell: FieldId
    rules: tuple[RuleId, ...]
    cells: Mapping[FieldId, Cell] = field(default_factory=dict)
    text: str | None = None
    note: str | None = None


def faulty_list(period: int, round: int) -> FaultyList:
    """The list of 01/2026 or 07/2026, round 1, as the clerk first has it. KeyError for another filing."""
    added, slips, header = {
        (_JANUARY, 1): (_ADDED_IN_JANUARY, _SLIPS_OF_JANUARY, _NOTHING),
        (_JULY, 1): (_ADDED_IN_JULY, _SLIPS_OF_JULY, {"mst": OTHER_MST}),
    }[period, round]
    lines = _with_added(filing(period, round).lines, added)
    typed: dict[tuple[int, FieldId], str] = {}
    faults = [SeededFault(None, ("D02-701",), None, name) for name in header]
    for slip in slips:
        row = _last(lines, slip.code, slip.plan)
        lines[row] = replace(lines[row], cells={**lines[row].cells, **slip.cells})
        if slip.text is not None:
            typed[row, slip.cell] = slip.text
        faults.append(SeededFault(slip.code, slip.rules, None if slip.note else row, slip.cell, slip.note))
    return FaultyList(tuple(lines), typed, header, tuple(faults))


def seeded_faults(period: int) -> tuple[SeededFault, ...]:
    """The faults in round 1 of 01/2026 or 07/2026. KeyError for another period."""
    return faulty_list(period, 1).faults


def _with_added(lines: Sequence[Line], added: Iterable[tuple[str, str, Line]]) -> list[Line]:
    """The lines, each added one put behind the line of a person and plan."""
    grown = list(lines)
    for code, plan, new in added:
        grown.insert(_last(grown, code, plan) + 1, new)
    return grown


def _last(lines: Sequence[Line], code: str, plan: str) -> int:
    return max(row for row, line in enumerate(lines) if (line.code, line.plan) == (code, plan))


_ADDED_IN_JANUARY = (
    (
        "NV102", "TM",
        line(
            "NV104", "TM", "2026-01", si_number=None, wage=50_000_000, contract_kind="fixed", has_book=False,
            effective_on=date(2026, 1, 5), contract_end=date(2028, 1, 4), wage_region="01",
            note="di chuyển nội bộ doanh nghiệp; HĐLĐ 24 tháng từ 05/01/2026",
        ),
    ),
    (
        "NV060", "DC",
        line(
            "NV100", "DC", "2026-01", wage=55_000_000, declared_rate=_ALL_FUNDS, wage_region="01",
            effective_on=date(2026, 1, 1), note="PLHĐ 01/01/2026",
        ),
    ),
    ("NV033", "KL", line("NV012", "ON", "2026-01", wage=5_681_700, wage_region="01", note="đi làm lại")),
)  # fmt: skip
_SLIPS_OF_JANUARY = (
    _Slip("NV101", "TM", "personal_id", ("PER-005",), {"personal_id": "09919900011"}),
    _Slip("NV102", "TM", "from_month", ("D02-151",), {"from_month": _JANUARY}),
    _Slip("NV103", "TL", "plan", ("D02-204",), {"plan": "TM"}),
    _Slip("NV103", "TM", "declared_rate", ("D02-208",), {"declared_rate": _ALL_FUNDS}),
    _Slip("NV104", "TM", "engagement", ("D02-205",)),
    _Slip("NV005", "DC", "wage", ("D02-307",), {"wage": PEOPLE["NV005"].wage}),
    _Slip("NV045", "DC", "wage", ("CELL-001",), text="=4960000+350000"),
    _Slip("NV100", "DC", "declared_rate", ("D02-207",)),
    _Slip("NV033", "KL", "to_month", ("D02-108",), {"to_month": None}),
    _Slip("NV012", "ON", "from_month", ("D02-506",)),
)

_ONCE = line(
    "NV062", "CD", "2026-07", job_title="Kỹ thuật viên bảo trì chuyền",
    effective_on=date(2026, 7, 1), note="đổi chức danh từ 01/07/2026",
)  # fmt: skip
_ADDED_IN_JULY = (
    ("NV076", "DC", _ONCE),
    ("NV062", "CD", _ONCE),
    (
        "NV062", "CD",
        line(
            "NV099", "CD", "2026-07", job_title="Giám đốc điều hành",
            effective_on=date(2026, 7, 1), note="đổi chức danh từ 01/07/2026",
        ),
    ),
)  # fmt: skip
_SLIPS_OF_JULY = (
    _Slip("NV076", "DC", "wage_allowance", ("D02-303",), {"wage_allowance": 800}),
    _Slip("NV062", "CD", "full_name", ("D02-501",)),
    _Slip("NV099", "CD", "full_name", (), text=unicodedata.normalize("NFD", PEOPLE["NV099"].full_name), note="ACCENTS"),
    _Slip("NV012", "ON", "care_facility", ("PER-601",), {"care_facility": "79999"}),
    _Slip("NV041", "GH", "from_month", ("CELL-003",), text="30/05"),
)
