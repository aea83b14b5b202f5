"""The field's own files, where they lie beside the project."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ibhxh.dossier import Unread
from ibhxh.formats.excel import Imported, read_workbook
from ibhxh.formats.excel.errors import OfficialForm, UnknownTemplate
from ibhxh.law.months import month_index
from tests.build.sheets import FILED_ON, LAW

pytestmark = [pytest.mark.unit, pytest.mark.samples]


def read(path: Path, on: date = FILED_ON) -> Imported:
    return read_workbook(path.read_bytes(), path.name, LAW, filed_on=on)


@pytest.fixture(scope="module")
def vnpt(field_samples: Path) -> Path:
    return field_samples / "excel_templates" / "FileMau_D02_TK1_VNPT.xlsx"


def test_the_one_worker_of_vnpts_template_is_read_and_its_prepared_rows_are_not(vnpt: Path) -> None:
    found = read(vnpt)
    assert found.template == "vnpt-d02-tk1"
    d02, tk1 = found.sheets
    assert {name: value for name, value in d02.rows.row(0, named=True).items() if value is not None} == {
        "full_name": "Bùi Văn A",
        "si_number": "1234567890",
        "personal_id": "009817654321",
        "birth_date": "1990",
        "sex": "male",
        "nationality": "VN",
        "declaration_kind": "1",
        "plan": "ON",
        "engagement": "full_time",
        "job_title": "nhân viên",
        "workplace": "Cầu Giấy - Hà Nội",
        "wage": 5_000_000,
        "from_month": month_index("2019-02"),
        "to_month": month_index("2020-02"),
        "care_facility": "12005",
        "result_medium": "paper",
        "declared_rate": 325_000,
        "late_interest": True,
        "has_book": False,
        "living_area": "K1",
        "note": "Tăng mới",
    }
    assert d02.rows.height == tk1.rows.height == 1
    assert d02.unread == (Unread(0, "contract_kind", "12/02/2020; 13/02/2020 – 14/02/2020; 15/02/2020 – 16/02/2020"),)
    assert tk1.rows["ethnic_group"].to_list() == ["01"]
    assert tk1.rows["papers"].to_list() == ["Hợp đồng lao động số 8765 ngày 02/02/2000, Công ty"]
    assert tk1.unread == (Unread(0, "paper_province", "Tỉnh Hà Giang"), Unread(0, "paper_ward", "Huyện Mèo Vạc"))
    assert found.place("D02-LT", 0, "from_month") == "Dữ Liệu!P4"


def test_the_same_file_under_the_older_form_keeps_positions(vnpt: Path) -> None:
    found = read(vnpt, date(2026, 1, 30))
    (sheet,) = found.sheets
    assert sheet.version.form == "D02-TS"
    assert sheet.rows["manager_from"].to_list() == [date(2020, 2, 2)]
    assert sheet.rows["hazardous_to"].to_list() == [date(2020, 2, 11)]
    assert "TK1_NOT_FILED" in {note.code for note in found.notes}


def test_the_blank_official_form_is_refused_with_the_template_to_take(field_samples: Path) -> None:
    with pytest.raises(OfficialForm) as refused:
        read(field_samples / "official_forms_2026" / "D02-LT_QD366.xlsx")
    assert refused.value.rows == 0
    assert "Mẫu chưa điền dòng nào" in refused.value.text("vi")


def test_other_files_of_the_field_are_not_taken_for_a_d02(field_samples: Path) -> None:
    files = [field_samples / "excel_templates" / "Import_BHXH_TN_eBH.xlsx"]
    files += [path for path in (field_samples / "official_forms_2026").glob("*.xlsx") if "D02" not in path.name]
    assert len(files) > 5
    for path in files:
        with pytest.raises((UnknownTemplate, OfficialForm)):
            read(path)
