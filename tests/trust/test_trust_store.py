"""Certificates, their paths and their revocation, at an instant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from ibhxh.trust import (
    Anchor,
    CertificateProblem,
    Environment,
    Pkcs12Signer,
    Revocation,
    RevocationList,
    Standing,
    TrialAuthority,
    TrustProblem,
    TrustStore,
    signer_fact,
)
from ibhxh.trust.errors import CertificateRevoked, RevocationListWrong
from ibhxh.trust.trial_ca import CERTIFICATE_VALID_FOR, ISSUING_VALID_FOR

from .documents import AT, MST

pytestmark = pytest.mark.unit

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def usage(**bits: bool) -> x509.KeyUsage:
    names = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
        *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{name: bits.get(name, False) for name in names})


def issued(
    authority: TrialAuthority,
    public_key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey,
    *extensions: x509.ExtensionType,
    uids: Iterable[str] = (f"MST:{MST}",),
    issuer: x509.Name | None = None,
    by: rsa.RSAPrivateKey | None = None,
) -> x509.Certificate:
    """A certificate the authority would not make."""
    names = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Đơn vị Mẫu")]
    names += [x509.NameAttribute(NameOID.USER_ID, uid) for uid in uids]
    key = by or authority.key
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name(names))
        .issuer_name(issuer or authority.issuing.subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(AT)
        .not_valid_after(AT + 300 * DAY)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=True)
    return builder.sign(key, SHA256())


def refused(trust: TrustStore, certificate: x509.Certificate, *others: x509.Certificate, at: datetime = AT) -> str:
    with pytest.raises(CertificateProblem) as caught:
        trust.standing(certificate, others=others, at=at)
    return caught.value.code


@pytest.fixture(scope="module")
def certificate(signer: Pkcs12Signer) -> x509.Certificate:
    return signer.certificates()[0]


def test_validity_is_judged_at_the_instant_given_to_the_second(
    certificate: x509.Certificate, authority: TrialAuthority
) -> None:
    end = AT + CERTIFICATE_VALID_FOR
    for trust in (authority.trust_store(), authority.trust_store()):
        assert trust.standing(certificate, at=AT).environment is Environment.TRIAL
        assert trust.standing(certificate, at=end).environment is Environment.TRIAL
        assert refused(trust, certificate, at=AT - SECOND) == "CERTIFICATE_NOT_YET_VALID"
        assert refused(trust, certificate, at=end + SECOND) == "CERTIFICATE_EXPIRED"


def test_the_day_in_the_words_is_vietnams(certificate: x509.Certificate, trust: TrustStore) -> None:
    with pytest.raises(CertificateProblem) as caught:
        trust.standing(certificate, at=AT + 2 * CERTIFICATE_VALID_FOR)
    assert "31/07/2027" in caught.value.text("vi")


def test_a_path_ends_with_its_issuer(key: rsa.RSAPrivateKey) -> None:
    ending = TrialAuthority.found(at=AT - ISSUING_VALID_FOR + 10 * DAY)
    certificate = issued(ending, key.public_key(), usage(digital_signature=True))
    trust = ending.trust_store()
    assert trust.standing(certificate, at=AT + 10 * DAY).acceptable
    assert refused(trust, certificate, at=AT + 10 * DAY + SECOND) == "CERTIFICATE_UNKNOWN"


def test_a_forged_authority_of_the_same_names_is_unknown(trust: TrustStore, key: rsa.RSAPrivateKey) -> None:
    forged = TrialAuthority.found(at=AT)
    certificate = forged.issue(key.public_key(), name="Công ty TNHH Mẫu", mst=MST, at=AT)
    assert certificate.issuer == forged.issuing.subject
    assert refused(trust, certificate) == "CERTIFICATE_UNKNOWN"
    assert refused(trust, certificate, forged.issuing, forged.root) == "CERTIFICATE_UNKNOWN"


def test_the_chain_may_come_with_the_signature(authority: TrialAuthority, certificate: x509.Certificate) -> None:
    trust = TrustStore([Anchor(authority.root, Environment.PRODUCTION)])
    assert refused(trust, certificate) == "CERTIFICATE_UNKNOWN"
    standing = trust.standing(certificate, others=[authority.issuing], at=AT)
    assert standing.environment is Environment.PRODUCTION


def test_forgetting_proved_paths_changes_no_verdict(
    authority: TrialAuthority, key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ibhxh.trust.trust_store._KNOWN_PATHS", 1)
    trust = authority.trust_store()
    two = [authority.issue(key.public_key(), name=name, mst=MST, at=AT) for name in ("Một", "Hai")]
    for certificate in two * 2:
        assert trust.standing(certificate, at=AT).acceptable
        assert refused(trust, certificate, at=AT - SECOND) == "CERTIFICATE_NOT_YET_VALID"


def test_nobody_is_trusted_by_an_empty_store(certificate: x509.Certificate) -> None:
    assert refused(TrustStore([]), certificate) == "CERTIFICATE_UNKNOWN"


def test_a_signer_cannot_act_as_authority(
    trust: TrustStore, authority: TrialAuthority, certificate: x509.Certificate, key: rsa.RSAPrivateKey
) -> None:
    below = issued(authority, key.public_key(), usage(digital_signature=True), issuer=certificate.subject, by=key)
    assert refused(trust, below, certificate) == "CERTIFICATE_UNKNOWN"


def test_the_issuing_authority_makes_no_authorities(
    trust: TrustStore, authority: TrialAuthority, key: rsa.RSAPrivateKey
) -> None:
    middle = issued(
        authority,
        key.public_key(),
        x509.BasicConstraints(ca=True, path_length=0),
        usage(key_cert_sign=True),
    )
    below = issued(authority, key.public_key(), usage(digital_signature=True), issuer=middle.subject, by=key)
    assert refused(trust, below, middle) == "CERTIFICATE_UNKNOWN"


def test_weak_keys_and_other_kinds_of_key(trust: TrustStore, authority: TrialAuthority) -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - weak on purpose
    curve = ec.generate_private_key(ec.SECP256R1())
    for public_key in (short.public_key(), curve.public_key()):
        assert refused(trust, issued(authority, public_key, usage(digital_signature=True))) == "CERTIFICATE_WEAK"


def test_the_purpose_must_be_signing(trust: TrustStore, authority: TrialAuthority, key: rsa.RSAPrivateKey) -> None:
    public_key = key.public_key()
    assert refused(trust, issued(authority, public_key)) == "CERTIFICATE_PURPOSE"
    assert refused(trust, issued(authority, public_key, usage(key_encipherment=True))) == "CERTIFICATE_PURPOSE"
    both = (usage(digital_signature=True), x509.BasicConstraints(ca=True, path_length=None))
    assert refused(trust, issued(authority, public_key, *both)) == "CERTIFICATE_PURPOSE"
    only_commitment = issued(authority, public_key, usage(content_commitment=True))
    assert trust.standing(only_commitment, at=AT).acceptable


def test_the_facts_of_a_signer(
    certificate: x509.Certificate, authority: TrialAuthority, key: rsa.RSAPrivateKey
) -> None:
    fact = signer_fact(certificate)
    assert (fact.name, fact.mst, fact.serial, fact.trial) == ("Công ty TNHH Mẫu", MST, certificate.serial_number, True)
    assert "UID=MST:" in fact.subject
    assert (fact.valid_from, fact.valid_until) == (AT, AT + CERTIFICATE_VALID_FOR)
    for uids, mst in (((), None), (("CCCD:099090000001",), None), (("MST:1", "MST:2"), None), (("X", "MST: 7 "), "7")):
        assert signer_fact(issued(authority, key.public_key(), uids=uids)).mst == mst


# Revocation


@pytest.fixture(scope="module")
def root_list(authority: TrialAuthority) -> RevocationList:
    """The root has revoked nobody: only then is a whole path known to be good."""
    return RevocationList(authority.root, {}, AT, authority.root.not_valid_after_utc)


def test_a_revoked_certificate_is_refused_from_that_instant_on(
    authority: TrialAuthority, certificate: x509.Certificate, root_list: RevocationList
) -> None:
    listed = authority.revocation_list({certificate.serial_number: AT + DAY}, at=AT + 2 * DAY)
    trust = authority.trust_store(listed, root_list)
    assert trust.standing(certificate, at=AT + DAY - SECOND).revocation is Revocation.GOOD
    with pytest.raises(CertificateRevoked) as caught:
        trust.standing(certificate, at=AT + DAY)
    assert "01/08/2026" in caught.value.text("vi")


def test_a_list_clears_others_until_it_is_stale(
    authority: TrialAuthority, certificate: x509.Certificate, root_list: RevocationList
) -> None:
    listed = authority.revocation_list({certificate.serial_number + 1: AT}, at=AT)
    trust = authority.trust_store(listed, root_list)
    fresh = trust.standing(certificate, at=listed.next_update)
    stale = trust.standing(certificate, at=listed.next_update + SECOND)
    assert (fresh.revocation, fresh.acceptable) == (Revocation.GOOD, True)
    assert (stale.revocation, stale.acceptable) == (Revocation.STALE, False)


def test_a_list_made_after_expiry_says_nothing(authority: TrialAuthority, certificate: x509.Certificate) -> None:
    trust = authority.trust_store(authority.revocation_list({}, at=AT + CERTIFICATE_VALID_FOR + DAY))
    assert trust.standing(certificate, at=AT + DAY).revocation is Revocation.STALE


def test_production_is_closed_without_a_list_and_trial_open() -> None:
    assert Standing(Environment.TRIAL, Revocation.NO_LIST).acceptable
    assert not Standing(Environment.PRODUCTION, Revocation.NO_LIST).acceptable
    assert Standing(Environment.PRODUCTION, Revocation.GOOD).acceptable


def test_a_path_is_good_only_with_a_list_of_every_issuer(
    authority: TrialAuthority, certificate: x509.Certificate, root_list: RevocationList
) -> None:
    own = authority.revocation_list({}, at=AT)
    for lists in ((), (own,), (root_list,)):
        assert authority.trust_store(*lists).standing(certificate, at=AT).revocation is Revocation.NO_LIST
    assert authority.trust_store(own, root_list).standing(certificate, at=AT).revocation is Revocation.GOOD


def test_a_revoked_issuer_takes_its_certificates_along(
    authority: TrialAuthority, certificate: x509.Certificate
) -> None:
    by_root = RevocationList(authority.root, {authority.issuing.serial_number: AT}, AT, AT + DAY)
    trust = authority.trust_store(authority.revocation_list({}, at=AT), by_root)
    assert refused(trust, certificate) == "CERTIFICATE_REVOKED"


def crl(
    authority: TrialAuthority, *extensions: x509.ExtensionType, issuer: x509.Name | None = None
) -> x509.CertificateRevocationListBuilder:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer or authority.issuing.subject)
        .last_update(AT)
        .next_update(AT + DAY)
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=True)
    return builder


def test_a_list_is_read_in_both_encodings(authority: TrialAuthority) -> None:
    signed = crl(authority).sign(authority.key, SHA256())
    for encoding in (Encoding.DER, Encoding.PEM):
        listed = RevocationList.read(signed.public_bytes(encoding), authority.issuing)
        assert (listed.this_update, listed.next_update) == (AT, AT + DAY)


def test_a_list_of_someone_else_or_a_part_of_one_is_refused(
    authority: TrialAuthority, other_key: rsa.RSAPrivateKey
) -> None:
    forged = crl(authority).sign(other_key, SHA256()).public_bytes(Encoding.DER)
    delta = crl(authority, x509.DeltaCRLIndicator(1)).sign(authority.key, SHA256()).public_bytes(Encoding.DER)
    named = crl(authority, issuer=authority.root.subject).sign(authority.key, SHA256()).public_bytes(Encoding.DER)
    for data in (forged, delta, named, b"", b"-----BEGIN X509 CRL-----", b"0\x00"):
        with pytest.raises(RevocationListWrong):
            RevocationList.read(data, authority.issuing)


# What a verifier must not let out


def test_a_certificate_with_strange_content_is_a_typed_problem(signer: Pkcs12Signer, trust: TrustStore) -> None:
    der = signer.certificates()[0].public_bytes(Encoding.DER)
    judged = 0
    for at in range(0, len(der), 3):
        mutant = bytearray(der)
        mutant[at] ^= 0x41
        try:
            certificate = x509.load_der_x509_certificate(bytes(mutant))
        except (ValueError, x509.InvalidVersion):
            continue
        judged += 1
        with pytest.raises(TrustProblem):
            trust.standing(certificate, at=AT)
    assert judged > 100
