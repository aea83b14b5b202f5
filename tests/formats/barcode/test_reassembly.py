"""From frames to content: in any order, of any pile, and never anything but the content itself."""

from __future__ import annotations

import random
import zlib
from dataclasses import replace
from datetime import date

import pytest

from ibhxh.dossier import Content, Sheet, freeze
from ibhxh.formats.barcode import (
    Cut,
    DamagedPage,
    DigestDiffers,
    Filed,
    Frame,
    MissingPages,
    PageWriter,
    PrintsDisagree,
    Rebuilt,
    by_dossier,
    frames_of_page,
    rebuild,
)
from ibhxh.law.errors import UnknownForm
from tests.build.sheets import D02, FILED_ON, HEADER, LAW, TK1, draft, worker

pytestmark = pytest.mark.unit


def five_people(made_on: date = FILED_ON) -> Content:
    """A list of five and one declaration."""
    rows = [worker(full_name=f"Nguyễn Văn {name}", si_number=None) for name in ("An", "Bình", "Được", "Út", "Ỷ")]
    person = {"full_name": "Nguyễn Văn An", "sex": "male", "birth_date": "1999"}
    return freeze(draft(Sheet.of(D02, HEADER, rows), Sheet.of(TK1, {}, [person])), made_on=made_on)


CUTS = (Cut(0, 0, 2), Cut(0, 2, 3), Cut(0, 0, 0), Cut(1, 0, 1))


def printed(content: Content, cuts: tuple[Cut, ...] = CUTS, filed: Filed | None = None) -> list[Frame]:
    """The frames of a print with three data symbols a page."""
    writer = PageWriter(content, LAW, filed)
    return [
        frame
        for page, cut in enumerate(cuts, 1)
        for frame in frames_of_page(
            writer.payload(cut, first=page == 1),
            cut,
            prefix=bytes.fromhex(content.digest)[:8],
            page=page,
            pages=len(cuts),
            parts=3,
        )
    ]


def test_order_and_doubles_do_not_matter() -> None:
    frames = printed(five_people()) * 2
    random.Random(7).shuffle(frames)  # noqa: S311 - a seeded shuffle hides no secret
    assert rebuild(frames, LAW) == Rebuilt(five_people(), None, 4, 0, ())


def test_one_symbol_lost_on_each_page_is_mended() -> None:
    frames = [frame for frame in printed(five_people()) if frame.part != frame.page % 3]
    assert rebuild(frames, LAW) == Rebuilt(five_people(), None, 4, 4, ())


def test_what_is_missing_is_named() -> None:
    frames = [f for f in printed(five_people()) if f.page == 1 or (f.page == 2 and f.part == 1)]
    missing = rebuild(frames, LAW)
    assert isinstance(missing, MissingPages)
    assert missing.lacking == {2: (0, 2), 3: (), 4: ()}
    assert missing.words().vi == "Còn thiếu trang 2, 3, 4 trong số 4 trang. Quét bổ sung các trang này."
    without_first = rebuild([f for f in printed(five_people()) if f.page != 1], LAW)
    assert isinstance(without_first, MissingPages)
    assert without_first.lacking == {1: ()}


def test_a_page_without_rows_is_not_needed_but_named() -> None:
    frames = [frame for frame in printed(five_people()) if frame.page != 3]
    assert rebuild(frames, LAW) == Rebuilt(five_people(), None, 4, 0, (3,))


def test_prints_of_different_contents_do_not_mix() -> None:
    old, new = five_people(), five_people(made_on=date(2026, 7, 14))
    pile = [f for f in printed(old) if f.page != 2] + [f for f in printed(new) if f.page == 2]
    found = {prefix: rebuild(frames, LAW) for prefix, frames in by_dossier(pile).items()}
    assert {prefix.hex() for prefix in found} == {old.digest[:16], new.digest[:16]}
    assert all(isinstance(one, MissingPages) for one in found.values())
    with pytest.raises(ValueError, match="exactly one dossier"):
        rebuild(pile, LAW)


def test_a_print_cut_otherwise_stands_beside() -> None:
    other = printed(five_people(), (Cut(0, 0, 5), Cut(1, 0, 1)))
    assert isinstance(rebuild([f for f in printed(five_people()) if f.page < 2] + other, LAW), Rebuilt)


def test_the_print_made_after_filing_names_the_filing() -> None:
    filed = Filed("cd" * 32, "GD-1")
    mixed = printed(five_people()) + printed(five_people(), filed=filed)
    for frames in (mixed, mixed[::-1]):
        assert rebuild(frames, LAW) == Rebuilt(five_people(), filed, 4, 0, ())


def test_prints_that_differ_at_one_place_are_refused() -> None:
    one = printed(five_people(), filed=Filed("cd" * 32, "GD-1"))
    other = printed(five_people(), filed=Filed("dc" * 32, "GD-1"))
    with pytest.raises(PrintsDisagree):
        rebuild(one + other, LAW)


def test_rows_of_another_content_under_a_forged_prefix_give_nothing() -> None:
    mine, forged = printed(five_people()), printed(five_people(made_on=date(2026, 7, 14)))
    prefix = mine[0].prefix
    pile = [f for f in mine if f.page != 1] + [replace(f, prefix=prefix) for f in forged if f.page == 1]
    with pytest.raises(DigestDiffers):
        rebuild(pile, LAW)


def test_swapped_rows_give_nothing() -> None:
    frames = [replace(f, page=5 - f.page) if f.page in (2, 3) else f for f in printed(five_people())]
    assert rebuild(frames, LAW) == Rebuilt(five_people(), None, 4, 0, ())  # page numbers do not place rows
    moved = [replace(f, first_row=3) if f.page == 2 else f for f in printed(five_people())]
    with pytest.raises(DigestDiffers):
        rebuild(moved, LAW)


@pytest.mark.parametrize("seed", range(40))
def test_sound_symbols_of_garbage_are_refused_in_words(seed: int) -> None:
    frames = printed(five_people())
    dice = random.Random(seed)  # noqa: S311 - a seeded shuffle hides no secret
    payload = bytearray(b"".join(f.payload for f in frames if f.page == 1 and f.part < 3))
    for _ in range(dice.randint(1, 6)):
        payload[dice.randrange(len(payload) // 2)] = dice.randrange(256)
    cut = CUTS[0]
    page = frames_of_page(bytes(payload[: frames[0].length]), cut, prefix=frames[0].prefix, page=1, pages=4, parts=3)
    with pytest.raises((DamagedPage, DigestDiffers, UnknownForm)):
        rebuild([*page, *(f for f in frames if f.page > 1)], LAW)


def test_texts_that_would_unpack_without_end_are_refused() -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    payload = b"\x00\x00" + bomb.compress(b"a\n" * 20_000_000) + bomb.flush()
    frames = frames_of_page(payload[:60_000], CUTS[0], prefix=b"anything", page=1, pages=1, parts=1)
    with pytest.raises(DamagedPage, match="không giải ra"):
        rebuild(frames, LAW)


def test_more_rows_than_a_page_holds_are_refused() -> None:
    rows = [worker(full_name=f"Người {i}") for i in range(201)]
    content = freeze(draft(Sheet.of(D02, HEADER, rows)), made_on=FILED_ON)
    with pytest.raises(ValueError, match="at most 200 rows"):
        PageWriter(content, LAW).payload(Cut(0, 0, 201), first=True)
