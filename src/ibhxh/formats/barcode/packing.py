"""Ways to pack a column's numbers into bits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ibhxh.formats.barcode.streams import Reader, Writer


class Packing(Protocol):
    """How numbers are written; `cost` is about how many bits one takes, to judge whether marking repeats pays."""

    @property
    def cost(self) -> int:
        """Bits."""

    def write(self, out: Writer, numbers: Sequence[int]) -> None:
        """All numbers of a column."""

    def read(self, source: Reader, count: int) -> list[int]:
        """`count` numbers back."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Every number in `cost` bits: digits, choices, flags."""

    cost: int

    def write(self, out: Writer, numbers: Sequence[int]) -> None:
        for number in numbers:
            out.bits(number, self.cost)

    def read(self, source: Reader, count: int) -> list[int]:
        return [source.bits(self.cost) for _ in range(count)]


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers near each other, such as days and money: their common power of ten, the least, the width, differences."""

    cost: int = 12

    def write(self, out: Writer, numbers: Sequence[int]) -> None:
        if not numbers:
            return
        tens = 0
        while tens < 7 and not any(number % 10 ** (tens + 1) for number in numbers):
            tens += 1
        scaled = [number // 10**tens for number in numbers]
        least = min(scaled)
        width = (max(scaled) - least).bit_length()
        out.bits(tens, 3)
        out.number(least)
        out.bits(width, 6)
        for number in scaled:
            out.bits(number - least, width)

    def read(self, source: Reader, count: int) -> list[int]:
        if not count:
            return []
        scale = 10 ** source.bits(3)
        least, width = source.number(), source.bits(6)
        return [(least + source.bits(width)) * scale for _ in range(count)]


@dataclass(frozen=True, slots=True)
class Short:
    """A bit says whether a number takes `short` bits or `cost` bits; the long ones start where the short ones end."""

    short: int
    cost: int

    def write(self, out: Writer, numbers: Sequence[int]) -> None:
        for number in numbers:
            if number >> self.short:
                out.bits(1, 1)
                out.bits(number - (1 << self.short), self.cost)
            else:
                out.bits(number, 1 + self.short)

    def read(self, source: Reader, count: int) -> list[int]:
        return [
            (1 << self.short) + source.bits(self.cost) if source.bits(1) else source.bits(self.short)
            for _ in range(count)
        ]
