"""Those who sign: anything that has a certificate and can make an RSA signature. Today, a PKCS#12 file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from ibhxh.trust.certificates import SignerFact, signer_fact
from ibhxh.trust.pkcs12 import read_pkcs12


class Signer(Protocol):
    """Whoever holds the key: a file, a token, a signing service."""

    def certificates(self) -> Sequence[x509.Certificate]:
        """The signer's certificate first, then those of its issuers, as far as known."""
        ...

    def sign(self, data: bytes) -> bytes:
        """The RSA PKCS#1 v1.5 signature over the SHA-256 of `data`."""
        ...


class Pkcs12Signer:
    """A private key and its certificate from a PKCS#12 file. The key never leaves the object."""

    __slots__ = ("_certificates", "_key", "fact")

    def __init__(self, key: rsa.RSAPrivateKey, certificates: Sequence[x509.Certificate]) -> None:
        self._key, self._certificates = key, tuple(certificates)
        self.fact: SignerFact = signer_fact(certificates[0])

    @classmethod
    def open(cls, source: Path | bytes, passphrase: str) -> Self:
        """Open a file. An expired certificate opens as well: `fact` tells until when it is valid.

        Raises NotPkcs12, WrongPassphrase, NoKey, KeyUnsuitable, CertificateUnreadable.
        """
        return cls(*read_pkcs12(source, passphrase))

    def certificates(self) -> Sequence[x509.Certificate]:
        return self._certificates

    def sign(self, data: bytes) -> bytes:
        return self._key.sign(data, PKCS1v15(), SHA256())
