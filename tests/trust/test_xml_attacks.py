"""The known ways of passing a forged document off as signed, each refused with its code or shown to be harmless."""

from __future__ import annotations

import base64
import copy
from collections.abc import Callable

import pytest
import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree

from ibhxh.trust import Layout, Pkcs12Signer, TrialAuthority, TrustProblem, TrustStore, sign_xml, verify_xml
from ibhxh.trust.dsig import qualified
from ibhxh.trust.xml_document import LARGEST

from .documents import (
    AT,
    ENVELOPE,
    FORM,
    MST,
    envelope,
    find,
    form,
    resigned,
    self_signed,
    sign_with_xmlsec,
    xmlsec_accepts,
)

pytestmark = pytest.mark.unit

FORGED = form("99999999")


def refused(data: bytes, trust: TrustStore | None) -> str:
    with pytest.raises(TrustProblem) as caught:
        verify_xml(data, FORM, trust, at=AT)
    return caught.value.code


# Wrapping: the signed part is kept for the verifier, another is shown to the reader


def wrapped_in_object(root: etree._Element) -> None:
    original = copy.deepcopy(root)
    original[-1].clear()
    root.replace(root[0], etree.fromstring(FORGED)[0])
    find(root, "Object").append(original)


def wrapped_beside_the_time(root: etree._Element) -> None:
    find(root, "SignatureProperty").append(copy.deepcopy(root[0]))


def wrapped_in_the_time(root: etree._Element) -> None:
    time = next(root.iter("{*}SigningTime"))
    time.append(copy.deepcopy(root[0]))
    time.append(copy.deepcopy(root[0]))


def another_thing_in_the_object(root: etree._Element) -> None:
    find(root, "Object")[:] = [etree.fromstring("<NoiDung><SigningTime/></NoiDung>")]


def pushed_down_behind_a_forged_one(root: etree._Element) -> None:
    root.insert(0, etree.fromstring(FORGED)[0])


def forged_last(root: etree._Element) -> None:
    root.insert(1, etree.fromstring(FORGED)[0])


def whole_original_deeper(root: etree._Element) -> None:
    original = copy.deepcopy(root)
    forged = etree.fromstring(FORGED)
    root[:] = [forged[0], original, forged[-1]]


def signature_deeper_in_its_place(root: etree._Element) -> None:
    inner = etree.SubElement(root[-1], "Cky")
    inner.append(root[-1][0])


def signature_beside_its_place(root: etree._Element) -> None:
    root[0].append(root[-1][0])


def same_id_twice(root: etree._Element) -> None:
    root[0].set("Id", find(root, "Object").get("Id", ""))


def two_signatures(root: etree._Element) -> None:
    root[-1].append(copy.deepcopy(root[-1][0]))


def second_signature_in_the_content(root: etree._Element) -> None:
    root[0].append(copy.deepcopy(root[-1][0]))


def signature_within_the_signature(root: etree._Element) -> None:
    find(root, "KeyValue").append(copy.deepcopy(find(root, "Signature")))


def element_beside_the_signature(root: etree._Element) -> None:
    etree.SubElement(root[-1], "NoiDung")


def element_behind_the_holder(root: etree._Element) -> None:
    etree.SubElement(root, "NoiDung")


def text_behind_the_signature(root: etree._Element) -> None:
    root[-1][0].tail = "100"


def changed_value(root: etree._Element) -> None:
    next(root.iter("TienLuong")).text = "99999999"


def changed_time(root: etree._Element) -> None:
    next(root.iter("{*}SigningTime")).text = "2025-01-01T00:00:00+07:00"


def time_removed(root: etree._Element) -> None:
    find(root, "Signature").remove(find(root, "Object"))


def time_reference_removed(root: etree._Element) -> None:
    info = find(root, "SignedInfo")
    info.remove(info[3])


def digest_replaced(root: etree._Element) -> None:
    find(root, "DigestValue").text = base64.b64encode(bytes(32)).decode()


def seven_certificates(root: etree._Element) -> None:
    for _ in range(6):
        find(root, "X509Data").append(copy.deepcopy(find(root, "X509Certificate")))


def no_certificate(root: etree._Element) -> None:
    find(root, "KeyInfo").remove(find(root, "X509Data"))


def garbage_certificate(root: etree._Element) -> None:
    find(root, "X509Certificate").text = base64.b64encode(b"0\x03\x02\x01\x00").decode()


def certificate_fetched_from_elsewhere(root: etree._Element) -> None:
    etree.SubElement(find(root, "KeyInfo"), qualified("RetrievalMethod"), URI="file:///etc/hostname")


def parts_in_another_order(root: etree._Element) -> None:
    find(root, "Signature").insert(0, find(root, "KeyInfo"))


def second_object(root: etree._Element) -> None:
    etree.SubElement(find(root, "Signature"), qualified("Object")).append(copy.deepcopy(root[0]))


def part_missing(root: etree._Element) -> None:
    find(root, "Signature")[2:] = []


def value_not_base64(root: etree._Element) -> None:
    find(root, "SignatureValue").text = "chữ ký"


def strange_attribute(root: etree._Element) -> None:
    find(root, "Signature").set("Target", "x")


def signature_removed(root: etree._Element) -> None:
    root[-1].clear()


def parameter_of_the_method(root: etree._Element) -> None:
    etree.SubElement(find(root, "SignatureMethod"), qualified("HMACOutputLength")).text = "1"


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        (wrapped_in_object, "SIGNATURE_LAYOUT"),
        (wrapped_beside_the_time, "SIGNATURE_LAYOUT"),
        (wrapped_in_the_time, "SIGNATURE_LAYOUT"),
        (another_thing_in_the_object, "SIGNATURE_LAYOUT"),
        (pushed_down_behind_a_forged_one, "DIGEST_WRONG"),
        (forged_last, "DIGEST_WRONG"),
        (whole_original_deeper, "SIGNATURE_LAYOUT"),
        (signature_deeper_in_its_place, "SIGNATURE_LAYOUT"),
        (signature_beside_its_place, "SIGNATURE_LAYOUT"),
        (same_id_twice, "SIGNATURE_LAYOUT"),
        (two_signatures, "SIGNATURE_LAYOUT"),
        (second_signature_in_the_content, "SIGNATURE_LAYOUT"),
        (signature_within_the_signature, "SIGNATURE_LAYOUT"),
        (element_beside_the_signature, "SIGNATURE_LAYOUT"),
        (element_behind_the_holder, "SIGNATURE_LAYOUT"),
        (text_behind_the_signature, "DIGEST_WRONG"),
        (changed_value, "DIGEST_WRONG"),
        (changed_time, "DIGEST_WRONG"),
        (time_removed, "DIGEST_WRONG"),
        (time_reference_removed, "SIGNATURE_WRONG"),
        (digest_replaced, "SIGNATURE_WRONG"),
        (seven_certificates, "SIGNATURE_LAYOUT"),
        (no_certificate, "SIGNATURE_LAYOUT"),
        (garbage_certificate, "CERTIFICATE_UNREADABLE"),
        (certificate_fetched_from_elsewhere, "SIGNATURE_LAYOUT"),
        (parts_in_another_order, "SIGNATURE_LAYOUT"),
        (second_object, "SIGNATURE_LAYOUT"),
        (part_missing, "SIGNATURE_LAYOUT"),
        (value_not_base64, "SIGNATURE_LAYOUT"),
        (strange_attribute, "SIGNATURE_LAYOUT"),
        (signature_removed, "NO_SIGNATURE"),
        (parameter_of_the_method, "ALGORITHM"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_changed_tree_is_refused(
    attack: Callable[[etree._Element], None], code: str, signed: bytes, trust: TrustStore
) -> None:
    root = etree.fromstring(signed)
    attack(root)
    assert refused(etree.tostring(root), trust) == code


def test_a_comment_inside_a_value_changes_nothing_that_is_read(signed: bytes, trust: TrustStore) -> None:
    split = signed.replace(b">10000000<", b">1000<!-- -->0000<")
    assert split != signed
    assert [cell.text for cell in verify_xml(split, FORM, trust, at=AT).tree().iter("TienLuong")] == ["10000000"] * 2


def test_a_comment_inside_the_signing_time_does_not_shorten_it(signed: bytes, trust: TrustStore) -> None:
    split = signed.replace(b">2026-07-31T", b">2026<!-- -->-07-31T")
    assert split != signed
    assert verify_xml(split, FORM, trust, at=AT).signing_time.instant == AT


def test_the_wrong_root_is_said(signed: bytes, signer: Pkcs12Signer, trust: TrustStore) -> None:
    sealed = sign_xml(envelope(signed), ENVELOPE, signer, at=AT)
    assert refused(sealed, trust) == "WRONG_ROOT"


def test_a_signature_at_another_place_than_asked_for_is_refused(signed: bytes, trust: TrustStore) -> None:
    with pytest.raises(TrustProblem) as caught:
        verify_xml(signed, Layout(FORM.root, "CKy_Dvi"), trust, at=AT)
    assert caught.value.code == "SIGNATURE_LAYOUT"


def test_a_signature_of_another_document_is_refused(signed: bytes, signer: Pkcs12Signer, trust: TrustStore) -> None:
    other, root = etree.fromstring(sign_xml(FORGED, FORM, signer, at=AT)), etree.fromstring(signed)
    root[-1][:] = [other[-1][0]]
    assert refused(etree.tostring(root), trust) == "DIGEST_WRONG"


# A real key holder signs something that covers less than it seems to


def reference_to(uri: str) -> Callable[[etree._Element], None]:
    def change(root: etree._Element) -> None:
        find(root, "Reference").set("URI", uri)

    change.__name__ = uri
    return change


def no_transforms(root: etree._Element) -> None:
    find(root, "Reference").remove(find(root, "Transforms"))


def third_reference(root: etree._Element) -> None:
    info = find(root, "SignedInfo")
    info.append(copy.deepcopy(info[3]))


def reference_without_uri(root: etree._Element) -> None:
    del find(root, "Reference").attrib["URI"]


def time_reference_elsewhere(root: etree._Element) -> None:
    root[0].set("Id", "elsewhere")
    find(root, "SignedInfo")[3].set("URI", "#elsewhere")


def time_reference_that_only_ends_alike(root: etree._Element) -> None:
    reference = find(root, "SignedInfo")[3]
    reference.set("URI", "x" + reference.get("URI", "")[1:])


def transform_of_the_time(root: etree._Element) -> None:
    reference = find(root, "SignedInfo")[3]
    reference.insert(0, copy.deepcopy(find(root, "Transforms")))


def both_references_to_the_document(root: etree._Element) -> None:
    find(root, "SignedInfo")[3].set("URI", "")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (reference_to("#elsewhere"), "SIGNATURE_LAYOUT"),
        (reference_to("file:///etc/hostname"), "SIGNATURE_LAYOUT"),
        (no_transforms, "ALGORITHM"),
        (third_reference, "SIGNATURE_LAYOUT"),
        (reference_without_uri, "SIGNATURE_LAYOUT"),
        (time_reference_that_only_ends_alike, "SIGNATURE_LAYOUT"),
        (transform_of_the_time, "SIGNATURE_LAYOUT"),
        (both_references_to_the_document, "SIGNATURE_LAYOUT"),
        (time_reference_elsewhere, "SIGNATURE_LAYOUT"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_really_signed_trick_is_refused(
    change: Callable[[etree._Element], None], code: str, signed: bytes, signer: Pkcs12Signer, trust: TrustStore
) -> None:
    root = etree.fromstring(signed)
    change(root)
    assert refused(resigned(root, signer), trust) == code


@pytest.mark.parametrize(
    "dialect",
    [
        {"xpath": "not(ancestor-or-self::TienLuong)"},
        {"method": xmlsec.constants.TransformRsaSha1},
        {"digest": xmlsec.constants.TransformSha1},
        {"c14n": xmlsec.constants.TransformInclC14NWithComments},
        {"c14n": xmlsec.constants.TransformExclC14N},
        {"method": xmlsec.constants.TransformHmacSha256, "hmac": True},
    ],
    ids=["xpath", "rsa-sha1", "sha1", "c14n-with-comments", "exclusive-c14n", "hmac"],
)
def test_algorithms_the_field_does_not_use_are_refused(
    dialect: dict[str, object], signer: Pkcs12Signer, key_pem: bytes, trust: TrustStore
) -> None:
    made = sign_with_xmlsec(form(), key_pem, signer.certificates()[0], **dialect)
    assert "hmac" in dialect or xmlsec_accepts(made, signer.certificates()[0])
    assert refused(made, trust) == "ALGORITHM"


# Certificates that come along


def replaced(certificate: x509.Certificate, root: etree._Element) -> etree._Element:
    """Put a certificate in place of the signer's."""
    element = find(root, "X509Certificate")
    element.text = base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()
    return element


def test_foreign_certificates_placed_first_do_not_matter(
    signed: bytes, authority: TrialAuthority, other_key: rsa.RSAPrivateKey, trust: TrustStore
) -> None:
    foreign = authority.issue(other_key.public_key(), name="Đơn vị khác", mst="9900000024", at=AT)
    root = etree.fromstring(signed)
    own = find(root, "X509Certificate")
    for certificate in (foreign, self_signed(ec.generate_private_key(ec.SECP256R1()))):
        own.addprevious(replaced(certificate, copy.deepcopy(root)))
    assert verify_xml(etree.tostring(root), FORM, trust, at=AT).signer.mst == MST


def test_another_certificate_in_place_of_the_signers_is_refused(
    signed: bytes, authority: TrialAuthority, other_key: rsa.RSAPrivateKey, trust: TrustStore
) -> None:
    foreign = authority.issue(other_key.public_key(), name="Đơn vị khác", mst="9900000024", at=AT)
    root = etree.fromstring(signed)
    replaced(foreign, root)
    assert refused(etree.tostring(root), trust) == "SIGNATURE_WRONG"


def test_a_weak_key_is_refused_even_where_no_path_is_asked() -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - weak on purpose
    pem = short.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    certificate = self_signed(short)
    made = sign_with_xmlsec(form(), pem, certificate)
    assert xmlsec_accepts(made, certificate)
    assert refused(made, None) == "CERTIFICATE_WEAK"


def test_the_path_is_judged_before_the_document_is_touched(signed: bytes) -> None:
    changed = signed.replace(b">10000000<", b">99999999<")
    assert refused(changed, TrustStore([])) == "CERTIFICATE_UNKNOWN"
    assert refused(changed, None) == "DIGEST_WRONG"


# Files made to hurt the reader

HEAD = b'<?xml version="1.0" encoding="utf-8"?>'
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
HOSTILE = {
    "same-value-entity": (b'<!DOCTYPE D02-TS [<!ENTITY w "10000000">]><D02-TS>&w;</D02-TS>', "DOCTYPE"),
    "default-attribute": (b'<!DOCTYPE D02-TS [<!ATTLIST D02-TS a CDATA "1">]><D02-TS/>', "DOCTYPE"),
    "external-entity": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "DOCTYPE"),
    "external-dtd": (b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>', "DOCTYPE"),
    "billion-laughs": (b'<!DOCTYPE a [<!ENTITY l0 "ha">' + LAUGHS + b"]><a>&l9;</a>", "DOCTYPE"),
    "quadratic": (b'<!DOCTYPE a [<!ENTITY l "' + b"x" * 50_000 + b'">]><a>' + b"&l;" * 5_000 + b"</a>", "DOCTYPE"),
    "doctype-in-utf-16": ("<!DOCTYPE a><a/>".encode("utf-16"), "NOT_UTF8"),
    "doctype-in-utf-7": (b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>', "DOCTYPE"),
    "other-encoding": (b'<?xml version="1.0" encoding="iso-8859-1"?><a/>', "NOT_UTF8"),
    "latin-bytes": ("<a>é</a>".encode("latin-1"), "NOT_UTF8"),
    "nul": (b"<a>\0</a>", "NOT_UTF8"),
    "xml-1.1": (b'<?xml version="1.1" encoding="utf-8"?><a/>', "NOT_UTF8"),
    "unknown-entity": (b"<a>&w;</a>", "NOT_XML"),
    "not-xml": (b"<a>", "NOT_XML"),
    "empty": (b"", "NOT_XML"),
    "deep": (b"<a>" * 100_000 + b"</a>" * 100_000, "TOO_LARGE"),
    "long-value": (b"<a>" + b"x" * 11_000_000 + b"</a>", "TOO_LARGE"),
    "large": (b"<a>" + b"<b/>" * (LARGEST // 4) + b"</a>", "TOO_LARGE"),
    "namespace-bomb": (
        b"<a " + b" ".join(b'xmlns:n%d="urn:%d"' % (n, n) for n in range(2000)) + b">" + b"<b/>" * 2000 + b"</a>",
        "TOO_MANY_NAMESPACES",
    ),
    "attribute-bomb": (b"<a " + b" ".join(b'n%d="1"' % n for n in range(40_000)) + b"/>", "TOO_MANY_ATTRIBUTES"),
    "instruction-in-a-value": (b"<D02-TS><TienLuong>10<?x?>00</TienLuong></D02-TS>", "XML_PROFILE"),
    "instruction-in-front": (b"<?x?><D02-TS/>", "XML_PROFILE"),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_before_any_work(data: bytes, code: str) -> None:
    # No trust store and no signature: nothing but the limits and the parser can refuse these.
    assert refused(data, None) == code


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_not_signed_either(data: bytes, code: str, signer: Pkcs12Signer) -> None:
    with pytest.raises(TrustProblem) as caught:
        sign_xml(data, FORM, signer, at=AT)
    assert caught.value.code == code


def test_inherited_language_around_the_signature_is_refused(signed: bytes, trust: TrustStore) -> None:
    assert refused(signed.replace(b"<Cky>", b"<Cky xml:lang='vi'>"), trust) == "XML_PROFILE"


def test_relative_namespaces_cannot_be_canonicalised(signed: bytes, trust: TrustStore) -> None:
    assert refused(signed.replace(b"<NoiDung>", b"<NoiDung xmlns:a='xa'>"), trust) == "XML_PROFILE"
