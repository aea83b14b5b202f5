"""The unit's people: sums, search without tone marks, one person's months with their why, and the lines filed."""

from __future__ import annotations

import pytest
from django.test import Client

from ibhxh.sites.employer.models import Person
from tests.build.drafting import JANUARY
from tests.build.journey import Place, a_place, a_sent, browser
from tests.build.notices import acceptance, decision, january
from tests.build.sheets import LAW
from tests.sites.employer.dossiers.test_incoming import tell

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]


@pytest.fixture
def reader(place: Place) -> Client:
    return browser(place.reader)


def people(place: Place, key: str = "") -> str:
    return f"/don-vi/{place.unit.unit_code}/nguoi" + (f"/{key}" if key else "")


def test_everybody_of_the_month_and_what_they_cost(place: Place, reader: Client) -> None:
    page = reader.get(people(place)).content.decode()
    assert "100 người trên danh sách." in page
    for sum_ in ("885.988.000", "185.304.420", "90.331.740", "275.636.160"):
        assert sum_ in page
    assert 185_304_420 + 90_331_740 == 275_636_160
    assert "Không có ai" not in page


def test_what_was_filed_changes_the_month_it_is_filed_for(place: Place, reader: Client) -> None:
    a_sent(place)
    january = reader.get(people(place), {"ky": "2026-01"})
    assert "278.013.365" in january.content.decode()
    assert "275.636.160" in reader.get(people(place), {"ky": "2025-12"}).content.decode()
    assert 'rel="prev"' in january.content.decode()
    assert "?ky=2026-02" in january.content.decode()
    assert 'rel="prev"' not in reader.get(people(place), {"ky": "2025-12"}).content.decode()
    assert reader.get(people(place), {"ky": "2025-11"}).status_code == 404
    assert reader.get(people(place), {"ky": "13"}).status_code == 404


@pytest.mark.parametrize("typed", ["tran van loi", "TRẦN VĂN LỢI", "văn lợi", "9900000005", "099090000005"])
def test_one_is_found_by_name_with_or_without_marks_and_by_number(place: Place, reader: Client, typed: str) -> None:
    page = reader.get(people(place), {"q": typed})
    assert [one.row.full_name for one in page.context["rows"]] == ["Trần Văn Lợi"]
    assert "Tìm thấy 1 trên 100 người." in page.content.decode()


def test_the_search_answers_with_rows_alone(place: Place, reader: Client) -> None:
    part = reader.get(people(place), {"q": "kim"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Tìm thấy 7 trên 100 người." in part
    assert "14.076.416" in part


def test_nobody_found_is_told_what_to_do(place: Place, reader: Client) -> None:
    page = reader.get(people(place), {"q": "<b>xyz"}).content.decode()
    assert "Không có ai trên danh sách có “&lt;b&gt;xyz”. Thử một phần họ tên" in page
    assert "<tbody>" not in page


def test_a_person_is_told_with_months_and_the_why_of_the_chosen_one(place: Place, reader: Client) -> None:
    a_sent(place)
    page = reader.get(people(place, "NV001"), {"ky": "2026-01"})
    html = page.content.decode()
    assert "Vì sao 1.818.145\u00a0đ?" in html
    assert "5.681.700\u00a0đ × 14\u00a0%" in html
    assert "Điều 34 khoản 1 điểm b Luật 41/2024/QH15" in html
    assert [one.month - JANUARY for one in page.context["months"]] == [1, 0, -1]
    december = reader.get(people(place, "NV001"), {"ky": "2025-12"}).content.decode()
    assert "Vì sao 1.698.304\u00a0đ?" in december


def test_the_why_adds_up(place: Place, reader: Client) -> None:
    why = reader.get(people(place, "NV001")).context["why"]
    (month,) = why["months"]
    parts = [step["value"] for step in month["steps"] if "×" in step["how"] and "%" in step["how"]]
    assert sum(int(value.replace(".", "").removesuffix("\u00a0đ")) for value in parts) == 1_698_304
    assert month["total"] == "1.698.304\u00a0đ"


def test_facts_are_written_as_people_write_them(place: Place, reader: Client) -> None:
    Person.objects.filter(key="NV005").update(birth_date="1990-11", si_number=None)
    html = reader.get(people(place, "NV005")).content.decode()
    assert "<dd>11/1990</dd>" in html
    assert "chưa được cấp" in html
    assert "Chưa nộp dòng nào về người này" in html


def test_a_filed_line_tells_its_result(place: Place, reader: Client) -> None:
    dossier = a_sent(place)
    row = january().sheets(LAW)[0].rows["full_name"].to_list().index(Person.objects.get(key="NV001").full_name)
    tell(place, acceptance(), decision(returned=(row,)))
    html = reader.get(people(place, "NV001")).content.decode()
    assert "Trả lại" in html
    assert "Người lao động đang tham gia tại đơn vị khác." in html
    assert place.path(dossier.pk) in html
    assert "Đã chấp nhận" in reader.get(people(place, "NV002")).content.decode()


def test_nobody_looks_at_people_of_others(place: Place, reader: Client) -> None:
    other = a_place("TZ99002")
    Person.objects.create(workspace=other.unit.workspace, unit=other.unit, key="X1", full_name="Đỗ Mẫu Khác")
    assert browser(other.reader).get(people(other, "X1")).status_code == 200
    assert reader.get(people(place, "X1")).status_code == 404
    assert reader.get(people(other)).status_code == 404
    assert reader.get(people(other, "X1")).status_code == 404
