"""Make the preset dictionary of barcode frames, version 1. Ran once; `dictionary-1.bin` is frozen for ever.

The outcome is part of the format (`docs/reference/barcode.md`) and a test seals it. After any change here or in the
code lists this script gives another dictionary, which would have to be number 2 and go with a new frame version. It is
kept to show what the bytes are made of: invented sample text and public lists of places, no person's data.

    python tools/make_barcode_dictionary.py OUT.bin
"""

from __future__ import annotations

import csv
import sys
import tomllib
from itertools import chain, cycle, islice
from pathlib import Path

SIZE = 32_768  # what raw deflate can look back
CODES = Path(__file__).resolve().parents[1] / "src" / "ibhxh" / "law" / "codes"
SAMPLES = Path(__file__).with_name("barcode_dictionary.toml")
#: Provinces where most employees of the country work: their wards are worth room.
WARD_PROVINCES = ("48", "24", "31", "75", "01", "79")
#: Columns of codes repeat.
CODE_LINES = ("K1", "K2", "K3", "01", "02", "03", "04", "GD", "TD", "KL", "OF", "TS", "ON", "GH", "TM", "DC", "4", "VN")


def samples() -> dict[str, list[str]]:
    """The phrases of each kind."""
    text = SAMPLES.read_text(encoding="utf-8")
    return {kind: phrases.replace("|\n", "|").split("|") for kind, phrases in tomllib.loads(text).items()}


def names(families: list[str], women: list[str], men: list[str]) -> list[str]:
    """Each family and each pair of given names at least once, as whole lines; the usual ones last."""
    usual_last = families[::-1]
    women_full = [f"{family} Thị {given}\n" for family, given in zip(cycle(usual_last), women, strict=False)]
    men_full = [f"{family} Văn {given}\n" for family, given in zip(cycle(usual_last), men, strict=False)]
    both = zip(women_full, islice(cycle(men_full), len(women_full)), strict=True)
    middles = [f"{family} {middle} " for family in usual_last for middle in ("Ngọc", "Thanh", "Minh", "Văn", "Thị")]
    return [*chain.from_iterable(both), *middles]


def places() -> list[str]:
    """Wards of the busiest provinces, then all provinces."""
    with (CODES / "wards.csv").open(encoding="utf-8", newline="") as lines:
        wards = [(row["province"], row["vi"]) for row in csv.DictReader(lines)]
    with (CODES / "provinces.csv").open(encoding="utf-8", newline="") as lines:
        provinces = [row["vi"] for row in csv.DictReader(lines)]
    busy = [name for province in WARD_PROVINCES for code, name in wards if code == province]
    return [", ".join(name[0].lower() + name[1:] for name in busy), ", ", *(f", {name}\n" for name in provinces)]


def dictionary() -> bytes:
    """The least likely text first: what stands near the end is cheapest to point at."""
    kinds = samples()
    parts = [
        *places(),
        *kinds["notes"],
        *kinds["units"],
        *(f"{job}; " for job in kinds["jobs"]),
        *(f"{job}\n" for job in kinds["jobs"]),
        *kinds["places"],
        ", Thành phố Hồ Chí Minh\n",
        *names(kinds["families"], kinds["women"], kinds["men"]),
        *(f"{code}\n{code}\n" for code in CODE_LINES),
    ]
    return "".join(parts).encode()[-SIZE:].decode(errors="ignore").encode()


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(dictionary())
