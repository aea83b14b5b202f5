"""What the factory filed, and the dossiers themselves, row by row as filed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from ibhxh.dossier import BusinessKey, Draft, Sheet, freeze
from ibhxh.law import Law
from ibhxh.law.months import month_index, month_text
from ibhxh.sample.factory import january, summer
from ibhxh.sample.factory.line import Line
from ibhxh.sample.factory.unit import FACTORY_UNIT

PROCEDURE = "600"


@dataclass(frozen=True, slots=True)
class Filing:
    """One list filed: `period` a month index, `returned` the people whose line the agency sent back.

    `corrects` is the round of the same period whose returned line is brought again.
    """

    period: int
    round: int
    filed_on: date
    lines: tuple[Line, ...]
    returned: frozenset[str] = frozenset()
    corrects: int | None = None


_JANUARY, _JULY, _AUGUST = (month_index(f"2026-{month}") for month in ("01", "07", "08"))

FILINGS: tuple[Filing, ...] = (
    Filing(_JANUARY, 1, date(2026, 1, 30), january.LINES),
    Filing(_JULY, 1, date(2026, 7, 13), summer.JULY_FIRST),
    Filing(_JULY, 2, date(2026, 7, 24), summer.JULY_SECOND),
    Filing(_JULY, 3, date(2026, 7, 30), summer.JULY_THIRD),
    Filing(_AUGUST, 1, date(2026, 8, 14), summer.AUGUST_FIRST, returned=frozenset({"NV106"})),
    Filing(_AUGUST, 2, date(2026, 8, 25), summer.AUGUST_SECOND, corrects=1),
)


def filing(period: int, round: int) -> Filing:
    """The factory's filing of a period and round; KeyError if there was none."""
    for filed in FILINGS:
        if (filed.period, filed.round) == (period, round):
            return filed
    raise KeyError(f"the factory filed nothing as round {round} of {month_text(period)}")


def factory_draft(period: int, round: int, law: Law) -> Draft:
    """The clean dossier of a period (month index) and round, as it was filed. KeyError if there was none."""
    filed = filing(period, round)
    return draft_of(filed, filed.lines, law)


def draft_of(filed: Filing, lines: tuple[Line, ...], law: Law) -> Draft:
    """The filing's dossier with these lines in place of its own."""
    unit = FACTORY_UNIT
    the_list = law.procedure(PROCEDURE, filed.filed_on).forms_on(filed.filed_on)[0]
    version = law.form(the_list.form, filed.filed_on)
    header = unit.header(version) | {"list_number": f"{filed.round:02}/{month_text(filed.period)[5:]}"}
    name = f"{unit.unit_code} {month_text(filed.period)} {filed.round}"
    corrected = filing(filed.period, filed.corrects) if filed.corrects is not None else None
    return Draft(
        id=hashlib.sha256(name.encode()).hexdigest()[:32],
        key=BusinessKey(unit.unit_code, PROCEDURE, filed.period, filed.round),
        mst=unit.mst,
        agency_code=unit.agency_code,
        sheets=(Sheet.of(version, header, [line.cells for line in lines]),),
        corrects=freeze(draft_of(corrected, corrected.lines, law), made_on=corrected.filed_on).digest
        if corrected
        else None,
    )
