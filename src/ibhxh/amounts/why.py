"""Telling the steps of one row: which of them touch it, in what arithmetic, under which law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import TYPE_CHECKING, Any

from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.law.months import month_words
from ibhxh.law.value import Unit, Value
from ibhxh.words import number_text

if TYPE_CHECKING:
    from ibhxh.amounts.calculation import Calculation, Step

#: Per look-up step the figure behind it; None where there is none for the row.
Looked = Mapping[str, Value | None]


def explain(calculation: Calculation, results: Sequence[str], cells: Mapping[str, Any], law: Looked) -> Explanation:
    """The row whose facts and steps are `cells`, told from its given money to those `results` that touch it."""
    steps = {step.name: step for step in calculation.steps()}
    units = {fact.name: Unit.MONEY for fact in calculation.facts} | {step.name: step.unit for step in steps.values()}
    touching = _touching(steps, results, cells, law)
    given = [
        Explained(fact.name, fact.words, cells[fact.name], Unit.MONEY)
        for fact in calculation.facts
        if fact.words and cells[fact.name] is not None
    ]
    told = [
        Explained(
            step.name, step.words, cells[step.name], step.unit, _how(step, cells, units, law), _cites(step, steps, law)
        )
        for step in steps.values()
        if step.told and step.name in touching
    ]
    month = cells[calculation.dated_by]
    title = calculation.title.fill(month="…" if month is None else month_words(month))
    return Explanation(title, (*given, *told))


def _touching(steps: Mapping[str, Step], results: Sequence[str], cells: Mapping[str, Any], law: Looked) -> set[str]:
    """The results that touch the row, and the steps behind them.

    A result of nought that rests on a rule which does not exist for the row is none: nothing is due there.
    """
    absent = {name for name, value in law.items() if value is None}
    idle = {
        name
        for name in results
        if cells[name] is None or (cells[name] == 0 and absent.intersection(steps[name].sources()))
    }
    touching: set[str] = set()
    ahead = [name for name in results if name not in idle]
    while ahead:
        name = ahead.pop()
        if name in steps and name not in touching | absent | idle:
            touching.add(name)
            ahead += steps[name].sources()
    return touching


def _how(step: Step, cells: Mapping[str, Any], units: Mapping[str, Unit], law: Looked) -> str | None:
    """20 × 2.530.000 đ for a multiple of another figure, the step's own arithmetic with the row's values otherwise."""
    value = law.get(step.name)
    if value and value.measure and value.measure.times != 1:
        return f"{number_text(value.measure.times)} × {Unit.MONEY.text(value.measure.level.amount)}"
    if step.how is None:
        return None
    named = {name for _, name, _, _ in Formatter().parse(step.how) if name}
    return step.how.format_map({name: _shown(cells[name], units[name]) for name in named})


def _shown(cell: Any, unit: Unit) -> str:
    return "…" if cell is None else unit.text(cell)


def _cites(step: Step, steps: Mapping[str, Step], law: Looked) -> tuple[Value, ...]:
    """The figure looked up; for arithmetic, those of its look-ups that are not told by themselves."""

    def figures() -> Iterator[Value | None]:
        yield law.get(step.name)
        yield from (law.get(name) for name in step.sources() if name in steps and not steps[name].told)

    return tuple(value for value in figures() if value)
