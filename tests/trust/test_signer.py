"""PKCS#12 files: opened, refused, and used."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12

from ibhxh.trust import Pkcs12Signer, SigningProblem, TrialAuthority
from ibhxh.trust.pkcs12 import write_pkcs12

from .documents import AT, MST, PASSPHRASE, self_signed

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def file(authority: TrialAuthority, key: rsa.RSAPrivateKey) -> bytes:
    certificate = authority.issue(key.public_key(), name="Công ty TNHH Mẫu", mst=MST, at=AT)
    return write_pkcs12(key, [certificate, authority.issuing, authority.root], PASSPHRASE)


def refused(data: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(SigningProblem) as caught:
        Pkcs12Signer.open(data, passphrase)
    return caught.value.code


def test_a_file_opens_from_disk_and_signs(file: bytes, key: rsa.RSAPrivateKey, tmp_path: Path) -> None:
    path = tmp_path / "unit.p12"
    path.write_bytes(file)
    signer = Pkcs12Signer.open(path, PASSPHRASE)
    key.public_key().verify(signer.sign(b"abc"), b"abc", PKCS1v15(), SHA256())
    assert signer.fact.mst == MST
    assert signer.certificates()[0].public_key() == key.public_key()


def test_the_chain_follows_the_signers_certificate(file: bytes, authority: TrialAuthority) -> None:
    assert set(Pkcs12Signer.open(file, PASSPHRASE).certificates()[1:]) == {authority.issuing, authority.root}


def test_a_wrong_passphrase_and_a_foreign_file_are_told_apart(file: bytes, key_pem: bytes) -> None:
    assert refused(file, "khác") == "WRONG_PASSPHRASE"
    assert refused(file, "") == "WRONG_PASSPHRASE"
    for foreign in (b"", b"hello", key_pem, file[: len(file) // 2]):
        assert refused(foreign) in {"NOT_PKCS12", "WRONG_PASSPHRASE"}
    assert refused(b"hello") == "NOT_PKCS12"
    assert refused(key_pem) == "NOT_PKCS12"


def test_a_file_needs_the_key_and_its_own_certificate(
    authority: TrialAuthority, key: rsa.RSAPrivateKey, other_key: rsa.RSAPrivateKey
) -> None:
    encryption = BestAvailableEncryption(PASSPHRASE.encode())
    foreign = authority.issue(other_key.public_key(), name="Khác", mst=MST, at=AT)
    for holds in (
        pkcs12.serialize_key_and_certificates(None, None, foreign, None, encryption),
        pkcs12.serialize_key_and_certificates(None, key, None, None, encryption),
        pkcs12.serialize_key_and_certificates(None, key, None, [foreign], encryption),
    ):
        assert refused(holds) == "NO_KEY"


def test_keys_that_cannot_sign_dossiers(authority: TrialAuthority) -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - weak on purpose
    curve = ec.generate_private_key(ec.SECP256R1())
    for key in (short, curve):
        certificate = self_signed(key)
        data = pkcs12.serialize_key_and_certificates(None, key, certificate, None, NoEncryption())
        assert refused(data, "") == "KEY_UNSUITABLE"


def test_an_expired_certificate_opens_and_says_so(authority: TrialAuthority, key: rsa.RSAPrivateKey) -> None:
    certificate = authority.issue(key.public_key(), name="Mẫu", mst=MST, at=AT - timedelta(days=1000))
    signer = Pkcs12Signer.open(write_pkcs12(key, [certificate], PASSPHRASE), PASSPHRASE)
    assert signer.fact.valid_until < AT


def test_nothing_shown_of_a_signer_holds_its_key(file: bytes, authority: TrialAuthority) -> None:
    assert "key" not in repr(Pkcs12Signer.open(file, PASSPHRASE)).lower()
    assert "key" not in repr(authority).lower()
