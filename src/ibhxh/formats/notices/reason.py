"""A reason in words with the law it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from ibhxh.formats.canonical_json import Json
from ibhxh.formats.notices.said import Said


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a whole sentence, and the article it rests on where it rests on one."""

    text: str
    law: str | None = None

    def as_dict(self) -> dict[str, Json]:
        """The reason as a member of a payload."""
        return {"text": self.text, "law": self.law}

    @classmethod
    def of(cls, said: Said) -> Reason:
        """Read it back."""
        return cls(said.text("text"), said.text_or_none("law"))
