"""What a dossier consists of, as its acceptance lists it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ibhxh.dossier import Content
from ibhxh.formats.canonical_json import Json
from ibhxh.formats.notices.said import Said
from ibhxh.law import Law


class Counted(StrEnum):
    """What is counted of a part."""

    ROWS = "rows"
    """The rows of a list."""
    DECLARATIONS = "declarations"
    """The people of a declaration, each on a sheet of their own."""
    FILES = "files"
    """Attachments of one kind."""


@dataclass(frozen=True, slots=True)
class DossierPart:
    """A form, or all attachments of one kind: "D02-LT" of 70 rows."""

    name: str
    count: int
    counted: Counted

    def as_dict(self) -> dict[str, Json]:
        """One of the members `parts`."""
        return {"name": self.name, "count": self.count, "counted": self.counted.value}

    @classmethod
    def of(cls, said: Said) -> DossierPart:
        """Read it back."""
        return cls(said.text("name"), said.whole("count"), Counted(said.text("counted")))


def parts_of(content: Content, law: Law) -> tuple[DossierPart, ...]:
    """The forms of a content in their order, then its attachments by kind. Raises `UnknownForm`."""
    forms = tuple(
        DossierPart(
            sheet.version.form,
            sheet.rows.height,
            Counted.DECLARATIONS if sheet.version.face.print.layout == "declaration" else Counted.ROWS,
        )
        for sheet in content.sheets(law)
    )
    kinds = [file.kind for file in content.files()]
    return (*forms, *(DossierPart(kind, kinds.count(kind), Counted.FILES) for kind in dict.fromkeys(kinds)))
