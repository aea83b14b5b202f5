"""Certificate revocation lists, indexed once: looking one serial up in a long list as it stands costs milliseconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from ibhxh.trust.errors import RevocationListWrong
from ibhxh.words import Words


class Revocation(IntEnum):
    """What is known of a certificate that is not on a list of the revoked; of a path, the greatest doubt of its links
    counts, and a higher number is greater doubt."""

    GOOD = 0
    NO_LIST = 1
    STALE = 2


@dataclass(frozen=True, slots=True)
class RevocationList:
    """The revoked serials of one issuer and since when; the list speaks for the time up to `next_update`."""

    issuer: x509.Certificate
    revoked: Mapping[int, datetime]
    this_update: datetime
    next_update: datetime

    @classmethod
    def read(cls, source: Path | bytes, issuer: x509.Certificate) -> Self:
        """Read a complete list (DER or PEM) signed by `issuer`.

        Raises RevocationListWrong: unreadable, not of this issuer, without a next update, or only a part of a list (it
        then has a critical extension).
        """
        data = source.read_bytes() if isinstance(source, Path) else source
        load = x509.load_pem_x509_crl if data.lstrip().startswith(b"-----") else x509.load_der_x509_crl
        try:
            listed, key = load(data), issuer.public_key()
            signed = isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey) and listed.is_signature_valid(key)
            partial = any(extension.critical for extension in listed.extensions)
            revoked = {entry.serial_number: entry.revocation_date_utc for entry in listed}
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise RevocationListWrong from error
        if not signed or listed.issuer != issuer.subject:
            raise RevocationListWrong(
                why=Words("Danh sách không do tổ chức này ký.", "It is not signed by this authority.")
            )
        if partial or listed.next_update_utc is None:
            raise RevocationListWrong(why=Words("Danh sách không đầy đủ.", "It is not a complete list."))
        return cls(issuer, revoked, listed.last_update_utc, listed.next_update_utc)

    def revoked_at(self, certificate: x509.Certificate) -> datetime | None:
        """Since when this certificate of the issuer is revoked, None where it is not listed."""
        return self.revoked.get(certificate.serial_number)

    def state(self, certificate: x509.Certificate, at: datetime) -> Revocation:
        """What the silence of this list on a certificate is worth at an instant. A list made after the certificate
        expired says nothing: authorities strike expired certificates off."""
        speaks = at <= self.next_update and self.this_update <= certificate.not_valid_after_utc
        return Revocation.GOOD if speaks else Revocation.STALE
