"""The unit file: read strictly, written so that it reads back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

import pytest

from ibhxh.client.unit import MAX_FILE, Unit, UnitFileFault, read_unit
from ibhxh.law import shipped_law

pytestmark = pytest.mark.unit

LEAST = Unit("TZ99001", "9900000016", "Công ty TNHH May Bình Minh Mẫu", "07999", "6", "01")
FULL = Unit(
    "TZ99001", "9900000016", 'Công ty "Mẫu": một # hai', "07999", "5.5", "04", "3", "Xã Hóc Môn", "Vũ Thị Phương Nga",
    "02899000016", "a@b.example", "099172000099", "Doanh nghiệp", "C14", "Người lao động", "BHXH cơ sở mẫu",
)  # fmt: skip


@pytest.mark.parametrize("unit", [LEAST, FULL])
def test_a_unit_reads_back(unit: Unit) -> None:
    assert read_unit(unit.to_yaml().encode()) == unit


def test_json_is_a_unit_file_as_well() -> None:
    assert read_unit(json.dumps(asdict(FULL)).encode()) == FULL
    assert read_unit(json.dumps(asdict(LEAST)).encode()) == LEAST


def test_codes_keep_their_zeros_however_they_are_typed() -> None:
    typed = ["unit_code: TZ99001", "mst: 0300000016", "unit_name: A", "agency_code: 07111", "work_week: 5.5"]
    unit = read_unit("\n".join([*typed, "wage_region: 1", "address:"]).encode())
    assert (unit.mst, unit.agency_code, unit.work_week, unit.address) == ("0300000016", "07111", "5.5", None)


def test_a_unit_fills_the_headers_of_both_lists() -> None:
    law = shipped_law()
    old, new = law.form("D02-TS", date(2026, 1, 30)), law.form("D02-LT", date(2026, 7, 13))
    assert FULL.header(old) == {
        "unit_code": "TZ99001", "mst": "9900000016", "unit_name": 'Công ty "Mẫu": một # hai', "address": "Xã Hóc Môn",
        "work_week": "5.5",
    }  # fmt: skip
    assert set(FULL.header(new)) == {f.id for f in new.wire.header} - {"list_number"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "khóa: giá trị"),
        ("just words", "khóa: giá trị"),
        ("- a\n- b", "khóa: giá trị"),
        ("a: [unclosed", "khóa: giá trị"),
        ("unit_code: {a: b}", "unit_code"),
        (LEAST.to_yaml() + "unit: x\n", "“unit”"),
        (LEAST.to_yaml().replace("unit_name", "address"), "“unit_name”"),
        (LEAST.to_yaml().replace("9900000016", "990000001"), "“mst”"),
        (LEAST.to_yaml().replace("07999", "7999"), "“agency_code”"),
        (LEAST.to_yaml().replace('"6"', '"7"'), "“work_week”"),
        (LEAST.to_yaml().replace('"01"', '"5"'), "“wage_region”"),
        (LEAST.to_yaml() + "representative_id: '12'\n", "“representative_id”"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, named: str) -> None:
    with pytest.raises(UnitFileFault) as caught:
        read_unit(text.encode())
    assert named in caught.value.text("vi")
    assert caught.value.fix
    assert caught.value.fix.en


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x01\x80", b"a: b\n" * MAX_FILE, b"\x00"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnitFileFault):
        read_unit(data)
