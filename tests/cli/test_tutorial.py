"""The tutorials' commands, run as they stand, in an empty folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from ibhxh.cli import main
from tests.conftest import ROOT

pytestmark = pytest.mark.real

#: The first check of each tutorial is meant to find errors.
FAULTY = "--faults"


@pytest.mark.parametrize("name", ["one-month.md", "one-month.vi.md"])
def test_every_command_of_the_tutorial_works(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IBHXH_PASSPHRASE", "chỉ để thử")
    text = (ROOT / "docs" / "tutorials" / name).read_text(encoding="utf-8")
    commands = re.findall(r"^\$ ibhxh (.*)$", text, re.MULTILINE)
    assert len(commands) >= 15
    faulty = False
    for command in commands:
        args = shlex.split(command)
        answer = CliRunner().invoke(main, args)
        expected = 1 if faulty and "check" in args else 0
        assert answer.exit_code == expected, f"{command}\n{answer.output}"
        if "factory" in args:
            faulty = FAULTY in args
