"""A trial world in which dossiers are signed and received: one authority, one unit's certificate, one gateway."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path

from ibhxh.client import Submission, Unit, package
from ibhxh.dossier import Attachment, Content
from ibhxh.intake import Gateway, SqliteRegistry
from ibhxh.trust import Environment, KeyRing, KnownKey, Pkcs12Signer, TrialAuthority, TrustStore, generate_key
from ibhxh.trust.instants import VIETNAM
from ibhxh.trust.keys import GatewayKey
from ibhxh.trust.trial_ca import new_key
from tests.build.sheets import AGENCY, LAW, MST

AT = datetime(2026, 7, 13, 9, 15, 0, tzinfo=VIETNAM)
UNIT = Unit(
    unit_code="TZ99001",
    mst=MST,
    unit_name="Công ty TNHH May Bình Minh Mẫu",
    agency_code=AGENCY,
    work_week="6",
    wage_region="01",
    representative="Vũ Thị Phương Nga",
    phone="028 3999 0000",
)
PAPER = Attachment("CT-DK", "hợp đồng lao động.pdf", "application/pdf", b"%PDF-1.7 \x00\xff")


@cache
def authority() -> TrialAuthority:
    """The one trial authority of a test run."""
    return TrialAuthority.found(at=datetime(2025, 12, 1, tzinfo=VIETNAM))


@cache
def signer(mst: str = MST) -> Pkcs12Signer:
    """A unit's trial certificate with its key."""
    key = new_key()
    since = datetime(2025, 12, 1, tzinfo=VIETNAM)
    certificate = authority().issue(key.public_key(), name="Công ty TNHH May Bình Minh Mẫu", mst=mst, at=since)
    return Pkcs12Signer(key, [certificate, authority().issuing])


@cache
def trust() -> TrustStore:
    """A store that trusts the trial authority."""
    return authority().trust_store()


@cache
def gateway_key() -> GatewayKey:
    """The gateway's own key."""
    return generate_key()


@cache
def key_ring() -> KeyRing:
    """What the world knows of the gateway's key."""
    since = datetime(2026, 1, 1, tzinfo=VIETNAM)
    known = KnownKey.of(gateway_key(), name="Cổng mẫu BHXH", environment=Environment.TRIAL, valid_from=since)
    return KeyRing([known])


def gateway(folder: Path) -> Gateway:
    """A gateway that remembers in a file of the folder."""
    return Gateway(LAW, trust(), SqliteRegistry(folder / "desk.sqlite"), gateway_key(), key_ring(), AGENCY)


def counting() -> Callable[[int], bytes]:
    """Random bytes that are not: each call gives the next number."""
    numbers = count(1)
    return lambda size: next(numbers).to_bytes(size, "big")


def packed(content: Content, *files: Attachment, at: datetime = AT, unsigned: bool = False) -> Submission:
    """The content signed by the sample unit at an instant."""
    return package(content, LAW, None if unsigned else signer(), unit=UNIT, files=files, signed_at=at)
