"""Notices as bytes: each kind round trips, and nothing else is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ibhxh.formats.canonical_json import canonical_json
from ibhxh.formats.notices import (
    NOTICE_TYPES,
    Acceptance,
    AccountNotice,
    Addressee,
    Counted,
    Decision,
    DossierPart,
    LineResult,
    NotANotice,
    Notice,
    Outcome,
    ParticipantsNotice,
    Reason,
    notice_of,
    parts_of,
)
from tests.build.notices import (
    acceptance,
    account_notice,
    decision,
    january,
    notices,
    participants_notice,
    reference,
    refusal,
    supplement_request,
)
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

ALL = pytest.mark.parametrize("notice", notices(), ids=lambda notice: type(notice).__name__)
Change = Callable[[dict[str, Any]], object]


def changed(notice: Notice, change: Change) -> bytes:
    """The payload with something changed, written canonically again."""
    said = json.loads(notice.to_bytes())
    change(said)
    return canonical_json(said)


def test_there_is_a_notice_of_every_kind() -> None:
    assert {type(notice) for notice in notices()} == set(NOTICE_TYPES.values())
    assert len({kind.TYPE for kind in NOTICE_TYPES.values()}) == len(NOTICE_TYPES)


@ALL
def test_what_is_written_is_read_back(notice: Notice) -> None:
    payload = notice.to_bytes()
    assert type(notice).from_bytes(payload) == notice
    assert notice_of(notice.MEDIA_TYPE, payload) == notice
    assert payload == canonical_json(json.loads(payload))
    assert f'"type":"{notice.TYPE}"'.encode() in payload


@ALL
@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.update(type="ibhxh-receipt"),
        lambda said: said.update(version=2),
        lambda said: said.update(version=True),
        lambda said: said.update(more=1),
        lambda said: said.pop("head"),
        lambda said: said["head"].update(number=""),
        lambda said: said["head"].update(number=12),
        lambda said: said["head"].update(issued_at="2026-01-30T14:18:07Z"),
        lambda said: said["head"].update(issued_at="2026-01-30T14:18:07"),
        lambda said: said["head"].update(issued_at="2026-01-30T14:18:07.5+07:00"),
        lambda said: said["head"].update(unit=[]),
        lambda said: said["head"]["agency"].pop("parent"),
    ],
)
def test_anything_else_is_refused(notice: Notice, change: Change) -> None:
    with pytest.raises(NotANotice):
        type(notice).from_bytes(changed(notice, change))


@ALL
def test_the_same_said_in_other_bytes_is_refused(notice: Notice) -> None:
    said = json.loads(notice.to_bytes())
    for other in (json.dumps(said).encode(), canonical_json(said) + b"\n", canonical_json(said)[:-1], b"[]", b"5", b""):
        with pytest.raises(NotANotice):
            type(notice).from_bytes(other)


@ALL
def test_a_payload_counts_only_under_its_own_type(notice: Notice) -> None:
    for media_type in {*NOTICE_TYPES, "application/vnd.ibhxh.receipt+json"} - {notice.MEDIA_TYPE}:
        with pytest.raises(NotANotice):
            notice_of(media_type, notice.to_bytes())


@pytest.mark.parametrize(
    ("notice", "change"),
    [
        (acceptance(), lambda said: said["dossier"].update(transaction_codes=[])),
        (acceptance(), lambda said: said["dossier"].update(round="1")),
        (acceptance(), lambda said: said["dossier"].update(period="2026-1")),
        (acceptance(), lambda said: said["counts"].update(warning="3")),
        (acceptance(), lambda said: said["parts"][0].update(counted="sheets")),
        (supplement_request(), lambda said: said.update(deadline="12/02/2026")),
        (supplement_request(), lambda said: said["items"][0].update(reason=None)),
        (refusal(), lambda said: said["reasons"][0].pop("law")),
        (decision(), lambda said: said.update(outcome="full")),
        (decision(), lambda said: said["lines"][58].update(reason=None)),
        (decision(), lambda said: said["lines"][0].update(reason={"law": None, "text": "Thừa lý do."})),
        (account_notice(), lambda said: said["account"].update(unit_code="TZ99002")),
        (account_notice(), lambda said: said["account"].update(agency_code="07900")),
        (account_notice(), lambda said: said["account"]["lines"].pop("B.3")),
        (account_notice(), lambda said: said["account"]["lines"]["B.3"].update(bhxh=1.5)),
    ],
)
def test_a_member_out_of_shape_is_refused(notice: Notice, change: Change) -> None:
    with pytest.raises(NotANotice):
        type(notice).from_bytes(changed(notice, change))


def test_the_outcome_follows_from_the_lines() -> None:
    whole, part, none = decision(()), decision((58, 60)), decision(range(70))
    assert (whole.outcome, part.outcome, none.outcome) == (Outcome.FULL, Outcome.PARTIAL, Outcome.REFUSED)
    assert (len(part.accepted), len(part.returned)) == (68, 2)
    assert all(line.result is LineResult.RETURNED and line.reason for line in part.returned)
    assert json.loads(part.to_bytes())["outcome"] == "partial"


@pytest.mark.parametrize("at", [datetime(2026, 1, 30, 9, 0), datetime(2026, 1, 30, 9, 0, 0, 1, tzinfo=UTC)])  # noqa: DTZ001
def test_an_instant_needs_its_zone_and_whole_seconds(at: datetime) -> None:
    with pytest.raises(ValueError, match="time zone and whole seconds"):
        replace(acceptance(), accepted_at=at).to_bytes()


def test_instants_are_written_in_the_time_of_vietnam() -> None:
    at = acceptance().accepted_at.astimezone(UTC) + timedelta(hours=12)
    notice = replace(acceptance(), due_at=at)
    assert '"due_at":"2026-01-31T02:18:07+07:00"' in notice.to_bytes().decode()
    assert Acceptance.from_bytes(notice.to_bytes()).due_at == at


def test_the_parts_of_a_dossier() -> None:
    assert parts_of(january(), LAW) == (DossierPart("D02-TS", 70, Counted.ROWS),)


def test_what_a_month_s_notices_carry() -> None:
    account, *_ = (notice for notice in notices() if isinstance(notice, AccountNotice))
    (listed,) = (notice for notice in notices() if isinstance(notice, ParticipantsNotice))
    assert AccountNotice.from_bytes(account.to_bytes()).account["B.3"].total == 278_013_365
    assert ParticipantsNotice.from_bytes(listed.to_bytes()).participants.heads == 102


def test_a_decision_of_many_lines_keeps_their_places() -> None:
    again = Decision.from_bytes(decision().to_bytes())
    assert [(line.sheet, line.row) for line in again.lines] == [(0, row) for row in range(70)]


@pytest.mark.parametrize(
    ("notice", "member"),
    [
        (replace(refusal(), guidance=""), "guidance"),
        (replace(refusal(), reasons=(Reason("Thiếu căn cứ.", ""),)), "reasons"),
        (replace(acceptance(), head=replace(acceptance().head, number="")), "head"),
    ],
)
def test_an_empty_text_is_not_written(notice: Notice, member: str) -> None:
    with pytest.raises(ValueError, match=member):
        notice.to_bytes()


def test_what_cannot_be_told_cannot_be_made() -> None:
    accepted = decision().accepted[0]
    with pytest.raises(ValueError, match="a returned line has a reason"):
        replace(accepted, result=LineResult.RETURNED)
    with pytest.raises(ValueError, match="a transaction"):
        replace(reference(), transaction_codes=())
    other = replace(acceptance().head, addressee=Addressee("TZ99002", "Đơn vị khác"))
    for notice in (account_notice(), participants_notice()):
        with pytest.raises(ValueError, match="of another unit"):
            replace(notice, head=other)
