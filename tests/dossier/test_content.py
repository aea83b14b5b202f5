"""Freezing, and reading content back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.dossier import Attachment, Content, Sheet, Unread, freeze, parse_content
from ibhxh.dossier.content import sheet_lines
from ibhxh.dossier.errors import NotContent, UnreadableCells, WrongValue
from ibhxh.law.errors import UnknownForm
from ibhxh.law.months import month_index
from tests.build.sheets import D02, D02_OF_2017, FILED_ON, HEADER, KEY, LAW, TK1, any_sheet, draft, worker

pytestmark = pytest.mark.unit

SHEETS = st.lists(any_sheet(D02) | any_sheet(D02_OF_2017) | any_sheet(TK1), min_size=1, max_size=3)


@given(SHEETS)
def test_content_reads_back_to_the_same_sheets(sheets: list[Sheet]) -> None:
    content = freeze(draft(*sheets), made_on=FILED_ON)
    again = parse_content(content.data, LAW)
    assert again == content
    for mine, read in zip(sheets, again.sheets(LAW), strict=True):
        assert read.version == mine.version
        assert read.header == mine.header
        assert read.rows.equals(mine.rows)


@given(SHEETS)
def test_every_line_is_what_json_would_write(sheets: list[Sheet]) -> None:
    for line in freeze(draft(*sheets), made_on=FILED_ON).lines:
        text = line.decode()
        assert json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")) == text


def test_one_row_as_an_officer_may_read_it() -> None:
    lines = freeze(draft(), made_on=FILED_ON).data.decode().splitlines()
    assert lines[0] == (
        '["ibhxh-content",1,"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","600","TZ99001","9900000016","07999","2026-07",1,'
        '"2026-07-13",null]'
    )
    assert lines[2].startswith('["row","Trần Thị Mai Lan","9900000101","099199000101",null,"1999-05-17","female"')
    assert lines[3] == '["end",4]'


def test_identity_ignores_how_a_thing_was_typed() -> None:
    plain = freeze(draft(), made_on=FILED_ON)
    typed = Sheet.of(D02, HEADER, [worker(full_name=" Tra\u0302\u0300n Thi\u0323 Mai Lan\u200b ")])
    assert freeze(draft(typed), made_on=FILED_ON) == plain


@pytest.mark.parametrize(
    "change",
    [{"wage": 5_681_701}, {"from_month": month_index("2026-08")}, {"note": "x"}, {"sex": "male"}, {"has_book": False}],
)
def test_identity_changes_with_any_value(change: dict[str, object]) -> None:
    other = Sheet.of(D02, HEADER, [worker(**change)])  # type: ignore[arg-type]
    mine, theirs = freeze(draft(), made_on=FILED_ON), freeze(draft(other), made_on=FILED_ON)
    assert mine.digest != theirs.digest
    assert mine.difference(theirs) == [3]


def test_identity_changes_with_the_dossier_the_day_the_order_and_the_files() -> None:
    two = Sheet.of(D02, HEADER, [worker(), worker(full_name="Lý Thị Cẩm Tú")])
    turned = two.with_rows(two.rows.reverse())
    paper = Attachment("CT-DK", "hợp đồng.pdf", "application/pdf", b"%PDF-")
    drafts = [draft(two), draft(turned), draft(two, files=(paper,)), draft(two, dossier_id="aa" * 16)]
    digests = {freeze(d, made_on=FILED_ON).digest for d in drafts} | {
        freeze(drafts[0], made_on=date(2026, 7, 14)).digest
    }
    assert len(digests) == len(drafts) + 1


def test_files_stand_in_the_content_by_digest() -> None:
    paper = Attachment("CT-DK", "hợp đồng.pdf", "application/pdf", b"%PDF-")
    content = parse_content(freeze(draft(files=(paper,)), made_on=FILED_ON).data, LAW)
    (entry,) = content.files()
    assert (entry.name, entry.size, entry.sha256) == ("hợp đồng.pdf", 5, paper.sha256)


def test_a_cell_that_was_not_understood_keeps_the_sheet_from_being_frozen() -> None:
    sheet = replace(Sheet.of(D02, HEADER, [worker()]), unread=(Unread(0, "from_month", "30/05"),))
    with pytest.raises(UnreadableCells) as refusal:
        freeze(draft(sheet), made_on=FILED_ON)
    assert "30/05" in refusal.value.text("vi") and "Từ tháng" in refusal.value.text("vi")


@pytest.mark.parametrize(
    "change",
    [
        {"wage": 2**53},
        {"wage": -(2**63)},
        {"birth_date": "1990-02-30"},
        {"birth_date": "90"},
        {"from_month": -1},
        {"from_month": 120_000},
    ],
)
def test_a_value_no_other_reader_could_take_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(WrongValue):
        sheet_lines(Sheet.of(D02, HEADER, [worker(**change)]))  # type: ignore[arg-type]


GOOD = freeze(draft(), made_on=FILED_ON).data
NFD = "họp.pdf".encode().replace("ọ".encode(), b"o\xcc\xa3")


@pytest.mark.parametrize(
    "change",
    [
        {"agency_code": ""},
        {"mst": "9900000016\n"},
        {"corrects": "\ud800"},
        {"corrects": " x"},
        {"key": replace(KEY, round=-1)},
        {"key": replace(KEY, round=True)},
        {"key": replace(KEY, period=-1)},
        {"files": (Attachment("CT-DK", NFD.decode(), "application/pdf", b"x"),)},
        {"files": (Attachment("", "a.pdf", "application/pdf", b"x"),)},
    ],
)
def test_a_head_or_an_attachment_that_could_not_be_read_back_is_not_frozen(change: dict[str, object]) -> None:
    with pytest.raises(WrongValue):
        freeze(replace(draft(), **change), made_on=FILED_ON)  # type: ignore[arg-type]


def test_rows_that_were_replaced_are_in_normal_form_too() -> None:
    sheet = Sheet.of(D02, HEADER, [worker()])
    rows = sheet.rows.with_columns(full_name=pl.lit(" Lan\n"), note=pl.lit(""))
    content = freeze(draft(sheet.with_rows(rows)), made_on=FILED_ON)
    assert parse_content(content.data, LAW).sheets(LAW)[0].rows["full_name"].to_list() == ["Lan"]


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"x",
        GOOD[:-1],
        GOOD.replace(b"5681700", b"5681700.0"),
        GOOD.replace(b"5681700", b"05681700"),
        GOOD.replace(b"5681700", b'"5681700"'),
        GOOD.replace(b'"2026-07",1', b'"2026-13",1'),
        GOOD.replace(b'"2026-07",1', b'"2026-07",true'),
        GOOD.replace(b'["end",4]', b'["end",5]'),
        GOOD.replace(b",null", b", null", 1),
        GOOD.replace(b'"Tr', b'"\\u0054r'),
        GOOD.replace(b'"TZ99001"', b'" TZ99001"', 1),
        GOOD.replace(b'["row"', b'["line"'),
        GOOD.replace(b"qd366-2026", b"qd366-2027"),
        GOOD + b'["more"]\n',
        GOOD.replace(b"\xe1", b"\xff", 1),
        GOOD.replace(b"5681700", b"-9223372036854775808"),
        GOOD.replace(b'"2026-07",1,', b'"2026-07",9007199254740992,'),
        GOOD.replace(b",null]", b',"\\ud800"]', 1),
        GOOD.replace(b",null]", b',"\\n"]', 1),
        GOOD.replace(b'["end",4]', b'["file","a","\\ud800","b",1,"c"]\n["end",5]'),
        GOOD.replace(b'["end",4]', b'["file","a","' + NFD + b'","b",1,"c"]\n["end",5]'),
        GOOD.replace(b'["end",4]', b'["file","","","",-1,""]\n["end",5]'),
        GOOD.replace(b'["row"', b"[" * 100_000),
    ],
)
def test_bytes_that_are_not_canonical_content_are_refused(bad: bytes) -> None:
    assert bad != GOOD
    with pytest.raises((NotContent, UnknownForm)):
        parse_content(bad, LAW)


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(NotContent):
        parse_content(data, LAW)


def test_empty_content_has_a_digest_and_a_code() -> None:
    content = Content(b'["end",1]\n')
    assert len(content.digest) == 64 and len(content.human_code) == 19


def test_sheets_convert_by_field_id_and_say_what_has_no_place() -> None:
    sheet = Sheet.of(D02, {**HEADER, "phone": "0280000000"}, [worker()])
    old, unplaced = sheet.convert(D02_OF_2017)
    assert old.rows["wage"].to_list() == [5_681_700]
    assert {(u.row, u.field) for u in unplaced} == {
        (None, "phone"),
        (None, "wage_region"),
        (0, "care_facility"),
        (0, "result_medium"),
    }
    assert old.rows.schema == Sheet.of(D02_OF_2017, {}, []).rows.schema


def test_an_empty_row_is_a_row() -> None:
    assert Sheet.of(D02, {}, [{}, {}]).rows.height == 2
    assert Sheet.of(D02, {}, []).rows.height == 0


def test_a_sheet_refuses_a_field_it_does_not_have() -> None:
    with pytest.raises(KeyError, match="nickname"):
        Sheet.of(D02, {}, [{"nickname": "x"}])
    with pytest.raises(pl.exceptions.PolarsError):
        Sheet.of(D02, {}, pl.DataFrame({"wage": ["nhiều"]}))
