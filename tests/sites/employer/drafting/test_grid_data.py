"""The grid's addresses: every change saved, nothing overwritten unseen, everything undoable, nobody else's touched."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from ibhxh.dossier import Sheet
from ibhxh.sites.employer.drafting import append, draft_of, sheet_of
from ibhxh.sites.employer.drafting.changes import MOST_ROWS_AT_ONCE
from ibhxh.sites.employer.models import Dossier, DraftRow
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project import clock
from tests.build.drafting import AT, Office, january_sheet, make_account, make_dossier, make_office
from tests.build.sheets import D02_OF_2017, TK1

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]


@pytest.fixture(autouse=True)
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def office() -> Office:
    return make_office(january_sheet())


def ids(office: Office) -> list[str]:
    return [str(row.pk) for row in office.sheet.rows.filter(removed=False).order_by("place")]


def set_cells(
    rows: list[str | None], fields: list[str], texts: list[list[str]], seen: list[list[str]]
) -> dict[str, Any]:
    return {"op": "set", "rows": rows, "fields": fields, "texts": texts, "seen": seen}


def send(
    office: Office, *changes: Any, client: Client | None = None, revision: int | None = None, status: int = 200
) -> Any:
    body = {"revision": office.sheet.revision if revision is None else revision, "changes": list(changes)}
    client = client or office.client()
    response = client.post(office.path("bang/0/thay-doi"), body, content_type="application/json")
    assert response.status_code == status, response.content
    return response.json()


def stored(row: str) -> DraftRow:
    return DraftRow.objects.get(pk=row)


def test_one_cell_is_saved_and_comes_back_as_it_is_shown(office: Office) -> None:
    first = ids(office)[0]
    answer = send(office, set_cells([first], ["wage"], [["6200000"]], [["5.681.700"]]))
    assert stored(first).cells["wage"] == 6_200_000
    assert [row["wage"] for row in answer["rows"]] == ["6.200.000"]
    assert (answer["revision"], answer["saved_at"], answer["conflicts"]) == (2, "08:00", [])
    assert answer["due"][first] == "1.984.000\u00a0đ"
    assert answer["undo"] == [set_cells([first], ["wage"], [["5.681.700"]], [["6.200.000"]])]
    assert Dossier.objects.get(pk=office.dossier.pk).changed_at == AT


def test_what_cannot_be_read_is_kept_word_for_word_and_found(office: Office) -> None:
    first = ids(office)[0]
    answer = send(office, set_cells([first], ["wage"], [["sáu triệu hai"]], [["5.681.700"]]))
    assert (stored(first).cells.get("wage"), stored(first).unread) == (None, {"wage": "sáu triệu hai"})
    assert answer["rows"][0]["wage"] == "sáu triệu hai"
    found = [f for f in answer["findings"] if f["row"] == first and f["field"] == "wage"]
    assert [f["rule"] for f in found] == ["CELL-005"]
    assert "sáu triệu hai" in found[0]["text"]


def test_a_cell_changed_by_somebody_else_is_not_overwritten(office: Office) -> None:
    first = ids(office)[0]
    send(office, set_cells([first], ["wage"], [["6000000"]], [["5.681.700"]]), revision=1)
    answer = send(
        office,
        set_cells([first], ["wage", "note"], [["7000000", "từ 05/01"]], [["5.681.700", "HĐLĐ 12 tháng từ 05/01/2026"]]),
        revision=1,
    )
    assert answer["conflicts"] == [{"row": first, "field": "wage", "mine": "7000000", "theirs": "6.000.000"}]
    assert (stored(first).cells["wage"], stored(first).cells["note"]) == (6_000_000, "từ 05/01")
    # Who was behind is told the whole sheet.
    assert len(answer["rows"]) == 70


def test_what_was_not_acknowledged_may_be_sent_again(office: Office) -> None:
    first, new = ids(office)[0], str(uuid4())
    changes = (
        {"op": "add", "rows": [new], "before": first},
        set_cells([new], ["full_name"], [["Trần Mẫu"]], [[""]]),
        {"op": "remove", "rows": [first]},
    )
    once = send(office, *changes, revision=1)
    again = send(office, *changes, revision=1)
    assert again["conflicts"] == []
    assert (again["revision"], again["undo"], again["order"]) == (once["revision"], [], once["order"])
    assert once["order"][0] == new
    assert first not in once["order"]


def test_typing_twice_into_a_cell_is_no_conflict_though_the_first_text_was_not_yet_shown(office: Office) -> None:
    first = ids(office)[0]
    answer = send(
        office,
        set_cells([first], ["wage"], [["6200000"]], [["5.681.700"]]),
        set_cells([first], ["wage"], [["6300000"]], [["6200000"]]),
    )
    assert (answer["conflicts"], stored(first).cells["wage"]) == ([], 6_300_000)


def test_a_pasted_block_is_one_change_and_one_undo(office: Office) -> None:
    rows = [str(uuid4()) for _ in range(50)]
    fields = ["full_name", "si_number", "wage", "from_month"]
    texts = [[f"Người Mẫu {n}", f"99000{n:05}", "7.500.000", "1/2026"] for n in range(50)]
    before = sheet_of(office.sheet)
    answer = send(
        office, {"op": "add", "rows": rows, "before": None}, set_cells(rows, fields, texts, [[""] * 4 for _ in rows])
    )
    after = sheet_of(office.sheet)
    assert after.rows.height == 120
    assert after.rows["wage"].to_list()[-50:] == [7_500_000] * 50
    undone = send(office, *answer["undo"])
    assert sheet_of(office.sheet).rows.equals(before.rows)
    send(office, *undone["undo"])
    assert sheet_of(office.sheet).rows.equals(after.rows)


def test_two_thousand_rows_of_24_fields_go_in_one_request(office: Office) -> None:
    fields = [f.id for f in D02_OF_2017.wire.row][:24]
    rows = [str(uuid4()) for _ in range(MOST_ROWS_AT_ONCE)]
    block = set_cells(rows, fields, [["1"] * 24 for _ in rows], [[""] * 24 for _ in rows])
    answer = send(office, {"op": "add", "rows": rows, "before": None}, block)
    assert len(answer["order"]) == 2070
    one_more = {"op": "add", "rows": [str(uuid4()) for _ in range(MOST_ROWS_AT_ONCE + 1)], "before": None}
    assert send(office, one_more, status=413)["code"] == "TOO_MUCH_AT_ONCE"


def test_rows_are_moved_and_put_back(office: Office) -> None:
    order = ids(office)
    answer = send(office, {"op": "move", "row": order[5], "before": order[1]})
    assert answer["order"][:3] == [order[0], order[5], order[1]]
    assert send(office, *answer["undo"])["order"] == order
    last = send(office, {"op": "move", "row": order[0], "before": None})
    assert last["order"][-1] == order[0]
    assert send(office, *last["undo"])["order"] == order


def test_a_removed_row_comes_back_where_it_was(office: Office) -> None:
    order = ids(office)
    answer = send(office, {"op": "remove", "rows": order[3:5]})
    assert answer["order"] == order[:3] + order[5:]
    assert send(office, *answer["undo"])["order"] == order


def test_a_change_of_a_row_that_somebody_removed_is_told(office: Office) -> None:
    first = ids(office)[0]
    send(office, {"op": "remove", "rows": [first]})
    answer = send(office, set_cells([first], ["wage"], [["1"]], [["5.681.700"]]))
    assert answer["conflicts"] == [{"row": first, "field": "wage", "mine": "1", "theirs": None}]


def test_the_header_is_a_row_of_its_own(office: Office) -> None:
    answer = send(office, set_cells([None], ["list_number"], [["07/01"]], [["01/01"]]))
    assert answer["header"]["list_number"] == "07/01"
    assert office.sheet.header["list_number"] == "07/01"
    assert send(office, *answer["undo"])["header"]["list_number"] == "01/01"


def test_a_fix_is_shown_and_applied_and_undone_as_any_change() -> None:
    office = make_office(january_sheet(faults=True))
    state = office.client().get(office.path("bang/0/du-lieu")).json()
    fixable = [found for found in state["findings"] if found["fix"]]
    assert fixable
    found = fixable[0]
    cells = found["fix"]
    change = set_cells(
        [found["row"]], [c["field"] for c in cells], [[c["text"] for c in cells]], [[c["seen"] for c in cells]]
    )
    answer = send(office, change)
    assert answer["conflicts"] == []
    assert not [f for f in answer["findings"] if (f["rule"], f["row"]) == (found["rule"], found["row"])]
    undone = send(office, *answer["undo"])
    assert undone["findings"] == state["findings"]


def test_the_state_tells_rows_findings_and_totals() -> None:
    office = make_office(january_sheet(faults=True))
    state = office.client().get(office.path("bang/0/du-lieu")).json()
    assert len(state["order"]) == len(state["rows"]) == draft_of(office.dossier).sheets[0].rows.height
    assert state["counts"]["error"] == sum(f["severity"] == "error" for f in state["findings"]) > 0
    assert {f["row"] for f in state["findings"] if f["row"]} <= set(state["order"])
    assert state["totals"]["months"] == "01/2026 – 02/2026"


def test_an_absurd_wage_is_kept_and_the_amounts_say_why_there_are_none(office: Office) -> None:
    first = ids(office)[0]
    answer = send(office, set_cells([first], ["wage"], [["99999999999999"]], [["5.681.700"]]))
    assert answer["rows"][0]["wage"] == "99.999.999.999.999"
    assert answer["totals"]["trouble"]


def test_the_why_of_a_line_adds_up(office: Office) -> None:
    first = ids(office)[0]
    told = office.client().get(office.path(f"bang/0/vi-sao/{first}")).json()
    assert told["total"] == "1.818.145\u00a0đ"
    assert told["months"][0]["steps"][0]["value"] == "5.681.700\u00a0đ"
    assert any("Luật" in step["cite"] for step in told["months"][0]["steps"])
    assert office.client().get(office.path(f"bang/0/vi-sao/{uuid4()}")).status_code == 404


def test_long_lists_are_searched_by_code_and_by_name(office: Office) -> None:
    base = f"/don-vi/{office.unit.unit_code}/ho-so/danh-muc"
    by_name = office.client().get(f"{base}/care_facilities", {"q": "nhân dân 115"}).json()["codes"]
    assert any("115" in found["name"] for found in by_name)
    by_code = office.client().get(f"{base}/care_facilities", {"q": "79001"}).json()["codes"]
    assert by_code[0]["value"] == "79001"
    assert office.client().get(f"{base}/no_such_list").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        "", [], [{"op": "drop"}], [{"op": "set"}], [{"op": "remove", "rows": ["x"]}],
        [set_cells([None], ["wage"], [["1"]], [[""]])], [set_cells([None], ["list_number"], [["1", "2"]], [[""]])],
        [set_cells([None], ["list_number"], [["1" * 5000]], [[""]])],
    ],
)  # fmt: skip
def test_what_is_no_change_is_refused_in_words(office: Office, changes: Any) -> None:
    response = office.client().post(
        office.path("bang/0/thay-doi"), {"revision": 1, "changes": changes}, content_type="application/json"
    )
    assert (response.status_code, response.json()["code"]) == (400, "NOT_A_CHANGE")
    assert office.sheet.revision == 1


def test_bytes_that_are_no_json_are_refused(office: Office) -> None:
    response = office.client().post(office.path("bang/0/thay-doi"), b"\xff{", content_type="application/json")
    assert response.status_code == 400


def test_nothing_is_changed_while_the_dossier_is_locked(office: Office) -> None:
    first = ids(office)[0]
    Dossier._base_manager.filter(pk=office.dossier.pk).update(state="signed")
    answer = send(office, set_cells([first], ["wage"], [["1"]], [["5.681.700"]]), status=409)
    assert answer["code"] == "NOT_EDITABLE"
    assert stored(first).cells["wage"] == 5_681_700


def test_a_reader_looks_and_changes_nothing(office: Office) -> None:
    reader = make_account("doc@mau.example", "Người Đọc", office.unit.workspace, Role.READER)
    client = office.client(reader)
    assert client.get(office.path("bang/0/du-lieu")).status_code == 200
    assert client.post(office.path("bang/0/thay-doi"), {}, content_type="application/json").status_code == 403
    assert client.post(office.path("bang/0/dong-moi")).status_code == 403


def test_what_belongs_to_others_does_not_exist(office: Office) -> None:
    others = make_office(january_sheet(), code="TZ99002", email="khac@mau.example")
    theirs = str(others.sheet.rows.first().pk)  # type: ignore[union-attr]
    stranger = others.client()
    for rest in ("bang", "bang/0", "bang/0/du-lieu", f"bang/0/vi-sao/{theirs}", f"bang/0/dong/{theirs}"):
        assert stranger.get(office.path(rest)).status_code == 404, rest
    mine = office.client()
    assert mine.get(office.path(f"bang/0/vi-sao/{theirs}")).status_code == 404
    # A row id of another sheet neither changes that row nor is taken for a new one.
    answer = send(office, set_cells([theirs], ["wage"], [["1"]], [["5.681.700"]]))
    assert answer["conflicts"][0]["theirs"] is None
    send(office, {"op": "add", "rows": [theirs], "before": None}, status=400)
    send(office, {"op": "remove", "rows": [theirs]})
    assert stored(theirs).cells["wage"] == 5_681_700
    assert not stored(theirs).removed


def test_whoever_is_not_signed_in_is_sent_to_sign_in(office: Office) -> None:
    response = Client().get(office.path("bang/0/du-lieu"))
    assert response.status_code == 302


def test_without_the_token_of_the_page_nothing_is_taken(office: Office) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = office.client().cookies
    response = strict.post(office.path("bang/0/thay-doi"), {}, content_type="application/json")
    assert response.status_code == 403


def test_each_sheet_of_a_dossier_is_its_own(office: Office) -> None:
    people = Sheet.of(TK1, {}, [{"full_name": "Trần Mẫu Một", "birth_date": "1999-05-17"}])
    dossier = make_dossier(office.unit, january_sheet(), people)
    client = office.client()
    path = f"/don-vi/{office.unit.unit_code}/ho-so/{dossier.pk}/bang/1"
    state = client.get(f"{path}/du-lieu").json()
    assert [row["full_name"] for row in state["rows"]] == ["Trần Mẫu Một"]
    assert state["totals"] == {}
    assert client.get(f"/don-vi/{office.unit.unit_code}/ho-so/{dossier.pk}/bang/2").status_code == 404


def test_rows_told_as_an_event_join_those_that_are_there(office: Office) -> None:
    """While one tab has the grid open, another tells an event: rows keep their ids, what was taken out can return."""
    first, gone, *others = ids(office)
    send(office, {"op": "remove", "rows": [gone]})
    told = dict(sheet_of(office.sheet).rows.row(0, named=True))
    append(office.dossier, 0, [told], at=AT)
    assert ids(office)[:-1] == [first, *others]
    assert sheet_of(office.sheet).rows.row(-1, named=True) == told
    answer = send(
        office, set_cells([first], ["wage"], [["6200000"]], [["5.681.700"]]), {"op": "restore", "rows": [gone]}
    )
    assert not answer["conflicts"]
    assert gone in ids(office)
