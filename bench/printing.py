"""A D02-LT print against the typesetter alone setting a table of the same words, as tagged PDF/A too.

The floor has no barcodes, no page cutting, no check that the barcodes give the content back. Data differ from run to
run: the typesetter remembers what it has just set.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter
from typing import Any

import typst

from ibhxh.dossier import BusinessKey, Cell, Content, Draft, Sheet, freeze
from ibhxh.law import FormVersion, Law, shipped_law
from ibhxh.law.months import month_index
from ibhxh.printing import print_content
from ibhxh.printing.cells import column_text
from ibhxh.printing.letters import FAMILY, FONTS

AT = datetime(2026, 7, 13, 2, 0, tzinfo=UTC)
RUNS = 5
SIZES = (30, 500)
_TABLE = f"""
#set document(title: "floor")
#set text(font: "{FAMILY}", size: 6.5pt, lang: "vi", fallback: false)
#set page(width: 297mm, height: 210mm, margin: 10mm)
#table(columns: (1fr,) * 21, ..json(bytes(sys.inputs.words)))
"""


def run() -> list[dict[str, Any]]:
    """A short and a long list."""
    law = shipped_law()
    version = law.form("D02-LT", date(2026, 7, 13))
    return [_figure(rows, version, law) for rows in SIZES]


def _figure(rows: int, version: FormVersion, law: Law) -> dict[str, Any]:
    ours, floor = [], []
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    for seed in range(RUNS):
        sheet = Sheet.of(version, {"unit_name": "Công ty Mẫu", "unit_code": "TZ99001"}, _people(rows, seed))
        content = _content(sheet)
        start = perf_counter()
        print_content(content, law, printed_at=AT, trial=False)
        ours.append(perf_counter() - start)
        words = json.dumps(_words(sheet, law), ensure_ascii=False)
        start = perf_counter()
        typst.compile(
            _TABLE.encode(),
            font_paths=fonts,
            sys_inputs={"words": words},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=AT,
            format="pdf",
        )
        floor.append(perf_counter() - start)
    value, least = median(ours), median(floor)
    return {
        "name": f"D02-LT printed with barcodes, {rows} rows",
        "value": value,
        "unit": "s",
        "floor": least,
        "ratio": value / least,
    }


def _content(sheet: Sheet) -> Content:
    key = BusinessKey("TZ99001", "600", month_index("2026-07"), 1)
    return freeze(Draft("0f" * 16, key, "9900000016", "07999", (sheet,)), made_on=AT.date())


def _words(sheet: Sheet, law: Law) -> list[str]:
    leaves = [leaf for column in sheet.version.face.print.columns for leaf in column.leaves()]
    return [
        column_text(leaf, row, number, sheet.version, law)
        for number, row in enumerate(sheet.rows.iter_rows(named=True), 1)
        for leaf in leaves
    ]


def _people(rows: int, seed: int) -> list[dict[str, Cell]]:
    """Invented people of a sewing factory."""
    dice = random.Random(seed)
    families, given = (
        ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Đặng"),
        ("Thu Hà", "Kim Thoa", "Út", "Được", "Ánh", "Ỷ"),
    )
    return [
        {
            "full_name": f"{dice.choice(families)} {dice.choice(('Thị', 'Văn', 'Ngọc'))} {dice.choice(given)}",
            "si_number": f"99000{dice.randrange(10**5):05d}",
            "personal_id": f"0990{dice.randrange(10**8):08d}",
            "birth_date": f"{dice.randrange(1970, 2005)}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}",
            "sex": dice.choice(("male", "female")),
            "nationality": "VN",
            "plan": dice.choice(("DC", "DC", "TM", "GH")),
            "job_title": "Công nhân may",
            "workplace": "Xã Hóc Môn, Thành phố Hồ Chí Minh",
            "wage": dice.randrange(5_310, 12_000) * 1_000,
            "contract_kind": "indefinite",
            "effective_on": date(2026, 7, dice.randrange(1, 28)),
            "from_month": month_index("2026-07"),
            "care_facility": "79001",
            "result_medium": "electronic",
            "note": f"QĐ số {dice.randrange(999)}/QĐ-NV ngày 01/07/2026",
        }
        for _ in range(rows)
    ]
