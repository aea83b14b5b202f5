"""Nobody reckons past the words of money: what may not stand in `amounts` and `checks`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ibhxh

pytestmark = pytest.mark.unit

ROOMS = [Path(ibhxh.__file__).parent / room for room in ("amounts", "checks")]

#: What may not be written, and why.
FORBIDDEN = {
    "/": "true division makes floats, and a float holds no đồng above 2**53",
    "float": "a float literal turns a whole column into floats",
    "mean": "a mean is a float, and is no whole đồng",
    "cast": "a cast can turn an overflow or a text into a blank without a word",
    "gather": "a gather at −1 reads the newest law; MonthTable checks its range",
    "sum": "polars' sum skips blanks and wraps at 2**63; money.total and money.sum do neither",
    "*_horizontal": "horizontal words skip blanks: a blank wage becomes the cap",
}
#: Where it is the very business of the function.
ALLOWED = {
    ("amounts/money.py", "total"): {"cast", "sum"},
    ("amounts/month_totals.py", "month_totals"): {"cast"},  # counts of people, no money
}
_CALLS = {"mean", "cast", "gather", "sum"}


def offences(tree: ast.AST, function: str = "") -> Iterator[tuple[str, str, int]]:
    """Function, what is forbidden there, line. `money.sum` is the word itself."""
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.FunctionDef) else function
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div) and not _joins_paths(node):
            yield inside, "/", node.lineno
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield inside, "float", node.lineno
        if isinstance(node, ast.Call):
            name, owner = _called(node.func)
            if name.endswith("_horizontal"):
                yield inside, "*_horizontal", node.lineno
            elif name in _CALLS and owner != "money":
                yield inside, name, node.lineno
        yield from offences(node, inside)


def _joins_paths(node: ast.BinOp | ast.AugAssign) -> bool:
    right = node.right if isinstance(node, ast.BinOp) else node.value
    return isinstance(right, ast.Constant) and isinstance(right.value, str)


def _called(function: ast.expr) -> tuple[str, str]:
    """The name called, and the name it is called on."""
    if isinstance(function, ast.Attribute):
        return function.attr, function.value.id if isinstance(function.value, ast.Name) else ""
    return (function.id, "") if isinstance(function, ast.Name) else ("", "")


def test_amounts_and_checks_reckon_in_the_words_of_money_only() -> None:
    found: list[str] = []
    files = [path for room in ROOMS for path in sorted(room.rglob("*.py"))]
    assert any(path.name == "money.py" for path in files)
    for path in files:
        name = path.relative_to(ROOMS[0].parent).as_posix()
        for function, what, line in offences(ast.parse(path.read_text(encoding="utf-8"))):
            if what not in ALLOWED.get((name, function), set()):
                found.append(f"{name}:{line} {function}: {what} — {FORBIDDEN[what]}")
    assert found == []


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("x = a / 2", "/"),
        ("a /= 2", "/"),
        ("x = a * 0.5", "float"),
        ("pl.col('a').mean()", "mean"),
        ("pl.col('a').cast(pl.Int64)", "cast"),
        ("table.gather(i)", "gather"),
        ("pl.min_horizontal('a', 'b')", "*_horizontal"),
        ("pl.col('a').sum()", "sum"),
        ("sum(amounts)", "sum"),
    ],
)
def test_the_rule_sees_each_of_them(code: str, what: str) -> None:
    assert [found for _, found, _ in offences(ast.parse(code))] == [what]


def test_the_words_themselves_pass() -> None:
    assert not list(offences(ast.parse("money.sum(a, b)\nmoney.share(a, b)\na // b\nfolder / 'x'")))


def test_every_permission_is_used() -> None:
    for (name, function), allowed in ALLOWED.items():
        tree = ast.parse((ROOMS[0].parent / name).read_text(encoding="utf-8"))
        assert {what for where, what, _ in offences(tree) if where == function} >= allowed, (name, function)
