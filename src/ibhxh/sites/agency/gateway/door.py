"""The agency's door, opened once a process: law, trusted anchors, key and memory as one `intake.Gateway`.

Its files lie in the folder `agency` of the site's data: `anchors/` whom it trusts, `gateway.pem` its key, `keys.json`
the public keys it hands out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from ibhxh.intake import Gateway
from ibhxh.sites.agency.gateway.registry import DjangoRegistry
from ibhxh.sites.project.the_law import the_law
from ibhxh.trust import KeyRing, load_key, read_trust_folder

ANCHORS, KEY, KEYS = "anchors", "gateway.pem", "keys.json"


def the_door() -> Gateway:
    """The gateway of this process. Raises OSError and `TrustProblem` where its files are missing or wrong."""
    return _door(Path(settings.IBHXH_DATA) / "agency", settings.IBHXH_AGENCY_CODE)


@cache
def _door(folder: Path, agency_code: str) -> Gateway:
    if not any((folder / ANCHORS).glob("*.pem")):
        raise FileNotFoundError(folder / ANCHORS)  # who trusts nobody would refuse every signature, for good
    return Gateway(
        law=the_law(),
        trust=read_trust_folder(folder / ANCHORS),
        registry=DjangoRegistry(),
        key=load_key(folder / KEY),
        keys=KeyRing.read(folder / KEYS),
        agency_code=agency_code,
    )
