"""Keys and authorities are slow to make, so they are made once."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ibhxh.trust import Pkcs12Signer, TrialAuthority, TrustStore, sign_xml
from ibhxh.trust.trial_ca import new_key

from .documents import AT, FORM, MST, form


@pytest.fixture(scope="session")
def authority() -> TrialAuthority:
    return TrialAuthority.found(at=AT)


@pytest.fixture(scope="session")
def key() -> rsa.RSAPrivateKey:
    return new_key()


@pytest.fixture(scope="session")
def other_key() -> rsa.RSAPrivateKey:
    return new_key()


@pytest.fixture(scope="session")
def key_pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.fixture(scope="session")
def signer(authority: TrialAuthority, key: rsa.RSAPrivateKey) -> Pkcs12Signer:
    certificate = authority.issue(key.public_key(), name="Công ty TNHH Mẫu", mst=MST, at=AT)
    return Pkcs12Signer(key, [certificate, authority.issuing])


@pytest.fixture(scope="session")
def trust(authority: TrialAuthority) -> TrustStore:
    return authority.trust_store()


@pytest.fixture(scope="session")
def signed(signer: Pkcs12Signer) -> bytes:
    return sign_xml(form(), FORM, signer, at=AT)
