"""The agency's pure examination: bytes → evidence of a content, or a refusal. No rule of the forms runs here.

Only what was verified is read: the envelope first, then each form in it, each from its verified bytes; then the content
is rebuilt from the forms and must be the one the sender says it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from lxml import etree

from ibhxh.dossier import Head, Sheet, parse_content
from ibhxh.formats import envelope as envelope_format
from ibhxh.formats import form_xml
from ibhxh.formats.content_lines import line_words
from ibhxh.formats.envelope import Envelope, read_envelope
from ibhxh.formats.package import ForeignIdentity, Rebuilt, agrees, rebuild
from ibhxh.formats.receipt import EvidenceKind
from ibhxh.intake.errors import (
    ContentDiffers,
    FormContradicts,
    FormMissing,
    FormNotTaken,
    HeadWrong,
    NotACopy,
    WrongTaxCode,
    WrongUnit,
)
from ibhxh.intake.verdict import Accepted, Evidence, Refused
from ibhxh.law import FormVersion, Law
from ibhxh.law.errors import NoFormForDay
from ibhxh.problem import Problem
from ibhxh.trust import Environment, Layout, TrustStore, Verified, verify_xml
from ibhxh.trust.instants import VIETNAM
from ibhxh.trust.xml_document import read_xml
from ibhxh.words import Words

ENVELOPE = Layout(envelope_format.ROOT, envelope_format.HOLDER)

_Open = Callable[[bytes, Layout], etree._Element]
_DOSSIER_ID = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ROUNDS = range(1, 100)


def legal_day(at: datetime) -> date:
    """The day in Vietnam on which an instant (aware) lies: the one with legal effect."""
    return at.astimezone(VIETNAM).date()


def examine(data: bytes, law: Law, trust: TrustStore, *, at: datetime, round_of_foreign: int = 1) -> Accepted | Refused:
    """Examine a signed package that arrived at an instant (aware).

    An envelope of another program says neither dossier nor round: it gets the first 16 bytes of its own digest as
    dossier id, and `round_of_foreign`.
    """
    signatures: list[Verified] = []

    def opened(document: bytes, layout: Layout) -> etree._Element:
        verified = verify_xml(document, layout, trust, at=at)
        signatures.append(verified)
        return verified.tree()

    try:
        envelope, rebuilt = _rebuilt(data, law, opened, legal_day(at), round_of_foreign)
        for verified in signatures:
            _require_signer(verified, envelope.unit.mst)
    except Problem as problem:
        return Refused.of(problem)
    standings = [verified.standing for verified in signatures if verified.standing]
    trial = any(standing.environment is Environment.TRIAL for standing in standings)
    evidence = Evidence(
        kind=EvidenceKind.TRIAL_SIGNATURE if trial else EvidenceKind.OFFICIAL_SIGNATURE,
        digest=hashlib.sha256(data).hexdigest(),
        size=len(data),
        content=rebuilt.content,
        forms=tuple(sheet.version for sheet in rebuilt.sheets),
        signers=tuple(dict.fromkeys(verified.signer for verified in signatures)),
        settled=all(standing.acceptable for standing in standings),
    )
    return _accepted(evidence, envelope, rebuilt, legal_day(at))


def examine_copy(data: bytes, law: Law, *, at: datetime) -> Accepted | Refused:
    """Examine the unsigned package that is mailed ahead of the paper: the same, but nobody is proved."""

    def opened(document: bytes, layout: Layout) -> etree._Element:
        root = read_xml(document)
        if len(root) and root[-1].tag == layout.holder and len(root[-1]):
            raise NotACopy
        return root

    try:
        envelope, rebuilt = _rebuilt(data, law, opened, legal_day(at), 1)
    except Problem as problem:
        return Refused.of(problem)
    evidence = Evidence(
        kind=EvidenceKind.MAILED_COPY,
        digest=hashlib.sha256(data).hexdigest(),
        size=len(data),
        content=rebuilt.content,
        forms=tuple(sheet.version for sheet in rebuilt.sheets),
    )
    return _accepted(evidence, envelope, rebuilt, legal_day(at))


def examine_paper(content: bytes, law: Law, *, scan_digest: str, scan_size: int, filed_on: date) -> Evidence | Refused:
    """Evidence of a content that was rebuilt from the barcodes of printed pages; `scan_digest` (hex) and `scan_size`
    are those of the page images that are kept. `filed_on` is the day of the first evidence of this content."""
    try:
        parsed = parse_content(content, law)
        sheets = parsed.sheets(law)
        forms = tuple(sheet.version for sheet in sheets)
        _require_head(parsed.head)
        _require_forms(forms, parsed.head, law, filed_on)
        _require_unit(sheets, parsed.head)
    except Problem as problem:
        return Refused.of(problem)
    return Evidence(EvidenceKind.PAPER, scan_digest, scan_size, parsed, forms)


def _accepted(evidence: Evidence, envelope: Envelope, rebuilt: Rebuilt, day: date) -> Accepted:
    return Accepted(evidence, envelope.unit, rebuilt.files, rebuilt.strays, rebuilt.said is None, day)


def _rebuilt(data: bytes, law: Law, opened: _Open, day: date, round_of_foreign: int) -> tuple[Envelope, Rebuilt]:
    envelope = read_envelope(opened(data, ENVELOPE))
    foreign = ForeignIdentity(hashlib.sha256(data).hexdigest()[:32], round_of_foreign)
    rebuilt = rebuild(
        envelope,
        lambda form, root: opened(form, Layout(root, form_xml.HOLDER)),
        law,
        filed_on=day,
        foreign=foreign,
    )
    head = rebuilt.content.head
    _require_head(head)
    _require_forms(tuple(sheet.version for sheet in rebuilt.sheets), head, law, day)
    _require_unit(rebuilt.sheets, head)
    _require_same(envelope, rebuilt, law)
    return envelope, rebuilt


def _require_signer(verified: Verified, mst: str) -> None:
    found = verified.signer.mst
    if found is None or _digits(found) != _digits(mst):
        raise WrongTaxCode(found, mst, where=Words("Chữ ký số", "Certificate"))


def _require_head(head: Head) -> None:
    linked = head.corrects is None or _DIGEST.fullmatch(head.corrects)
    counted = type(head.key.round) is int and head.key.round in _ROUNDS
    if not (_DOSSIER_ID.fullmatch(head.dossier_id) and counted and linked):
        raise HeadWrong


def _require_forms(forms: tuple[FormVersion, ...], head: Head, law: Law, day: date) -> None:
    procedure = law.procedure(head.key.procedure, day)
    taken = procedure.forms_on(day)
    for version in forms:
        if day not in version.accepted:
            raise NoFormForDay(version.form, day, [v for v in law.forms if v.form == version.form])
        if version.form not in {listed.form for listed in taken}:
            raise FormNotTaken(version.form, procedure, ", ".join(listed.form for listed in taken))
    for listed in taken:
        if not listed.optional and listed.form not in {version.form for version in forms}:
            raise FormMissing(listed.form, procedure)


def _require_unit(sheets: Sequence[Sheet], head: Head) -> None:
    """A header that names a unit names this one."""
    for sheet in sheets:
        code, mst = sheet.header.get("unit_code"), sheet.header.get("mst")
        if code is not None and code != head.key.unit_code:
            raise WrongUnit(sheet.version.form, str(code), head.key.unit_code)
        if mst is not None and _digits(str(mst)) != _digits(head.mst):
            where = Words(f"Phần đầu mẫu {sheet.version.form}", f"Header of form {sheet.version.form}")
            raise WrongTaxCode(str(mst), head.mst, where=where)


def _require_same(envelope: Envelope, rebuilt: Rebuilt, law: Law) -> None:
    """The forms give the content the sender says, the envelope names the same dossier, and repeated values agree."""
    if rebuilt.said is None:
        return
    content = rebuilt.content
    line = rebuilt.said.first_difference(content)
    if line is not None:
        raise ContentDiffers(line, line_words(content, line, law))
    if not agrees(envelope, content.head):
        why = Words("Phong bì ghi khác.", "The envelope says otherwise.")
        raise ContentDiffers(1, line_words(content, 1, law), why=why)
    for version, stray in rebuilt.strays:
        raise FormContradicts(version, stray.row, stray.element, stray.text, stray.expected)


def _digits(mst: str) -> str:
    return re.sub(r"[\s-]", "", mst)
