"""The envelope, its files, and the content that is rebuilt from them."""

from __future__ import annotations

import base64
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ibhxh.dossier import Attachment, Sheet, freeze
from ibhxh.formats.content_file import ContentFile
from ibhxh.formats.envelope import Envelope, EnvelopeFile, UnitFacts, read_envelope, write_envelope
from ibhxh.formats.errors import EnvelopeWrong, FileKindUnknown, NotXmlText, XmlInvalid
from ibhxh.formats.package import CONTENT, ForeignIdentity, Rebuilt, compose, rebuild
from ibhxh.law.months import month_index
from ibhxh.trust.xml_document import read_xml
from tests.build.sheets import D02, FILED_ON, HEADER, LAW, TK1, any_sheet, any_text, draft, worker

pytestmark = pytest.mark.unit

UNIT = UnitFacts("Công ty “A & B” <Mẫu>", "TZ99001", "9900000016", "07999", "Vũ Thị Phương Nga", "")
ENVELOPE = Envelope(
    UNIT,
    "600",
    "Báo tăng, báo giảm",
    month_index("2026-07"),
    date(2026, 7, 13),
    (
        EnvelopeFile("D02-TS", "Danh sách", "D02-TS-595.xml", b"<D02-TS/>"),
        EnvelopeFile("CT-DK", "", "a.pdf", b"\x00\xff"),
    ),
)
FOREIGN = ForeignIdentity("00" * 16, 1)


def pack(draft_: object, *files: Attachment) -> Envelope:
    content = freeze(draft_, made_on=FILED_ON)  # type: ignore[arg-type]
    return compose(
        content, LAW, name=UNIT.name, signer="", phone="", files=files, filed_on=FILED_ON, sign=lambda form, _: form
    )


def unpack(envelope: Envelope) -> Rebuilt:
    return rebuild(envelope, lambda form, _: read_xml(form), LAW, filed_on=FILED_ON, foreign=FOREIGN)


def through_bytes(envelope: Envelope) -> Envelope:
    return read_envelope(read_xml(write_envelope(envelope)))


def wrong(old: bytes, new: bytes) -> etree._Element:
    data = write_envelope(ENVELOPE)
    assert data.count(old) >= 1
    return read_xml(data.replace(old, new, 1))


@settings(deadline=None)
@given(st.builds(UnitFacts, *[any_text(40).map(lambda text: text or "x")] * 4), st.binary(max_size=200))
def test_an_envelope_comes_back_the_same(unit: UnitFacts, data: bytes) -> None:
    envelope = Envelope(
        unit, "600", "t", month_index("2026-07"), date(2026, 7, 13), (EnvelopeFile("c", "", "n.p", data),)
    )
    assert through_bytes(envelope) == envelope


def test_the_shape_is_the_fields() -> None:
    root = etree.fromstring(write_envelope(ENVELOPE))
    assert [child.tag for child in root] == ["NoiDung", "CKy_Dvi"]
    assert [child.tag for child in root[0]] == ["ThongTinIVAN", "ThongTinDonVi", "ThongTinHoSo"]
    said = {name: root.findtext(f"NoiDung/ThongTinHoSo/{name}") for name in ("KyKeKhai", "NgayLap", "SoLuongFile")}
    assert said == {"KyKeKhai": "07/2026", "NgayLap": "13/07/2026", "SoLuongFile": "2"}
    file = next(root.iter("FileToKhai"))
    assert file.findtext("LoaiFile") == ".xml"
    assert file.findtext("NoiDungFile") == base64.b64encode(b"<D02-TS/>").decode()
    assert file.findtext("DoDaiFile") == "12"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<SoLuongFile>2<", b"<SoLuongFile>3<"),
        (b"<DoDaiFile>12<", b"<DoDaiFile>13<"),
        (b"<NgayLap>13/07/2026<", b"<NgayLap>31/02/2026<"),
        (base64.b64encode(b"<D02-TS/>"), b"PEQwMi1UUy8!"),
    ],
)
def test_an_envelope_that_belies_itself_is_refused(old: bytes, new: bytes) -> None:
    with pytest.raises(EnvelopeWrong):
        read_envelope(wrong(old, new))


@pytest.mark.parametrize(
    ("old", "new", "element"),
    [
        (b"<KyKeKhai>07/2026<", b"<KyKeKhai>7/2026<", "KyKeKhai"),
        (b"<MaSoThue>9900000016<", b"<MaSoThue><", "MaSoThue"),
        (b"<QuyTrinhISO></QuyTrinhISO>", b"", "ToKhais"),
        (b"<SoLuongFile>2<", b"<SoLuongFile>\xd9\xa2<", "SoLuongFile"),
    ],
)
def test_an_envelope_out_of_shape_is_refused_by_name(old: bytes, new: bytes, element: str) -> None:
    with pytest.raises(XmlInvalid) as caught:
        read_envelope(wrong(old, new))
    assert caught.value.element == element


def test_a_name_that_xml_would_change_is_not_written() -> None:
    for name in ("a\x0bb", " a", "a\r"):
        with pytest.raises(NotXmlText):
            write_envelope(Envelope(UnitFacts(name, "c", "m", "a"), "600", "", 0, FILED_ON, ()))


@settings(deadline=None)
@given(st.lists(any_sheet(D02) | any_sheet(TK1), min_size=1, max_size=3))
def test_the_forms_give_the_content_back(sheets: list[Sheet]) -> None:
    content = freeze(draft(*sheets), made_on=FILED_ON)
    rebuilt = unpack(through_bytes(pack(draft(*sheets))))
    assert rebuilt.content == content
    assert rebuilt.said == ContentFile.of(content)


def test_attachments_travel_with_their_kind_and_type() -> None:
    files = (
        Attachment("CT-DK", "hợp đồng.pdf", "application/pdf", b"%PDF"),
        Attachment("giấy khai sinh", "anh.JPG", "image/jpeg", b""),
    )
    made = draft(files=files)
    rebuilt = unpack(through_bytes(pack(made, *files)))
    assert rebuilt.files == files
    assert rebuilt.content == freeze(made, made_on=FILED_ON)


def test_an_attachment_of_another_kind_does_not_travel() -> None:
    for file in (
        Attachment("CT-DK", "a.exe", "application/octet-stream", b""),
        Attachment("k", "a.pdf", "text/plain", b""),
    ):
        with pytest.raises(FileKindUnknown):
            pack(draft(files=(file,)), file)


def test_an_electronic_code_is_that_of_the_day() -> None:
    assert [file.code for file in pack(draft()).files] == ["D02-TS", CONTENT]


def test_an_envelope_of_others_is_given_an_identity() -> None:
    packed = pack(draft(Sheet.of(D02, HEADER, [worker()])))
    form, _ = packed.files
    plain = EnvelopeFile(form.code, form.about, form.name, form.data.replace(b' ib:Mau="D02-LT/qd366-2026/1"', b""))
    rebuilt = unpack(Envelope(UNIT, "600", "", packed.period, packed.made_on, (plain,)))
    head = rebuilt.content.head
    assert rebuilt.said is None
    assert (head.dossier_id, head.key.round, head.corrects) == (FOREIGN.dossier_id, 1, None)
    assert rebuilt.sheets[0].version is D02


@pytest.mark.parametrize("mark", ["D02-LT/qd366-2026/2", "TK1-TS/qd366-2026/1", ""])
def test_a_form_version_that_is_not_this_form_is_refused(mark: str) -> None:
    form, said = pack(draft()).files
    other = EnvelopeFile(form.code, form.about, form.name, form.data.replace(b"D02-LT/qd366-2026/1", mark.encode()))
    with pytest.raises(EnvelopeWrong):
        unpack(Envelope(UNIT, "600", "", ENVELOPE.period, FILED_ON, (other, said)))


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[" * 10_000, b'{"content":"","head":"","leaves":[]}'])
def test_a_summary_of_nothing_is_refused(data: bytes) -> None:
    with pytest.raises(EnvelopeWrong):
        ContentFile.from_bytes(data)


def test_a_summary_whose_parts_do_not_fit_is_refused() -> None:
    content = freeze(draft(), made_on=FILED_ON)
    other = freeze(draft(dossier_id="ee" * 16), made_on=FILED_ON)
    mixed = ContentFile(other.lines[0].decode(), content.digest, tuple(content.leaves))
    for data in (mixed.to_bytes(), ContentFile.of(content).to_bytes() + b"\n"):
        with pytest.raises(EnvelopeWrong):
            ContentFile.from_bytes(data)
