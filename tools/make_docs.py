"""Remakes what the documentation shows: checks, lifecycles, the gateway's interface, pictures of the prints."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pypdfium2
from docs_gateway import write_gateway
from docs_states import write_states
from PIL import Image

from ibhxh.checks.reference import checks_reference
from ibhxh.dossier import freeze
from ibhxh.law import shipped_law
from ibhxh.printing import print_content
from ibhxh.sample import synthetic_employer

DOCS = Path(__file__).resolve().parents[1] / "docs"
PRINTED_AT = datetime(2026, 7, 13, 9, 30, tzinfo=timezone(timedelta(hours=7)))
DPI = 110


def main() -> None:
    """Writes the files; equal data gives equal pictures."""
    law = shipped_law()
    (DOCS / "reference" / "checks.md").write_text(checks_reference(law), encoding="utf-8")
    write_states(DOCS)
    write_gateway(DOCS)
    employer = synthetic_employer(30, 1, law, filed_on=date(2026, 7, 13), declarations=True)
    pdf = print_content(freeze(employer.draft, made_on=PRINTED_AT.date()), law, printed_at=PRINTED_AT, trial=True)
    pages = pypdfium2.PdfDocument(pdf)
    (DOCS / "pictures").mkdir(exist_ok=True)
    for name, number in (("d02-lt", 0), ("tk1-ts", len(pages) - 1)):
        picture: Image.Image = pages[number].render(scale=DPI / 72, grayscale=True).to_pil()
        png = BytesIO()
        picture.quantize(16).save(png, "PNG", optimize=True)
        (DOCS / "pictures" / f"{name}.png").write_bytes(png.getvalue())


if __name__ == "__main__":
    main()
