"""Verify a signed XML document strictly, and hand out nothing but what was verified.

The order is the defence: cheap limits, the signature's own shape, the RSA value, the certificate's path, and only then
the work on the document, so that only the holder of a trusted certificate can make us do it. One profile is understood,
the field's; everything else is refused.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hmac import compare_digest

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from lxml import etree

from ibhxh.trust import dsig
from ibhxh.trust.certificates import SignerFact, readable, require_strong, signer_fact
from ibhxh.trust.dsig import Layout
from ibhxh.trust.errors import (
    CertificateUnreadable,
    DigestWrong,
    NoSignature,
    SignatureLayout,
    SignatureWrong,
    WrongRoot,
)
from ibhxh.trust.instants import read_instant
from ibhxh.trust.signed_info import TimeReference, base64_text, read_signed_info, require_attributes
from ibhxh.trust.trust_store import Standing, TrustStore
from ibhxh.trust.xml_document import canonical, detached, parse, read_xml
from ibhxh.words import Words

_MOST_CERTIFICATES = 6
_PARTS = [dsig.qualified(name) for name in ("SignedInfo", "SignatureValue", "KeyInfo")]
_OBJECTS: tuple[list[str], ...] = ([], [dsig.qualified("Object")], ["Object"])  # one product forgets the namespace
_IDS = etree.XPath("count(//@Id[. = $id])")
_SIGNING_TIME_PATHS = (
    ["SignatureProperties", "SignatureProperty", "SigningTime"],
    ["SignatureProperty", "SigningTime"],
)


class TimeBinding(StrEnum):
    """How far the signature vouches for the signing time it comes with."""

    SIGNED = "signed"
    """Covered by the signature as XMLDSig prescribes: the signer said so."""
    SIGNED_ALONE = "signed-alone"
    """Covered, but digested as though it stood in no document (without the root's namespaces), as one remote-signing
    product does. The text is the signer's; a verifier by the book calls this reference broken."""
    UNSIGNED = "unsigned"
    """Not covered: anyone may have changed it."""
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class SigningTime:
    """The signer's own clock: never a legal instant, and hearsay unless `binding` is SIGNED."""

    binding: TimeBinding
    text: str | None = None

    @property
    def instant(self) -> datetime | None:
        """The instant, None where the text is absent, unreadable or without a time zone."""
        try:
            return read_instant(self.text or "")
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Verified:
    """A document that is, byte for byte of its canonical form, what the signer signed.

    `payload` is that form (UTF-8, the holder of the signature emptied). `standing` is None where no trust store was
    asked: the document is intact, but who signed it is nobody's word.
    """

    payload: bytes
    certificate: x509.Certificate
    signer: SignerFact
    signing_time: SigningTime
    standing: Standing | None

    def tree(self) -> etree._Element:
        """The root of the verified document, parsed from `payload`; never from what was uploaded."""
        return parse(self.payload)


def verify_xml(data: bytes, layout: Layout, trust: TrustStore | None, *, at: datetime) -> Verified:
    """Verify a document signed at its one place, judging the certificate at an instant (aware).

    With `trust=None` the certificate's path is not judged: for telling "intact, but signed by someone unknown to us"
    from "changed". Nothing is to be accepted on that.

    Raises any DocumentProblem or CertificateProblem.
    """
    root = read_xml(data)
    holder, signature = _the_signature(root, layout)
    signed_info_element, value, key_info, properties = _parts(signature)
    signed_bytes = canonical(detached(signed_info_element))
    signed_info = read_signed_info(signed_bytes)
    certificate, others = _signer(key_info, base64_text(value), signed_bytes)
    standing = trust.standing(certificate, others=others, at=at) if trust is not None else None
    signing_time = _signing_time(root, properties, signed_info.time)
    _take_out(signature, holder)
    payload = canonical(root)
    if not compare_digest(hashlib.sha256(payload).digest(), signed_info.digest):
        raise DigestWrong
    return Verified(payload, certificate, signer_fact(certificate), signing_time, standing)


def _the_signature(root: etree._Element, layout: Layout) -> tuple[etree._Element, etree._Element]:
    if root.tag != layout.root:
        raise WrongRoot(found=str(root.tag)[:80], expected=layout.root)
    signatures = list(root.iter(dsig.SIGNATURE))
    if not signatures:
        raise NoSignature(holder=layout.holder)
    holder = root[-1]
    if holder.tag != layout.holder or list(holder) != signatures:
        why = Words("Tệp cần đúng một chữ ký, nằm tại “{holder}”.", "There must be one signature, at “{holder}”.")
        raise SignatureLayout(why=why.fill(holder=layout.holder))
    return holder, signatures[0]


def _parts(
    signature: etree._Element,
) -> tuple[etree._Element, etree._Element, etree._Element, etree._Element | None]:
    require_attributes(signature, frozenset({"Id"}))
    tags = [child.tag for child in signature]
    if tags[:3] != _PARTS or tags[3:] not in _OBJECTS:
        raise SignatureLayout
    signed_info, value, key_info, *objects = signature
    return signed_info, value, key_info, objects[0] if objects else None


def _signer(
    key_info: etree._Element, value: bytes, signed_bytes: bytes
) -> tuple[x509.Certificate, list[x509.Certificate]]:
    """The certificate whose key made the signature, and the others that came along. Order means nothing: it is sender's
    choice and not signed."""
    certificates = _certificates(key_info)
    for certificate in certificates:
        with readable():
            key = certificate.public_key()
        if not isinstance(key, rsa.RSAPublicKey):
            continue
        try:
            key.verify(value, signed_bytes, PKCS1v15(), SHA256())
        except InvalidSignature:
            continue
        require_strong(certificate)
        return certificate, [other for other in certificates if other is not certificate]
    raise SignatureWrong


def _certificates(key_info: etree._Element) -> list[x509.Certificate]:
    allowed = {dsig.qualified("KeyValue"), dsig.qualified("X509Data")}
    found = list(key_info.iter(dsig.qualified("X509Certificate")))
    if not {child.tag for child in key_info} <= allowed or not 1 <= len(found) <= _MOST_CERTIFICATES:
        raise SignatureLayout(
            why=Words(
                "Thẻ KeyInfo cần từ 1 đến 6 chứng thư và không có gì khác ngoài KeyValue, X509Data.",
                "KeyInfo must hold one to six certificates, and nothing but KeyValue and X509Data.",
            )
        )
    try:
        with readable():
            return [x509.load_der_x509_certificate(base64_text(element)) for element in found]
    except SignatureLayout as error:
        raise CertificateUnreadable from error


def _signing_time(
    root: etree._Element, properties: etree._Element | None, reference: TimeReference | None
) -> SigningTime:
    if properties is None:
        if reference is not None:
            raise DigestWrong
        return SigningTime(TimeBinding.ABSENT)
    alone = detached(properties)
    text = _signing_time_text(alone)
    if reference is None:
        return SigningTime(TimeBinding.UNSIGNED, text)
    if properties.get("Id") != reference.id or _IDS(root, id=reference.id) != 1:
        raise SignatureLayout(why=Words("Mã Id bị trùng hoặc không có.", "An Id is missing or used twice."))
    if _has_digest(canonical(alone), reference):
        return SigningTime(TimeBinding.SIGNED, text)
    if _has_digest(canonical(alone, exclusive=True), reference):
        return SigningTime(TimeBinding.SIGNED_ALONE, text)
    raise DigestWrong(why=Words("Thời điểm ký đã bị sửa.", "The signing time was changed."))


def _has_digest(data: bytes, reference: TimeReference) -> bool:
    return compare_digest(hashlib.sha256(data).digest(), reference.digest)


def _signing_time_text(properties: etree._Element) -> str:
    """The one value of the Object: nothing else may hide in it."""
    node, path = properties, []
    while len(node) == 1:
        node = node[0]
        path.append(etree.QName(node).localname)
    if len(node) or path not in _SIGNING_TIME_PATHS:
        raise SignatureLayout(
            why=Words("Thẻ Object chỉ được chứa thời điểm ký.", "The Object may hold nothing but the signing time.")
        )
    return (node.text or "").strip()


def _take_out(signature: etree._Element, holder: etree._Element) -> None:
    """The enveloped transform. lxml would take the text behind the signature away with it."""
    holder.text = (holder.text or "") + (signature.tail or "")
    holder.remove(signature)
