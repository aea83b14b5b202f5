"""Who a certificate speaks for, and what it must be by itself before its path is worth a look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from ibhxh.trust.errors import (
    CertificateExpired,
    CertificateNotYetValid,
    CertificatePurpose,
    CertificateUnreadable,
    CertificateWeak,
)
from ibhxh.trust.instants import day_of

LEAST_RSA_BITS = 2048
TRIAL_MARK = "TRIAL"
"""Stands in the issuer's organisation name of every trial certificate."""

_MST_PREFIX = "MST:"
_UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)


@dataclass(frozen=True, slots=True)
class SignerFact:
    """What a certificate says of its holder. `mst` comes from `UID=MST:…` (OID 0.9.2342.19200300.100.1.1), None where
    there is not exactly one; the instants are UTC."""

    name: str
    subject: str
    issuer: str
    mst: str | None
    serial: int
    valid_from: datetime
    valid_until: datetime
    trial: bool


@lru_cache(maxsize=4096)
def signer_fact(certificate: x509.Certificate) -> SignerFact:
    """Read a certificate, expired or not. Raises CertificateUnreadable."""
    with readable():
        subject, issuer = certificate.subject, certificate.issuer
        taxes = [
            uid[len(_MST_PREFIX) :].strip() for uid in _values(subject, NameOID.USER_ID) if uid.startswith(_MST_PREFIX)
        ]
        names = _values(subject, NameOID.COMMON_NAME) or _values(subject, NameOID.ORGANIZATION_NAME)
        return SignerFact(
            name=names[0] if names else "",
            subject=subject.rfc4514_string(),
            issuer=issuer.rfc4514_string(),
            mst=taxes[0] if len(taxes) == 1 else None,
            serial=certificate.serial_number,
            valid_from=certificate.not_valid_before_utc,
            valid_until=certificate.not_valid_after_utc,
            trial=any(TRIAL_MARK in name for name in _values(issuer, NameOID.ORGANIZATION_NAME)),
        )


def require_strong(certificate: x509.Certificate) -> rsa.RSAPublicKey:
    """The certificate's key, RSA of at least 2048 bits. Raises CertificateWeak, CertificateUnreadable."""
    with readable():
        key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < LEAST_RSA_BITS:
        raise CertificateWeak
    return key


def require_valid(certificate: x509.Certificate, at: datetime) -> None:
    """The certificate is valid at an instant (aware). Raises CertificateNotYetValid, CertificateExpired,
    CertificateUnreadable."""
    with readable():
        since, until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if at < since:
        raise CertificateNotYetValid(day=day_of(since))
    if at > until:
        raise CertificateExpired(day=day_of(until))


def require_signing_purpose(certificate: x509.Certificate) -> None:
    """The certificate may sign (digitalSignature or nonRepudiation) and is no authority's. Raises CertificatePurpose,
    CertificateUnreadable."""
    with readable():
        extensions = certificate.extensions
        try:
            usage = extensions.get_extension_for_class(x509.KeyUsage).value
        except x509.ExtensionNotFound as error:
            raise CertificatePurpose from error
        if not (usage.digital_signature or usage.content_commitment):
            raise CertificatePurpose
        try:
            authority = extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        except x509.ExtensionNotFound:
            authority = False
        if authority:
            raise CertificatePurpose


@contextmanager
def readable() -> Iterator[None]:
    """Every way in which reading a certificate may fail, as one problem. Raises CertificateUnreadable."""
    try:
        yield
    except _UNREADABLE as error:
        raise CertificateUnreadable from error


def _values(name: x509.Name, oid: x509.ObjectIdentifier) -> list[str]:
    return [value for a in name.get_attributes_for_oid(oid) if isinstance(value := a.value, str)]
