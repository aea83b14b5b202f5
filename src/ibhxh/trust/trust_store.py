"""Whom we trust, and whether a certificate's path ends there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from cryptography import x509
from cryptography.x509.verification import ExtensionPolicy, PolicyBuilder, Store, VerificationError

from ibhxh.trust.certificates import readable, require_signing_purpose, require_strong, require_valid
from ibhxh.trust.environment import Environment
from ibhxh.trust.errors import CertificateRevoked, CertificateUnknown
from ibhxh.trust.instants import day_of
from ibhxh.trust.revocation import Revocation, RevocationList

_KNOWN_PATHS = 4096


@dataclass(frozen=True, slots=True)
class Anchor:
    """A root certificate that is trusted as such, and the world it belongs to."""

    certificate: x509.Certificate
    environment: Environment


@dataclass(frozen=True, slots=True)
class Standing:
    """A certificate whose path holds: in which world, and what is known of its revocation."""

    environment: Environment
    revocation: Revocation

    @property
    def acceptable(self) -> bool:
        """Closed on doubt: a stale list never lets a dossier be accepted, and in production neither does a missing one.
        What is not acceptable yet may still be received, with its certificate's status pending."""
        if self.environment is Environment.TRIAL and self.revocation is Revocation.NO_LIST:
            return True
        return self.revocation is Revocation.GOOD


@dataclass(frozen=True, slots=True)
class _Path:
    """A path proved once: it depends on the instant only through the validity of its certificates, so it is proved for
    every instant in which all of them are valid."""

    chain: Sequence[x509.Certificate]
    since: datetime
    until: datetime


class TrustStore:
    """Whom we trust: anchors, the issuing certificates below them (signatures in the field carry no chain) and, where
    known, revocation lists."""

    def __init__(
        self,
        anchors: Iterable[Anchor],
        *,
        intermediates: Iterable[x509.Certificate] = (),
        revocations: Iterable[RevocationList] = (),
    ) -> None:
        self._environments = {anchor.certificate: anchor.environment for anchor in anchors}
        self._intermediates = list(intermediates)
        self._revocations = {revocation.issuer: revocation for revocation in revocations}
        self._store = Store(list(self._environments)) if self._environments else None
        self._paths: dict[x509.Certificate, _Path] = {}

    def standing(
        self, certificate: x509.Certificate, *, others: Sequence[x509.Certificate] = (), at: datetime
    ) -> Standing:
        """Judge a signer's certificate at an instant (aware); `others` are the certificates that came with it.

        Raises CertificateUnreadable, CertificateWeak, CertificateExpired, CertificateNotYetValid, CertificatePurpose,
        CertificateUnknown, CertificateRevoked.
        """
        path = self._paths.get(certificate)
        if path is None or not path.since <= at <= path.until:
            path = self._prove(certificate, others, at)
            if len(self._paths) >= _KNOWN_PATHS:
                self._paths.clear()
            self._paths[certificate] = path
        return Standing(self._environments[path.chain[-1]], self._revocation(path.chain, at))

    def _prove(self, leaf: x509.Certificate, others: Sequence[x509.Certificate], at: datetime) -> _Path:
        require_valid(leaf, at)
        require_strong(leaf)
        require_signing_purpose(leaf)
        if self._store is None:
            raise CertificateUnknown
        verifier = (
            PolicyBuilder()
            .store(self._store)
            .time(at)
            .extension_policies(ca_policy=ExtensionPolicy.webpki_defaults_ca(), ee_policy=ExtensionPolicy.permit_all())
            .build_client_verifier()
        )
        try:
            with readable():
                chain = verifier.verify(leaf, [*self._intermediates, *others]).chain
        except VerificationError as error:
            raise CertificateUnknown from error
        return _Path(
            chain,
            max(certificate.not_valid_before_utc for certificate in chain),
            min(certificate.not_valid_after_utc for certificate in chain),
        )

    def _revocation(self, chain: Sequence[x509.Certificate], at: datetime) -> Revocation:
        states = set()
        for certificate, issuer in pairwise(chain):
            revocations = self._revocations.get(issuer)
            if revocations is None:
                states.add(Revocation.NO_LIST)
                continue
            revoked_at = revocations.revoked_at(certificate)
            if revoked_at is not None and revoked_at <= at:
                raise CertificateRevoked(day=day_of(revoked_at))
            states.add(revocations.state(certificate, at))
        return max(states, default=Revocation.NO_LIST)
