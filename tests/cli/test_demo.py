"""The demo, as `make demo` runs it, and that it can fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import ibhxh.cli.demo as story
from ibhxh.cli import main
from ibhxh.dossier import Content

pytestmark = pytest.mark.real


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_story_comes_out_as_told(lang: str, tmp_path: Path) -> None:
    answer = CliRunner().invoke(main, ["--lang", lang, "demo", "--out", str(tmp_path / "demo")])
    assert answer.exit_code == 0, answer.output
    assert "284.025.366" in answer.output
    made = {path.name for path in (tmp_path / "demo").iterdir()}
    assert {"july.ibhxh", "july-package.xml", "july-receipt.json", "july-d02-lt.pdf", "scan-1.png"} <= made


def test_a_tampering_that_is_not_caught_ends_the_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def untouched(content: Content) -> bytes:
        return content.data

    monkeypatch.setattr(story, "_one_digit_more", untouched)
    answer = CliRunner().invoke(main, ["demo", "--out", str(tmp_path / "demo")])
    assert answer.exit_code == 1
    assert "không diễn ra như đã kể" in answer.output
