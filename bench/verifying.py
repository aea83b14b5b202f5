"""Verifying what arrives: the strict verification of one form's XML, and the whole examination of its dossier.

The floor is what no verifier can do without on the same bytes: parse once, canonicalise once, verify one RSA signature
over the canonical bytes. It trusts everybody and looks at nothing else: no certificate path, no schema, no content.
Both are timed in turn in one run, so that a busy machine slows both; the figures are medians of CPU time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from statistics import median
from time import process_time
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from lxml import etree

from ibhxh.client import Unit, package
from ibhxh.dossier import BusinessKey, Content, Draft, Sheet, freeze
from ibhxh.formats.envelope import read_envelope
from ibhxh.intake import Accepted, examine
from ibhxh.law import shipped_law
from ibhxh.law.months import month_index
from ibhxh.trust import Layout, Pkcs12Signer, TrialAuthority, verify_xml
from ibhxh.trust.instants import VIETNAM
from ibhxh.trust.trial_ca import new_key

FORM_BYTES = 20_000
RUNS = 200
AT = datetime(2026, 7, 13, 9, 15, tzinfo=VIETNAM)
MST, AGENCY, UNIT_CODE = "9900000016", "07999", "TZ99001"
ENVELOPE, FORM = Layout("Hoso", "CKy_Dvi"), Layout("D02-TS", "Cky")


def run() -> list[dict[str, Any]]:
    """CPU milliseconds of one verification and of one examination, each against its floor."""
    law, authority, key = shipped_law(), TrialAuthority.found(at=AT), new_key()
    signer = Pkcs12Signer(key, [authority.issue(key.public_key(), name="Đơn vị mẫu", mst=MST, at=AT)])
    trust = authority.trust_store()
    unit = Unit(UNIT_CODE, MST, "Đơn vị mẫu", AGENCY, work_week="6", wage_region="01")
    data = package(_content(rows=_rows_for(FORM_BYTES)), law, signer, unit=unit, signed_at=AT).package
    form = read_envelope(verify_xml(data, ENVELOPE, trust, at=AT).tree()).files[0].data

    def examined() -> None:
        assert isinstance(examine(data, law, trust, at=AT), Accepted)

    floor_of_form, floor_of_data = _floor(form, key), _floor(data, key)
    figures: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        f"verify the XML of a form, {len(form) / 1000:.0f} KB": (
            lambda: verify_xml(form, FORM, trust, at=AT),
            floor_of_form,
        ),
        f"examine its dossier, {len(data) / 1000:.0f} KB": (examined, lambda: (floor_of_data(), floor_of_form())),
    }
    return [_figure(name, ours, floor) for name, (ours, floor) in figures.items()]


def _figure(name: str, ours: Callable[[], object], floor: Callable[[], object]) -> dict[str, Any]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for taken, work in zip(times, (ours, floor), strict=True):
            since = process_time()
            work()
            taken.append((process_time() - since) * 1000)
    value, least = (median(taken) for taken in times)
    return {"name": name, "value": value, "unit": "ms", "floor": least, "ratio": value / least}


def _floor(data: bytes, key: rsa.RSAPrivateKey) -> Callable[[], None]:
    def canonical() -> bytes:
        return etree.tostring(etree.fromstring(data), method="c14n")

    public, signature = key.public_key(), key.sign(canonical(), PKCS1v15(), SHA256())
    return lambda: public.verify(signature, canonical(), PKCS1v15(), SHA256())


def _rows_for(size: int) -> int:
    """So many rows that one form is about so large."""
    return size // 1600


def _content(rows: int) -> Content:
    version = shipped_law().form("D02-LT", AT.date())
    sheet = Sheet.of(
        version,
        {"unit_code": UNIT_CODE, "mst": MST, "unit_name": "Đơn vị mẫu"},
        [
            {
                "full_name": f"Trần Thị Mai Lan {i}",
                "si_number": f"99000001{i:02}",
                "personal_id": f"0991990001{i:02}",
                "birth_date": "1999-05-17",
                "sex": "female",
                "nationality": "VN",
                "plan": "TM",
                "job_title": "Công nhân may",
                "workplace": "Xã Hóc Môn, Thành phố Hồ Chí Minh",
                "wage": 5_681_700,
                "contract_kind": "fixed",
                "effective_on": date(2026, 7, 1),
                "contract_end": date(2027, 6, 30),
                "from_month": month_index("2026-07"),
                "care_facility": "79001",
                "result_medium": "electronic",
            }
            for i in range(rows)
        ],
    )
    key = BusinessKey(UNIT_CODE, "600", month_index("2026-07"), 1)
    return freeze(Draft("0f" * 16, key, MST, AGENCY, (sheet,)), made_on=AT.date())
