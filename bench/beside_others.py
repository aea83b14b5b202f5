"""The same eight contribution amounts by ours, by a plain Python loop and by OpenFisca-Core, in rows a CPU second.

All three take the law from the same law pack and must agree to the đồng, or the measurement stops. The floor is the
loop: what anyone would write first, with the law looked up beforehand and the rows already tuples.

OpenFisca-Core is under the AGPL and is no part of the project: it is installed into an environment that is thrown away
afterwards, and computes in a process of its own (`_openfisca_country.py`). Its money is Int32 or Float32; it is timed
with Int32, which agrees. Float32, its usual type, holds every whole number up to 16,777,216 only: a greater wage is
rounded to a neighbour, and how many rows then have another amount is the last figure. With 100,000 rows in 240 months
most of its time goes into the simulations themselves, however few rows they hold; hence both tables. Where the package
index cannot be reached, its figures are left out and that is said.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import numpy as np
import polars as pl

from bench.contributions import CLASSES, EIGHT, LINES, _facts
from ibhxh.amounts import contributions
from ibhxh.law import Law, shipped_law
from ibhxh.law.errors import NoLawForDay
from ibhxh.law.months import first_day
from ibhxh.law.value import Value

FEW, RUNS = 100_000, 5
OPENFISCA = "openfisca-core==46.0.1"
REGIONS = (1, 2, 3, 4)
Array = np.ndarray[Any, np.dtype[np.int64]]
Row = tuple[int, int, str, int]
#: By month and class: the caps of social and health insurance and the eight rates.
ByClass = dict[tuple[int, str], tuple[int, ...]]
#: By month and region: the cap of unemployment insurance.
ByRegion = dict[tuple[int, int], int]


def run() -> list[dict[str, Any]]:
    """Ours and OpenFisca-Core on both tables, against the loop on the small one, once they are seen to be equal."""
    law, many = shipped_law(), _facts()
    few = many.head(FEW)
    rows: list[Row] = few.select("month", "region", "participant_class", "declared_wage").rows()
    tables = _tables(law, few["month"].unique().to_list())
    assert np.array_equal(_ours(few, law), np.array(_loop(rows, *tables)).T)
    floor = FEW / _cpu_seconds(lambda: _loop(rows, *tables))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = _openfisca(folder)
        figures = []
        for facts in (few, many):
            seconds = {"ours": _cpu_seconds(lambda: contributions(facts, law, results=EIGHT))}  # noqa: B023
            if python:
                amounts, seconds[OPENFISCA] = _by_openfisca(python, folder, facts, law, "int")
                assert np.array_equal(_ours(facts, law), amounts)
            figures += [_figure(f"{facts.height:,} rows: {who}", facts.height / s, floor) for who, s in seconds.items()]
        if python:
            amounts, _ = _by_openfisca(python, folder, few, law, "float")
            figures.append(_rounded(few, np.abs(_ours(few, law) - amounts).max(axis=0)))
    return figures


def _figure(name: str, pace: float, floor: float) -> dict[str, Any]:
    return {"name": name, "value": pace / 1e6, "unit": "M/s", "floor": floor / 1e6, "ratio": pace / floor}


def _rounded(facts: pl.DataFrame, off: Array) -> dict[str, Any]:
    """How many rows Float32 gets wrong by `off` đồng: only some whose wage it cannot hold."""
    wages = facts["declared_wage"].to_numpy()[off > 0]
    assert (wages.astype(np.float32) != wages).all()
    name = f"{FEW:,} rows: off by up to {off.max()} đ in float32"
    return {"name": name, "value": len(wages), "unit": "rows", "floor": FEW, "ratio": len(wages) / FEW}


def _ours(facts: pl.DataFrame, law: Law) -> Array:
    frame = contributions(facts, law, results=EIGHT).frame
    return np.stack([frame[name].to_numpy() for name in EIGHT])


def _tables(law: Law, months: Sequence[int]) -> tuple[ByClass, ByRegion]:
    """All the law the loop asks for, made before the clock starts; 0 where nothing is owed."""

    def figure(parameter: str, month: int, **keys: Any) -> int:
        try:
            return law.parameter(parameter).on(first_day(month), **keys).amount
        except NoLawForDay:
            return 0

    def of_class(month: int, name: str) -> Iterator[int]:
        for base in ("si", "hi"):
            yield figure("si_hi_cap", month, participant_class=name, base=base)
        for fund, payer in LINES:
            yield figure("contribution_rate", month, participant_class=name, budget_unit=False, fund=fund, payer=payer)

    by_class = {(month, name): tuple(of_class(month, name)) for month in months for name in CLASSES}
    caps = {(month, zone): figure("ui_cap", month, pay="employer", region=zone) for month in months for zone in REGIONS}
    return by_class, caps


def _loop(rows: Sequence[Row], by_class: ByClass, ui_caps: ByRegion) -> list[tuple[int, ...]]:
    amounts: list[tuple[int, ...]] = []
    for month, region, name, wage in rows:
        si_cap, hi_cap, httt_er, httt_ee, odts_er, tnld_er, bhyt_er, bhyt_ee, bhtn_er, bhtn_ee = by_class[month, name]
        si, hi, ui = min(wage, si_cap), min(wage, hi_cap), min(wage, ui_caps[month, region])
        line = (
            (si * httt_er + 500_000) // 1_000_000,
            (si * httt_ee + 500_000) // 1_000_000,
            (si * odts_er + 500_000) // 1_000_000,
            (si * tnld_er + 500_000) // 1_000_000,
            (hi * bhyt_er + 500_000) // 1_000_000,
            (hi * bhyt_ee + 500_000) // 1_000_000,
            (ui * bhtn_er + 500_000) // 1_000_000,
            (ui * bhtn_ee + 500_000) // 1_000_000,
        )
        amounts.append(line)
    return amounts


def _openfisca(folder: Path) -> Path | None:
    """The interpreter of a new environment with OpenFisca-Core in it; None, and said, where it cannot be had."""
    uv, python = Path(sys.executable).with_name("uv"), folder / "venv" / "bin" / "python"
    try:
        for command in (["venv", "--python", sys.executable, "venv"], ["pip", "install", "-p", python, OPENFISCA]):
            subprocess.run([uv, "--quiet", *command], cwd=folder, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        why = getattr(error, "stderr", error)
        print(f"{OPENFISCA} is left out, it could not be installed: {why}", file=sys.stderr)
        return None
    return python


def _by_openfisca(python: Path, folder: Path, facts: pl.DataFrame, law: Law, money: str) -> tuple[Array, float]:
    """The amounts and the CPU seconds they took, with `money` "int" or "float"."""
    (folder / "law.json").write_text(json.dumps(_openfisca_law(law)), encoding="utf-8")
    classes = facts["participant_class"].to_numpy().astype(np.str_)
    numbers: dict[str, Any] = {name: facts[name].to_numpy() for name in ("month", "region", "declared_wage")}
    np.savez(folder / "table.npz", participant_class=classes, **numbers)
    # -I: nothing of the project, and no bench of the name of a library, is on its path.
    command: list[str | Path] = [python, "-I", Path(__file__).with_name("_openfisca_country.py"), folder, money]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return np.load(folder / "amounts.npy"), median(json.loads(told))


def _openfisca_law(law: Law) -> dict[str, Any]:
    """The parameters the way OpenFisca writes them: a tree whose leaves are amounts by first day."""

    def leaf(parameter: str, **keys: str | int) -> dict[str, Any]:
        found = law.parameter(parameter)
        series = found.series[tuple(keys[name] for name in found.keys)]
        amounts = ((str(dated.valid.start), dated.amount if isinstance(dated, Value) else 0) for dated in series)
        return {"values": {day: {"value": amount} for day, amount in amounts}}

    def rate(name: str, fund: str, payer: str) -> dict[str, Any]:
        return leaf("contribution_rate", participant_class=name, budget_unit=False, fund=fund, payer=payer)

    rates = {name: {kind: rate(kind, *line) for kind in CLASSES} for name, line in zip(EIGHT, LINES, strict=True)}
    # These classes share the caps of social and health insurance; a look-up that is not needed would cost OpenFisca.
    caps = {base: leaf("si_hi_cap", participant_class=CLASSES[0], base=base) for base in ("si", "hi")}
    ui_caps = {str(zone): leaf("ui_cap", pay="employer", region=zone) for zone in REGIONS}
    return {"rate": rates, "cap": {**caps, "ui": ui_caps}}


def _cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds, all threads together: the median of some runs, after one that warms up."""
    work()
    seconds = []
    for _ in range(RUNS):
        start = process_time()
        work()
        seconds.append(process_time() - start)
    return median(seconds)
