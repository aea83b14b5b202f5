"""A folder of certificates, and the trust store it stands for."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509

from ibhxh.trust.certificates import readable
from ibhxh.trust.environment import Environment
from ibhxh.trust.errors import RevocationListWrong
from ibhxh.trust.revocation import RevocationList
from ibhxh.trust.trust_store import Anchor, TrustStore


def read_trust_folder(folder: Path) -> TrustStore:
    """Whom the files of a folder trust: `*.pem` certificates, of which those signed by themselves are anchors, in the
    trial world where the name begins with `trial-`; `*.crl` their revocation lists, each of one of them.

    Raises CertificateUnreadable, RevocationListWrong.
    """
    anchors, certificates = [], []
    for path in sorted(folder.glob("*.pem")):
        with readable():
            certificate = x509.load_pem_x509_certificate(path.read_bytes())
        certificates.append(certificate)
        if certificate.issuer == certificate.subject:
            trial = path.name.startswith("trial-")
            anchors.append(Anchor(certificate, Environment.TRIAL if trial else Environment.PRODUCTION))
    lists = [_read_list(path, certificates) for path in sorted(folder.glob("*.crl"))]
    return TrustStore(anchors, intermediates=certificates, revocations=lists)


def _read_list(path: Path, issuers: list[x509.Certificate]) -> RevocationList:
    for issuer in issuers:
        try:
            return RevocationList.read(path, issuer)
        except RevocationListWrong:
            continue
    raise RevocationListWrong
