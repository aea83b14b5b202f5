"""Invented documents in the field's two layouts, and the tools to sign them in ways the product never would."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from lxml import etree

from ibhxh.trust import Layout, Signer
from ibhxh.trust.dsig import NAMESPACE, qualified
from ibhxh.trust.instants import VIETNAM
from ibhxh.trust.xml_document import canonical, detached

AT = datetime(2026, 7, 31, 14, 5, 9, tzinfo=VIETNAM)
MST = "9900000016"
PASSPHRASE = "mật khẩu thử"  # noqa: S105 - opens files that tests make

FORM = Layout("D02-TS", "Cky")
ENVELOPE = Layout("Hoso", "CKy_Dvi")

_XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116"
_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?><{root} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema">'
)


def form(wage: str = "10000000", *, rows: int = 2, inside: str = "") -> bytes:
    """A D02-TS with its place to sign; `inside` is added after the rows."""
    lines = "".join(
        f"<LaoDong><STT>{n}</STT><HoTen>Nguyễn Thị Mẫu</HoTen><MasoBHXH>{9900000000 + n}</MasoBHXH>"
        f"<TienLuong>{wage}</TienLuong><Ghichu /></LaoDong>"
        for n in range(1, rows + 1)
    )
    return f"{_HEAD.format(root='D02-TS')}<NoiDung>{lines}{inside}</NoiDung><Cky /></D02-TS>".encode()


def envelope(*forms: bytes) -> bytes:
    """An envelope that carries forms as base64, as the field does."""
    files = "".join(
        f"<FileToKhai><TenFile>D02-TS-595.xml</TenFile><NoiDungFile>{base64.b64encode(data).decode()}</NoiDungFile>"
        "</FileToKhai>"
        for data in forms
    )
    return f"{_HEAD.format(root='Hoso')}<NoiDung><ToKhais>{files}</ToKhais></NoiDung><CKy_Dvi /></Hoso>".encode()


def wage_of(root: etree._Element) -> str | None:
    """What a reader of the first row sees."""
    return root.findtext(".//TienLuong")


def find(root: etree._Element, local: str) -> etree._Element:
    """The first XMLDSig element of that name."""
    return next(root.iter(qualified(local)))


def resigned(root: etree._Element, signer: Signer) -> bytes:
    """Sign `SignedInfo` as it now stands: what a dishonest holder of a real key can do."""
    find(root, "SignatureValue").text = base64.b64encode(
        signer.sign(canonical(detached(find(root, "SignedInfo"))))
    ).decode()
    return etree.tostring(root)


def sign_with_xmlsec(
    data: bytes,
    key_pem: bytes,
    certificate: x509.Certificate,
    *,
    method: object = xmlsec.constants.TransformRsaSha256,
    digest: object = xmlsec.constants.TransformSha256,
    c14n: object = xmlsec.constants.TransformInclC14N,
    xpath: str | None = None,
    hmac: bool = False,
) -> bytes:
    """Sign at the last child with the other implementation, which also knows what the field never does."""
    template = etree.fromstring(data)
    signature = xmlsec.template.create(template, c14n, method)
    template[-1].append(signature)
    reference = xmlsec.template.add_reference(signature, digest, uri="")
    xmlsec.template.add_transform(reference, xmlsec.constants.TransformEnveloped)
    xmlsec.template.add_x509_data(xmlsec.template.ensure_key_info(signature))
    # Parsed again, because lxml does not find by name what xmlsec has put into its tree.
    root = etree.fromstring(etree.tostring(template))
    if xpath:
        transform = etree.SubElement(find(root, "Transforms"), qualified("Transform"), Algorithm=_XPATH)
        etree.SubElement(transform, qualified("XPath")).text = xpath
    context = xmlsec.SignatureContext()
    if hmac:
        element = etree.SubElement(find(root, "X509Data"), qualified("X509Certificate"))
        element.text = base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()
        context.key = xmlsec.Key.from_binary_data(xmlsec.constants.KeyDataHmac, certificate.public_bytes(Encoding.PEM))
    else:
        context.key = xmlsec.Key.from_memory(key_pem, xmlsec.constants.KeyDataFormatPem)
        context.key.load_cert_from_memory(certificate.public_bytes(Encoding.PEM), xmlsec.constants.KeyDataFormatCertPem)
    context.sign(find(root, "Signature"))
    return etree.tostring(root)


def xmlsec_accepts(data: bytes, certificate: x509.Certificate) -> bool:
    """What the other implementation says of the first signature in a file, given the signer's certificate."""
    root = etree.fromstring(data)
    xmlsec.tree.add_ids(root, ["Id"])
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(certificate.public_bytes(Encoding.PEM), xmlsec.constants.KeyDataFormatCertPem)
    signature = root.find(f".//{{{NAMESPACE}}}Signature")
    try:
        context.verify(signature)
    except xmlsec.Error:
        return False
    return True


def self_signed(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> x509.Certificate:
    """A certificate that nobody vouches for."""
    name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Mẫu")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(AT)
        .not_valid_after(AT + timedelta(days=1))
        .sign(key, SHA256())
    )
