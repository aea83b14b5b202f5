"""What the guides and the tutorial of the sites print is there: commands, settings, pictures, files they lead to."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from ibhxh.cli import main
from tests.conftest import ROOT

pytestmark = pytest.mark.unit

DOCS = ROOT / "docs"
OPERATING = ("operating.md", "operating.vi.md")
MONTH = ("first-month-in-the-browser.md", "first-month-in-the-browser.vi.md")
PAGES = [DOCS / "guides" / name for name in OPERATING] + [DOCS / "tutorials" / name for name in MONTH]
#: The start page is looked at by name; so is a page whose name is chosen in a loop.
_LOOK = re.compile(r'"(\d\d-[a-z0-9-]+)"')
_SET = re.compile(r"(?:IBHXH_\w+=\S+ )*ibhxh (.+)")


def commands(text: str) -> list[list[str]]:
    """The `ibhxh` commands of the blocks, lines that go on put together."""
    blocks = re.findall(r"^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [shlex.split(found[1]) for line in lines if (found := _SET.fullmatch(line.strip()))]


@pytest.mark.parametrize("name", OPERATING)
def test_commands_parse(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IBHXH_PASSPHRASE", "chỉ để thử")
    for folder in ("data/agency", "copy"):
        (tmp_path / folder).mkdir(parents=True)
    found = commands((DOCS / "guides" / name).read_text(encoding="utf-8"))
    assert len(found) >= 8
    for args in found:
        parsed(main, args)


def parsed(command: click.Command, args: list[str], parent: click.Context | None = None) -> None:
    """Parses the arguments down to the last command; raises what click raises for a wrong one."""
    context = command.make_context(args[0], args if parent is None else args[1:], parent=parent)
    if isinstance(command, click.Group):
        rest = [*context._protected_args, *context.args]
        inner = command.get_command(context, rest[0])
        assert inner is not None, args
        parsed(inner, rest, context)


def test_both_languages_print_the_same_commands() -> None:
    one, other = (commands((DOCS / "guides" / name).read_text(encoding="utf-8")) for name in OPERATING)
    assert one == other


@pytest.mark.parametrize("name", OPERATING)
def test_settings_are_those_of_the_program(name: str) -> None:
    told = set(re.findall(r"IBHXH_[A-Z_]+", (DOCS / "guides" / name).read_text(encoding="utf-8")))
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "ibhxh").rglob("*.py"))
    # The two databases are named from the side.
    known = set(re.findall(r"IBHXH_[A-Z_]+", source)) | {"IBHXH_EMPLOYER_DATABASE", "IBHXH_AGENCY_DATABASE"}
    assert told <= known


@pytest.mark.parametrize("name", MONTH)
def test_pictures_are_taken(name: str) -> None:
    shown = re.findall(r"pictures/pages/([a-z0-9-]+)\.png", (DOCS / "tutorials" / name).read_text(encoding="utf-8"))
    steps = (ROOT / "tests" / "sites" / "browser").glob("*.py")
    taken = {look for path in steps for look in _LOOK.findall(path.read_text(encoding="utf-8"))}
    assert len(shown) >= 20
    assert set(shown) <= taken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"(?<!!)\[[^]]*]\(([^)#:]+)", page.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (page.parent / link).exists()] == []
