"""How late money is reckoned, and for which days of delay: `law/late_rules.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from ibhxh.law.errors import LawDataFault
from ibhxh.law.interval import Interval
from ibhxh.law.source_entry import read_source
from ibhxh.law.strict import Entry, read_yaml
from ibhxh.law.value import Source
from ibhxh.words import Words

#: Why money came late; a monthly rule may treat them differently.
CAUSES = ("late", "evasion", "late_rise")
#: The two kinds of insurance that have yields of their own: BHXH, BHTN and TNLĐ; BHYT.
INSURANCES = ("si", "hi")


@dataclass(frozen=True, slots=True)
class MonthlyRule:
    """A charge on the first of every month, at `times` (by cause) × a year's yield (by insurance a parameter) / 12.

    The year is that of the month `yield_months_before` the charge. Causes in `reaches_back` are charged by this rule
    for months before it as well. Delays of fewer than `least_days` bear nothing.
    """

    words: Words
    valid: Interval
    yields: Mapping[str, str]
    yield_months_before: int
    times: Mapping[str, int]
    reaches_back: frozenset[str]
    least_days: int
    source: Source


@dataclass(frozen=True, slots=True)
class DailyRule:
    """A share of the amount for every day; `rate` names the parameter."""

    words: Words
    valid: Interval
    rate: str
    source: Source


LateRule: TypeAlias = MonthlyRule | DailyRule


def read_late_rules(path: Path) -> tuple[LateRule, ...]:
    """All rules of the file, read strictly. Raises `LawDataFault`."""
    return tuple(_rule(Entry(item, f"{path.name}[{i}]")) for i, item in enumerate(read_yaml(path)))


def _rule(entry: Entry) -> LateRule:
    kind = entry.take("rule", str)
    words, valid, source = entry.words("words"), entry.interval("valid"), read_source(entry)
    rule: LateRule
    if kind == "daily":
        rule = DailyRule(words, valid, entry.take("rate", str), source)
    else:
        rule = MonthlyRule(
            words=words,
            valid=valid,
            yields=_by("yields", entry, INSURANCES),
            yield_months_before=entry.take("yield_months_before", int),
            times=_by("times", entry, CAUSES),
            reaches_back=frozenset(entry.take("reaches_back", list, [])),
            least_days=entry.take("least_days", int),
            source=source,
        )
    if kind not in ("daily", "monthly") or (isinstance(rule, MonthlyRule) and not rule.reaches_back <= set(CAUSES)):
        raise LawDataFault(
            entry.where,
            Words(f"Không có cách tính “{kind}”, hoặc nguyên nhân lạ.", f"No rule “{kind}”, or a strange cause."),
            Words("Ghi daily hoặc monthly.", "Write daily or monthly."),
        )
    entry.done()
    return rule


def _by(key: str, entry: Entry, names: tuple[str, ...]) -> dict[str, Any]:
    """A map with a value for each of the names, all of one type."""
    given = Entry(entry.take(key, dict), f"{entry.where}: {key}")
    kind = str if key == "yields" else int
    found = {name: given.take(name, kind) for name in names}
    given.done()
    return found
