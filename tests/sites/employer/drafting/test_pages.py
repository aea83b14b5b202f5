"""The pages of a sheet: the grid with what it needs, the list without it, and a row as a plain form."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from ibhxh.dossier import Sheet
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project import clock
from tests.build.drafting import AT, Office, january_sheet, make_account, make_dossier, make_office
from tests.build.sheets import TK1

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]


@pytest.fixture(autouse=True)
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def office() -> Office:
    return make_office(january_sheet(faults=True))


def first_row(office: Office) -> str:
    return str(office.sheet.rows.order_by("place").values_list("pk", flat=True)[0])


def given_of(html: str) -> dict[str, object]:
    found = re.search(r'<script id="given" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found
    told: dict[str, object] = json.loads(found[1])
    return told


def form_of(html: str) -> dict[str, str]:
    """What a browser would send from the form of a row."""
    inputs = re.findall(r'<input[^>]*? name="([^"]+)" value="([^"]*)"', html)
    selects = re.findall(r'<select[^>]* name="([^"]+)".*?</select>', html, re.DOTALL)
    form = {name: unescape(value) for name, value in inputs if name != "csrfmiddlewaretoken"}
    for block in re.findall(r"<select.*?</select>", html, re.DOTALL):
        name = re.search(r'name="([^"]+)"', block)
        chosen = re.search(r'<option value="([^"]*)" selected>', block)
        assert name
        form[name[1]] = unescape(chosen[1]) if chosen else ""
    assert set(selects) <= set(form)
    return form


def test_the_grid_is_given_the_sheet_and_no_inline_code(office: Office) -> None:
    response = office.client().get(office.path("bang"))
    html = response.content.decode()
    given = given_of(html)
    assert [column["id"] for column in given["columns"]][:4] == ["full_name", "si_number", "birth_date", "plan"]  # type: ignore[attr-defined]
    assert given["editable"] is True
    assert given["state"]["order"][0] == first_row(office)  # type: ignore[index]
    assert " style=" not in html
    assert " onclick" not in html
    scripts = re.findall(r"<script(?![^>]* src=)[^>]*>", html)
    assert scripts == ['<script id="given" type="application/json">']


@pytest.mark.parametrize(("lang", "words"), [("vi", "Kiểm tra và trình ký"), ("en", "To look at")])
def test_the_page_speaks_both_languages(office: Office, lang: str, words: str) -> None:
    client = office.client()
    client.cookies["lang"] = lang
    html = client.get(office.path("bang")).content.decode()
    assert words in html or lang == "vi"
    assert ("Cần xem lại" in html) is (lang == "vi")


def test_a_locked_dossier_is_shown_and_cannot_be_changed(office: Office) -> None:
    Dossier._base_manager.filter(pk=office.dossier.pk).update(state="signed")
    html = office.client().get(office.path("bang")).content.decode()
    assert given_of(html)["editable"] is False
    assert "Thêm dòng" not in html
    row = office.client().get(office.path(f"bang/0/dong/{first_row(office)}")).content.decode()
    assert "Lưu dòng" not in row


def test_the_declarations_of_persons_are_tabs(office: Office) -> None:
    people = Sheet.of(TK1, {}, [{"full_name": "Trần Mẫu Một", "birth_date": "1999-05-17"}])
    dossier = make_dossier(office.unit, january_sheet(), people)
    html = office.client().get(f"/don-vi/{office.unit.unit_code}/ho-so/{dossier.pk}/bang/1").content.decode()
    assert given_of(html)["directions"] is None
    assert 'aria-current="page">TK1-TS</a>' in html


def test_a_row_sent_back_as_it_was_changes_nothing(office: Office) -> None:
    client, path = office.client(), office.path(f"bang/0/dong/{first_row(office)}")
    before = office.sheet.revision
    response = client.post(path, form_of(client.get(path).content.decode()))
    assert (response.status_code, response["Location"]) == (302, path)
    assert office.sheet.revision == before


def test_a_row_is_saved_from_its_form_and_what_cannot_be_read_is_kept(office: Office) -> None:
    client, path = office.client(), office.path(f"bang/0/dong/{first_row(office)}")
    form = form_of(client.get(path).content.decode()) | {"wage": "6.000.000", "birth_date": "31/02/1994"}
    assert client.post(path, form).status_code == 302
    row = office.sheet.rows.get(pk=first_row(office))
    assert (row.cells["wage"], row.unread["birth_date"]) == (6_000_000, "31/02/1994")
    html = client.get(path).content.decode()
    assert 'value="31/02/1994"' in html
    assert "Cần xem lại các ô sau" in html
    assert 'href="#f-birth_date"' in html


def test_a_form_that_is_behind_shows_both_values_and_loses_neither(office: Office) -> None:
    client, path = office.client(), office.path(f"bang/0/dong/{first_row(office)}")
    form = form_of(client.get(path).content.decode())
    assert client.post(path, form | {"wage": "6000000"}).status_code == 302
    late = client.post(path, form | {"wage": "7000000"})
    html = late.content.decode()
    assert late.status_code == 409
    assert "người khác vừa ghi “6.000.000”" in html
    assert 'value="7000000"' in html
    assert office.sheet.rows.get(pk=first_row(office)).cells["wage"] == 6_000_000
    assert client.post(path, form_of(html)).status_code == 302
    assert office.sheet.rows.get(pk=first_row(office)).cells["wage"] == 7_000_000


def test_rows_come_and_go_without_scripts(office: Office) -> None:
    client, count = office.client(), office.sheet.rows.count()
    added = client.post(office.path("bang/0/dong-moi"))
    assert client.get(added["Location"]).status_code == 200
    new = str(office.sheet.rows.order_by("-place").values_list("pk", flat=True)[0])
    removed = client.post(office.path(f"bang/0/dong/{new}/bo"))
    assert office.sheet.rows.filter(removed=False).count() == count
    assert "Lấy lại dòng" in client.get(removed["Location"]).content.decode()
    client.post(office.path(f"bang/0/dong/{new}/lay-lai"))
    assert office.sheet.rows.filter(removed=False).count() == count + 1


def test_a_row_in_which_nothing_is_written_is_not_red_to_who_is_about_to_write(office: Office) -> None:
    client = office.client()
    path = client.post(office.path("bang/0/dong-moi"))["Location"]
    assert "Cần xem lại các ô sau" not in client.get(path).content.decode()
    form = form_of(client.get(path).content.decode()) | {"full_name": "Trần Mẫu"}
    client.post(path, form)
    assert "Cần xem lại các ô sau" in client.get(path).content.decode()


def test_a_locked_dossier_refuses_the_form_in_words_and_keeps_what_was_typed(office: Office) -> None:
    client, path = office.client(), office.path(f"bang/0/dong/{first_row(office)}")
    form = form_of(client.get(path).content.decode()) | {"wage": "6543210"}
    Dossier._base_manager.filter(pk=office.dossier.pk).update(state="signed")
    answer = client.post(path, form)
    assert answer.status_code == 409
    assert "đang khóa" in answer.content.decode()
    assert 'value="6543210"' in answer.content.decode()


def test_a_reader_sees_rows_and_sends_none(office: Office) -> None:
    reader = office.client(make_account("doc@mau.example", "Người Đọc", office.unit.workspace, Role.READER))
    path = office.path(f"bang/0/dong/{first_row(office)}")
    assert reader.get(path).status_code == 200
    assert reader.post(path, {"wage": "1"}).status_code == 403
    assert reader.post(office.path(f"bang/0/dong/{first_row(office)}/bo")).status_code == 403
