"""The accounts of an example world, told on the start page so that anyone can try both sides."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from ibhxh.sites.project.sides import Side
from ibhxh.words import Words

FILE = "example-sign-ins.json"


@dataclass(frozen=True, slots=True)
class ExampleAccount:
    """One of them; its password is no secret."""

    side: Side
    role: Words
    email: str
    password: str


def example_accounts() -> tuple[ExampleAccount, ...]:
    """Those of the world's own file; none without one, and none outside of a trial."""
    file = Path(settings.IBHXH_DATA) / FILE
    if settings.IBHXH_ENVIRONMENT != "trial" or not file.exists():
        return ()
    return tuple(
        ExampleAccount(Side(row["side"]), Words(row["role_vi"], row["role_en"]), row["email"], row["password"])
        for row in json.loads(file.read_text(encoding="utf-8"))
    )
