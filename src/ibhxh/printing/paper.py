"""The sheet of paper, in millimetres: where text stands, where barcodes stand, and what must stay clear of them.

Barcodes stand in two places, so that one fold, stain or torn corner does not meet both: two at the bottom left, two up
the right margin. Signature and seal come at the lower right, away from either.
"""

from __future__ import annotations

from dataclasses import dataclass

#: One module of a QR code: 8 dots of a 600 dpi printer, 4 of a 300 dpi one.
MODULE = 8 / 600 * 25.4
QUIET = 8  # modules of white, both sides together
#: The largest code of an ordinary page is version 13: 69 modules and its quiet zone.
SLOT = (69 + QUIET) * MODULE
BAND = 6.0
FOOT_GAP = 2.0
SIGN_HEIGHT = 42.0
SIGN_WIDTH = 88.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A4 one way or the other. Text is `body` wide, from `left`, and begins at `top`."""

    width: float
    height: float
    left: float
    top: float = 5.0
    edge: float = 4.0

    @property
    def strip(self) -> float:
        """Where the barcodes at the right begin."""
        return self.width - self.edge - SLOT

    @property
    def body(self) -> float:
        """The width left for text."""
        return self.strip - self.left - 0.5

    @property
    def foot(self) -> float:
        """Where the barcodes at the bottom begin, seen from the top."""
        return self.height - self.edge - SLOT

    def slots(self) -> tuple[tuple[float, float], ...]:
        """The four places of barcodes, left upper corners: the two neighbours in number never stand side by side."""
        right = self.top + BAND
        return (
            (self.left - 1, self.foot),
            (self.strip, right),
            (self.left - 1 + SLOT, self.foot),
            (self.strip, right + SLOT),
        )


LANDSCAPE = Paper(297, 210, left=10)
PORTRAIT = Paper(210, 297, left=15)
