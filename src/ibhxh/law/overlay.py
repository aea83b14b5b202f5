"""Entries that a user lays over a parameter: a decree published tomorrow, a rate the pack does not know.

    amends: base_salary
    covers_to: 2028-12-31        # only where the data is to answer for more days than the pack does
    entries:
      - valid: {from: 2027-07-01}
        value: 2_800_000
        published: 2027-05-15
        reference: {act: Nghị định …}
        confidence: medium

The entries are read as strictly as the pack's own. They take over the days they name; what was there before keeps the
days around them, and what derives from the parameter follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from ibhxh.law.errors import LawDataFault
from ibhxh.law.interval import Interval
from ibhxh.law.parameter_file import Combination, Dated, ParameterFile, dated_entry
from ibhxh.law.strict import Entry, read_yaml
from ibhxh.words import Words

_DAY = timedelta(days=1)


def amends(path: Path) -> bool:
    """Whether an overlay file lays entries over a parameter, rather than being one whole."""
    data = read_yaml(path)
    return isinstance(data, dict) and "amends" in data


def amended(path: Path, files: Mapping[str, ParameterFile]) -> ParameterFile:
    """The parameter that the overlay names, with its entries laid over. Raises `LawDataFault`."""
    head = Entry(read_yaml(path), path.name)
    file = files.get(name := head.take("amends", str))
    if file is None:
        raise LawDataFault(
            path.name,
            Words(f"Không có tham số “{name}”.", f"There is no parameter “{name}”."),
            Words(f"Chọn một trong: {', '.join(files)}.", f"Choose one of: {', '.join(files)}."),
        )
    until: date | None = head.take("covers_to", date, file.covers.end)
    if until is not None and file.covers.end is not None and until < file.covers.end:
        raise LawDataFault(
            path.name,
            Words("“covers_to” sớm hơn ngày cuối của bộ luật.", "“covers_to” lies before the end of the pack."),
            Words(
                f"Ghi từ {file.covers.end} trở đi, hoặc bỏ mục này.",
                f"Give {file.covers.end} or later, or leave it out.",
            ),
        )
    series: dict[Combination, list[Dated]] = {key: list(dated) for key, dated in file.series.items()}
    laid: dict[Combination, list[Interval]] = {}
    for entry in head.entries("entries"):
        for chosen, new in dated_entry(entry, file.keys, file.unit):
            for combination in product(*chosen.values()):
                own = laid.setdefault(combination, [])
                if any(new.valid.overlaps(other) for other in own):
                    raise LawDataFault(
                        path.name,
                        Words(
                            f"Hai mục cùng nói về ngày {new.valid.start}.", f"Two entries are about {new.valid.start}."
                        ),
                        Words("Để mỗi ngày chỉ có một mục.", "Let each day have one entry."),
                    )
                own.append(new.valid)
                old = series.get(combination, [])
                series[combination] = [piece for one in old for piece in _around(one, new.valid)] + [new]
    head.done()
    return replace(file, name=path.name, covers=Interval(file.covers.start, until), series=series)


def _around(old: Dated, taken: Interval) -> Iterator[Dated]:
    """What is left of an entry beside the days that are taken over."""
    if not old.valid.overlaps(taken):
        yield old
        return
    if old.valid.start < taken.start:
        yield replace(old, valid=Interval(old.valid.start, taken.start - _DAY))
    if taken.end is not None and (old.valid.end is None or taken.end < old.valid.end):
        yield replace(old, valid=Interval(taken.end + _DAY, old.valid.end))
