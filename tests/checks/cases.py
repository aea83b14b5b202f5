"""The rules' examples as dossiers: a clean one of the sample unit, with the changes a case names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from ibhxh.amounts.readings import Readings
from ibhxh.checks import Report, Rule, examine, examine_draft
from ibhxh.dossier import BusinessKey, Cell, Draft, Sheet, Unread
from ibhxh.law import FieldId, FormVersion, Kind
from ibhxh.law.months import month_index
from tests.build.sheets import AGENCY, FILED_ON, HEADER, LAW, MST, TK1, worker

FOLDER = Path(__file__).parent / "examples"
_ABOUT = ("form", "period", "filed_on", "readings")

DECLARED: dict[str, Cell] = {
    "si_number": "9900000101",
    "full_name": "Trần Thị Mai Lan",
    "sex": "female",
    "birth_date": "1999-05-17",
    "personal_id": "099199000101",
    "ethnic_group": "01",
    "nationality": "VN",
    "result_medium": "electronic",
    "request": "Cấp lại thẻ BHYT",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One example of a rule. `fails` and `passes` describe a dossier each."""

    rule: str
    file: str
    fails: Mapping[str, Any]
    passes: Mapping[str, Any]


def cases() -> Iterator[Case]:
    """All examples of all files."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8")):
            about = {name: item.pop(name) for name in _ABOUT if name in item}
            fails, passes = about | item.pop("fails"), about | item.pop("passes")
            yield Case(item.pop("rule"), path.stem, fails, passes)
            assert not item, item


def draft_of(case: Mapping[str, Any]) -> Draft:
    """The dossier a case describes."""
    left = dict(case)
    form = left.pop("form", "D02-LT")
    rows = [left.pop("row")] if "row" in left else left.pop("rows", [{}])
    sheets = []
    if form:
        # A version by its name alone: a case may file a form on a day it is not accepted.
        version = next(v for v in LAW.forms if v.form == form)
        cells = [_kept(version, worker()) | _cells(version, row) for row in rows]
        header = {name: value for name, value in HEADER.items() if name in {f.id for f in version.wire.header}}
        header |= _cells(version, left.pop("header", {}))
        unread = [Unread(**cell) for cell in left.pop("unread", [])]
        sheets.append(Sheet.of(version, header, cells, unread) if cells else Sheet.of(version, header, []))
    if "tk1" in left:
        sheets.append(Sheet.of(TK1, {}, [DECLARED | _cells(TK1, row) for row in left.pop("tk1")]))
    about = {"mst": MST, "agency_code": AGENCY, "procedure": "600", "round": 1} | left.pop("dossier", {})
    key = BusinessKey("TZ99001", about["procedure"], month_index(left.pop("period", "2026-07")), about["round"])
    assert set(left) <= {"also", "filed_on", "readings"}, left
    return Draft("0f" * 16, key, about["mst"], about["agency_code"], tuple(sheets))


def report_on(case: Mapping[str, Any]) -> Report:
    """What the checks say of it."""
    readings = Readings.of(case.get("readings", {}))
    return examine_draft(draft_of(case), LAW, filed_on=case.get("filed_on", FILED_ON), readings=readings)


def hits_of(rule: Rule, case: Mapping[str, Any]) -> list[int]:
    """The rows in which this rule alone finds its fault; 0 stands for the header too."""
    with patch.object(examine, "rules_of", lambda _: (rule,)):
        return [finding.place.row or 0 for finding in report_on(case).findings]


def found(report: Report) -> set[str]:
    """The ids of the rules that found something."""
    return {finding.rule for finding in report.findings}


def _kept(version: FormVersion, row: Mapping[FieldId, Cell]) -> dict[FieldId, Cell]:
    ids = {field.id for field in version.wire.row}
    return {name: value for name, value in row.items() if name in ids}


def _cells(version: FormVersion, given: Mapping[FieldId, Any]) -> dict[FieldId, Cell]:
    return {name: _cell(version.wire.field(name).kind, value) for name, value in given.items()}


def _cell(kind: Kind, value: Any) -> Cell:
    if value is None:
        return None
    if kind in (Kind.MONEY, Kind.COEFFICIENT, Kind.FLAG, Kind.DATE):
        assert isinstance(value, date if kind is Kind.DATE else int), value
        return value
    return month_index(value) if kind is Kind.MONTH else str(value)
