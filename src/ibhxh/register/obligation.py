"""What standings make due: each fund and payer of a person-month, đồng."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from ibhxh.amounts import FUNDS, LINES, contributions, line_name
from ibhxh.register.reckoning import Reckoning

#: Lines that unit and person hand over; what the fund or the State pays never enters a unit's account.
OWED = tuple((fund, payer, line_name(fund, payer)) for fund, payer in LINES if payer in ("ER", "EE"))


@dataclass(frozen=True, slots=True)
class Obligation:
    """One line: `amount` of the fund and payer on `base`."""

    fund: str
    payer: str
    amount: int
    base: int


def reckoned(standing: pl.DataFrame, reckoning: Reckoning) -> list[dict[str, Any]]:
    """The rows of `standing_frame`, each with its bases and amounts beside it."""
    return contributions(standing, reckoning.law, reckoning.readings).frame.to_dicts()


def obligations_of(row: dict[str, Any]) -> Iterator[Obligation]:
    """The lines of one reckoned row that are due; a line of nought đồng is none."""
    for fund, payer, name in OWED:
        if row[name]:
            yield Obligation(fund, payer, row[name], row[f"base_{fund.lower()}"])


def bases_of(row: dict[str, Any]) -> dict[str, int]:
    """Fund → base, for the funds due in one reckoned row."""
    return {fund: base for fund in FUNDS if (base := row[f"base_{fund.lower()}"]) is not None}
