"""A desk on disk: trusted anchors, the gateway's key, the public keys it hands out, and what it has received."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from ibhxh.cli.opening import save
from ibhxh.intake import Gateway, SqliteRegistry
from ibhxh.law import Law
from ibhxh.problem import Problem
from ibhxh.trust import (
    Environment,
    KeyRing,
    KnownKey,
    TrialAuthority,
    TrustStore,
    generate_key,
    load_key,
    read_trust_folder,
    save_key,
)
from ibhxh.words import Words

AUTHORITY, ANCHORS, GATEWAY_KEY, KEYS = "authority.p12", "anchors", "gateway.pem", "keys.json"
AGENCY, REGISTER = "agency.txt", "desk.sqlite"


class NotADesk(Problem):
    """A folder without the files of a desk."""

    code = "NOT_A_DESK"


def found_desk(folder: Path, passphrase: str, *, name: str, agency_code: str, at: datetime) -> None:
    """Makes a trial desk: authority, anchors, gateway key, key ring. Refuses a folder that already holds one."""
    if any((folder / name).exists() for name in (AUTHORITY, GATEWAY_KEY, KEYS, AGENCY)):
        raise NotADesk(
            Words(f"Thư mục {folder} đã có cổng dùng thử.", f"{folder} already holds a trial desk."),
            fix=Words("Chọn thư mục khác.", "Choose another folder."),
        )
    (folder / ANCHORS).mkdir(parents=True, exist_ok=True)
    authority = TrialAuthority.found(at=at)
    save(folder / AUTHORITY, authority.to_pkcs12(passphrase), secret=True)
    for title, certificate in (("root", authority.root), ("issuing", authority.issuing)):
        (folder / ANCHORS / f"trial-{title}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    key = generate_key()
    save_key(key, folder / GATEWAY_KEY)
    known = KnownKey.of(key, name=name, environment=Environment.TRIAL, valid_from=at)
    (folder / KEYS).write_bytes(KeyRing([known]).to_bytes())
    (folder / AGENCY).write_text(f"{agency_code}\n", encoding="utf-8")


def open_authority(folder: Path, passphrase: str) -> TrialAuthority:
    """The trial authority of a desk."""
    return TrialAuthority.open(_file(folder, AUTHORITY), passphrase)


def trust_of(folder: Path) -> TrustStore:
    """The trust store of a desk."""
    return read_trust_folder(_file(folder, ANCHORS))


@contextmanager
def open_gateway(folder: Path, law: Law) -> Iterator[Gateway]:
    """The gateway of a desk, its register open for the time of the block."""
    key, ring = load_key(_file(folder, GATEWAY_KEY)), KeyRing.read(_file(folder, KEYS))
    agency_code = _file(folder, AGENCY).read_text(encoding="utf-8", errors="replace").strip()
    registry = SqliteRegistry(folder / REGISTER)
    try:
        yield Gateway(law, trust_of(folder), registry, key, ring, agency_code)
    finally:
        registry.close()


def _file(folder: Path, name: str) -> Path:
    if not (folder / name).exists():
        raise NotADesk(
            Words(
                f"Thư mục {folder} không phải cổng tiếp nhận: thiếu {name}.", f"{folder} is no desk: {name} is missing."
            ),
            fix=Words(
                "Tạo cổng dùng thử bằng lệnh “ibhxh trial found”.", "Make a trial desk with “ibhxh trial found”."
            ),
        )
    return folder / name
