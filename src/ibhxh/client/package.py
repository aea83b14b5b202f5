"""Packaging: frozen content becomes the bytes that travel, signed, or unsigned for the mail ahead of the paper."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from ibhxh.client.before_signing import require_forms_valid
from ibhxh.client.errors import FilesDiffer
from ibhxh.client.unit import Unit
from ibhxh.dossier import Attachment, Content
from ibhxh.formats import envelope, form_xml
from ibhxh.formats.envelope import write_envelope
from ibhxh.formats.package import compose
from ibhxh.law import Law
from ibhxh.trust import Layout, Signer, sign_xml
from ibhxh.trust.instants import VIETNAM


@dataclass(frozen=True, slots=True)
class Submission:
    """What is sent. `digest` is the SHA-256 (hex) of the package; `idempotency_key` is the same for the same bytes, so
    that sending them again can never file twice."""

    package: bytes
    digest: str
    idempotency_key: str
    signed: bool


def package(
    content: Content,
    law: Law,
    signer: Signer | None,
    *,
    unit: Unit,
    files: Sequence[Attachment] = (),
    signed_at: datetime,
) -> Submission:
    """The envelope of a content: each form signed, then the whole. Without a signer nothing is signed: that is the copy
    which is mailed ahead of the paper.

    `signed_at` (aware) is the signer's clock; the day it falls on in Vietnam decides the electronic codes. `files` are
    the bytes of the attachments, in the order the content names them. Raises `FilesDiffer`, `FormInvalid`,
    `FileKindUnknown`, `NotXmlText`, `NoLawForDay`, `NoFormForDay`, and what signing raises.
    """
    for named, given in zip_longest(content.files(), files):
        if named is None or given is None or named.sha256 != given.sha256 or named.name != given.name:
            raise FilesDiffer((named or given).name)
    require_forms_valid(content, law)

    def signed(document: bytes, layout: Layout) -> bytes:
        return document if signer is None else sign_xml(document, layout, signer, at=signed_at)

    composed = compose(
        content,
        law,
        name=unit.unit_name,
        signer=unit.representative or "",
        phone=unit.phone or "",
        files=files,
        filed_on=signed_at.astimezone(VIETNAM).date(),
        sign=lambda form, root: signed(form, Layout(root, form_xml.HOLDER)),
    )
    data = signed(write_envelope(composed), Layout(envelope.ROOT, envelope.HOLDER))
    digest = hashlib.sha256(data).hexdigest()
    return Submission(data, digest, digest[:32], signer is not None)
