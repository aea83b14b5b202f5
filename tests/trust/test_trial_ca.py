"""The trial authority: what its certificates say, and that they work."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ibhxh.trust import Pkcs12Signer, TrialAuthority, sign_xml, verify_xml
from ibhxh.trust.errors import KeyUnsuitable, NoKey, WrongPassphrase

from .documents import AT, FORM, MST, PASSPHRASE, form

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def certificate(authority: TrialAuthority, key: rsa.RSAPrivateKey) -> x509.Certificate:
    return authority.issue(key.public_key(), name="Công ty TNHH Mẫu", mst=MST, at=AT)


def test_trial_stands_in_issuer_and_subject(certificate: x509.Certificate) -> None:
    for name in (certificate.issuer, certificate.subject):
        organisation = name.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
        assert "TRIAL" in organisation
        assert "DÙNG THỬ" in organisation


def test_the_extensions_are_those_of_a_document_signer(certificate: x509.Certificate) -> None:
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.content_commitment
    assert not usage.value.key_cert_sign
    purposes = set(certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)
    assert purposes == {ExtendedKeyUsageOID.CLIENT_AUTH, x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")}
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_the_authority_is_two_tiers_with_nothing_below_the_second(authority: TrialAuthority) -> None:
    depths = [
        certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length
        for certificate in (authority.root, authority.issuing)
    ]
    assert depths == [1, 0]
    authority.issuing.verify_directly_issued_by(authority.root)


def test_no_certificate_lasts_longer_than_twelve_months(certificate: x509.Certificate) -> None:
    assert certificate.not_valid_before_utc == AT
    assert certificate.not_valid_after_utc == AT.replace(year=AT.year + 1)


def test_a_certificate_never_outlives_its_authority(authority: TrialAuthority, key: rsa.RSAPrivateKey) -> None:
    end = authority.issuing.not_valid_after_utc
    late = authority.issue(key.public_key(), name="Mẫu", mst=MST, at=end - timedelta(days=10))
    assert late.not_valid_after_utc == end


def test_a_long_name_is_cut_in_cn_only(authority: TrialAuthority, key: rsa.RSAPrivateKey) -> None:
    name = "Công ty Trách nhiệm hữu hạn Một thành viên Sản xuất và Thương mại Dịch vụ Mẫu"
    subject = authority.issue(key.public_key(), name=name, mst=MST, at=AT).subject
    (common,) = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    (organisation,) = subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    assert name.startswith(str(common.value))
    assert 60 < len(str(common.value).encode()) <= 64
    assert str(organisation.value).startswith(name)


def test_a_handed_out_file_signs_what_the_authority_vouches_for(authority: TrialAuthority) -> None:
    file = authority.issue_pkcs12(name="Công ty TNHH Mẫu", mst=MST, passphrase=PASSPHRASE, at=AT)
    signed = sign_xml(form(), FORM, Pkcs12Signer.open(file, PASSPHRASE), at=AT)
    verified = verify_xml(signed, FORM, authority.trust_store(), at=AT)
    assert verified.signer.mst == MST
    assert verified.standing is not None
    assert verified.standing.acceptable


def test_an_authority_is_kept_in_a_file_and_goes_on_issuing(authority: TrialAuthority, key: rsa.RSAPrivateKey) -> None:
    opened = TrialAuthority.open(authority.to_pkcs12(PASSPHRASE), PASSPHRASE)
    assert (opened.root, opened.issuing) == (authority.root, authority.issuing)
    later = opened.issue(key.public_key(), name="Mẫu", mst=MST, at=AT)
    assert authority.trust_store().standing(later, at=AT).acceptable
    with pytest.raises(WrongPassphrase):
        TrialAuthority.open(authority.to_pkcs12(PASSPHRASE), "khác")


def test_a_signers_file_is_no_authority(authority: TrialAuthority) -> None:
    file = authority.issue_pkcs12(name="Mẫu", mst=MST, passphrase=PASSPHRASE, at=AT)
    with pytest.raises(NoKey):
        TrialAuthority.open(file, PASSPHRASE)


def test_weak_keys_are_not_certified(authority: TrialAuthority) -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - weak on purpose
    with pytest.raises(KeyUnsuitable):
        authority.issue(short.public_key(), name="Mẫu", mst=MST, at=AT)
