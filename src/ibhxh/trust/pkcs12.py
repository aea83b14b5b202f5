"""PKCS#12 files: one RSA key with its certificate, and the certificates above it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from ibhxh.trust.certificates import LEAST_RSA_BITS
from ibhxh.trust.errors import KeyUnsuitable, NoKey, NotPkcs12, WrongPassphrase

_DATA = bytes.fromhex("06092a864886f70d010701")
"""The object identifier `pkcs7-data`, with which the one content of every PKCS#12 file begins."""

_ROUNDS = 200_000


def read_pkcs12(source: Path | bytes, passphrase: str) -> tuple[rsa.RSAPrivateKey, Sequence[x509.Certificate]]:
    """The key and the certificates, the key's own first. Raises NotPkcs12, WrongPassphrase, NoKey, KeyUnsuitable."""
    data = source.read_bytes() if isinstance(source, Path) else source
    try:
        content = pkcs12.load_pkcs12(data, passphrase.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        # The library does not tell a wrong passphrase from foreign data.
        raise (WrongPassphrase if _DATA in data[:64] else NotPkcs12) from error
    key, named = content.key, content.cert  # the library pairs a key only with a certificate of that key
    if key is None or named is None:
        raise NoKey
    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size < LEAST_RSA_BITS:
        raise KeyUnsuitable
    return key, [named.certificate, *(other.certificate for other in content.additional_certs)]


def write_pkcs12(key: rsa.RSAPrivateKey, certificates: Sequence[x509.Certificate], passphrase: str) -> bytes:
    """A file of the key, its certificate (the first) and those above, under AES-256 and a slow key derivation."""
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(SHA256())
        .build(passphrase.encode())
    )
    own, *above = certificates
    return pkcs12.serialize_key_and_certificates(None, key, own, above, encryption)
