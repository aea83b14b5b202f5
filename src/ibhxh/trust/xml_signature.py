"""Sign an XML document the way the field does: enveloped, RSA with SHA-256, inclusive C14N, inside a named last child.

One thing is done better than in the field: the signing time is covered by a Reference of its own, so it cannot be
changed.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from ibhxh.trust import dsig
from ibhxh.trust.certificates import require_strong, signer_fact
from ibhxh.trust.dsig import Layout
from ibhxh.trust.errors import AlreadySigned, NoPlaceToSign, WrongRoot
from ibhxh.trust.instants import written
from ibhxh.trust.signer import Signer
from ibhxh.trust.xml_document import canonical, detached, parse, read_xml

# The signing time keeps the namespace under which the field's programs look for it.
_TEMPLATE = f"""<Signature xmlns="{dsig.NAMESPACE}" Id="{{id}}"><SignedInfo>\
<CanonicalizationMethod Algorithm="{dsig.C14N}"/><SignatureMethod Algorithm="{dsig.RSA_SHA256}"/>\
<Reference URI=""><Transforms><Transform Algorithm="{dsig.ENVELOPED}"/></Transforms>\
<DigestMethod Algorithm="{dsig.SHA256}"/><DigestValue>{{digest}}</DigestValue></Reference>\
<Reference URI="#{{id}}-time"><DigestMethod Algorithm="{dsig.SHA256}"/><DigestValue/></Reference>\
</SignedInfo><SignatureValue/><KeyInfo>\
<KeyValue><RSAKeyValue><Modulus>{{modulus}}</Modulus><Exponent>{{exponent}}</Exponent></RSAKeyValue></KeyValue>\
<X509Data><X509SubjectName>{{subject}}</X509SubjectName><X509Certificate>{{certificate}}</X509Certificate></X509Data>\
</KeyInfo><Object Id="{{id}}-time"><SignatureProperties><SignatureProperty Target="#{{id}}">\
<SigningTime xmlns="http://example.org/#signatureProperties">{{time}}</SigningTime>\
</SignatureProperty></SignatureProperties></Object></Signature>"""


def sign_xml(data: bytes, layout: Layout, signer: Signer, *, at: datetime) -> bytes:
    """Sign a whole document at an instant (aware; written with +07:00). The same document, RSA key and instant give the
    same bytes. Comments of the document are not kept.

    Raises any DocumentProblem of `read_xml`, WrongRoot, NoPlaceToSign, AlreadySigned, CertificateWeak,
    CertificateUnreadable.
    """
    root = read_xml(data)
    holder = _empty_holder(root, layout)
    digest = hashlib.sha256(canonical(root)).digest()
    signature = parse(_unsigned(digest, signer, at).encode())
    # The two digests and the value depend on where the signature stands: it inherits the namespaces of the root.
    holder.append(signature)
    signed_info, value, _, properties = signature
    time_digest = hashlib.sha256(canonical(detached(properties))).digest()
    signed_info[3][1].text = _base64(time_digest)
    value.text = _base64(signer.sign(canonical(detached(signed_info))))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _empty_holder(root: etree._Element, layout: Layout) -> etree._Element:
    if root.tag != layout.root:
        raise WrongRoot(found=str(root.tag)[:80], expected=layout.root)
    if len(root) == 0 or root[-1].tag != layout.holder or len(root.findall(layout.holder)) != 1:
        raise NoPlaceToSign(holder=layout.holder)
    holder = root[-1]
    if len(holder) or (holder.text or "").strip():
        raise AlreadySigned(holder=layout.holder)
    return holder


def _unsigned(digest: bytes, signer: Signer, at: datetime) -> str:
    certificate = signer.certificates()[0]
    numbers = require_strong(certificate).public_numbers()
    return _TEMPLATE.format(
        id=f"S-{digest[:16].hex()}",
        digest=_base64(digest),
        modulus=_number(numbers.n),
        exponent=_number(numbers.e),
        subject=escape(signer_fact(certificate).subject),
        certificate=_base64(certificate.public_bytes(Encoding.DER)),
        time=written(at),
    )


def _number(value: int) -> str:
    return _base64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
