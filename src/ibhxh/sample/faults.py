"""Faults put into a clean list on purpose, each with the rules that must find it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from ibhxh.checks.rule import RuleId
from ibhxh.dossier import Sheet
from ibhxh.law import FieldId
from ibhxh.sample.employer import Employer
from ibhxh.sample.seeded_fault import SeededFault


@dataclass(frozen=True, slots=True)
class Fault:
    """A slip that exactly one rule finds: in rows for which `eligible` holds, `cells` are overwritten."""

    eligible: pl.Expr
    cells: Mapping[FieldId, pl.Expr]
    field: FieldId


_PLAN = pl.col("plan")
_EVERYONE = pl.col("personal_id").is_not_null()
_RISE = (_PLAN == "DC") & pl.col("wage_allowance").is_null()
_INJURY_RATE, _OLD_RATE = 5_000, 325_000  # 0,5 %; 32,5 %, the rate until 05/2017

#: What people do get wrong, by the rule that says so.
FAULTS: Mapping[RuleId, Fault] = {
    "PER-005": Fault(_EVERYONE, {"personal_id": pl.col("personal_id").str.slice(0, 11)}, "personal_id"),
    "PER-006": Fault(_EVERYONE, {"personal_id": pl.col("personal_id").str.slice(1)}, "personal_id"),
    "PER-011": Fault(_EVERYONE, {"birth_date": pl.lit(None)}, "birth_date"),
    "D02-108": Fault(_PLAN.is_in(("OF", "KL")), {"to_month": pl.lit(None)}, "to_month"),
    "D02-204": Fault(
        _PLAN == "TM", {"engagement": pl.lit("second_contract"), "declared_rate": pl.lit(_INJURY_RATE)}, "plan"
    ),
    "D02-205": Fault(_PLAN == "TM", {"engagement": pl.lit("transferee")}, "engagement"),
    "D02-208": Fault(_PLAN == "DC", {"declared_rate": pl.lit(_OLD_RATE)}, "declared_rate"),
    "D02-301": Fault(_PLAN == "DC", {"wage": pl.lit(None)}, "wage"),
    "D02-302": Fault(_RISE, {"wage": pl.col("wage") // 1000}, "wage"),
    "D02-303": Fault(
        pl.col("wage_allowance").is_not_null(), {"wage_allowance": pl.col("wage_allowance") // 1000}, "wage_allowance"
    ),
    "D02-306": Fault(_RISE, {"wage": pl.lit(2_000_000)}, "wage"),
    "D02-401": Fault(pl.col("contract_kind") == "fixed", {"contract_end": pl.lit(None)}, "contract_end"),
}


def with_faults(employer: Employer, shares: Mapping[RuleId, float], seed: int) -> tuple[Employer, list[SeededFault]]:
    """The employer with faults in its list, no row with two; `shares` says of which rule, in which part of the rows.

    A rule asked for has at least one fault. Raises KeyError for a rule that has none in `FAULTS`, ValueError where the
    list has too few rows for it.
    """
    source = random.Random(seed)  # noqa: S311 - plausible slips, not secrets
    the_list, *others = employer.draft.sheets
    rows, spoilt, seeded = the_list.rows, set[int](), list[SeededFault]()
    for rule, share in shares.items():
        fault, count = FAULTS[rule], max(1, round(share * rows.height))
        free = [row for row in the_list.rows.select(fault.eligible).to_series().arg_true() if row not in spoilt]
        if len(free) < count:
            raise ValueError(f"{rule}: {count} rows asked for, {len(free)} can take this fault")
        chosen = sorted(source.sample(free, count))
        rows = _overwritten(rows, chosen, fault.cells)
        spoilt.update(chosen)
        names = the_list.rows["full_name"]
        seeded += [SeededFault(names[row], (rule,), row, fault.field) for row in chosen]
    sheets = (Sheet.of(the_list.version, the_list.header, rows), *others)
    return replace(employer, draft=replace(employer.draft, sheets=sheets)), seeded


def _overwritten(rows: pl.DataFrame, chosen: list[int], cells: Mapping[FieldId, pl.Expr]) -> pl.DataFrame:
    hit = pl.int_range(pl.len()).is_in(chosen)
    return rows.with_columns(
        pl.when(hit).then(value.cast(rows.schema[field])).otherwise(pl.col(field)).alias(field)
        for field, value in cells.items()
    )
