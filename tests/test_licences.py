"""Nothing under the GPL runs with the product (the product is Apache-2.0; the LGPL is fine)."""

from __future__ import annotations

import re
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement

pytestmark = pytest.mark.unit

GPL = re.compile(r"(?<!L)(?<!Lesser )(?<!Library or Lesser )(\bA?GPL|General Public License)", re.IGNORECASE)


def runtime_closure() -> set[str]:
    """Names of every distribution the product needs to run."""
    names: set[str] = set()
    left = ["ibhxh"]
    while left:
        name = left.pop()
        if name in names:
            continue
        names.add(name)
        for line in distribution(name).requires or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                left.append(requirement.name.lower())
    return names


def licence_of(name: str) -> str:
    """What the distribution says of its licence, in one text."""
    about = distribution(name).metadata
    classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
    return " | ".join([about.get("License-Expression") or "", (about.get("License") or "")[:200], *classifiers])


def test_the_closure_is_seen() -> None:
    assert {"ibhxh", "polars", "lxml", "cryptography", "cffi"} <= runtime_closure()


@pytest.mark.parametrize("name", sorted(runtime_closure()))
def test_no_gpl_at_run_time(name: str) -> None:
    licence = licence_of(name)
    assert licence.strip(" |"), f"{name} says nothing of its licence"
    alternatives = re.split(r"\bOR\b", licence)
    assert any(not GPL.search(part) for part in alternatives), f"{name}: {licence}"


def test_the_pattern_tells_gpl_from_lgpl() -> None:
    assert GPL.search("GPL-2.0-or-later") and GPL.search("GNU General Public License v3") and GPL.search("AGPL-3.0")
    assert not GPL.search("LGPL-2.1-or-later")
    assert not GPL.search("GNU Library or Lesser General Public License (LGPL)")
