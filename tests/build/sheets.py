"""Sheets and drafts for tests: one clean worker, and any sheet a clerk could type."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from ibhxh.dossier import Attachment, BusinessKey, Cell, Draft, Sheet
from ibhxh.dossier.text import normal_text
from ibhxh.dossier.value import LARGEST
from ibhxh.law import Field, FormVersion, Kind, shipped_law
from ibhxh.law.months import month_index

LAW = shipped_law()
FILED_ON = date(2026, 7, 13)
D02 = LAW.form("D02-LT", FILED_ON)
TK1 = LAW.form("TK1-TS", FILED_ON)
D02_OF_2017 = LAW.form("D02-TS", date(2026, 1, 30))

KEY = BusinessKey("TZ99001", "600", month_index("2026-07"), 1)
MST = "9900000016"
AGENCY = "07999"
HEADER: dict[str, Cell] = {
    "unit_code": "TZ99001",
    "mst": MST,
    "unit_name": "Công ty TNHH May Bình Minh Mẫu",
    "work_week": "6",
    "wage_region": "01",
}


def worker(**changes: Cell) -> dict[str, Cell]:
    """One clean row of D02-LT: a new worker of the sample unit."""
    row: dict[str, Cell] = {
        "full_name": "Trần Thị Mai Lan",
        "si_number": "9900000101",
        "personal_id": "099199000101",
        "birth_date": "1999-05-17",
        "sex": "female",
        "nationality": "VN",
        "declaration_kind": "1",
        "plan": "TM",
        "engagement": "full_time",
        "job_title": "Công nhân may",
        "workplace": "Xã Hóc Môn, Thành phố Hồ Chí Minh",
        "wage": 5_681_700,
        "contract_kind": "fixed",
        "effective_on": date(2026, 7, 1),
        "contract_end": date(2027, 6, 30),
        "from_month": month_index("2026-07"),
        "care_facility": "79001",
        "result_medium": "electronic",
        "declared_rate": 320_000,
    }
    return row | changes


def draft(*sheets: Sheet, files: tuple[Attachment, ...] = (), dossier_id: str = "0f" * 16) -> Draft:
    """A draft of the sample unit; without sheets, the one clean worker."""
    return Draft(dossier_id, KEY, MST, AGENCY, sheets or (Sheet.of(D02, HEADER, [worker()]),), files)


def any_text(size: int) -> st.SearchStrategy[str | None]:
    """Texts as people and spreadsheets produce them, in normal form."""
    return st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=min(size, 40)).map(normal_text)


def any_cell(field: Field) -> st.SearchStrategy[Cell]:
    """Any value of the field's type, or none."""
    days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
    whole: st.SearchStrategy[Any]
    match field.kind:
        case Kind.MONEY | Kind.COEFFICIENT:
            whole = st.integers(-LARGEST, LARGEST) | st.integers(0, 60_000_000)
        case Kind.DATE:
            whole = days
        case Kind.MONTH:
            whole = st.integers(month_index("1900-01"), month_index("2199-12"))
        case Kind.FLAG:
            whole = st.booleans()
        case Kind.PARTIAL_DATE:
            whole = st.builds(lambda day, n: day.isoformat()[:n], days, st.sampled_from([4, 7, 10]))
        case Kind.DIGITS:
            size = field.size or 12
            whole = st.from_regex(f"[0-9]{{{size}}}", fullmatch=True) | any_text(size)
        case Kind.CHOICE:
            whole = st.sampled_from(field.values) | any_text(20)
        case Kind.CODE:
            whole = st.sampled_from(sorted(LAW.codes[field.code_list or ""])) | any_text(10)
        case _:
            whole = any_text(field.size or 100)
    return st.none() | whole


@cache
def any_sheet(version: FormVersion, max_rows: int = 4) -> st.SearchStrategy[Sheet]:
    """Any sheet of the version that can be frozen."""
    header = st.fixed_dictionaries({field.id: any_cell(field) for field in version.wire.header})
    row = st.fixed_dictionaries({field.id: any_cell(field) for field in version.wire.row})
    return st.builds(lambda h, rows: Sheet.of(version, h, rows), header, st.lists(row, max_size=max_rows))
