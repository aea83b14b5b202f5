"""Reading dated parameters: strict files, exact look-ups, month tables, what was known when."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import polars as pl
import pytest

from ibhxh.law.errors import LawDataFault, NoLawForDay, UnknownLawKey
from ibhxh.law.month_table import key_codes
from ibhxh.law.months import last_day, month_index
from ibhxh.law.parameter import Parameter, load_parameters
from ibhxh.law.value import Confidence

pytestmark = pytest.mark.unit

LEVEL = """\
id: level
words: {vi: Mức, en: Level}
unit: money
covers: {from: 2020-01-01, to: 2027-12-31}
entries:
  - valid: {from: 2019-07-01, to: 2023-06-30}
    value: 1_490_000
    published: 2019-05-09
    reference: {act: Nghị định 38}
    confidence: high
  - valid: {from: 2023-07-01}
    value: 1_800_000
    published: 2023-07-14
    reference: {act: Nghị định 24, article: Điều 3}
    confidence: medium
    note: {vi: Ghi chú., en: A note.}
"""
CAP = """\
id: cap
words: {vi: Trần, en: Cap}
unit: money
covers: {from: 2020-01-01, to: 2027-12-31}
keys:
  pay: [employer, state]
  region: [1, 2]
entries:
  - valid: {from: 2020-01-01, to: 2020-12-31}
    absent: {vi: Chưa có., en: None yet.}
  - keys: {pay: employer}
    valid: {from: 2021-01-01}
    value: {1: 5_000_000, 2: 4_000_000}
    published: 2020-12-01
    reference: {act: Luật 1}
    confidence: high
  - keys: {pay: state}
    valid: {from: 2021-01-01}
    derived: {times: 20, of: level}
    published: 2020-12-01
    reference: {act: Luật 2}
    confidence: high
"""


def load(folder: Path, **files: str) -> dict[str, Parameter]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return dict(load_parameters(folder))


@pytest.fixture
def level(tmp_path: Path) -> Parameter:
    return load(tmp_path, level=LEVEL)["level"]


@pytest.fixture
def cap(tmp_path: Path) -> Parameter:
    return load(tmp_path, level=LEVEL, cap=CAP)["cap"]


def test_the_value_of_the_day_with_its_source(level: Parameter) -> None:
    assert level.on(date(2023, 6, 30)).amount == 1_490_000
    value = level.on(date(2023, 7, 1))
    assert value.amount == 1_800_000
    assert (value.valid.start, value.valid.end) == (date(2023, 7, 1), None)
    assert value.source.text() == "Điều 3 Nghị định 24"
    assert value.source.confidence is Confidence.MEDIUM
    assert not value.verified


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2028, 1, 1)])
def test_no_value_is_taken_from_outside_what_the_data_covers(level: Parameter, day: date) -> None:
    with pytest.raises(NoLawForDay) as problem:
        level.on(day)
    assert "01/01/2020" in problem.value.text("vi")
    assert "31/12/2027" in problem.value.text("en")


def test_what_was_published_later_is_not_known_earlier(level: Parameter) -> None:
    # The act of 14/07/2023 reaches back to 01/07/2023: whoever computed on 05/07 could only use the old figure.
    day = date(2023, 7, 20)
    assert level.on(day, known_on=date(2023, 7, 13)).amount == 1_490_000
    assert level.on(day, known_on=date(2023, 7, 13)).valid.end is None
    assert level.on(day, known_on=date(2023, 7, 14)).amount == 1_800_000
    assert level.on(date(2023, 6, 1), known_on=date(2023, 7, 14)).valid.end == date(2023, 6, 30)
    with pytest.raises(NoLawForDay, match="Mức"):
        level.on(date(2020, 1, 1), known_on=date(2019, 5, 8))


def test_keys_are_asked_for_exactly(cap: Parameter) -> None:
    assert cap.on(date(2021, 1, 1), pay="employer", region=2).amount == 4_000_000
    with pytest.raises(TypeError, match="looked up by"):
        cap.on(date(2021, 1, 1), pay="employer")
    with pytest.raises(UnknownLawKey, match="“3” của “region”"):
        cap.on(date(2021, 1, 1), pay="employer", region=3)


def test_an_absence_says_why(cap: Parameter) -> None:
    with pytest.raises(NoLawForDay) as problem:
        cap.on(date(2020, 12, 31), pay="state", region=1)
    assert "Chưa có." in problem.value.text("vi")


def test_a_derived_value_follows_its_level(cap: Parameter) -> None:
    before, after = (cap.on(day, pay="state", region=1) for day in (date(2023, 6, 30), date(2023, 7, 1)))
    assert (before.amount, after.amount) == (29_800_000, 36_000_000)
    assert before.valid.start == date(2021, 1, 1)
    assert (before.valid.end, after.valid.start) == (date(2023, 6, 30), date(2023, 7, 1))
    assert before.source.confidence is Confidence.HIGH
    assert after.source.confidence is Confidence.MEDIUM
    assert after.source.published == date(2023, 7, 14)
    assert after.measure
    assert (after.measure.times, after.measure.of, after.measure.level.amount) == (20, "level", 1_800_000)
    assert after.acts() == ("Luật 2", "Điều 3 Nghị định 24")


def test_a_month_reads_its_first_day_unless_said_otherwise(tmp_path: Path) -> None:
    mid = LEVEL.replace("to: 2023-06-30", "to: 2023-07-14").replace("from: 2023-07-01", "from: 2023-07-15")
    level = load(tmp_path, level=mid)["level"]
    july = month_index("2023-07")
    assert level.by_month(july, july + 1).amounts.to_list() == [1_490_000, 1_800_000]
    assert level.by_month(july, july + 1, reading=last_day).amounts.to_list() == [1_800_000, 1_800_000]


def test_a_month_table_agrees_with_the_look_up_of_each_day(cap: Parameter) -> None:
    first, last = month_index("2020-01"), month_index("2027-12")
    for known_on in (None, date(2023, 7, 1)):
        table = cap.by_month(first, last, {"pay": "state"}, known_on=known_on)
        for region in (1, 2):
            for month in range(first, last + 1):
                places = table.positions(pl.Series([month], dtype=pl.Int32), {"region": pl.Series([region - 1])})
                found = pl.select(table.at(places)).item()
                try:
                    expected = cap.on(
                        date(month // 12, month % 12 + 1, 1), known_on=known_on, pay="state", region=region
                    )
                except NoLawForDay:
                    assert found is None
                else:
                    assert found == expected.amount


def test_a_month_table_is_never_left(level: Parameter) -> None:
    first = month_index("2023-06")
    table = level.by_month(first, first + 1)
    for month in (first - 1, first + 2):
        with pytest.raises(NoLawForDay) as problem:
            table.positions(pl.Series([first, month], dtype=pl.Int32), {})
        assert "06/2023" in problem.value.text("vi")
    with pytest.raises(NoLawForDay):
        level.by_month(month_index("2019-12"), first)
    with pytest.raises(NoLawForDay):
        level.by_month(first, month_index("2028-01"))
    with pytest.raises(NoLawForDay):
        level.by_month(first, first, known_on=date(2019, 1, 1))


def test_a_blank_month_or_key_reads_a_blank(cap: Parameter) -> None:
    month = month_index("2021-01")
    table = cap.by_month(month, month, {"pay": "employer"})
    months = pl.Series([month, None, month], dtype=pl.Int32)
    places = table.positions(months, {"region": pl.Series([0, 0, None], dtype=pl.Int32)})
    assert pl.select(table.at(places)).to_series().to_list() == [5_000_000, None, None]


@pytest.mark.parametrize(
    ("column", "axis", "strange"),
    [
        (pl.Series("pay", ["state", None, "boss"]), ("employer", "state"), "boss"),
        (pl.Series("region", [1, 0], dtype=pl.Int8), (1, 2), "0"),
        (pl.Series("region", [None, 3], dtype=pl.Int8), (1, 2), "3"),
    ],
)
def test_a_key_off_the_axis_is_refused(column: pl.Series, axis: tuple[str | int, ...], strange: str) -> None:
    with pytest.raises(UnknownLawKey, match=f"“{strange}” của “{column.name}”"):
        key_codes(column, axis)


def test_an_overlay_replaces_or_adds(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "over").mkdir()
    load(tmp_path / "pack", level=LEVEL, cap=CAP)
    load(
        tmp_path / "over", level=LEVEL.replace("1_800_000", "1_900_000"), other=LEVEL.replace("id: level", "id: other")
    )
    overlays = sorted((tmp_path / "over").glob("*.yaml"))
    parameters = load_parameters(tmp_path / "pack", overlays)
    assert parameters["level"].on(date(2024, 1, 1)).amount == 1_900_000
    assert parameters["cap"].on(date(2024, 1, 1), pay="state", region=1).amount == 38_000_000
    assert parameters["other"].on(date(2020, 1, 1)).amount == 1_490_000


BROKEN = {
    "a strange key": ("level", "    confidence: high", "    confidance: high"),
    "no source day": ("level", "    published: 2019-05-09\n", ""),
    "no reference": ("level", "    reference: {act: Nghị định 38}\n", ""),
    "a fraction": ("level", "1_490_000", "1490000.5"),
    "a text": ("level", "1_490_000", "'1490000'"),
    "a flag": ("level", "1_490_000", "true"),
    "below nought": ("level", "1_490_000", "-1"),
    "no such unit": ("level", "unit: money", "unit: percent"),
    "a rate above the whole": ("level", "unit: money", "unit: rate"),
    "no such confidence": ("level", "confidence: high", "confidence: sure"),
    "the end before the start": ("level", "to: 2023-06-30", "to: 2019-06-30"),
    "a time of day": ("level", "published: 2019-05-09", "published: 2019-05-09 10:00:00"),
    "a gap": ("level", "to: 2023-06-30", "to: 2023-06-29"),
    "an overlap": ("level", "to: 2023-06-30", "to: 2023-07-01"),
    "a late start": ("level", "from: 2019-07-01", "from: 2020-01-02"),
    "an early end": ("level", "from: 2023-07-01}", "from: 2023-07-01, to: 2027-12-30}"),
    "an open cover": ("level", "covers: {from: 2020-01-01, to: 2027-12-31}", "covers: {from: 2020-01-01}"),
    "another id": ("level", "id: level", "id: levels"),
    "half a note": ("level", ", en: A note.", ""),
    "no yaml": ("level", "entries:", "entries: ["),
    "an unknown key value": ("cap", "keys: {pay: state}", "keys: {pay: boss}"),
    "an unknown key name": ("cap", "keys: {pay: state}", "keys: {wage: state}"),
    "a hole in the numbers": ("cap", "region: [1, 2]", "region: [1, 3]"),
    "a key value twice": ("cap", "region: [1, 2]", "region: [1, 1]"),
    "a table with a hole": ("cap", "{1: 5_000_000, 2: 4_000_000}", "{1: 5_000_000}"),
    "a combination forgotten": ("cap", "  - keys: {pay: state}", "  - keys: {pay: state, region: 1}"),
    "a combination twice": ("cap", "  - keys: {pay: state}\n", "  - \n"),
    "derived from nothing": ("cap", "of: level", "of: levels"),
    "derived from itself": ("cap", "of: level", "of: cap"),
    "times a fraction": ("cap", "times: 20", "times: 0.5"),
    "a key its level does not have": ("cap", "of: level}", "of: level, keys: {region: 1}}"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_refused_with_place_and_remedy(tmp_path: Path, fault: str) -> None:
    file, old, new = BROKEN[fault]
    files = {"level": LEVEL, "cap": CAP}
    assert old in files[file]
    files[file] = files[file].replace(old, new, 1)
    with pytest.raises(LawDataFault) as problem:
        load(tmp_path, **files)
    assert problem.value.where
    assert f"{file}.yaml" in problem.value.where.en
    assert problem.value.why
    assert problem.value.fix
