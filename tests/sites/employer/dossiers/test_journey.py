"""The dossier's pages by a client without a browser: the usual way, each error, and who may do what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ibhxh.dossier import Sheet
from ibhxh.formats.envelope import read_envelope
from ibhxh.sample.factory import factory_workbook
from ibhxh.sites.employer.dossiers.making import next_round
from ibhxh.sites.employer.drafting import sheet_of
from ibhxh.sites.employer.models import Dossier, KeyFile, Parcel, Person
from ibhxh.sites.project.jobs.models import Job
from ibhxh.states import DossierState
from ibhxh.trust.xml_document import read_xml
from tests.build.drafting import JANUARY
from tests.build.filing import packed
from tests.build.journey import NOW, PASSPHRASE, Place, a_draft, a_place, a_sending, a_sent, browser, key_file
from tests.build.notices import acceptance, decision, january, supplement_request
from tests.build.sheets import LAW
from tests.sites.employer.dossiers.conftest import Hour
from tests.sites.employer.dossiers.test_incoming import tell

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]


@pytest.fixture
def clerk(place: Place) -> Client:
    return browser(place.clerk)


@pytest.fixture
def signer(place: Place) -> Client:
    return browser(place.signer)


def state(dossier: Dossier) -> str:
    dossier.refresh_from_db()
    return dossier.state


def sheet(dossier: Dossier) -> Sheet:
    return sheet_of(dossier.sheets.get(place=0))


def p12(name: str = "khoa.p12", **of: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, key_file(**of))


HIRE = {
    "full_name": "Trần Thị Mẫu Lan",
    "birth_date": "17/5/1999",
    "sex": "female",
    "nationality": "VN",
    "personal_id": "099199900101",
    "effective_on": "19/01/2026",
    "contract_kind": "fixed",
    "contract_end": "18/01/2027",
    "engagement": "full_time",
    "job_title": "Công nhân may",
    "workplace": "Xã Hóc Môn, Thành phố Hồ Chí Minh",
    "wage": "5.681.700",
}


def test_from_what_happened_to_the_outbox(place: Place, clerk: Client, signer: Client) -> None:
    assert "Chưa có hồ sơ nào" in clerk.get(place.path()).content.decode()
    begun = clerk.post(place.path("moi"), {"period": JANUARY, "round": "", "way": "tang"})
    dossier = Dossier.objects.get()
    assert begun["Location"] == place.path(f"{dossier.pk}/chuyen-gi/tang")
    assert (dossier.round, dossier.period, dossier.state) == (1, JANUARY, DossierState.DRAFT)

    clerk.post(place.path(f"{dossier.pk}/chuyen-gi/tang"), {**HIRE, "them": "1"})
    hand = Person.objects.get(key="NV005")
    raised = {"person": str(hand.pk), "effective_on": "01/01/2026", "wage": "5.681.700"}
    looked = clerk.post(place.path(f"{dossier.pk}/chuyen-gi/luong"), raised)
    assert looked["Location"] == place.path(f"{dossier.pk}/xem-lai")
    assert sheet(dossier).rows.select("plan", "full_name", "wage").rows() == [
        ("TM", "Trần Thị Mẫu Lan", 5_681_700),
        ("DC", hand.full_name, 5_681_700),
    ]

    page = clerk.get(looked["Location"])
    assert page.context["error_count"] == 0
    reasons = {f"reason-{one.key}": "Đã xem lại, đúng như hợp đồng." for one in page.context["warnings"]}
    checked = clerk.post(looked["Location"], reasons)
    assert checked.status_code == 302
    assert state(dossier) == DossierState.READY
    assert dossier.content and dossier.content_digest
    clerk.post(place.path(f"{dossier.pk}/trinh-ky"), {"signer": "Vũ Mẫu Phương"})
    assert state(dossier) == DossierState.SIGNING

    told = {"key": "new", "upload": p12(), "passphrase": PASSPHRASE, "answer": "on"}
    signed = signer.post(place.path(f"{dossier.pk}/ky"), told)
    assert signed["Location"] == place.path(f"{dossier.pk}/da-gui")
    assert state(dossier) == DossierState.SENDING
    parcel = Parcel.objects.get()
    assert Job.objects.get().payload == {"parcel": str(parcel.pk)}
    assert read_envelope(read_xml(bytes(parcel.package))).unit.code == "TZ99001"
    assert not KeyFile.objects.exists(), "a key is kept only where that was asked for"
    assert b"hx-get" in signer.get(signed["Location"]).content


def test_a_hire_without_its_end_or_with_a_short_id_is_refused_on_the_form(place: Place, clerk: Client) -> None:
    path = clerk.post(place.path("moi"), {"period": JANUARY, "round": "", "way": "tang"})["Location"]
    form = clerk.get(path).content.decode()
    assert "Bắt buộc với hợp đồng xác định thời hạn" in form
    answered = clerk.post(path, {**HIRE, "contract_end": "", "personal_id": "09919990010"})
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "Có 2 lỗi cần sửa" in page
    assert "có 11 chữ số, phải đủ 12 chữ số" in page
    assert 'href="#contract_end"' in page
    assert clerk.post(path, {**HIRE, "contract_kind": "indefinite", "contract_end": ""}).status_code == 302


def test_a_person_is_told_by_name_number_and_birth_date_and_the_month_says_why(place: Place, clerk: Client) -> None:
    clerk.post(place.path("moi"), {"period": JANUARY, "round": "", "way": "tang"})
    dossier = Dossier.objects.get()
    page = clerk.get(place.path(f"{dossier.pk}/chuyen-gi/giam")).content.decode()
    hand = Person.objects.get(key="NV005")
    assert f"{hand.full_name} · {hand.si_number} · " in page
    clerk.post(place.path(f"{dossier.pk}/chuyen-gi/tang"), {**HIRE, "them": "1"})
    assert "quy tắc 14 ngày làm việc" in clerk.get(place.path(f"{dossier.pk}/chuyen-gi/tang")).content.decode()


def test_a_draft_that_cannot_be_printed_says_why(place: Place, clerk: Client) -> None:
    clerk.post(place.path("moi"), {"period": JANUARY, "round": "", "way": "tang"})
    dossier = Dossier.objects.get()
    printed = f'href="{place.path(f"{dossier.pk}/tai/ban-in.pdf")}"'
    page = clerk.get(place.path(f"{dossier.pk}")).content.decode()
    assert printed not in page
    assert "Hồ sơ chưa có dòng nào." in page
    clerk.post(place.path(f"{dossier.pk}/chuyen-gi/tang"), HIRE)
    assert printed in clerk.get(place.path(f"{dossier.pk}")).content.decode()
    row = dossier.sheets.get(place=0).rows.get()
    row.unread = {"wage": "năm triệu"}
    row.save(update_fields=["unread"])
    page = clerk.get(place.path(f"{dossier.pk}")).content.decode()
    assert printed not in page
    assert "“năm triệu”" in page


def test_a_form_with_errors_says_each_and_loses_nothing(place: Place, clerk: Client) -> None:
    dossier = a_draft(place, [])
    clerk.post(place.path("moi"), {"period": JANUARY, "round": "2", "way": "tang"})
    dossier = Dossier.objects.get(round=2)
    typed = {**HIRE, "full_name": "", "birth_date": "31/02/1999", "wage": "năm triệu"}
    answered = clerk.post(place.path(f"{dossier.pk}/chuyen-gi/tang"), typed)
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "Có 3 lỗi cần sửa" in page
    for at in ("full_name", "birth_date", "wage"):
        assert f'href="#{at}"' in page
    assert 'value="năm triệu"' in page
    assert 'value="Công nhân may"' in page
    assert sheet(dossier).rows.height == 0


def test_a_taken_round_is_refused_and_the_next_one_named(place: Place, clerk: Client) -> None:
    a_draft(place, [])
    answered = clerk.post(place.path("moi"), {"period": JANUARY, "round": "1", "way": "trong"})
    assert answered.status_code == 422
    assert "Đợt kế tiếp là đợt 2" in answered.content.decode()
    assert next_round(place.unit, JANUARY) == 2


def test_excel_is_shown_before_anything_is_kept(place: Place, clerk: Client) -> None:
    address = place.path("moi/tu-excel")
    data = factory_workbook(JANUARY, 1, LAW, faults=True)
    given = {"period": JANUARY, "round": "", "file": SimpleUploadedFile("thang 01.xlsx", data)}
    shown = clerk.post(address, given)
    understood = shown.context["understood"]
    assert "Tệp D02-TK1 của VNPT" in shown.content.decode()
    assert (understood.people, understood.unread) == (73, 1)
    assert understood.errors >= 5
    assert not Dossier.objects.exists()
    kept = {
        "period": JANUARY,
        "round": "1",
        "carried": understood.carried,
        "carried_name": "thang 01.xlsx",
        "keep": "1",
    }
    went = clerk.post(address, kept)
    dossier = Dossier.objects.get()
    assert went["Location"] == place.path(f"{dossier.pk}/bang")
    assert sheet(dossier).rows.height == 73
    assert [cell.text for cell in sheet(dossier).unread] == ["=4960000+350000"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7 not a list", "không phải bảng tính"),
        (b"x" * ((4 << 20) + 1), "lớn hơn 4 MB"),
        (b"", "Tệp"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_its_way_out(
    place: Place, clerk: Client, data: bytes, told: str
) -> None:
    given = {"period": JANUARY, "round": "", "file": SimpleUploadedFile("la.xlsx", data)}
    answered = clerk.post(place.path("moi/tu-excel"), given)
    assert answered.status_code == 422
    assert told in answered.content.decode()
    assert not Dossier.objects.exists()


def test_errors_hold_the_dossier_and_lead_to_their_cells(place: Place, clerk: Client) -> None:
    faulty = sheet_with(january().sheets(LAW)[0], wage=None)
    dossier = a_draft(place, [faulty])
    address = place.path(f"{dossier.pk}/xem-lai")
    page = clerk.get(address)
    assert page.context["error_count"] > 0
    row = dossier.sheets.get().rows.get(place=0)
    assert page.context["errors"][0].url == place.path(f"{dossier.pk}/bang/0#{row.pk}/wage")
    assert clerk.post(address).status_code == 422
    assert state(dossier) == DossierState.DRAFT


def test_a_warning_needs_a_reason_which_is_kept(place: Place, clerk: Client) -> None:
    # Fourteen working days lie before her first: January would not be due.
    dossier = a_draft(place, [sheet_with(january().sheets(LAW)[0], row=1, from_month=JANUARY)])
    address = place.path(f"{dossier.pk}/xem-lai")
    warnings = clerk.get(address).context["warnings"]
    assert "D02-151:0:1:from_month" in [one.key for one in warnings]
    refused = clerk.post(address)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Ghi lý do, hoặc sửa dòng này." in page
    assert 'id="faults"' in page and 'href="#r1"' in page and 'id="r1"' in page
    clerk.post(address, {f"reason-{one.key}": "Theo hợp đồng số 12." for one in warnings})
    assert state(dossier) == DossierState.READY
    assert dossier.reasons["D02-151:0:1:from_month"] == "Theo hợp đồng số 12."


def test_one_reason_may_do_for_many_warnings_alike(place: Place, clerk: Client) -> None:
    listed = january().sheets(LAW)[0]
    early = {**listed.rows.row(1, named=True), "from_month": JANUARY}
    dossier = a_draft(place, [Sheet.of(listed.version, listed.header, [early] * 4)])
    address = place.path(f"{dossier.pk}/xem-lai")
    shared = [one for one in clerk.get(address).context["warnings"] if one.alike]
    assert {one.shared_key: one.alike for one in shared}["D02-151:*"] == 4
    clerk.post(address, {"reason-D02-151:*": "Bốn hợp đồng ký cùng ngày."})
    assert not [one for one in clerk.post(address).context["warnings"] if one.missing and one.key.startswith("D02-151")]


def sheet_with(sheet: Sheet, row: int = 0, **cells: object) -> Sheet:
    rows = sheet.rows.to_dicts()
    rows[row] |= cells
    return Sheet.of(sheet.version, sheet.header, rows)


def ready(place: Place, clerk: Client) -> Dossier:
    dossier = a_draft(place)
    page = clerk.get(place.path(f"{dossier.pk}/xem-lai"))
    reasons = {f"reason-{one.key}": "Đã xem lại với bảng lương." for one in page.context["warnings"]}
    clerk.post(place.path(f"{dossier.pk}/xem-lai"), reasons)
    assert state(dossier) == DossierState.READY
    return dossier


@pytest.mark.parametrize(
    ("key", "passphrase", "told"),
    [
        ({}, "sai mật khẩu", "Mật khẩu của tệp khóa chưa đúng"),
        ({"mst": "9900000023"}, PASSPHRASE, "khác mã số thuế của đơn vị"),
        (None, PASSPHRASE, "không phải"),
    ],
)
def test_the_signing_doctor_names_the_fault(
    place: Place, clerk: Client, signer: Client, key: dict[str, str] | None, passphrase: str, told: str
) -> None:
    dossier = ready(place, clerk)
    upload = SimpleUploadedFile("anh.p12", b"\x89PNG no key") if key is None else p12(**key)
    given = {"key": "new", "upload": upload, "passphrase": passphrase, "answer": "on"}
    answered = signer.post(place.path(f"{dossier.pk}/ky"), given)
    assert answered.status_code == 422
    assert told in answered.content.decode()
    assert passphrase not in answered.content.decode()
    assert state(dossier) == DossierState.READY
    assert not Parcel.objects.exists()


def test_an_expired_certificate_signs_nothing(place: Place, clerk: Client, signer: Client, hour: Hour) -> None:
    dossier = ready(place, clerk)
    hour.at = NOW + timedelta(days=400)
    signer = browser(place.signer)
    given = {"key": "new", "upload": p12(), "passphrase": PASSPHRASE, "answer": "on"}
    answered = signer.post(place.path(f"{dossier.pk}/ky"), given)
    assert answered.status_code == 422
    assert "hết hạn" in answered.content.decode()


def test_a_key_file_is_kept_locked_when_asked_and_can_be_chosen(place: Place, clerk: Client, signer: Client) -> None:
    dossier = ready(place, clerk)
    given = {"key": "new", "upload": p12(), "passphrase": PASSPHRASE, "answer": "on", "keep": "on"}
    signer.post(place.path(f"{dossier.pk}/ky"), given)
    kept = KeyFile.objects.get()
    assert (bytes(kept.data), kept.mst) == (key_file(), "9900000016")
    assert state(dossier) == DossierState.SENDING


def test_a_signer_who_refuses_says_why(place: Place, clerk: Client, signer: Client) -> None:
    dossier = ready(place, clerk)
    clerk.post(place.path(f"{dossier.pk}/trinh-ky"))
    signer.post(place.path(f"{dossier.pk}/tu-choi-ky"), {"reason": "Sai lương dòng 3"})
    assert state(dossier) == DossierState.SIGN_REFUSED
    assert "Sai lương dòng 3" in clerk.get(place.path(dossier.pk)).content.decode()
    clerk.post(place.path(f"{dossier.pk}/chuyen/edit"))
    assert state(dossier) == DossierState.DRAFT


def test_a_move_the_table_does_not_have_is_told_and_not_made(place: Place, clerk: Client) -> None:
    dossier = a_sent(place)
    answered = clerk.post(place.path(f"{dossier.pk}/chuyen/edit"), follow=True)
    assert answered.status_code == 200
    assert 'class="msg error"' in answered.content.decode()
    assert state(dossier) == DossierState.SENT


def test_the_state_beside_the_heading_goes_with_what_is_looked_for_again(place: Place, clerk: Client) -> None:
    dossier = a_sent(place)
    whole = clerk.get(place.path(f"{dossier.pk}")).content.decode()
    assert whole.count('id="state-tag"') == 1 and "hx-swap-oob" not in whole
    tell(place, acceptance())
    part = clerk.get(place.path(f"{dossier.pk}/tien-do")).content.decode()
    assert '<span class="tag ok" id="state-tag" hx-swap-oob="true">Đã tiếp nhận</span>' in part


def test_a_supplement_is_a_second_text_of_the_same_dossier(place: Place, clerk: Client, signer: Client) -> None:
    dossier = a_sent(place)
    tell(place, acceptance(), supplement_request())
    page = clerk.get(place.path(dossier.pk)).content.decode()
    assert "Cơ quan BHXH yêu cầu bổ sung 2 mục" in page
    paper = SimpleUploadedFile("hợp đồng.pdf", b"%PDF-1.7 contract")
    clerk.post(place.path(f"{dossier.pk}/giay-to"), {"kind": "Hợp đồng lao động", "file": paper})
    reviewed = clerk.get(place.path(f"{dossier.pk}/xem-lai"))
    reasons = {f"reason-{one.key}": "Đã xem lại với bảng lương." for one in reviewed.context["warnings"]}
    signer.post(place.path(f"{dossier.pk}/xem-lai"), reasons)
    before = january().digest
    given = {"key": "new", "upload": p12(), "passphrase": PASSPHRASE, "answer": "on"}
    signer.post(place.path(f"{dossier.pk}/ky"), given)
    assert state(dossier) == DossierState.PROCESSING
    parcel = dossier.parcels.get(supplement=True)
    assert dossier.content_digest != before
    assert dossier.id in bytes(dossier.content or b"").decode()
    assert Job.objects.filter(payload={"parcel": str(parcel.pk)}).exists()


def test_returned_lines_are_brought_again_in_the_next_round(place: Place, clerk: Client) -> None:
    dossier = a_sent(place)
    tell(place, acceptance(), decision())
    page = clerk.get(place.path(dossier.pk)).content.decode()
    assert "Trả lại 2" in page
    assert f'<a href="{place.path(f"{dossier.pk}/bang")}">Xem các dòng đã kê khai</a>' in page
    clerk.post(place.path(f"{dossier.pk}/sua-sai"))
    made = Dossier.objects.get(corrects=dossier)
    assert (made.round, made.period, made.state) == (2, JANUARY, DossierState.DRAFT)
    lines = january().sheets(LAW)[0].rows
    assert sheet(made).rows.rows() == [lines.row(58), lines.row(60)]
    assert sheet(made).header["list_number"] == "02/01"


def test_a_paper_of_a_kind_that_cannot_travel_is_refused(place: Place, clerk: Client) -> None:
    dossier = a_draft(place)
    given = {"kind": "Giấy tờ khác", "file": SimpleUploadedFile("virus.exe", b"MZ")}
    answered = clerk.post(place.path(f"{dossier.pk}/giay-to"), given)
    assert answered.status_code == 422
    assert not dossier.files.exists()


def test_a_paper_is_given_out_as_a_file_only(place: Place, clerk: Client) -> None:
    dossier = a_draft(place)
    given = {"kind": "Giấy tờ khác", "file": SimpleUploadedFile("trang.pdf", b"<script>alert(1)</script>")}
    clerk.post(place.path(f"{dossier.pk}/giay-to"), given)
    answered = clerk.get(place.path(f"{dossier.pk}/giay-to/{dossier.files.get().pk}"))
    assert answered["Content-Type"] == "application/octet-stream"
    assert answered["Content-Disposition"].startswith("attachment")


PAGES = (
    "", "moi", "moi/tu-excel", "{id}", "{id}/tien-do", "{id}/chuyen-gi/tang", "{id}/giay-to", "{id}/xem-lai", "{id}/ky",
    "{id}/da-gui", "{id}/kenh-khac", "{id}/tai/noi-dung", "{id}/tai/goi",
)  # fmt: skip
MOVES = ("trinh-ky", "tu-choi-ky", "gui-lai", "sua-sai", "chuyen/edit", "xuat", "giay-to/1/bo")
CLERKS = {"moi", "moi/tu-excel", "{id}/chuyen-gi/tang", "{id}/giay-to", "{id}/kenh-khac"}


@pytest.mark.parametrize("where", PAGES)
def test_who_may_open_a_page(place: Place, where: str) -> None:
    dossier = a_sending(place).dossier
    address = place.path(where.format(id=dossier.pk))
    stranger = browser(a_place("TZ99002").signer)
    assert stranger.get(address).status_code == 404
    assert Client().get(address)["Location"].startswith("/don-vi/dang-nhap?next=")
    # What is on its way has nothing to look over or to enter: those pages lead to the dossier's own.
    usual = 302 if where in ("{id}/xem-lai", "{id}/chuyen-gi/tang", "{id}/giay-to", "{id}/kenh-khac") else 200
    signers = where == "{id}/ky"
    assert browser(place.reader).get(address).status_code == (403 if where in CLERKS or signers else usual)
    assert browser(place.clerk).get(address).status_code == (403 if signers else usual)


@pytest.mark.parametrize("move", MOVES)
def test_who_may_make_a_move(place: Place, move: str) -> None:
    dossier = a_sending(place).dossier
    address = place.path(f"{dossier.pk}/{move}")
    assert browser(a_place("TZ99002").signer).post(address).status_code == 404
    assert browser(place.reader).post(address).status_code == 403
    assert browser(place.clerk).get(address).status_code == 405
    assert state(dossier) == DossierState.SENDING


def test_the_dossier_of_another_unit_of_the_workspace_is_not_under_this_unit(place: Place, clerk: Client) -> None:
    other = a_place("TZ99002")
    dossier = a_sent(other)
    assert clerk.get(place.path(dossier.pk)).status_code == 404


def test_every_page_is_whole_in_english(place: Place, clerk: Client) -> None:
    dossier = a_sent(place)
    clerk.cookies["lang"] = "en"
    page = clerk.get(place.path(dossier.pk)).content.decode()
    assert "The gateway took it at" in page
    assert "Diễn biến" not in page


def test_the_same_package_is_what_was_signed(place: Place, clerk: Client) -> None:
    parcel = a_sending(place)
    given = clerk.get(place.path(f"{parcel.dossier_id}/tai/goi"))
    assert given.content == packed(january(), at=NOW).package
