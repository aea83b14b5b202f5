"""Contents to print and their pages as a scanner would see them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from PIL import Image

from ibhxh.dossier import Cell, Content, Sheet, freeze
from ibhxh.printing import print_content
from tests.build.sheets import D02, FILED_ON, HEADER, LAW, TK1, draft, worker

AT = datetime(2026, 7, 13, 2, 0, tzinfo=UTC)
NAMES = ("Nguyễn Thị Thu Hà", "Trần Văn Lợi", "Lý Thị Cẩm Tú", "Bùi Văn Được", "Đặng Thị Út", "Huỳnh Thị Ánh", "Ỷ Lan")
PLANS = (("DC", "2"), ("TM", "1"), ("GH", "3"))


def person(number: int) -> dict[str, Cell]:
    """One of many different people."""
    plan, kind = PLANS[number % 3]
    return worker(
        full_name=f"{NAMES[number % 7]} {number}",
        si_number=f"99000{number:05d}",
        personal_id=f"09919900{number:04d}",
        birth_date=date(1970 + number % 35, 1 + number % 12, 1 + number % 28).isoformat(),
        plan=plan,
        declaration_kind=kind,
        wage=5_310_000 + 100_000 * (number % 9),
        note=f"QĐ số {number}/QĐ-NV ngày 0{1 + number % 9}/07/2026" if number % 2 else None,
    )


def of_people(count: int, *, declared: int = 0) -> Content:
    """A list of so many people, and declarations of the first few."""
    sheets = [Sheet.of(D02, HEADER, [person(number) for number in range(1, count + 1)])]
    if declared:
        own = ("full_name", "sex", "birth_date", "personal_id", "nationality", "care_facility")
        people = [{name: person(number)[name] for name in own} for number in range(1, declared + 1)]
        sheets.append(Sheet.of(TK1, {}, [{**one, "result_medium": "electronic"} for one in people]))
    return freeze(draft(*sheets), made_on=FILED_ON)


def scanned(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Every page as a grey picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


def file_of(image: Image.Image, kind: str = "PNG", more: Sequence[Image.Image] = ()) -> bytes:
    """The bytes of a picture file, `more` being its further pages."""
    out = io.BytesIO()
    rest = {"save_all": True, "append_images": list(more)} if more else {}
    image.save(out, kind, **rest)
    return out.getvalue()


@pytest.fixture(scope="session")
def sixty() -> Content:
    """Sixty people on a list, two of them with declarations: several pages of both kinds."""
    return of_people(60, declared=2)


@pytest.fixture(scope="session")
def sixty_pdf(sixty: Content) -> bytes:
    """Their print for the trial gateway."""
    return print_content(sixty, LAW, printed_at=AT, trial=True)
