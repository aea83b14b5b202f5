"""The eight contribution amounts as an OpenFisca country; `bench.beside_others` runs it in an environment of its own.

`python -I _openfisca_country.py FOLDER int|float` reads `law.json` (parameters as OpenFisca writes them: amounts by
first day) and `table.npz` (month, region, participant_class, declared_wage; a row is one person in one month), writes
`amounts.npy` (Int64: one line for each contribution, in the law's order) and prints the CPU seconds of each run.

An OpenFisca simulation asks about everyone in it for one month, so the rows are grouped by month and each month is a
simulation. `int` and `float` are OpenFisca's two types for money, kept as Int32 and Float32; it has none wider, so an
`int` above 2,147,483,647 would wrap. The formulas are the same for both, and compute in 64 bits.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
from openfisca_core.entities import Entity  # type: ignore[import-not-found]
from openfisca_core.model_api import MONTH, Enum, ParameterNode, Variable  # type: ignore[import-not-found]
from openfisca_core.simulations import SimulationBuilder  # type: ignore[import-not-found]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-not-found]

RUNS = 5
BASE_OF = {"httt": "si_base", "odts": "si_base", "tnld": "si_base", "bhyt": "hi_base", "bhtn": "ui_base"}
Array = np.ndarray[Any, Any]


def country(law: dict[str, Any], money: type) -> Any:
    """Persons, their monthly variables with the formulas, and the law."""
    person = Entity("person", "persons", "Người lao động", "")
    classes = Enum("ParticipantClass", {name: name for name in next(iter(law["rate"].values()))})
    system = TaxBenefitSystem([person])
    system.parameters = ParameterNode("", data=law)

    def add(name: str, value_type: type, **more: Any) -> None:
        monthly = {"value_type": value_type, "entity": person, "definition_period": MONTH}
        system.add_variable(type(name, (Variable,), {**monthly, **more}))

    add("declared_wage", money)
    add("region", int)
    add("participant_class", Enum, possible_values=classes, default_value=next(iter(classes)))
    for cap in law["cap"]:
        add(f"{cap}_base", money, formula=_base(cap))
    for line in law["rate"]:
        add(line, money, formula=_amount(line))
    return system


def _base(cap: str) -> Any:
    def formula(person: Any, period: Any, parameters: Any) -> Any:
        most = parameters(period).cap[cap]
        if cap == "ui":
            most = _gathered(most, person("region", period) - 1)
        return np.minimum(person("declared_wage", period), most)

    return formula


def _amount(line: str) -> Any:
    base = BASE_OF[line.partition("_")[0]]

    def formula(person: Any, period: Any, parameters: Any) -> Any:
        rates = _gathered(parameters(period).rate[line], person("participant_class", period))
        return (person(base, period) * rates + 500_000) // 1_000_000

    return formula


def _gathered(node: Any, places: Array) -> Array:
    """The figure of each row. OpenFisca's own `node[keys]` gives the same, but walks the rows in Python."""
    return np.array([node[key] for key in node], dtype=np.int64)[places]


def computed(system: Any, lines: list[str], table: dict[str, Array]) -> Array:
    """The amounts of each row, by one simulation for each month there is."""
    amounts = np.empty((len(lines), len(table["month"])), dtype=np.int64)
    order = np.argsort(table["month"], kind="stable")
    months, starts = np.unique(table["month"][order], return_index=True)
    for month, rows in zip(months.tolist(), np.split(order, starts[1:]), strict=True):
        period = f"{month // 12:04}-{month % 12 + 1:02}"
        simulation = SimulationBuilder().build_default_simulation(system, len(rows))
        for name in ("declared_wage", "region", "participant_class"):
            simulation.set_input(name, period, table[name][rows])
        for place, line in enumerate(lines):
            amounts[place, rows] = simulation.calculate(line, period)
    return amounts


def main(folder: Path, money: type) -> None:
    """Runs once unmeasured, in which OpenFisca makes and keeps the law of each month; then `RUNS` times."""
    law = json.loads((folder / "law.json").read_text(encoding="utf-8"))
    table = dict(np.load(folder / "table.npz"))
    system, lines = country(law, money), list(law["rate"])
    amounts, seconds = computed(system, lines, table), []
    for _ in range(RUNS):
        start = process_time()
        amounts = computed(system, lines, table)
        seconds.append(process_time() - start)
    np.save(folder / "amounts.npy", amounts)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(Path(sys.argv[1]), {"int": int, "float": float}[sys.argv[2]])
