"""Reading a list of 100,000 people from .xlsx into a Sheet, against calamine reading the same cells alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from time import process_time

import polars as pl
from python_calamine import CalamineWorkbook

from ibhxh.dossier import Sheet
from ibhxh.formats.excel import read_workbook, write_vnpt, write_workbook
from ibhxh.law import Law, shipped_law
from ibhxh.law.months import month_index

ROWS = 100_000
FILED_ON = date(2026, 7, 13)
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ")
_MIDDLES = ("Thị Thu", "Văn", "Thị Ngọc", "Minh", "Quốc", "Thị Kim", "Hữu", "Thanh", "Thị Mỹ", "Đức")
_GIVENS = ("Hà", "Lợi", "Tú", "Tùng", "Thoa", "Được", "Út", "Ánh", "Khánh", "Bình", "Hòa", "Lệ", "Châu", "Vinh", "Nga")
_PLANS = ("TM", "TM", "TM", "DC", "DC", "GH", "TS", "ON")


def people(law: Law, rows: int = ROWS) -> Sheet:
    """A clean D02-LT list of invented people, no two with the same numbers."""
    version = law.form("D02-LT", FILED_ON)
    n = pl.int_range(0, rows, eager=True)
    number = n.cast(pl.String).str.zfill(7)

    def picked(values: tuple[str, ...], step: int = 1) -> pl.Series:
        return pl.Series(values).gather((n // step) % len(values))

    day = pl.Series([date(1970, 1, 1) + timedelta(days=i) for i in range(11_000)]).gather((n * 7) % 11_000)
    frame = pl.DataFrame(
        {
            "full_name": picked(_FAMILIES) + " " + picked(_MIDDLES, 10) + " " + picked(_GIVENS, 100),
            "si_number": "990" + number,
            "personal_id": "09919" + number,
            "birth_date": day.dt.strftime("%Y-%m-%d"),
            "sex": picked(("female", "female", "male")),
            "nationality": ["VN"] * rows,
            "declaration_kind": picked(("1", "1", "1", "2", "2", "3", "3", "1")),
            "plan": picked(_PLANS),
            "engagement": ["full_time"] * rows,
            "job_title": picked(("Công nhân may", "Nhân viên kho", "Kỹ thuật viên", "Chuyền trưởng")),
            "workplace": ["Xã Hóc Môn, Thành phố Hồ Chí Minh"] * rows,
            "wage": 5_310_000 + (n % 700) * 10_000,
            "contract_kind": picked(("fixed", "indefinite")),
            "effective_on": pl.Series([date(2026, 7, 1) + timedelta(days=i) for i in range(28)]).gather(n % 28),
            "from_month": [month_index("2026-07")] * rows,
            "care_facility": picked(("79001", "79002", "79003", "79005")),
            "result_medium": ["electronic"] * rows,
            "declared_rate": [320_000] * rows,
            "late_interest": [False] * rows,
            "has_book": [True] * rows,
            "note": "HĐLĐ số " + number,
        }
    )
    return Sheet.of(version, {"unit_code": "TZ99001", "mst": "9900000016", "work_week": "6"}, frame)


def workbook(law: Law, rows: int = ROWS) -> bytes:
    """Our own template with `rows` people."""
    return write_workbook([people(law, rows)], law)


def run() -> list[dict[str, object]]:
    """CPU seconds of one process for our template and for a VNPT file with its formulas, against the floor."""
    law = shipped_law()
    sheet = people(law)
    figures: list[dict[str, object]] = []
    for name, data, title in (
        ("excel: read our template, 100,000 rows", write_workbook([sheet], law), "Danh sách"),
        ("excel: read a VNPT file, 100,000 rows", write_vnpt(sheet, law), "Dữ Liệu"),
    ):
        floor = _least(lambda data=data, title=title: _bare(data, title))  # type: ignore[misc]
        value = _least(lambda data=data, name=name: _read(data, name, law))  # type: ignore[misc]
        figures.append({"name": name, "value": value, "unit": "s", "floor": floor, "ratio": value / floor})
    written = _least(lambda: write_workbook([sheet], law), times=1)
    floor = _least(lambda: _texts(sheet), times=1)
    name = "excel: write our template, 100,000 rows"
    figures.append({"name": name, "value": written, "unit": "s", "floor": floor, "ratio": written / floor})
    return figures


def _bare(data: bytes, title: str) -> None:
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(title).to_python(skip_empty_area=False)
    assert len(rows) >= ROWS


def _read(data: bytes, name: str, law: Law) -> None:
    assert read_workbook(data, name, law, filed_on=FILED_ON).sheets[0].rows.height == ROWS


def _texts(sheet: Sheet) -> None:
    """The floor of writing: the same rows as CSV."""
    sheet.rows.write_csv(BytesIO())


def _least(work: Callable[[], object], times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best
