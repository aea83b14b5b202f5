"""A pile of symbols read from paper, sorted: frames by dossier, what was none of ours, what is too new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ibhxh.formats.barcode.errors import NotFrame, UnknownFrameVersion
from ibhxh.formats.barcode.frame import Frame, read_frame


@dataclass(frozen=True, slots=True)
class Symbols:
    """Frames in the order read, how many symbols were none of ours or misread, and the frame versions met that this
    program does not know."""

    frames: tuple[Frame, ...]
    ignored: int
    newer: tuple[int, ...]


def read_symbols(texts: Iterable[str]) -> Symbols:
    """All frames among the texts of a pile; one bad symbol never costs the others."""
    frames: list[Frame] = []
    newer: dict[int, None] = {}
    ignored = 0
    for text in texts:
        try:
            frames.append(read_frame(text))
        except NotFrame:
            ignored += 1
        except UnknownFrameVersion as problem:
            newer[problem.version] = None
    return Symbols(tuple(frames), ignored, tuple(newer))


def by_dossier(frames: Iterable[Frame]) -> dict[bytes, tuple[Frame, ...]]:
    """The frames of each dossier, by prefix, in the order met."""
    groups: dict[bytes, list[Frame]] = {}
    for frame in frames:
        groups.setdefault(frame.prefix, []).append(frame)
    return {prefix: tuple(group) for prefix, group in groups.items()}
