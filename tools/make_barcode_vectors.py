"""Make the published examples of barcode frames, `tests/vectors/barcode/*.json`. Ran once for frame version 1.

    python tools/make_barcode_vectors.py

What is published stays: a reader written to it must go on reading. The people are invented.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from ibhxh.dossier import Attachment, BusinessKey, Cell, Content, Draft, Sheet, freeze
from ibhxh.formats.barcode import Cut, Filed, PageWriter, frames_of_page
from ibhxh.law import shipped_law
from ibhxh.law.months import month_index

OUT = Path(__file__).resolve().parents[1] / "tests" / "vectors" / "barcode"
LAW = shipped_law()
UNIT: dict[str, Cell] = {
    "list_number": "02/2026",
    "unit_code": "TZ99001",
    "mst": "9900000016",
    "unit_name": "Công ty TNHH May Bình Minh Mẫu",
    "address": "Số 1 đường Mẫu, Xã Hóc Môn, Thành phố Hồ Chí Minh",
    "payment_cycle": "1",
    "wage_region": "01",
    "work_week": "6",
}


def person(number: int, name: str, sex: str, born: str, **more: Cell) -> dict[str, Cell]:
    """A row of D02-LT of the invented unit."""
    digit = (int(born[:4]) // 100 - 19) * 2 + (sex == "female")
    row: dict[str, Cell] = {
        "full_name": name,
        "si_number": f"99000{number:05d}",
        "personal_id": f"099{digit}{born[2:4]}000{number:03d}",
        "birth_date": born,
        "sex": sex,
        "nationality": "VN",
        "declaration_kind": "2",
        "plan": "DC",
        "engagement": "full_time",
        "job_title": "Công nhân may",
        "workplace": "Xã Hóc Môn, Thành phố Hồ Chí Minh",
        "wage": 5_681_700,
        "contract_kind": "indefinite",
        "effective_on": date(2026, 7, 1),
        "from_month": month_index("2026-07"),
        "declared_rate": 320_000,
        "late_interest": False,
        "note": "QĐ lương 01/07/2026",
    }
    return row | more


def list_of_five() -> tuple[Content, None, list[tuple[Cut, int]]]:
    """One sheet over two pages: plain values, repeats, gaps, and values that must travel as text."""
    rows = [
        person(1, "Nguyễn Thị Thu Hà", "female", "1988-03-09"),
        person(5, "Trần Văn Lợi", "male", "1979-11-30", wage=7_500_000, si_number="99000005"),
        person(41, "Bùi Văn Được", "male", "1990", plan="GH", declaration_kind="3", note=None, has_book=True),
        person(100, "Sato Kenji", "male", "1981-05-06", personal_id=None, passport_number="TZ000100", nationality="JP"),
        person(76, "Trương Thị Lệ", "female", "2001-02-28", personal_id="099099000076", engagement="khác"),
    ]
    sheet = Sheet.of(LAW.form_version("D02-LT", "qd366-2026", 1), UNIT, rows)
    key = BusinessKey("TZ99001", "600", month_index("2026-07"), 2)
    draft = Draft("00112233445566778899aabbccddeeff", key, "9900000016", "07999", (sheet,))
    return freeze(draft, made_on=date(2026, 7, 24)), None, [(Cut(0, 0, 3), 3), (Cut(0, 3, 2), 3)]


def two_forms_filed() -> tuple[Content, Filed, list[tuple[Cut, int]]]:
    """Two sheets, an attachment, a corrected dossier, a filing, a page without rows."""
    new = person(101, "Trần Thị Mai Lan", "female", "1999-05-17", plan="TM", declaration_kind="1", si_number=None)
    declaration: dict[str, Cell] = {
        "full_name": "Trần Thị Mai Lan",
        "sex": "female",
        "birth_date": "1999-05-17",
        "personal_id": "099199000101",
        "ethnic_group": "01",
        "nationality": "VN",
        "care_facility": "79001",
        "result_medium": "electronic",
        "request": "Cấp mã số BHXH",
    }
    sheets = (
        Sheet.of(LAW.form_version("D02-LT", "qd366-2026", 1), UNIT, [new]),
        Sheet.of(LAW.form_version("TK1-TS", "qd366-2026", 1), {}, [declaration]),
    )
    key = BusinessKey("TZ99001", "600", month_index("2026-07"), 3)
    papers = (Attachment("contract", "hop-dong-101.pdf", "application/pdf", b"an invented paper"),)
    draft = Draft("ffeeddccbbaa99887766554433221100", key, "9900000016", "07999", sheets, papers, corrects="ab" * 32)
    cuts = [(Cut(0, 0, 1), 3), (Cut(0, 0, 0), 1), (Cut(1, 0, 1), 2)]
    return freeze(draft, made_on=date(2026, 7, 25)), Filed("cd" * 32, "GD-260725-0001"), cuts


def vector(about: str, content: Content, filed: Filed | None, cuts: list[tuple[Cut, int]]) -> dict[str, Any]:
    """One example as JSON-ready data."""
    writer = PageWriter(content, LAW, filed)
    pages = []
    for page, (cut, parts) in enumerate(cuts, 1):
        payload = writer.payload(cut, first=page == 1)
        prefix = bytes.fromhex(content.digest)[:8]
        frames = frames_of_page(payload, cut, prefix=prefix, page=page, pages=len(cuts), parts=parts)
        pages.append(
            {
                "sheet": cut.sheet,
                "first_row": cut.first_row,
                "rows": cut.rows,
                "parts": parts,
                "payload": payload.hex(),
                "frames": [frame.text() for frame in frames],
            }
        )
    named = {"package_digest": filed.package_digest, "transaction_code": filed.transaction_code} if filed else None
    lines = [line.decode() for line in content.lines]
    return {"about": about, "content": lines, "content_digest": content.digest, "filed": named, "pages": pages}


def main() -> None:
    """Write the examples."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, make in (("d02-lt", list_of_five), ("two-forms-filed", two_forms_filed)):
        example = vector(make.__doc__ or "", *make())
        (OUT / f"{name}.json").write_text(json.dumps(example, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
