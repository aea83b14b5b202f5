"""From laid-out pages to PDF: the typesetter, in this process or in short-lived ones beside it.

The typesetter keeps its last documents in memory, so long lists are cut into slices, each set by a process that ends
afterwards. This file is also what those processes run: it imports nothing of the project, so that starting is quick and
needs no guard in the calling program.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

#: Slices set at the same time: one a core of a small machine.
WORKERS = 2
_HERE = Path(__file__).parent
_PAGES = _HERE / "page.typ"

#: A document as its template reads it: for `page.typ`, `title` and the laid-out `pages`.
Job = dict[str, Any]


class TypesetterError(Exception):
    """The typesetter warned or refused; its words are for programmers."""


def typeset(job: Job, at: datetime, template: Path = _PAGES) -> bytes:
    """The PDF of a job as a template draws it, PDF/A-2a and PDF/UA-1; equal input gives equal bytes. Raises
    `TypesetterError`."""
    try:
        pdf, warnings = typst.compile_with_warnings(
            template.read_bytes(),
            font_paths=_fonts(),
            sys_inputs={"job": json.dumps(job, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=at,
            format="pdf",
        )
    except typst.TypstError as error:
        raise TypesetterError(f"{error.message} {error.hints}") from error
    if warnings:
        raise TypesetterError("; ".join(warning.message for warning in warnings))
    return bytes(pdf)


def typeset_slices(jobs: Sequence[Job], at: datetime) -> list[bytes]:
    """The PDF of each job, each set in a process of its own. Raises `TypesetterError`."""
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(lambda job: typeset_apart(job, at), jobs))


def typeset_apart(job: Job, at: datetime, template: Path = _PAGES) -> bytes:
    """The same as `typeset`, set in a process of its own. Raises `TypesetterError`."""
    order = json.dumps({"job": job, "at": at.isoformat(), "template": str(template)}, ensure_ascii=False).encode()
    done = subprocess.run([sys.executable, "-P", __file__], input=order, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise TypesetterError(done.stderr.decode(errors="replace"))
    return done.stdout


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_HERE / "fonts")])


if __name__ == "__main__":
    _order = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(typeset(_order["job"], datetime.fromisoformat(_order["at"]), Path(_order["template"])))
