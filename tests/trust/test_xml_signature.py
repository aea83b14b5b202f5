"""Signing and verifying, alone and against two other implementations."""

from __future__ import annotations

import base64
import hashlib

import pytest
import signxml
from lxml import etree

from ibhxh.trust import (
    DocumentProblem,
    Environment,
    Pkcs12Signer,
    Revocation,
    SigningTime,
    TimeBinding,
    TrustProblem,
    TrustStore,
    sign_xml,
    verify_xml,
)
from ibhxh.trust.errors import AlreadySigned
from ibhxh.trust.xml_document import canonical, detached

from .documents import (
    AT,
    ENVELOPE,
    FORM,
    MST,
    envelope,
    find,
    form,
    resigned,
    sign_with_xmlsec,
    wage_of,
    xmlsec_accepts,
)

pytestmark = pytest.mark.unit


def test_a_signed_form_verifies_and_gives_back_what_was_signed(signed: bytes, trust: TrustStore) -> None:
    verified = verify_xml(signed, FORM, trust, at=AT)
    assert verified.payload == etree.tostring(etree.fromstring(form()), method="c14n")
    assert wage_of(verified.tree()) == "10000000"
    assert verified.signer.mst == MST
    assert verified.signer.trial
    assert verified.standing is not None
    assert (verified.standing.environment, verified.standing.revocation) == (Environment.TRIAL, Revocation.NO_LIST)


def test_the_signing_time_is_vietnams_and_bound(signed: bytes, trust: TrustStore) -> None:
    time = verify_xml(signed, FORM, trust, at=AT).signing_time
    assert (time.binding, time.text, time.instant) == (TimeBinding.SIGNED, "2026-07-31T14:05:09+07:00", AT)


def test_a_form_is_signed_first_and_the_envelope_around_it_next(
    signed: bytes, signer: Pkcs12Signer, trust: TrustStore
) -> None:
    sealed = sign_xml(envelope(signed, signed), ENVELOPE, signer, at=AT)
    tree = verify_xml(sealed, ENVELOPE, trust, at=AT).tree()
    inner = [base64.b64decode(element.text or "") for element in tree.iter("NoiDungFile")]
    assert inner == [signed, signed]
    assert [wage_of(verify_xml(data, FORM, trust, at=AT).tree()) for data in inner] == ["10000000"] * 2


def test_signing_again_gives_the_same_bytes(signed: bytes, signer: Pkcs12Signer) -> None:
    assert sign_xml(form(), FORM, signer, at=AT) == signed


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + form(),
        form().replace(b"><", b">\r\n\t<"),
        form(inside='<Ghichu><![CDATA[a < b & c]]></Ghichu><a b="x&#10;y&#9;z&quot;"/>'),
        form(inside="<a xmlns='urn:one'><b xmlns='urn:two'><c xmlns=''/></b></a>"),
        form(inside="<p:a xmlns:p='urn:one' p:x='1' x='2'/>"),
        form().replace(b"<Cky />", b"<Cky>\n</Cky>"),
        form().replace(b"<Cky />", b"<Cky x='1'/>\n"),
    ],
    ids=["bom", "indented", "cdata", "default-namespaces", "prefixes", "holder-with-space", "holder-with-attribute"],
)
def test_documents_of_every_dress_verify_here_and_elsewhere(
    data: bytes, signer: Pkcs12Signer, trust: TrustStore
) -> None:
    made = sign_xml(data, FORM, signer, at=AT)
    assert wage_of(verify_xml(made, FORM, trust, at=AT).tree()) == "10000000"
    assert xmlsec_accepts(made, signer.certificates()[0])


def test_signxml_accepts_ours(signed: bytes, signer: Pkcs12Signer) -> None:
    # Without the excision signxml calls the field's default-namespace shape wrong: lxml canonicalises it so in place.
    verifier = signxml.XMLVerifier()
    verifier.excise_empty_xmlns_declarations = True
    found = verifier.verify(
        signed, x509_cert=signer.certificates()[0], expect_config=signxml.SignatureConfiguration(expect_references=2)
    )
    assert isinstance(found, list)
    assert found[0].signed_xml is not None
    assert wage_of(found[0].signed_xml) == "10000000"


def test_we_accept_what_xmlsec_signs(signer: Pkcs12Signer, key_pem: bytes, trust: TrustStore) -> None:
    made = sign_with_xmlsec(form(), key_pem, signer.certificates()[0])
    verified = verify_xml(made, FORM, trust, at=AT)
    assert wage_of(verified.tree()) == "10000000"
    assert verified.signing_time.binding is TimeBinding.ABSENT


def test_we_accept_what_signxml_signs(signer: Pkcs12Signer, key_pem: bytes, trust: TrustStore) -> None:
    data = form().replace(
        b"<Cky />", b'<Cky><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="placeholder"/></Cky>'
    )
    root = signxml.XMLSigner(c14n_algorithm=signxml.CanonicalizationMethod.CANONICAL_XML_1_0).sign(
        etree.fromstring(data), key=key_pem, cert=[signer.certificates()[0]]
    )
    assert wage_of(verify_xml(etree.tostring(root), FORM, trust, at=AT).tree()) == "10000000"


def test_a_signing_time_outside_the_signature_is_called_so(
    signed: bytes, signer: Pkcs12Signer, trust: TrustStore
) -> None:
    root = etree.fromstring(signed)
    info = find(root, "SignedInfo")
    info.remove(info[3])
    time = verify_xml(resigned(root, signer), FORM, trust, at=AT).signing_time
    assert (time.binding, time.instant) == (TimeBinding.UNSIGNED, AT)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (form().replace(b"D02-TS", b"D03-TS"), "WRONG_ROOT"),
        (form().replace(b"<Cky />", b""), "NO_PLACE_TO_SIGN"),
        (form().replace(b"<Cky />", b"<Cky /><Sau />"), "NO_PLACE_TO_SIGN"),
        (form().replace(b"<NoiDung>", b"<Cky /><NoiDung>"), "NO_PLACE_TO_SIGN"),
        (form().replace(b"<Cky />", b"<Cky>x</Cky>"), "ALREADY_SIGNED"),
        (form().replace(b"<NoiDung>", b"<NoiDung xmlns:a='xa'>"), "XML_PROFILE"),
        (form().replace(b"<D02-TS ", b"<D02-TS xml:lang='vi' "), "XML_PROFILE"),
    ],
)
def test_what_cannot_be_signed_is_said(data: bytes, code: str, signer: Pkcs12Signer) -> None:
    with pytest.raises(TrustProblem) as caught:
        sign_xml(data, FORM, signer, at=AT)
    assert caught.value.code == code


def test_a_signed_form_is_not_signed_twice(signed: bytes, signer: Pkcs12Signer) -> None:
    with pytest.raises(AlreadySigned):
        sign_xml(signed, FORM, signer, at=AT)


def test_a_time_digested_alone_is_named_and_still_cannot_be_changed(
    signed: bytes, signer: Pkcs12Signer, trust: TrustStore
) -> None:
    root = etree.fromstring(signed)
    alone = canonical(detached(find(root, "Object")), exclusive=True)
    digest = find(root, "SignedInfo")[3].find("{*}DigestValue")
    assert digest is not None
    digest.text = base64.b64encode(hashlib.sha256(alone).digest()).decode()
    made = resigned(root, signer)
    assert verify_xml(made, FORM, trust, at=AT).signing_time.binding is TimeBinding.SIGNED_ALONE
    assert not xmlsec_accepts(made, signer.certificates()[0])
    with pytest.raises(DocumentProblem) as caught:
        verify_xml(made.replace(b"14:05:09+07", b"14:05:10+07"), FORM, trust, at=AT)
    assert caught.value.code == "DIGEST_WRONG"


@pytest.mark.parametrize("text", [None, "", "hôm nay", "2024-09-24T14:27:15", "31/07/2026"])
def test_a_time_without_zone_is_no_instant(text: str | None) -> None:
    assert SigningTime(TimeBinding.SIGNED, text).instant is None
