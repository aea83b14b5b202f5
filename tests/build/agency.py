"""An agency's site for tests: the files of its door, an office with a unit, and packages the unit signed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from ibhxh.client import package
from ibhxh.dossier import BusinessKey, Content, Sheet, freeze
from ibhxh.law.months import month_index
from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.sites.agency.staff.models import Office
from ibhxh.sites.project.sides import Side, working_for
from ibhxh.trust import Pkcs12Signer, TrialAuthority, save_key
from ibhxh.trust.instants import VIETNAM
from ibhxh.trust.trial_ca import new_key
from tests.build.filing import AT, UNIT, authority, gateway_key, key_ring, signer
from tests.build.sheets import AGENCY, D02, FILED_ON, HEADER, LAW, MST, draft, worker

ACCESS_KEY = "khoa-truy-cap-cua-don-vi-mau"
_FOUNDED = datetime(2025, 12, 1, tzinfo=VIETNAM)


@cache
def public_authority() -> TrialAuthority:
    """An invented public authority: its certificates count as official."""
    return TrialAuthority.found(at=_FOUNDED, owner="Chứng thực công cộng Mẫu")


@cache
def official_signer(mst: str = MST) -> Pkcs12Signer:
    """A unit's official certificate with its key."""
    key = new_key()
    certificate = public_authority().issue(key.public_key(), name=UNIT.unit_name, mst=mst, at=_FOUNDED)
    return Pkcs12Signer(key, [certificate, public_authority().issuing])


def make_door(data: Path) -> None:
    """The files of an agency's door in a site's data: it trusts the trial authority and the invented public one."""
    folder = data / "agency"
    if folder.exists():
        return
    (folder / "anchors").mkdir(parents=True)
    for prefix, founded in (("trial", authority()), ("public", public_authority())):
        for name, certificate in (("root", founded.root), ("issuing", founded.issuing)):
            file = folder / "anchors" / f"{prefix}-{name}.pem"
            file.write_bytes(certificate.public_bytes(Encoding.PEM))
    public = public_authority()
    (folder / "anchors" / "public-root.crl").write_bytes(public.root_list or b"")
    (folder / "anchors" / "public-issuing.crl").write_bytes(
        public.revocation_file({}, at=_FOUNDED, valid_for=datetime(2027, 1, 1, tzinfo=VIETNAM) - _FOUNDED)
    )
    save_key(gateway_key(), folder / "gateway.pem")
    (folder / "keys.json").write_bytes(key_ring().to_bytes())


def register_unit(unit_code: str = UNIT.unit_code, mst: str = MST) -> RegisteredUnit:
    """The sample unit in the register of its office."""
    with working_for(Side.AGENCY):
        office, _ = Office.objects.get_or_create(code=AGENCY, defaults={"name": "BHXH cơ sở Mẫu", "place": "Hóc Môn"})
        return RegisteredUnit.objects.create(
            unit_code=unit_code,
            mst=mst,
            name=UNIT.unit_name,
            office=office,
            access_hash=hashlib.sha256(ACCESS_KEY.encode()).hexdigest(),
            opening_month=month_index("2026-06"),
        )


def content_of(
    number: int, *, rows: int = 1, unit_code: str = UNIT.unit_code, dossier: int | None = None, mst: str = MST
) -> Content:
    """The dossier of a unit in its `number`-th round, from 0 on; `dossier` tells several for one round apart."""
    key = BusinessKey(unit_code, "600", month_index("2026-07") - number // 99, number % 99 + 1)
    lines = [worker(full_name=f"Trần Thị Mai Lan {row}", si_number=f"9900{row:06}") for row in range(rows)]
    sheet = Sheet.of(D02, HEADER | {"unit_code": unit_code, "mst": mst}, lines)
    dossier_id = f"{number if dossier is None else dossier:032x}"
    return freeze(replace(draft(sheet, dossier_id=dossier_id), key=key, mst=mst), made_on=FILED_ON)


def package_of(content: Content, *, trial: bool = False, at: datetime = AT) -> bytes:
    """The content as the unit signs and sends it."""
    mst = content.head.mst
    unit = replace(UNIT, unit_code=content.head.key.unit_code, mst=mst)
    return package(content, LAW, signer(mst) if trial else official_signer(mst), unit=unit, signed_at=at).package


@contextmanager
def at_the_agency() -> Iterator[None]:
    """Work that is done for the agency."""
    with working_for(Side.AGENCY):
        yield
