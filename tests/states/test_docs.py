"""The reference of the lifecycles and their pictures are the tables'."""

from __future__ import annotations

import importlib
import sys
from xml.etree import ElementTree

import pytest

from ibhxh.states import CASE, DOSSIER
from tests.conftest import ROOT

pytestmark = pytest.mark.unit

sys.path.insert(0, str(ROOT / "tools"))
docs_states = importlib.import_module("docs_states")
DOCS = ROOT / "docs"


def test_the_page_and_the_pictures_are_current() -> None:
    """`make docs` makes them so."""
    assert (DOCS / "reference" / "states.md").read_text(encoding="utf-8") == docs_states.states_reference()
    for name, svg in docs_states.pictures().items():
        assert (DOCS / "pictures" / name).read_text(encoding="utf-8") == svg, name


@pytest.mark.parametrize(("name", "machine"), [("employer", DOSSIER), ("agency", CASE)])
def test_every_state_and_every_move_is_in_the_picture(name: str, machine: object) -> None:
    machine = DOSSIER if machine is DOSSIER else CASE
    picture = ElementTree.fromstring(docs_states.pictures()[f"states-{name}.svg"])  # noqa: S314 - our own
    kinds = {kind: picture.findall(f".//*[@class='{kind}']") for kind in "name"}
    arrows, marks = kinds["a"], [text.text for text in kinds["m"] if text.text]
    assert len(arrows) + len(marks) == len(machine.moves)
    assert len(kinds["n"]) == len(machine.stages)
    assert float(picture.attrib["width"]) <= 1366
