"""Published examples as data: `examples/*.yaml`, each with the article it stands on, asked of its kind to the đồng.

`given` is a question as `amounts.asked` takes it, `expect` columns of what the kind finds: one figure (the sum where
the pieces add up), or a list with one for each piece; “a + b” is the sum of columns. `unverified` names steps that must
say that they rest on a figure not beyond doubt.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from ibhxh.amounts.asked import question_table
from ibhxh.amounts.kind import ROW, Reckoned
from ibhxh.amounts.kinds import KINDS
from ibhxh.amounts.readings import Readings
from ibhxh.law import shipped_law
from ibhxh.law.months import month_index
from ibhxh.law.value import day_number

pytestmark = pytest.mark.unit

LAW = shipped_law()
EXAMPLES: list[dict[str, Any]] = [
    {**example, "file": path.stem}
    for path in sorted((Path(__file__).parent / "examples").glob("*.yaml"))
    for example in yaml.safe_load(path.read_text(encoding="utf-8"))
]
_MONTH = re.compile(r"\d{4}-\d{2}")

#: The published rows that must all be here: contributions, special months, late money, allocation, sickness, maternity,
#: labour accident, unemployment and the rest, the traps, and the factory's own benefits.
PUBLISHED = {
    f"{letter}{number}"
    for letter, numbers in {
        "A": (1, 2, 4, 7, 8, 9, 10, 11, 12, 13, 16, 17, 18),
        "B": (1, 3, 4, 5, 7, 8),
        "C": (1, 2, 3, 5, 6, 9, 10),  # C4 and C7 rest on yields laid over the law: test_late_money
        "D": (1,),
        "E": (1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15),
        "F": (1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 14),
        "G": (1, 2, 4, 6, 8, 9, 10, 11, 12, 13),
        "H": (*range(1, 3), *range(4, 13), 14, 15, 16, 17, 20, 21, 22, 23, 25, *range(27, 33)),
        "I": range(1, 8),
        "J": (7,),
        "L": (3, 4),
    }.items()
    for number in numbers
}


def shown(frame: pl.DataFrame, found: Reckoned, name: str) -> list[Any]:
    """The column of each piece: of the frame, or a step; “a + b” their sum."""
    if " + " in name:
        parts = [shown(frame, found, part) for part in name.split(" + ")]
        return [None if None in cells else sum(cells) for cells in zip(*parts, strict=True)]
    if name in frame.columns:
        return frame[name].to_list()
    return [found.why(row)[name].amount for row in range(frame.height)]


def plain(value: Any) -> Any:
    """Days and months as the whole numbers that frames hold; lists too."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return day_number(value)
    return month_index(value) if isinstance(value, str) and _MONTH.fullmatch(value) else value


def run(example: dict[str, Any], *given: dict[str, Any]) -> Reckoned:
    kind = KINDS[example["kind"]]
    return kind.run(question_table(kind, given or [example["given"]]), LAW, Readings.of(example.get("readings", {})))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example['file']}-{example['id']}")
def test_an_example(example: dict[str, Any]) -> None:
    assert set(example) <= {"id", "why", "article", "kind", "given", "readings", "expect", "unverified", "file"}
    kind, found = KINDS[example["kind"]], run(example)
    assert set(example.get("readings", {})) <= set(kind.readings)
    assert found.frame[ROW].to_list() == [0] * found.frame.height
    adds_up = {result.name for result in kind.results if result.adds_up}
    answer: dict[str, Any] = {}
    for name, expected in example["expect"].items():
        pieces = plain(shown(found.frame, found, name))
        if isinstance(expected, list):
            answer[name] = pieces
        elif len(pieces) == 1:
            answer[name] = pieces[0]
        else:
            assert name in adds_up, f"{name} has {len(pieces)} pieces that do not add up"
            answer[name] = None if None in pieces else sum(pieces)
    assert answer == {name: plain(expected) for name, expected in example["expect"].items()}
    whys = [found.why(row) for row in range(found.frame.height)]
    assert {step.name for why in whys for step in why.unverified} >= set(example.get("unverified", ()))
    for why in whys:
        assert why.title.vi and why.title.en and why.steps
        assert "None" not in why.text("vi") + why.text("en")


def test_all_examples_of_a_kind_at_once_give_the_same() -> None:
    alike: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for example in EXAMPLES:
        alike[f"{example['kind']} {example.get('readings')}"].append(example)
    for examples in alike.values():
        together = run(examples[0], *(example["given"] for example in examples))
        for number, example in enumerate(examples):
            mine = together.frame.filter(pl.col(ROW) == number).select(together.results)
            assert mine.equals(run(example).frame.select(together.results)), example["id"]


def test_every_published_row_is_here() -> None:
    ids = {re.split(r"[ ,]", example["id"])[0] for example in EXAMPLES}
    assert PUBLISHED - ids == set()


def test_every_kind_has_an_example_and_every_id_stands_once() -> None:
    assert {example["kind"] for example in EXAMPLES} == set(KINDS)
    ids = [(example["file"], example["id"]) for example in EXAMPLES]
    assert len(ids) == len(set(ids))


def test_an_example_says_why_and_by_which_article() -> None:
    for example in EXAMPLES:
        assert example["why"] and example["article"], example["id"]
