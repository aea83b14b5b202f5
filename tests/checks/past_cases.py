"""The examples of the rules that look back: a dossier as in `cases`, and beside it what the book has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from ibhxh.checks import Past, PastReport, dossier_of_draft, examine_past, past_of_rows
from ibhxh.checks.rule import Scope
from ibhxh.law.months import month_index
from tests.build.sheets import FILED_ON, LAW
from tests.checks.cases import FOLDER, draft_of

#: The one worker of the sample dossier, on the list since the book began.
KNOWN: Mapping[str, Any] = {
    "key": "NV101",
    "si_number": "9900000101",
    "personal_id": "099199000101",
    "full_name": "Trần Thị Mai Lan",
    "birth_date": "1999-05-17",
    "job_title": "Công nhân may",
    "participant_class": "vn_employee",
    "since": "2025-12",
    "from_opening": True,
    "wage": 5_681_700,
    "allowance": 0,
}
#: Her line of July, as it was filed in round 1.
LINE: Mapping[str, Any] = {
    "key": "NV101",
    "plan": "TM",
    "from_month": "2026-07",
    "wage": 5_681_700,
    "allowance": 0,
    "state": "waiting",
    "filed_in": "2026-07",
    "round": 1,
    "filed_on": date(2026, 7, 2),
}
_MONTHS = ("since", "left_from", "wage_from", "from_month", "to_month", "filed_in")


@dataclass(frozen=True, slots=True)
class PastCase:
    """One example. `rule` is the bare number that both books' rules share."""

    rule: str
    fails: Mapping[str, Any]
    passes: Mapping[str, Any]


def past_cases() -> Iterator[PastCase]:
    """All examples of all files. What stands above `fails` and `passes` holds for both."""
    for path in sorted((FOLDER / "past").glob("*.yaml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8")):
            rule, fails, passes = (item.pop(name) for name in ("rule", "fails", "passes"))
            yield PastCase(rule, item | fails, item | passes)


def past_of_case(case: Mapping[str, Any], scope: Scope) -> Past:
    """The book of a case: `known` changes the one worker in it, or several; `filed` are lines filed before."""
    people = [_row(KNOWN, changes) for changes in _several(case.get("known", {}))]
    filed = [_row(LINE, changes) for changes in case.get("filed", [])]
    closed = case.get("closed")
    return past_of_rows(
        scope,
        FILED_ON,
        people,
        filed,
        closed_through=month_index(closed) if closed else None,
        complete=case.get("complete", True),
    )


def past_report(case: Mapping[str, Any], scope: Scope) -> PastReport:
    """What the rules that look back say of a case."""
    told = {name: value for name, value in case.items() if name not in ("known", "filed", "closed", "complete")}
    dossier = dossier_of_draft(draft_of(told), LAW, filed_on=told.get("filed_on", FILED_ON))
    return examine_past(dossier, past_of_case(case, scope))


def _several(changes: Any) -> list[Mapping[str, Any]]:
    return changes if isinstance(changes, list) else [changes]


def _row(usual: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, object]:
    row = {**usual, **changes}
    return row | {name: month_index(row[name]) for name in _MONTHS if isinstance(row.get(name), str)}
