"""Making the example world: two certification authorities, the gateway's key, both sites' tables, the sign-ins."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import transaction

from ibhxh.law.months import month_of
from ibhxh.sample import FACTORY_UNIT, factory_workbook
from ibhxh.sites.project import clock
from ibhxh.sites.project.example.cast import KEY_PASSPHRASE, PEOPLE, Door, SignIn
from ibhxh.sites.project.sides import Side, working_for
from ibhxh.sites.project.the_law import the_law
from ibhxh.trust import Environment, KeyRing, KnownKey, TrialAuthority, generate_key, save_key
from ibhxh.trust.instants import VIETNAM
from ibhxh.trust.trial_ca import ISSUING_VALID_FOR

#: The morning on which the factory's January list is filed.
STARTS_AT = datetime(2026, 1, 30, 8, 0, tzinfo=VIETNAM)
#: The agency's keys are older than anything they sign.
FOUNDED_AT = datetime(2025, 12, 1, 8, 0, tzinfo=VIETNAM)
AGENCY_CODE, AGENCY_NAME = "07999", "BHXH cơ sở Mẫu"
PUBLIC_AUTHORITY = "Chứng thực chữ ký số công cộng Mẫu"
SIGN_INS = "example-sign-ins.json"
#: The folder with what a newcomer tries: key files, the clerk's workbook of January, the unit's access key.
EXAMPLE = "example"
WORKBOOK, ACCESS_KEY = "thang-01-2026.xlsx", "access-key.txt"
OFFICIAL_KEY, TRIAL_KEY = "chu-ky-so-mau.p12", "chu-ky-so-dung-thu.p12"


def sign_ins(data: Path, gateway: str) -> tuple[SignIn, ...]:
    """Those who live in a folder of data; an empty one is filled first."""
    if not (data / SIGN_INS).exists():
        return make_world(data, gateway)
    return tuple(SignIn(**one) for one in json.loads((data / SIGN_INS).read_text()))


def make_world(data: Path, gateway: str) -> tuple[SignIn, ...]:
    """Fill an empty folder of data whose databases stand: the sign-ins of those who live there."""
    clock.set_example(STARTS_AT)
    agency = data / "agency"
    (agency / "anchors").mkdir(parents=True, exist_ok=True)
    trial = TrialAuthority.found(at=FOUNDED_AT)
    public = TrialAuthority.found(at=FOUNDED_AT, owner=PUBLIC_AUTHORITY)
    _hang_out(agency / "anchors", trial, "trial-")
    _hang_out(agency / "anchors", public, "public-")
    (agency / "anchors" / "public-root.crl").write_bytes(public.root_list or b"")
    nobody = public.revocation_file({}, at=FOUNDED_AT, valid_for=ISSUING_VALID_FOR)
    (agency / "anchors" / "public-issuing.crl").write_bytes(nobody)
    key = generate_key()
    (agency / "gateway.pem").unlink(missing_ok=True)
    save_key(key, agency / "gateway.pem")
    known = KnownKey.of(key, name=AGENCY_NAME, environment=Environment.TRIAL, valid_from=FOUNDED_AT)
    ring = KeyRing([known]).to_bytes()
    (agency / "keys.json").write_bytes(ring)
    door = Door(gateway, ring, secrets.token_urlsafe(32))
    key_files = {
        OFFICIAL_KEY: public.issue_pkcs12(
            name=FACTORY_UNIT.unit_name, mst=FACTORY_UNIT.mst, passphrase=KEY_PASSPHRASE, at=FOUNDED_AT
        ),
        TRIAL_KEY: trial.issue_pkcs12(
            name=FACTORY_UNIT.unit_name, mst=FACTORY_UNIT.mst, passphrase=KEY_PASSPHRASE, at=FOUNDED_AT
        ),
    }
    # Both or neither: a world half made could not be made again.
    with transaction.atomic(using="agency"), transaction.atomic(using="employer"):
        _fill_agency(door, [one for one in PEOPLE if one.side == "agency"])
        _fill_employer(door, [one for one in PEOPLE if one.side == "employer"], key_files)
    _lay_out(data / EXAMPLE, door, key_files)
    (data / SIGN_INS).write_text(json.dumps([asdict(one) for one in PEOPLE], ensure_ascii=False, indent=1))
    return PEOPLE


def _lay_out(folder: Path, door: Door, key_files: dict[str, bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for name, data in key_files.items():
        (folder / name).write_bytes(data)
    period = month_of(STARTS_AT.date())
    (folder / WORKBOOK).write_bytes(factory_workbook(period, 1, the_law(), faults=True))
    (folder / ACCESS_KEY).write_text(door.access_key + "\n")


def _hang_out(folder: Path, authority: TrialAuthority, prefix: str) -> None:
    certificates: dict[str, x509.Certificate] = {"root": authority.root, "issuing": authority.issuing}
    for title, certificate in certificates.items():
        (folder / f"{prefix}{title}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))


def _fill_agency(door: Door, people: list[SignIn]) -> None:
    from ibhxh.sites.agency.example import fill

    with working_for(Side.AGENCY):
        fill(people, access_key=door.access_key, agency_code=AGENCY_CODE, agency_name=AGENCY_NAME, at=clock.now())


def _fill_employer(door: Door, people: list[SignIn], key_files: dict[str, bytes]) -> None:
    from ibhxh.sites.employer.example import fill

    with working_for(Side.EMPLOYER):
        fill(people, door, key_files, agency_name=AGENCY_NAME, at=clock.now())
