"""Contributions of a person in a month: what each payer owes each fund, since 2007.

The base of a fund is the declared wage, not above the cap. A wage **under the floor is not lifted**: that is a finding
for the unit to mend, and only where the law itself lifts the base (commune part-time officers) is it lifted here.
Legal source: Law 41/2024/QH15 articles 31–34, Law 25/2008/QH12 articles 13–14, Law 74/2025/QH15 articles 33–34 and
their predecessors; every rate, cap and base is dated data in `law/parameters`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.calculation import Amounts, Calculation, Fact, Step
from ibhxh.amounts.law_columns import LookUp
from ibhxh.amounts.readings import USUAL, Readings, Rounding
from ibhxh.law import Law
from ibhxh.law.value import Unit
from ibhxh.words import Words

FUNDS: Mapping[str, Words] = {
    "HTTT": Words("Hưu trí, tử tuất", "Retirement and survivorship"),
    "ODTS": Words("Ốm đau, thai sản", "Sickness and maternity"),
    "TNLD": Words("TNLĐ-BNN", "Employment injury"),
    "BHYT": Words("BHYT", "Health insurance"),
    "BHTN": Words("BHTN", "Unemployment insurance"),
}
PAYERS: Mapping[str, Words] = {
    "ER": Words("đơn vị đóng", "paid by the employer"),
    "EE": Words("người lao động đóng", "paid by the worker"),
    "FUND": Words("quỹ BHXH đóng", "paid by the fund"),
    "ST": Words("Nhà nước đóng", "paid by the State"),
}
#: The lines of a contribution; `line_name` is their column. What the fund or the State pays is in no total of the unit.
LINES: tuple[tuple[str, str], ...] = (
    ("HTTT", "ER"), ("HTTT", "EE"), ("ODTS", "ER"), ("ODTS", "EE"), ("TNLD", "ER"), ("BHYT", "ER"), ("BHYT", "EE"),
    ("BHYT", "FUND"), ("BHTN", "ER"), ("BHTN", "EE"), ("BHTN", "ST"),
)  # fmt: skip

#: Which of the three bases a fund takes: social (si), health (hi), unemployment insurance (ui).
_BASE = {"HTTT": "si", "ODTS": "si", "TNLD": "si", "BHYT": "hi", "BHTN": "ui"}
_INSURANCE = {
    "si": Words("BHXH", "social insurance"),
    "hi": Words("BHYT", "health insurance"),
    "ui": Words("BHTN", "unemployment insurance"),
}


def line_name(fund: str, payer: str) -> str:
    """The column of an amount: httt_er."""
    return f"{fund}_{payer}".lower()


def line_parts(fund: str, payer: str) -> tuple[str, str]:
    """The steps an amount is the product of: its base and its rate."""
    base = "fund_base" if payer == "FUND" else f"{_BASE[fund]}_base"
    return base, f"rate_{line_name(fund, payer)}"


def contributions(
    table: pl.DataFrame,
    law: Law,
    readings: Readings = USUAL,
    *,
    known_on: date | None = None,
    results: Sequence[str] | None = None,
) -> Amounts:
    """The contributions of each row of the table: one person in one month.

    Columns needed: `month` (Int32 index), `region` (Int8, 1–4), `participant_class` (String, as in the parameter
    `contribution_rate`), `declared_wage` (Int64 đồng, allowances included).

    Columns that may be left out: `pay` (String: `employer`, or `state` for pay by the State's scale), `budget_unit`
    (Boolean: paid by the budget, outside the relief of 2021–2022), `due_httt` … `due_bhtn` (Boolean: false where the
    month's status frees the person from that fund; blank: the class decides), `bhyt_by_fund` (Boolean: the fund pays
    health insurance, as in maternity leave; the caller then gives `due_bhyt` false).

    Results, Int64 đồng: `base_httt` … `base_bhtn` (blank where the fund is not due), the amounts named by `line_name`
    (0 where nothing is due), `total_er`, `total_ee`, `total` (what the unit hands over). A blank fact gives blanks.

    Raises what `Calculation.run` raises.
    """
    return contribution_calculation(readings).run(table, law, known_on=known_on, results=results)


@cache
def contribution_calculation(readings: Readings = USUAL) -> Calculation:
    """The calculation itself, for those who want to see its steps."""
    bases = tuple(_base_of_fund(fund) for fund in FUNDS)
    amounts = tuple(_amount(fund, payer, readings) for fund, payer in LINES)
    totals = (_total("ER"), _total("EE"))
    total = Step(
        "total", Words("Tổng phải nộp", "Total to hand over"), money.sum(pl.col("total_er"), pl.col("total_ee"))
    )
    return Calculation(
        title=Words("Tiền đóng BHXH, BHYT, BHTN tháng {month}", "Contributions for {month}"),
        dated_by="month",
        facts=(
            Fact("month", pl.Int32()),
            Fact("region", pl.Int8()),
            Fact("participant_class", pl.String()),
            Fact("declared_wage", pl.Int64(), words=Words("Tiền lương khai báo", "Declared wage")),
            Fact("pay", pl.String(), default="employer"),
            Fact("budget_unit", pl.Boolean(), default=False),
            *(Fact(f"due_{fund.lower()}", pl.Boolean(), default=True) for fund in FUNDS),
            Fact("bhyt_by_fund", pl.Boolean(), default=False),
        ),
        layers=(
            (*_limits(), *(_rate(fund, payer) for fund, payer in LINES), *(_covered(fund) for fund in FUNDS)),
            tuple(_capped(base) for base in _INSURANCE),
            tuple(_base(base) for base in _INSURANCE),
            (_health_base_by_fund(), *bases),
            amounts,
            totals,
            (total,),
        ),
        results=tuple(step.name for step in (*bases, *amounts, *totals, total)),
    )


def _limits() -> Iterator[Step]:
    """Caps, the bases that the law itself lifts, and the level the fund pays health insurance on."""
    cap = Words("Mức trần đóng {name}", "Cap of {name}")
    lift = Words("Mức thấp nhất đóng {name}", "Lowest base of {name}")
    by = ("participant_class",)
    for base in ("si", "hi"):
        fixed, name = (("base", base),), _INSURANCE[base]
        yield Step(f"{base}_cap", cap.fill(name=name), LookUp("si_hi_cap", by, fixed))
        yield Step(f"{base}_lift", lift.fill(name=name), LookUp("contribution_base_lift", by, fixed, absent=None))
    yield Step("ui_cap", cap.fill(name=_INSURANCE["ui"]), LookUp("ui_cap", by=("pay", "region")))
    level = Words("Mức đóng BHYT do quỹ đóng", "Level of health insurance paid by the fund")
    yield Step("fund_level", level, LookUp("health_base_paid_by_fund", absent=None))


def _rate(fund: str, payer: str) -> Step:
    look_up = LookUp(
        "contribution_rate",
        by=("participant_class", "budget_unit"),
        fixed=(("fund", fund), ("payer", payer)),
        where="bhyt_by_fund" if payer == "FUND" else f"due_{fund.lower()}",
    )
    _, name = line_parts(fund, payer)
    return Step(name, FUNDS[fund], look_up, Unit.RATE, told=False)


def _covered(fund: str) -> Step:
    """Whether anyone pays into the fund for this class; a rate of nought per cent still covers."""
    look_up = LookUp(
        "contribution_rate",
        by=("participant_class", "budget_unit"),
        fixed=(("fund", fund),),
        where=f"due_{fund.lower()}",
        any_of="payer",
    )
    return Step(f"covered_{fund.lower()}", FUNDS[fund], look_up, told=False)


def _capped(base: str) -> Step:
    return Step(
        f"{base}_capped", _INSURANCE[base], money.least(pl.col("declared_wage"), pl.col(f"{base}_cap")), told=False
    )


def _base(base: str) -> Step:
    capped = pl.col(f"{base}_capped")
    words = Words("Căn cứ đóng {name}, không quá mức trần", "Base of {name}, not above the cap").fill(
        name=_INSURANCE[base]
    )
    return Step(f"{base}_base", words, capped if base == "ui" else money.floor(capped, pl.col(f"{base}_lift")))


def _health_base_by_fund() -> Step:
    """The level set by law; before there was one, the wage before the leave."""
    value = pl.coalesce("fund_level", "hi_base")
    return Step("fund_base", Words("Căn cứ đóng BHYT do quỹ đóng", "Health insurance base paid by the fund"), value)


def _base_of_fund(fund: str) -> Step:
    value = pl.when(pl.col(f"covered_{fund.lower()}")).then(pl.col(f"{_BASE[fund]}_base"))
    return Step(f"base_{fund.lower()}", FUNDS[fund], value, told=False)


def _amount(fund: str, payer: str, readings: Readings) -> Step:
    base, rate = line_parts(fund, payer)
    whole = money.Whole.TRUNCATE if readings.rounding is Rounding.TRUNCATE else money.Whole.HALF_UP
    words = Words("{fund}, {payer}", "{fund}, {payer}").fill(fund=FUNDS[fund], payer=PAYERS[payer])
    value = money.share(pl.col(base), pl.col(rate), whole)
    return Step(line_name(fund, payer), words, value, how=f"{{{base}}} × {{{rate}}}")


def _total(payer: str) -> Step:
    parts = [pl.col(line_name(fund, who)) for fund, who in LINES if who == payer]
    words = Words("Tổng {payer}", "Total {payer}").fill(payer=PAYERS[payer])
    return Step(f"total_{payer.lower()}", words, money.sum(*parts))
