"""A trial certification authority: organisations can sign for trial before they own an official certificate.

Every certificate says in its issuer and in its subject that it is for trial, and stands on a trial anchor, which a
production service does not hold. An example world also has an invented public authority, made the same way under a
name of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ibhxh.trust.certificates import LEAST_RSA_BITS, TRIAL_MARK
from ibhxh.trust.environment import Environment
from ibhxh.trust.errors import KeyUnsuitable, NoKey
from ibhxh.trust.pkcs12 import read_pkcs12, write_pkcs12
from ibhxh.trust.revocation import RevocationList
from ibhxh.trust.trust_store import Anchor, TrustStore

ROOT_VALID_FOR = timedelta(days=3650)
ISSUING_VALID_FOR = timedelta(days=1825)
CERTIFICATE_VALID_FOR = timedelta(days=365)
REVOCATION_LIST_VALID_FOR = timedelta(days=7)

_TRIAL = f"DÙNG THỬ ({TRIAL_MARK})"
_TRIAL_OWNER = f"iBHXH – {_TRIAL}"
_DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
_LONGEST_COMMON_NAME = 64  # bytes of UTF-8, X.520


@dataclass(frozen=True, slots=True)
class TrialAuthority:
    """The issuing authority with its key, and the root above it, whose key is thrown away once it has signed: a lost
    issuing key means a new trial authority, nothing worse."""

    root: x509.Certificate
    issuing: x509.Certificate
    key: rsa.RSAPrivateKey = field(repr=False)
    #: The root's revocation list (DER), empty for as long as the root lasts: its key can sign no other. Made once, when
    #: the authority is founded.
    root_list: bytes | None = field(default=None, repr=False)

    @classmethod
    def found(cls, *, at: datetime, owner: str = _TRIAL_OWNER) -> Self:
        """Make a new authority of an `owner`, valid from the instant (aware)."""
        root_key, key = new_key(), new_key()
        root_name, issuing_name = _authority_name(owner, "Root CA"), _authority_name(owner, "Issuing CA")
        root = (
            _certificate(root_key.public_key(), root_name, issuer=root_name, issuer_key=root_key.public_key())
            .not_valid_before(at)
            .not_valid_after(at + ROOT_VALID_FOR)
            .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
            .add_extension(_usage(authority=True), critical=True)
            .sign(root_key, SHA256())
        )
        issuing = (
            _certificate(key.public_key(), issuing_name, issuer=root_name, issuer_key=root_key.public_key())
            .not_valid_before(at)
            .not_valid_after(at + ISSUING_VALID_FOR)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(authority=True), critical=True)
            .sign(root_key, SHA256())
        )
        return cls(root, issuing, key, _list(root, root_key, {}, at, ROOT_VALID_FOR))

    @classmethod
    def open(cls, source: Path | bytes, passphrase: str) -> Self:
        """The authority kept by `to_pkcs12`. Raises NotPkcs12, WrongPassphrase, NoKey, KeyUnsuitable."""
        key, certificates = read_pkcs12(source, passphrase)
        if len(certificates) != 2:
            raise NoKey
        issuing, root = certificates
        return cls(root, issuing, key)

    def to_pkcs12(self, passphrase: str) -> bytes:
        """The authority as a file: whoever has it and its passphrase can issue."""
        return write_pkcs12(self.key, [self.issuing, self.root], passphrase)

    def issue(self, public_key: rsa.RSAPublicKey, *, name: str, mst: str, at: datetime) -> x509.Certificate:
        """Certify an organisation's key for twelve months from the instant (aware), or as long as the authority lasts.
        The full name stands in O; CN has room for 64 bytes only. Raises KeyUnsuitable."""
        if public_key.key_size < LEAST_RSA_BITS:
            raise KeyUnsuitable
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"{name} – {_TRIAL}" if self._for_trial else name),
                x509.NameAttribute(NameOID.COMMON_NAME, _cut(name)),
                x509.NameAttribute(NameOID.USER_ID, f"MST:{mst}"),
            ]
        )
        return (
            _certificate(public_key, subject, issuer=self.issuing.subject, issuer_key=self.key.public_key())
            .not_valid_before(at)
            .not_valid_after(min(at + CERTIFICATE_VALID_FOR, self.issuing.not_valid_after_utc))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(authority=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH, _DOCUMENT_SIGNING]), critical=False)
            .sign(self.key, SHA256())
        )

    def issue_pkcs12(self, *, name: str, mst: str, passphrase: str, at: datetime) -> bytes:
        """Make a key for an organisation, certify it, and hand out both with the chain as one PKCS#12 file."""
        key = new_key()
        certificate = self.issue(key.public_key(), name=name, mst=mst, at=at)
        return write_pkcs12(key, [certificate, self.issuing, self.root], passphrase)

    @property
    def _for_trial(self) -> bool:
        return TRIAL_MARK in str(self.issuing.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value)

    def revocation_list(self, revoked: Mapping[int, datetime], *, at: datetime) -> RevocationList:
        """The issuing authority's list of revoked serials, good for seven days from the instant (aware)."""
        return RevocationList.read(self.revocation_file(revoked, at=at), self.issuing)

    def revocation_file(
        self, revoked: Mapping[int, datetime], *, at: datetime, valid_for: timedelta = REVOCATION_LIST_VALID_FOR
    ) -> bytes:
        """The same list as the file (DER) that is handed around."""
        return _list(self.issuing, self.key, revoked, at, valid_for)

    def trust_store(self, *revocations: RevocationList) -> TrustStore:
        """A store that trusts this authority, and nobody else, for trial."""
        return TrustStore([Anchor(self.root, Environment.TRIAL)], intermediates=[self.issuing], revocations=revocations)


def _list(
    issuer: x509.Certificate,
    key: rsa.RSAPrivateKey,
    revoked: Mapping[int, datetime],
    at: datetime,
    valid_for: timedelta,
) -> bytes:
    entries = [
        x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since).build()
        for serial, since in revoked.items()
    ]
    listed = (
        x509.CertificateRevocationListBuilder(revoked_certificates=entries)
        .issuer_name(issuer.subject)
        .last_update(at)
        .next_update(at + valid_for)
        .sign(key, SHA256())
    )
    return listed.public_bytes(Encoding.DER)


def new_key() -> rsa.RSAPrivateKey:
    """A fresh RSA-2048 key; takes some tens to hundreds of milliseconds."""
    return rsa.generate_private_key(public_exponent=65537, key_size=LEAST_RSA_BITS)


def _certificate(
    key: rsa.RSAPublicKey, subject: x509.Name, *, issuer: x509.Name, issuer_key: rsa.RSAPublicKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False)
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _authority_name(owner: str, role: str) -> x509.Name:
    common = f"iBHXH {TRIAL_MARK}" if owner == _TRIAL_OWNER else owner
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, owner),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{common} {role}"),
        ]
    )


def _cut(name: str) -> str:
    return name.encode()[:_LONGEST_COMMON_NAME].decode(errors="ignore").strip()
