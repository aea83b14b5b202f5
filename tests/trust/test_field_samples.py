"""The field's own signed files: right by calculation, signed by someone no store of ours knows."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from ibhxh.trust import Layout, TimeBinding, TrustProblem, TrustStore, Verified, verify_xml

from .documents import AT

pytestmark = [pytest.mark.unit, pytest.mark.samples]

M01B_HSB = Layout("M01B-HSB", "Cky")
ONE, TWO = "M01B-HSB_signed_one_reference.xml", "M01B-HSB_signed_two_references.xml"


def intact(data: bytes) -> Verified:
    return verify_xml(data, M01B_HSB, None, at=AT)


def refused(data: bytes, trust: TrustStore | None, at: datetime) -> str:
    with pytest.raises(TrustProblem) as caught:
        verify_xml(data, M01B_HSB, trust, at=at)
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "binding", "text"),
    [
        (ONE, TimeBinding.UNSIGNED, "2024-09-26T16:33:38Z"),
        (TWO, TimeBinding.SIGNED_ALONE, "2024-09-24T14:27:15"),
    ],
)
def test_they_are_intact(name: str, binding: TimeBinding, text: str, field_samples: Path) -> None:
    verified = intact((field_samples / "xml" / name).read_bytes())
    assert verified.standing is None
    assert (verified.signing_time.binding, verified.signing_time.text) == (binding, text)
    assert verified.signer.mst is not None
    assert not verified.signer.trial


@pytest.mark.parametrize("name", [ONE, TWO])
def test_their_signer_is_unknown_to_us(name: str, field_samples: Path, trust: TrustStore) -> None:
    data = (field_samples / "xml" / name).read_bytes()
    assert refused(data, trust, intact(data).signer.valid_from) == "CERTIFICATE_UNKNOWN"
    assert refused(data, trust, AT) == "CERTIFICATE_EXPIRED"


@pytest.mark.parametrize("name", [ONE, TWO])
def test_a_change_is_seen(name: str, field_samples: Path) -> None:
    data = (field_samples / "xml" / name).read_bytes()
    assert refused(data.replace(b"<STT>1<", b"<STT>2<"), None, AT) == "DIGEST_WRONG"


def test_a_changed_time_is_seen_where_it_is_bound_in_any_way(field_samples: Path) -> None:
    data = (field_samples / "xml" / TWO).read_bytes()
    assert refused(data.replace(b"14:27:15", b"14:27:16"), None, AT) == "DIGEST_WRONG"
