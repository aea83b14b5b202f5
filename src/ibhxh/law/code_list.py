"""Code lists: `law/codes/<name>.csv` with one line about each in `index.yaml`."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from ibhxh.law.errors import LawDataFault
from ibhxh.law.strict import Entry, read_yaml
from ibhxh.words import Words


@dataclass(frozen=True)
class CodeList:
    """Codes with their names and whatever else the list says of each (`rows`: code → column → text)."""

    name: str
    title: Words
    as_of: date
    source: str
    confidence: str
    rows: Mapping[str, Mapping[str, str]]

    def __contains__(self, code: object) -> bool:
        return code in self.rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    @cached_property
    def codes(self) -> pl.Series:
        """All codes, as what a column may be asked to be in."""
        return pl.Series(list(self.rows), dtype=pl.String).implode()

    def words(self, code: str) -> Words:
        """The name of a code; names of places and peoples read alike in both languages. KeyError if unknown."""
        row = self.rows[code]
        return Words(row["vi"], row.get("en") or row["vi"])


def read_code_lists(folder: Path) -> Mapping[str, CodeList]:
    """All lists of the folder; `LawDataFault` for a list the index does not name, a code given twice or left out."""
    index = read_yaml(folder / "index.yaml")
    files = {path.stem: path for path in sorted(folder.glob("*.csv"))}
    if set(index) != set(files):
        raise LawDataFault(
            "codes/index.yaml",
            Words("Danh mục và tệp .csv chưa khớp.", "The index and the .csv files differ."),
            Words(f"Xem lại: {sorted(set(index) ^ set(files))}.", f"See to: {sorted(set(index) ^ set(files))}."),
        )
    return {name: _read(name, path, Entry(index[name], f"codes/index.yaml: {name}")) for name, path in files.items()}


def _read(name: str, path: Path, about: Entry) -> CodeList:
    rows: dict[str, Mapping[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if any(not unicodedata.is_normalized("NFC", text) or text != text.strip() for text in row.values()):
                raise LawDataFault(
                    path.name,
                    Words(f"Dòng mã “{row['code']}” chưa ở dạng chuẩn.", f"The line of “{row['code']}” is not tidy."),
                    Words("Ghi Unicode dựng sẵn (NFC), không thừa khoảng trắng.", "Write NFC without stray blanks."),
                )
            if not row["code"] or row["code"] in rows:
                raise LawDataFault(
                    path.name,
                    Words(f"Mã “{row['code']}” trống hoặc trùng.", f"The code “{row['code']}” is empty or doubled."),
                    Words("Mỗi mã một dòng.", "One line for each code."),
                )
            rows[row["code"]] = row
    listed = CodeList(
        name=name,
        title=about.words(),
        as_of=about.take("as_of", date),
        source=about.take("source", str),
        confidence=about.take("confidence", str),
        rows=rows,
    )
    about.done()
    return listed
