"""Packaging: what travels, signed and unsigned."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ibhxh.client import FilesDiffer
from ibhxh.dossier import Attachment, Sheet, freeze
from ibhxh.formats.content_file import ContentFile
from ibhxh.formats.envelope import read_envelope
from ibhxh.law.errors import NoLawForDay
from ibhxh.trust import Layout, verify_xml
from ibhxh.trust.xml_document import read_xml
from tests.build.filing import AT, PAPER, UNIT, packed, trust
from tests.build.sheets import D02, D02_OF_2017, FILED_ON, HEADER, TK1, draft, worker

pytestmark = pytest.mark.unit

TWO_FORMS = freeze(
    draft(Sheet.of(D02, HEADER, [worker()]), Sheet.of(TK1, {}, [{"full_name": "Lý Thị Cẩm Tú"}]), files=(PAPER,)),
    made_on=FILED_ON,
)


def test_every_form_is_signed_and_then_the_whole() -> None:
    data = packed(TWO_FORMS, PAPER).package
    envelope = read_envelope(verify_xml(data, Layout("Hoso", "CKy_Dvi"), trust(), at=AT).tree())
    assert [file.code for file in envelope.files] == ["D02-TS", "TK1-TS", "CT-DK", "IBHXH"]
    for file in envelope.files[:2]:
        verify_xml(file.data, Layout(file.code, "Cky"), trust(), at=AT)
    assert envelope.unit.name == UNIT.unit_name
    assert envelope.unit.signer == UNIT.representative
    assert (envelope.procedure, envelope.made_on) == ("600", FILED_ON)
    assert ContentFile.from_bytes(envelope.files[-1].data) == ContentFile.of(TWO_FORMS)


def test_the_package_is_named_by_its_bytes() -> None:
    submission = packed(TWO_FORMS, PAPER)
    assert submission.digest == hashlib.sha256(submission.package).hexdigest()
    assert packed(TWO_FORMS, PAPER) == submission
    later = packed(TWO_FORMS, PAPER, at=AT + timedelta(minutes=1))
    assert later.idempotency_key != submission.idempotency_key


def test_a_copy_is_the_same_without_signatures() -> None:
    copy = packed(TWO_FORMS, PAPER, unsigned=True)
    assert not copy.signed
    envelope = read_envelope(read_xml(copy.package))
    for document in (copy.package, *(file.data for file in envelope.files[:2])):
        holder = etree.fromstring(document)[-1]
        assert holder.tag in ("CKy_Dvi", "Cky")
        assert len(holder) == 0


@given(st.binary(max_size=20), st.sampled_from(["hợp đồng lao động.pdf", "khác.pdf"]))
@settings(deadline=None)
def test_only_the_frozen_attachments_are_packed(data: bytes, name: str) -> None:
    with pytest.raises(FilesDiffer):
        packed(TWO_FORMS, Attachment(PAPER.kind, name, PAPER.media_type, data), unsigned=True)


def test_no_attachment_may_be_left_out_or_added() -> None:
    for files in ((), (PAPER, PAPER)):
        with pytest.raises(FilesDiffer):
            packed(TWO_FORMS, *files, unsigned=True)


def test_the_day_in_vietnam_decides_the_electronic_code() -> None:
    content = freeze(draft(Sheet.of(D02_OF_2017, {}, [{"full_name": "Lý Thị Cẩm Tú"}])), made_on=FILED_ON)
    with pytest.raises(NoLawForDay):
        packed(content, unsigned=True)
    last = AT.replace(month=4, day=30, hour=23, minute=59)
    assert packed(content, at=last, unsigned=True).package
