"""Seals new form versions in `law/forms/released.txt`, and refuses when a released wire part has changed."""

from __future__ import annotations

import sys
from pathlib import Path

from ibhxh.law.form_file import seal_of

FORMS = Path(__file__).resolve().parents[1] / "src" / "ibhxh" / "law" / "forms"
RELEASED = FORMS / "released.txt"


def main() -> int:
    """Appends what is new; exit 1 names a version whose wire part no longer has its sealed digest."""
    lines = RELEASED.read_text(encoding="utf-8").splitlines() if RELEASED.exists() else []
    sealed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    for name, digest in sorted(seal_of(path) for path in FORMS.glob("*/*.yaml")):
        if sealed.get(name, digest) != digest:
            print(f"{name} is released and its wire part has changed: give it a new rev.", file=sys.stderr)
            return 1
        if name not in sealed:
            lines.append(f"{digest}  {name}")
    RELEASED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
