"""Typed text and stored values: what is read is what Excel import reads, and showing it loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.law import FormVersion
from ibhxh.sites.employer.drafting.cells import Entry, shown, typed_reader
from tests.build.sheets import D02, D02_OF_2017, LAW, TK1

pytestmark = pytest.mark.unit

FIELDS = [(version, f.id) for version in (D02, D02_OF_2017, TK1) for f in version.wire.row]


def read(version: FormVersion, field: str, text: str) -> Entry:
    return typed_reader(version.wire.field(field), version, LAW)(text)


@pytest.mark.parametrize(
    ("field", "typed", "entry", "text"),
    [
        ("wage", "7,500,000", Entry(7_500_000), "7.500.000"),
        ("wage", "7500000 đ", Entry(7_500_000), "7.500.000"),
        ("wage", "bảy triệu", Entry(None, "bảy triệu"), "bảy triệu"),
        ("wage_coefficient", "4.65", Entry(46_500), "4,65"),
        ("birth_date", "5/7/1991", Entry("1991-07-05"), "05/07/1991"),
        ("birth_date", "31/02/1994", Entry(None, "31/02/1994"), "31/02/1994"),
        ("birth_date", "1990", Entry("1990"), "1990"),
        ("from_month", "1/2026", Entry("2026-01"), "01/2026"),
        ("effective_on", "05-01-2026", Entry("2026-01-05"), "05/01/2026"),
        ("plan", "tăng mới", Entry("TM"), "TM"),
        ("plan", "TM - Tăng mới", Entry("TM"), "TM"),
        ("plan", "tăng gì đó", Entry(None, "tăng gì đó"), "tăng gì đó"),
        ("contract_kind", "Xác định thời hạn", Entry("fixed"), "fixed"),
        ("has_book", "có", Entry(True), "1"),
        ("si_number", "9900 000 101", Entry("9900000101"), "9900000101"),
        ("full_name", "  Nguyễn Thị Mẫu ", Entry("Nguyễn Thị Mẫu"), "Nguyễn Thị Mẫu"),
        ("full_name", "   ", Entry(None), ""),
    ],
)
def test_typed_text_is_read_as_excel_import_reads_it(field: str, typed: str, entry: Entry, text: str) -> None:
    version = D02_OF_2017
    assert read(version, field, typed) == entry
    assert shown(version.wire.field(field), entry) == text


@given(
    place=st.sampled_from(FIELDS),
    typed=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
    | st.from_regex(r"-?[0-9]{1,6}([.,/-][0-9]{1,4}){0,2}", fullmatch=True),
)
def test_reading_what_is_shown_gives_the_same_again(place: tuple[FormVersion, str], typed: str) -> None:
    version, field = place
    entry = read(version, field, typed)
    assert read(version, field, shown(version.wire.field(field), entry)) == entry
