"""Examining: what came in order is rebuilt to the byte, everything else is refused with a reason."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.dossier import Content, Draft, Sheet, freeze
from ibhxh.dossier.tree import leaf_digest, root_of
from ibhxh.formats.content_file import ContentFile
from ibhxh.formats.envelope import Envelope, EnvelopeFile, read_envelope, write_envelope
from ibhxh.formats.receipt import EvidenceKind
from ibhxh.intake import Accepted, Refused, examine, examine_copy, examine_paper
from ibhxh.law import FormVersion
from ibhxh.law.months import month_index
from ibhxh.trust import Layout, Pkcs12Signer, TrustStore, sign_xml, verify_xml
from tests.build.drawn import drawn
from tests.build.filing import AT, PAPER, packed, signer, trust
from tests.build.sheets import (
    AGENCY,
    D02,
    D02_OF_2017,
    FILED_ON,
    HEADER,
    KEY,
    LAW,
    MST,
    TK1,
    any_sheet,
    draft,
    worker,
)

pytestmark = pytest.mark.unit

ENVELOPE, FORM = Layout("Hoso", "CKy_Dvi"), Layout("D02-TS", "Cky")
TWO = Sheet.of(D02, HEADER, [worker(), worker(full_name="Lý Thị Cẩm Tú")])
CONTENT = freeze(draft(TWO, files=(PAPER,)), made_on=FILED_ON)
SUBMISSION = packed(CONTENT, PAPER)
OPENED = read_envelope(verify_xml(SUBMISSION.package, ENVELOPE, trust(), at=AT).tree())
JANUARY = datetime(2026, 1, 30, 16, 59, 59, tzinfo=AT.tzinfo)


def of_unit(sheet: Sheet) -> Sheet:
    """The sheet with the sample unit's codes where its header names a unit."""
    named = {name: value for name, value in (("unit_code", KEY.unit_code), ("mst", MST)) if name in sheet.header}
    return replace(sheet, header={**sheet.header, **named})


def resealed(envelope: Envelope, by: Pkcs12Signer | None = None) -> bytes:
    """What a dishonest holder of the unit's key can make: any envelope, signed."""
    return sign_xml(write_envelope(envelope), ENVELOPE, by or signer(), at=AT)


def with_files(*files: EnvelopeFile) -> Envelope:
    return replace(OPENED, files=files)


def changed_form(old: bytes, new: bytes) -> EnvelopeFile:
    """The D02 with other bytes in it, properly signed again."""
    form = OPENED.files[0]
    payload = verify_xml(form.data, FORM, trust(), at=AT).payload
    assert payload.count(old) >= 1
    return replace(form, data=sign_xml(payload.replace(old, new, 1), FORM, signer(), at=AT))


def refused(data: bytes, code: str, *, at: datetime = AT, store: TrustStore | None = None) -> Refused:
    found = examine(data, LAW, store or trust(), at=at)
    assert isinstance(found, Refused), found
    assert found.code == code, found.text("en")
    return found


def accepted(data: bytes, *, at: datetime = AT) -> Accepted:
    found = examine(data, LAW, trust(), at=at)
    assert isinstance(found, Accepted), found.text("vi")
    return found


def test_what_is_in_order_is_evidence_of_its_content() -> None:
    found = accepted(SUBMISSION.package)
    assert found.evidence.content == CONTENT
    assert found.evidence.kind is EvidenceKind.TRIAL_SIGNATURE
    assert (found.evidence.digest, found.evidence.size) == (SUBMISSION.digest, len(SUBMISSION.package))
    assert found.evidence.forms == (D02,)
    assert [fact.mst for fact in found.evidence.signers] == [MST]
    assert found.evidence.settled
    assert found.files == (PAPER,)
    assert (found.strays, found.foreign, found.legal_day) == ((), False, FILED_ON)


@pytest.mark.parametrize(
    ("version", "at"), [(D02, AT), (D02_OF_2017, JANUARY)], ids=lambda value: getattr(value, "act", "")
)
@settings(max_examples=drawn(25))
@given(data=st.data())
def test_any_dossier_comes_through_unchanged(version: FormVersion, at: datetime, data: st.DataObject) -> None:
    sheets = [of_unit(data.draw(any_sheet(version)))]
    if version is D02:
        sheets += data.draw(st.lists(any_sheet(TK1), max_size=1))
    content = freeze(draft(*sheets), made_on=FILED_ON)
    assert accepted(packed(content, at=at).package, at=at).evidence.content == content


def test_no_rows_are_a_dossier_too() -> None:
    content = freeze(draft(Sheet.of(D02, HEADER, [])), made_on=FILED_ON)
    assert accepted(packed(content).package).evidence.content == content


@settings(max_examples=drawn(300))
@given(st.integers(0, len(SUBMISSION.package) - 1), st.integers(1, 255))
def test_a_changed_byte_is_refused_or_changes_nothing_that_is_declared(place: int, change: int) -> None:
    data = bytearray(SUBMISSION.package)
    data[place] ^= change
    found = examine(bytes(data), LAW, trust(), at=AT)
    if isinstance(found, Accepted):
        # Not everything in the file is signed: the certificate's printed name, the form of the XML declaration.
        assert found.evidence.content == CONTENT
        assert found.evidence.signers == accepted(SUBMISSION.package).evidence.signers
        assert found.evidence.digest != SUBMISSION.digest


@settings(max_examples=drawn(100))
@given(st.data())
def test_a_changed_letter_of_a_file_is_always_refused(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(OPENED.files))
    text = base64.b64encode(file.data)
    start = SUBMISSION.package.index(text)
    place = data.draw(st.integers(start, start + len(text) - 1))
    letter = data.draw(st.sampled_from(b"ABCxyz019+/").filter(lambda c: c != SUBMISSION.package[place]))
    changed = SUBMISSION.package[:place] + bytes([letter]) + SUBMISSION.package[place + 1 :]
    refused(changed, "DIGEST_WRONG")


@settings(max_examples=drawn(200))
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda b: b"<Hoso>" + b + b"</Hoso>"))
def test_no_bytes_whatever_raise(data: bytes) -> None:
    for found in (examine(data, LAW, trust(), at=AT), examine_copy(data, LAW, at=AT)):
        assert isinstance(found, Refused)
        assert found.text("vi")
        assert found.text("en")
        assert found.as_dict()["code"] == found.code


def test_a_summary_of_another_content_names_the_line() -> None:
    other = Sheet.of(D02, HEADER, [worker(), worker(full_name="Lý Thị Cẩm Tú", wage=7_000_000)])
    said = ContentFile.of(freeze(draft(other, files=(PAPER,)), made_on=FILED_ON))
    *rest, last = OPENED.files
    found = refused(resealed(with_files(*rest, replace(last, data=said.to_bytes()))), "CONTENT_DIFFERS")
    assert found.place is not None
    assert found.place.vi == "Dòng 4 của nội dung, mẫu D02-LT, dòng 2, Lý Thị Cẩm Tú"


def test_a_form_of_another_content_names_the_line() -> None:
    form = changed_form(b"<TienLuong>5681700<", b"<TienLuong>9681700<")
    found = refused(resealed(with_files(form, *OPENED.files[1:])), "CONTENT_DIFFERS")
    assert found.place is not None
    assert found.place.en == "Line 3 of the content, form D02-LT, row 1, Trần Thị Mai Lan"


def test_an_attachment_left_out_names_the_line() -> None:
    form, _, said = OPENED.files
    found = refused(resealed(with_files(form, said)), "CONTENT_DIFFERS")
    assert found.place is not None
    assert found.place.vi.startswith("Dòng 5 của nội dung")


@pytest.mark.parametrize(
    "change",
    [
        {"period": month_index("2026-08")},
        {"made_on": date(2026, 7, 12)},
        {"unit": replace(OPENED.unit, code="TZ99002")},
        {"unit": replace(OPENED.unit, agency_code="07998")},
    ],
)
def test_an_envelope_of_another_dossier_is_refused(change: dict[str, object]) -> None:
    refused(resealed(replace(OPENED, **change)), "CONTENT_DIFFERS")  # type: ignore[arg-type]


def test_what_only_repeats_must_repeat() -> None:
    form = changed_form(b"<ID>9900000101<", b"<ID>9900000102<")
    found = refused(resealed(with_files(form, *OPENED.files[1:])), "FORM_CONTRADICTS")
    assert "9900000102" in found.text("vi")


def test_another_unit_may_not_sign() -> None:
    other = signer("9900000024")
    found = refused(resealed(OPENED, other), "WRONG_TAX_CODE")
    assert found.field_code == "SE003"
    assert found.text("vi").endswith("(SE003)")
    form = verify_xml(OPENED.files[0].data, FORM, trust(), at=AT).payload
    foreign_form = replace(OPENED.files[0], data=sign_xml(form, FORM, other, at=AT))
    refused(resealed(with_files(foreign_form, *OPENED.files[1:])), "WRONG_TAX_CODE")


@pytest.mark.parametrize(
    ("header", "code"), [({"unit_code": "TZ99002"}, "WRONG_UNIT"), ({"mst": "9900000024"}, "WRONG_TAX_CODE")]
)
def test_a_header_that_names_another_unit_is_refused(header: dict[str, str], code: str) -> None:
    content = freeze(draft(Sheet.of(D02, HEADER | header, [worker()])), made_on=FILED_ON)
    refused(packed(content).package, code)


def test_a_branch_number_may_be_written_with_or_without_its_dash() -> None:
    content = freeze(draft(Sheet.of(D02, HEADER | {"mst": "99000000-16"}, [worker()])), made_on=FILED_ON)
    accepted(packed(content).package)


def test_a_form_that_is_not_signed_is_refused() -> None:
    form = OPENED.files[0]
    payload = verify_xml(form.data, FORM, trust(), at=AT).payload
    refused(resealed(with_files(replace(form, data=payload), *OPENED.files[1:])), "NO_SIGNATURE")


def test_an_unknown_authority_is_refused() -> None:
    refused(SUBMISSION.package, "CERTIFICATE_UNKNOWN", store=TrustStore([]))


def test_an_expired_certificate_is_refused() -> None:
    refused(SUBMISSION.package, "CERTIFICATE_EXPIRED", at=AT + timedelta(days=365))


def test_the_form_version_is_that_of_the_day_in_vietnam() -> None:
    content = freeze(draft(Sheet.of(D02_OF_2017, {}, [{"full_name": "Lý Thị Cẩm Tú"}])), made_on=date(2026, 4, 30))
    last = datetime(2026, 4, 30, 23, 59, 59, tzinfo=AT.tzinfo)
    data = packed(content, at=last).package
    assert accepted(data, at=last).legal_day == date(2026, 4, 30)
    refused(data, "NO_FORM_FOR_DAY", at=last + timedelta(seconds=1))


def test_a_procedure_takes_its_forms_only_and_wants_its_own() -> None:
    tk1 = freeze(draft(Sheet.of(TK1, {}, [{"full_name": "Lý Thị Cẩm Tú"}])), made_on=FILED_ON)
    refused(packed(tk1).package, "FORM_MISSING")
    unknown = replace(OPENED.files[0], code="D05-TS", name="D05-TS-595.xml")
    refused(resealed(with_files(unknown, *OPENED.files[1:])), "ENVELOPE")
    refused(foreign_package(procedure="999"), "NO_LAW_FOR_DAY")


@pytest.mark.parametrize(
    "change",
    [
        {"id": "0F" * 16},
        {"id": "0f" * 15},
        {"key": replace(KEY, round=0)},
        {"key": replace(KEY, round=100)},
        {"corrects": "x"},
    ],
)
def test_an_identity_nobody_mints_is_refused(change: dict[str, object]) -> None:
    odd: Draft = replace(draft(), **change)  # type: ignore[arg-type]
    refused(packed(freeze(odd, made_on=FILED_ON)).package, "HEAD_WRONG")


@pytest.mark.parametrize("corrects", ["\\ud800", "\\n"])
def test_a_summary_whose_head_no_content_can_have_is_refused(corrects: str) -> None:
    said = ContentFile.of(CONTENT)
    head = said.head_line.removesuffix("null]") + f'"{corrects}"]'
    leaves = (leaf_digest(head.encode()), *said.leaves[1:])
    forged = ContentFile(head, root_of(leaves).hex(), leaves).to_bytes()
    files = (*OPENED.files[:-1], replace(OPENED.files[-1], data=forged))
    refused(resealed(with_files(*files)), "WRONG_VALUE")
    assert isinstance(examine_copy(write_envelope(with_files(*files)), LAW, at=AT), Refused)


def test_a_value_the_content_cannot_carry_is_refused() -> None:
    form = changed_form(b"<TienLuong>5681700<", b"<TienLuong>9999999999999999<")
    refused(resealed(with_files(form, *OPENED.files[1:])), "WRONG_VALUE")
    form = changed_form(b"<NgayChet></NgayChet>", b"<NgayChet>31/02/2026</NgayChet>")
    refused(resealed(with_files(form, *OPENED.files[1:])), "UNREADABLE_CELLS")


def test_a_form_out_of_shape_is_refused_by_the_fields_code() -> None:
    form = changed_form(b"<TuThang>07/2026<", b"<TuThang>2026-07<")
    found = refused(resealed(with_files(form, *OPENED.files[1:])), "XML_STRUCTURE")
    assert found.field_code == "CE009"
    assert "thẻ TuThang" in found.text("vi")


def foreign_package(procedure: str = "600") -> bytes:
    """An envelope as another program makes it: no summary, no elements of ours, a repeated value out of step."""
    form = changed_form(b' ib:Mau="D02-LT/qd366-2026/1"', b"")
    payload = verify_xml(form.data, FORM, trust(), at=AT).payload.replace(b"<ID>9900000101<", b"<ID>1<", 1)
    envelope = with_files(replace(form, data=sign_xml(payload, FORM, signer(), at=AT)))
    return resealed(replace(envelope, procedure=procedure))


def test_an_envelope_of_another_program_is_read_and_marked() -> None:
    data = foreign_package()
    found = accepted(data)
    head = found.evidence.content.head
    assert found.foreign
    assert head.dossier_id == found.evidence.digest[:32]
    assert (head.key, head.mst, head.agency_code) == (KEY, MST, AGENCY)
    assert found.evidence.content.sheets(LAW)[0].rows.equals(TWO.rows)
    assert [(version.form, stray.element, stray.text) for version, stray in found.strays] == [("D02-LT", "ID", "1")]
    again = examine(data, LAW, trust(), at=AT, round_of_foreign=2)
    assert isinstance(again, Accepted)
    assert again.evidence.content.head.key.round == 2


def test_a_copy_proves_nobody_and_is_read_all_the_same() -> None:
    copy = packed(CONTENT, PAPER, unsigned=True)
    found = examine_copy(copy.package, LAW, at=AT)
    assert isinstance(found, Accepted)
    assert found.evidence.kind is EvidenceKind.MAILED_COPY
    assert found.evidence.content == CONTENT
    assert found.evidence.signers == ()
    refused(copy.package, "NO_SIGNATURE")
    signed = examine_copy(SUBMISSION.package, LAW, at=AT)
    assert isinstance(signed, Refused)
    assert signed.code == "SIGNED_COPY"


def test_paper_is_evidence_of_the_content_its_barcodes_gave() -> None:
    found = examine_paper(CONTENT.data, LAW, scan_digest="ab" * 32, scan_size=9, filed_on=FILED_ON)
    assert not isinstance(found, Refused)
    assert (found.kind, found.content, found.digest) == (EvidenceKind.PAPER, CONTENT, "ab" * 32)


@pytest.mark.parametrize("change", [(b"TZ99001", b"TZ99002"), (b'["end",6]', b'["end",7]'), (b"5681700", b"5681700.0")])
def test_paper_that_gives_no_sound_content_is_refused(change: tuple[bytes, bytes]) -> None:
    broken: Content = Content(CONTENT.data.replace(*change, 1))
    found = examine_paper(broken.data, LAW, scan_digest="ab" * 32, scan_size=9, filed_on=FILED_ON)
    assert isinstance(found, Refused)
