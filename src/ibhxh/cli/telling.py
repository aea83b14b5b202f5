"""Telling a story of steps, each timed, each of which must come out as told."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from ibhxh.problem import Problem
from ibhxh.words import Lang, Words, number_text


class NotAsTold(Problem):
    """A step of the story came out otherwise."""

    code = "NOT_AS_TOLD"


def _wrapped(line: str) -> str:
    return textwrap.fill(line, 100, initial_indent="   ", subsequent_indent="     ", break_long_words=False)


@dataclass
class Teller:
    """Says what happens, in one language, and keeps the files made under one folder."""

    lang: Lang
    folder: Path
    chapter: int = 0
    start: float = field(default_factory=time.perf_counter)

    @contextmanager
    def step(self, title: Words) -> Iterator[None]:
        """A numbered chapter; its time stands at its end."""
        self.chapter += 1
        began = time.perf_counter()
        click.secho(f"\n{self.chapter}. {title.text(self.lang)}", bold=True)
        yield
        click.secho(f"   {time.perf_counter() - began:.2f} s", dim=True)

    def say(self, vi: str, en: str) -> None:
        """One line of the story."""
        click.echo(_wrapped(vi if self.lang == "vi" else en))

    def expect(self, true: bool, vi: str, en: str) -> None:
        """A line that must be true; otherwise the story ends with `NotAsTold`."""
        click.echo(_wrapped(f"{'✓' if true else '✗'} {vi if self.lang == 'vi' else en}"))
        if not true:
            raise NotAsTold(
                Words(f"Bước {self.chapter} không diễn ra như đã kể: {vi}", f"Step {self.chapter} is not as told: {en}")
            )

    def write(self, name: str, data: bytes) -> Path:
        """Keeps a file and says where."""
        path = self.folder / name
        path.write_bytes(data)
        click.echo(f"   → {path} ({number_text(len(data))} B)")
        return path
