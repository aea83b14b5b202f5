"""Why a figure is what it is: the steps of one row, each with its value, its arithmetic and the law behind it."""

from __future__ import annotations

from dataclasses import dataclass

from ibhxh.law.value import Unit, Value
from ibhxh.words import Lang, Words

_UNVERIFIED = Words("chưa đối chiếu với nguyên văn văn bản", "not compared with the text of the act")


@dataclass(frozen=True, slots=True)
class Explained:
    """One step of one row. `cites` are the figures of the law it looked up or used first."""

    name: str
    words: Words
    amount: int
    unit: Unit
    how: str | None = None
    cites: tuple[Value, ...] = ()

    def value_text(self) -> str:
        """The value for people, with the arithmetic it came from: 20.000.000 đ × 8 % = 1.600.000 đ."""
        value = self.unit.text(self.amount)
        return f"{self.how} = {value}" if self.how else value

    def cite_text(self, lang: Lang) -> str:
        """The acts behind the step, and whether one of them was not read; empty for a fact or a sum."""
        acts = dict.fromkeys(value.cite().text(lang) for value in self.cites)
        doubts = [] if all(value.verified for value in self.cites) else [_UNVERIFIED.text(lang)]
        return "; ".join([*acts, *doubts])

    def text(self, lang: Lang) -> str:
        """The step in one line."""
        cite = self.cite_text(lang)
        return f"{self.words.text(lang)}: {self.value_text()}{f' ({cite})' if cite else ''}"

    def as_dict(self) -> dict[str, object]:
        """JSON-ready: name, words, value and cite."""
        words = {"vi": self.words.vi, "en": self.words.en}
        return {"name": self.name, "words": words, "value": self.amount, "cite": self.cite_text("vi") or None}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps that made the results of one row, in order. Steps that do not touch the row are left out."""

    title: Words
    steps: tuple[Explained, ...]

    def __contains__(self, name: object) -> bool:
        return any(step.name == name for step in self.steps)

    def __getitem__(self, name: str) -> Explained:
        """The step of this name. KeyError where it does not touch the row."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)

    @property
    def unverified(self) -> tuple[Explained, ...]:
        """The steps that rest on a figure which is not beyond doubt."""
        return tuple(step for step in self.steps if not all(value.verified for value in step.cites))

    def text(self, lang: Lang) -> str:
        """Title and one line for each step."""
        return "\n".join([self.title.text(lang), *(f"- {step.text(lang)}" for step in self.steps)])

    def markdown(self, lang: Lang) -> str:
        """The same as a table: step, value, law."""
        heads = {"vi": "| Bước | Giá trị | Căn cứ |", "en": "| Step | Value | Law |"}
        rows = (f"| {s.words.text(lang)} | {s.value_text()} | {s.cite_text(lang)} |" for s in self.steps)
        return "\n".join([f"**{self.title.text(lang)}**", "", heads[lang], "|---|---:|---|", *rows])
