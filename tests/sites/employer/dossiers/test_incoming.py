"""What the agency tells moves the dossier: once, when its seal is right, in whatever order it comes."""

from __future__ import annotations

import hashlib
from itertools import permutations

import pytest

from ibhxh.formats.notices import Notice
from ibhxh.sites.employer.dossiers.incoming import keep_notices, settle
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.employer.transport import FetchedNotice
from ibhxh.sites.project.lifecycle import fire, known_facts
from ibhxh.states import DOSSIER, Actor, DossierState
from tests.build.journey import NOW, Place, a_sending, a_sent
from tests.build.notices import acceptance, account_notice, decision, refusal, sealed, supplement_request

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]


def tell(place: Place, *told: Notice, first: int = 1) -> int:
    fetched = [FetchedNotice(seq, sealed(notice)) for seq, notice in enumerate(told, first)]
    return keep_notices(place.unit, fetched, at=NOW)


def events(dossier: Dossier) -> list[str]:
    return list(dossier.events.values_list("event", flat=True))


def state(dossier: Dossier) -> str:
    dossier.refresh_from_db()
    return dossier.state


def test_the_acceptance_gives_number_and_day(place: Place) -> None:
    dossier = a_sent(place)
    assert tell(place, acceptance()) == 1
    assert state(dossier) == DossierState.ACCEPTED
    assert (dossier.number, dossier.due_at) == ("00417/2026/07999", acceptance().due_at)
    assert place.unit.notices_seen == 1


def test_the_same_notice_moves_it_once(place: Place) -> None:
    dossier = a_sent(place)
    assert tell(place, acceptance(), acceptance()) == 1
    assert tell(place, acceptance()) == 0
    settle(dossier, at=NOW)
    assert events(dossier).count("accept") == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_in_any_order_the_end_is_the_same(place: Place, order: tuple[int, ...]) -> None:
    dossier = a_sent(place)
    told = (acceptance(), supplement_request(), decision())
    for seq, which in enumerate(order, 1):
        tell(place, told[which], first=seq)
    assert state(dossier) == DossierState.RESULT_RECEIVED
    assert known_facts(dossier.events.all())["accepted_lines"] == 68
    assert events(dossier)[-2:] == ["decide_partial", "store_result"]


def test_a_notice_before_the_receipt_waits_for_it(place: Place) -> None:
    dossier = a_sending(place).dossier
    tell(place, acceptance())
    assert state(dossier) == DossierState.SENDING
    facts = {"received_at": NOW.isoformat(), "transaction_code": "x", "slip_due_at": NOW.isoformat()}
    fire(dossier, DOSSIER, "receive_receipt", actor=Actor.AGENCY, by="cổng", at=NOW, facts=facts)
    settle(dossier, at=NOW)
    assert state(dossier) == DossierState.ACCEPTED


def test_all_lines_accepted_is_done(place: Place) -> None:
    dossier = a_sent(place)
    tell(place, acceptance(), decision(returned=()))
    assert "decide_full" in events(dossier)
    assert state(dossier) == DossierState.RESULT_RECEIVED


def test_all_lines_returned_is_returned_with_the_reason(place: Place) -> None:
    dossier = a_sent(place)
    tell(place, acceptance(), decision(returned=range(70)))
    assert state(dossier) == DossierState.RETURNED
    assert known_facts(dossier.events.all())["reason"] == "Người lao động đang tham gia tại đơn vị khác."


def test_a_refusal_before_the_acceptance_counts_as_not_filed(place: Place) -> None:
    dossier = a_sent(place)
    tell(place, refusal())
    assert state(dossier) == DossierState.GATE_REJECTED


def test_a_refusal_after_the_acceptance_returns_it(place: Place) -> None:
    dossier = a_sent(place)
    tell(place, acceptance(), refusal())
    assert state(dossier) == DossierState.RETURNED


def test_a_month_notice_is_kept_with_its_month(place: Place) -> None:
    assert tell(place, account_notice()) == 1
    kept = place.unit.notices.get()
    assert (kept.kind, kept.dossier, kept.number) == ("ibhxh-account", None, "00112/TB-BHXH")
    assert kept.digest == hashlib.sha256(bytes(kept.statement)).hexdigest()


def test_a_notice_with_a_broken_seal_moves_nothing_and_is_asked_for_again(place: Place) -> None:
    dossier = a_sent(place)
    broken = sealed(acceptance()).replace(b'"sig":"', b'"sig":"AAAA')
    fetched = [FetchedNotice(1, broken), FetchedNotice(2, sealed(account_notice()))]
    assert keep_notices(place.unit, fetched, at=NOW) == 1
    assert state(dossier) == DossierState.SENT
    assert place.unit.notices_seen == 0


def test_a_notice_for_another_unit_is_not_kept(place: Place) -> None:
    place.unit.unit_code = "TZ99002"
    place.unit.save()
    assert tell(place, acceptance()) == 0
    assert place.unit.notices_seen == 1
