"""`content.json`: the extra file of an envelope of ours that says which content the forms are to give.

It holds the content's head line, its digest and the digests of all its lines. Nothing is declared by it: the content is
rebuilt from the forms, and this file only names the line where the two part.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import zip_longest
from typing import Self

from ibhxh.dossier import Content, ContentDigest, Head
from ibhxh.dossier.tree import leaf_digest, root_of
from ibhxh.formats.canonical_json import canonical_json
from ibhxh.formats.errors import EnvelopeWrong
from ibhxh.words import Words

NAME = "content.json"
_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class ContentFile:
    """What the sender says the content is. `leaves` are the 32-byte digests of its lines."""

    head_line: str
    digest: ContentDigest
    leaves: tuple[bytes, ...]

    @classmethod
    def of(cls, content: Content) -> Self:
        """The file that belongs to a content."""
        return cls(content.lines[0].decode(), content.digest, tuple(content.leaves))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the file. Raises `EnvelopeWrong` where it is not canonical, or where its parts do not fit each other."""
        try:
            said = json.loads(data)
            file = cls(said["head"], said["content"], tuple(map(bytes.fromhex, said["leaves"])))
            sound = (
                file.to_bytes() == data
                and {len(leaf) for leaf in file.leaves} == {_DIGEST_BYTES}
                and leaf_digest(file.head_line.encode()) == file.leaves[0]
                and root_of(file.leaves).hex() == file.digest
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise _unsound() from error
        if not sound:
            raise _unsound()
        return file

    def to_bytes(self) -> bytes:
        """The file as it travels."""
        leaves = [leaf.hex() for leaf in self.leaves]
        return canonical_json({"content": self.digest, "head": self.head_line, "leaves": leaves})

    def head(self) -> Head:
        """The head line, read. Raises `EnvelopeWrong`."""
        try:
            return Content(f"{self.head_line}\n".encode()).head
        except (ValueError, TypeError, RecursionError) as error:
            raise _unsound() from error

    def first_difference(self, content: Content) -> int | None:
        """The first line, from 1, in which a content is not the one said; None where it is."""
        for i, (said, found) in enumerate(zip_longest(self.leaves, content.leaves)):
            if said != found:
                return i + 1
        return None


def _unsound() -> EnvelopeWrong:
    return EnvelopeWrong(
        Words("Tệp tóm lược nội dung bị hỏng hoặc không đúng chuẩn.", "The summary of the content is damaged."),
        file=NAME,
    )
