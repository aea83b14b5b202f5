"""A dossier's content as an envelope of electronic forms, and back.

Whoever sends composes, whoever receives rebuilds; how forms are signed, and how they are opened, is for the caller to
say: signatures are no matter of format.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from lxml import etree

from ibhxh.dossier import Attachment, BusinessKey, Content, DossierId, Draft, Head, Sheet, freeze
from ibhxh.formats import content_file
from ibhxh.formats.content_file import ContentFile
from ibhxh.formats.envelope import Envelope, EnvelopeFile, UnitFacts
from ibhxh.formats.errors import EnvelopeWrong, FileKindUnknown, NotXmlText
from ibhxh.formats.form_xml import Stray, read_form, read_mark, version_mark, write_form
from ibhxh.law import FormVersion, Law
from ibhxh.words import Words

#: MaToKhai of an attachment, and of our `content.json`.
ATTACHMENT = "CT-DK"
CONTENT = "IBHXH"
#: The files that travel as attachments, by their ending.
MEDIA_TYPES: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}

#: Signs a form's XML whose root has the given name; the identity function where nothing is signed.
Sign = Callable[[bytes, str], bytes]
#: Opens a form of which the root should have the given name.
Open = Callable[[bytes, str], etree._Element]


@dataclass(frozen=True, slots=True)
class ForeignIdentity:
    """What an envelope of another program cannot say, and its receiver must: the dossier's id and its round."""

    dossier_id: DossierId
    round: int


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The content an envelope's forms give. `said` is what the sender says of it, None in an envelope of others."""

    content: Content
    sheets: tuple[Sheet, ...]
    files: tuple[Attachment, ...]
    strays: tuple[tuple[FormVersion, Stray], ...]
    said: ContentFile | None


def compose(
    content: Content,
    law: Law,
    *,
    name: str,
    signer: str,
    phone: str,
    files: Sequence[Attachment],
    filed_on: date,
    sign: Sign,
) -> Envelope:
    """The envelope of a content: its forms, each signed, its attachments, and `content.json`.

    `files` are the attachments in the order in which the content names them. Raises `FileKindUnknown`, `NotXmlText`,
    and `NoLawForDay` where the procedure or a form has no electronic code on that day.
    """
    head = content.head
    procedure = law.procedure(head.key.procedure, filed_on)
    parts = [_form_file(sheet, law, filed_on, sign) for sheet in content.sheets(law)]
    parts += [_attachment_file(file) for file in files]
    parts.append(EnvelopeFile(CONTENT, "iBHXH", content_file.NAME, ContentFile.of(content).to_bytes()))
    unit = UnitFacts(name, head.key.unit_code, head.mst, head.agency_code, signer, phone)
    return Envelope(unit, procedure.code, procedure.words.vi, head.key.period, head.made_on, tuple(parts))


def rebuild(envelope: Envelope, open_form: Open, law: Law, *, filed_on: date, foreign: ForeignIdentity) -> Rebuilt:
    """The content of an envelope. Forms of ours say their form version; those of others are read by that of the day.

    Nothing is compared here: whether the content is the one the sender says is for the caller. Raises `EnvelopeWrong`,
    `XmlInvalid`, `FileKindUnknown`, `UnknownForm`, `NoLawForDay`, `NoFormForDay`, `UnreadableCells`, `WrongValue`, and
    whatever `open_form` raises.
    """
    said: ContentFile | None = None
    files: list[Attachment] = []
    sheets: list[Sheet] = []
    strays: list[tuple[FormVersion, Stray]] = []
    for file in envelope.files:
        if file.code == ATTACHMENT:
            files.append(attachment(file.about or ATTACHMENT, file.name, file.data))
        elif file.code == CONTENT:
            if said is not None:
                raise EnvelopeWrong(
                    Words("Gói có hai tệp tóm lược nội dung.", "There are two of them."), file=file.name
                )
            said = ContentFile.from_bytes(file.data)
        else:
            root = open_form(file.data, _root(file, law))
            version = _version(root, file, envelope, law, filed_on)
            reading = read_form(root, version)
            sheets.append(reading.sheet)
            strays += [(version, stray) for stray in reading.strays]
    head = said.head() if said else _foreign_head(envelope, foreign)
    draft = Draft(head.dossier_id, head.key, head.mst, head.agency_code, tuple(sheets), tuple(files), head.corrects)
    content = freeze(draft, made_on=head.made_on)
    return Rebuilt(content, tuple(sheets), tuple(files), tuple(strays), said)


def agrees(envelope: Envelope, head: Head) -> bool:
    """Whether the envelope says of the dossier what its content's head says."""
    unit, key = envelope.unit, head.key
    said = (unit.code, unit.mst, unit.agency_code, envelope.procedure, envelope.period, envelope.made_on)
    return said == (key.unit_code, head.mst, head.agency_code, key.procedure, key.period, head.made_on)


def _form_file(sheet: Sheet, law: Law, filed_on: date, sign: Sign) -> EnvelopeFile:
    version = sheet.version
    code = law.electronic_code(version.form, filed_on)
    return EnvelopeFile(code.code, version.face.title.vi, code.file, sign(write_form(sheet), version.face.xml.root))


def _attachment_file(file: Attachment) -> EnvelopeFile:
    part = EnvelopeFile(ATTACHMENT, file.kind, file.name, file.data)
    if not file.kind:
        raise NotXmlText(file.kind)
    if MEDIA_TYPES.get(part.suffix) != file.media_type:
        raise FileKindUnknown(file.name, ", ".join(MEDIA_TYPES))
    return part


def attachment(kind: str, name: str, data: bytes) -> Attachment:
    """A file as an attachment; its ending says of which kind its bytes are. Raises `FileKindUnknown`."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in MEDIA_TYPES:
        raise FileKindUnknown(name, ", ".join(MEDIA_TYPES))
    return Attachment(kind, name, MEDIA_TYPES[suffix], data)


def _root(file: EnvelopeFile, law: Law) -> str:
    """The root element of the forms that travel under the file's code."""
    forms = {code.form for code in law.electronic_codes if code.code == file.code}
    for version in law.forms:
        if version.form in forms:
            return version.face.xml.root
    known = ", ".join(dict.fromkeys(code.code for code in law.electronic_codes))
    raise EnvelopeWrong(
        Words(
            f"Chưa đọc được tờ khai có mã “{file.code}”; đọc được: {known}.",
            f"Declarations coded “{file.code}” cannot be read; these can: {known}.",
        ),
        file=file.name,
    )


def _version(root: etree._Element, file: EnvelopeFile, envelope: Envelope, law: Law, filed_on: date) -> FormVersion:
    mark = read_mark(root)
    if mark is not None:
        for version in law.forms:
            if version_mark(version) == mark and version.face.xml.root == root.tag:
                return version
        raise EnvelopeWrong(
            Words(f"Chưa biết phiên bản mẫu “{mark[:80]}”.", f"The form version “{mark[:80]}” is not known."),
            file=file.name,
        )
    for listed in law.procedure(envelope.procedure, filed_on).forms_on(filed_on):
        if law.electronic_code(listed.form, filed_on).code == file.code:
            return law.form(listed.form, filed_on)
    raise EnvelopeWrong(
        Words(
            f"Thủ tục {envelope.procedure} không nhận tờ khai có mã “{file.code}”.",
            f"Procedure {envelope.procedure} takes no declaration coded “{file.code}”.",
        ),
        file=file.name,
    )


def _foreign_head(envelope: Envelope, foreign: ForeignIdentity) -> Head:
    unit = envelope.unit
    key = BusinessKey(unit.code, envelope.procedure, envelope.period, foreign.round)
    return Head(foreign.dossier_id, key, unit.mst, unit.agency_code, envelope.made_on, None)
