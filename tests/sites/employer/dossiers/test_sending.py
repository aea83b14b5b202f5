"""The job that sends: over a real connection, until a receipt that can be believed is in hand."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ibhxh.intake import receive
from ibhxh.sites.employer.dossiers import following, sending
from ibhxh.sites.employer.dossiers.correcting import correct_dossier
from ibhxh.sites.employer.dossiers.making import is_round_free, next_round
from ibhxh.sites.employer.models import Parcel
from ibhxh.sites.employer.transport import Transport
from ibhxh.sites.project.jobs.models import Job
from ibhxh.sites.project.jobs.queue import Again
from ibhxh.sites.project.jobs.worker import BACK_OFF, Worker
from ibhxh.sites.project.lifecycle import known_facts
from ibhxh.sites.project.sides import Side
from ibhxh.states import Actor, DossierState
from ibhxh.trust import KeyRing
from ibhxh.trust.instants import VIETNAM
from tests.build import filing
from tests.build.drafting import JANUARY
from tests.build.journey import NOW, Answer, Asked, GatewayStub, Place, a_sending, a_sent, browser
from tests.build.notices import acceptance, sealed
from tests.sites.employer.dossiers.conftest import Hour

pytestmark = [pytest.mark.real, pytest.mark.django_db(databases=["employer"])]


class Door:
    """Answers as a gateway does, with receipts of its own key; `lost` answers never arrive."""

    def __init__(self, folder: Path, *, lost: int = 0) -> None:
        self._folder, self.lost = folder, lost

    def __call__(self, asked: Asked) -> Answer | None:
        gateway = filing.gateway(self._folder)
        key = asked.headers["Idempotency-Key"]
        found = receive(asked.body, gateway, at=NOW, random=lambda n: b"\x07" * n, idempotency_key=key)
        assert isinstance(found, bytes), found
        if self.lost:
            self.lost -= 1
            return None
        return Answer(201, found)


def problem(status: int, code: str, *, next_round: object = None, **headers: str) -> Answer:
    said: dict[str, Any] = {"type": "about:blank", "title": code, "status": status, "code": code, "field_code": "SE012"}
    said["next_round"] = next_round
    said["what"] = {"vi": "Đợt này đã có hồ sơ.", "en": "The round is taken."}
    return Answer(status, json.dumps(said).encode(), "application/problem+json", headers)


def again(parcel: Parcel) -> Parcel:
    return Parcel.objects.select_related("dossier__unit").get(pk=parcel.pk)


def test_a_receipt_that_holds_makes_it_sent(place: Place, gateway: GatewayStub, tmp_path: Path) -> None:
    parcel, gateway.answer = a_sending(place), Door(tmp_path)
    assert sending.send(str(parcel.pk)) is None
    sent = again(parcel)
    assert sent.receipt
    assert sent.dossier.state == DossierState.SENT
    assert sent.dossier.transaction_code.startswith("260130-")
    facts = known_facts(sent.dossier.events.all())
    assert facts["slip_due_at"] == (NOW + timedelta(hours=2)).astimezone(VIETNAM).isoformat()
    (asked,) = gateway.asked
    assert (asked.path, asked.headers["Content-Type"]) == ("/api/v1/packages", "application/xml")
    assert asked.body == bytes(parcel.package)
    assert set(Job.objects.values_list("name", flat=True)) == {following.FOLLOW, following.FETCH}


def test_done_twice_it_is_sent_once(place: Place, gateway: GatewayStub, tmp_path: Path) -> None:
    parcel, gateway.answer = a_sending(place), Door(tmp_path)
    sending.send(str(parcel.pk))
    assert sending.send(str(parcel.pk)) is None
    assert len(gateway.asked) == 1


def test_a_lost_answer_is_asked_for_again_with_the_same_bytes_and_key(
    place: Place, gateway: GatewayStub, tmp_path: Path
) -> None:
    parcel, gateway.answer = a_sending(place), Door(tmp_path, lost=1)
    waits = sending.send(str(parcel.pk))
    assert waits == Again(timedelta(minutes=1))
    tried = again(parcel)
    assert (tried.dossier.state, tried.attempts, tried.maybe_there) == (DossierState.SENDING, 1, True)
    assert tried.dossier.events.last().event == "retry"
    sending.send(str(parcel.pk))
    one, other = gateway.asked
    assert (one.body, one.headers["Idempotency-Key"]) == (other.body, other.headers["Idempotency-Key"])
    assert again(parcel).dossier.state == DossierState.SENT


def test_waits_grow_and_end_in_a_dead_letter_that_can_be_sent_again(place: Place, hour: Hour) -> None:
    parcel = a_sending(place)  # nobody listens at its gateway
    waits = []
    while isinstance(told := sending.send(str(parcel.pk)), Again):
        waits.append(told.after // timedelta(minutes=1))
        hour.at += told.after
    assert waits == [1, 2, 5, 15, 30, 60, 60, 60, 60, 60, 60]
    dead = again(parcel)
    assert (dead.dossier.state, dead.attempts) == (DossierState.UNDELIVERABLE, 12)
    assert not dead.maybe_there
    assert sending.send(str(parcel.pk)) is None
    assert again(parcel).attempts == 12

    sending.send_again(dead.dossier, dead, actor=Actor.CLERK, by="Lê Thị Mẫu Hạnh", at=hour.at)
    revived = again(parcel)
    assert (revived.dossier.state, revived.attempts, revived.parked_at) == (DossierState.SENDING, 0, None)
    assert Job.objects.filter(name=sending.JOB, payload={"parcel": str(parcel.pk)}).count() == 1


def test_a_typed_refusal_is_final_and_told(place: Place, gateway: GatewayStub) -> None:
    parcel = a_sending(place)
    gateway.answer = lambda _: problem(409, "ROUND_TAKEN")
    assert sending.send(str(parcel.pk)) is None
    refused = again(parcel)
    assert refused.dossier.state == DossierState.GATE_REJECTED
    assert known_facts(refused.dossier.events.all())["reason"] == "Đợt này đã có hồ sơ."
    assert refused.trouble["field_code"] == "SE012"
    sending.send(str(parcel.pk))
    assert len(gateway.asked) == 1


@pytest.mark.parametrize(("told", "upcoming"), [(None, 2), (4, 4), ("4", 2), (True, 2), (0, 2), (100, 2), (1, 2)])
def test_whose_round_is_held_elsewhere_is_corrected_under_a_free_one(
    place: Place, gateway: GatewayStub, told: object, upcoming: int
) -> None:
    parcel = a_sending(place)
    gateway.answer = lambda _: problem(409, "ROUND_TAKEN", next_round=told)
    sending.send(str(parcel.pk))
    refused = again(parcel).dossier
    assert not is_round_free(place.unit, JANUARY, 1)
    made = correct_dossier(refused, actor=Actor.CLERK, by="Lê Thị Mẫu Hạnh", at=NOW)
    assert (refused.state, made.round) == (DossierState.GATE_REJECTED, upcoming)


def test_what_was_refused_for_another_reason_keeps_no_round(place: Place, gateway: GatewayStub) -> None:
    parcel = a_sending(place)
    gateway.answer = lambda _: problem(422, "WRONG_AGENCY")
    sending.send(str(parcel.pk))
    assert is_round_free(place.unit, JANUARY, 1) and next_round(place.unit, JANUARY) == 1


def test_a_fault_while_sending_ends_where_it_can_be_sent_again(
    place: Place, hour: Hour, gateway: GatewayStub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcel, worker = a_sending(place), Worker(Side.EMPLOYER)
    sending.ask_to_send(parcel, at=hour.at)
    with monkeypatch.context() as broken:
        broken.setattr(Transport, "submit", lambda *_: 1 / 0)
        while worker.run_next():
            hour.at += timedelta(hours=1)
    dead = again(parcel)
    assert (dead.dossier.state, dead.attempts) == (DossierState.UNDELIVERABLE, len(BACK_OFF) + 1)
    assert dead.maybe_there, "it may have broken after the package was out"
    page = browser(place.clerk).get(place.path(parcel.dossier_id)).content.decode()
    assert "Gửi lại hồ sơ" in page and "Phần mềm gặp lỗi khi gửi" in page and "Thu hồi để sửa" not in page

    gateway.answer = Door(tmp_path)
    browser(place.clerk).post(place.path(f"{parcel.dossier_id}/gui-lai"))
    assert worker.run_next()
    assert again(parcel).dossier.state == DossierState.SENT


@pytest.mark.parametrize(
    ("answer", "maybe_there", "minutes"),
    [
        (problem(429, "TOO_MANY", **{"Retry-After": "600"}), False, 10),
        (problem(429, "TOO_MANY", **{"Retry-After": "9" * 5000}), False, 60),
        (problem(503, "BUSY"), False, 1),
        (Answer(502, b"<html>Bad gateway</html>", "text/html"), True, 1),
        (Answer(404, b"<html>not here</html>", "text/html"), False, 1),
        (Answer(302, b"", headers={"Location": "http://127.0.0.1:9/"}), False, 1),
    ],
)
def test_what_is_about_the_moment_is_tried_again(
    place: Place, gateway: GatewayStub, answer: Answer, maybe_there: bool, minutes: int
) -> None:
    parcel = a_sending(place)
    gateway.answer = lambda _: answer
    assert sending.send(str(parcel.pk)) == Again(timedelta(minutes=minutes))
    tried = again(parcel)
    assert (tried.dossier.state, tried.maybe_there) == (DossierState.SENDING, maybe_there)


def test_a_receipt_by_a_key_that_is_not_pinned_does_not_count(
    place: Place, gateway: GatewayStub, tmp_path: Path
) -> None:
    place.unit.gateway_keys = KeyRing([]).to_bytes()
    place.unit.save()
    parcel, gateway.answer = a_sending(place), Door(tmp_path)
    assert sending.send(str(parcel.pk)) is None
    doubtful = again(parcel)
    assert (doubtful.receipt, doubtful.dossier.state) == (None, DossierState.UNDELIVERABLE)
    assert (doubtful.trouble["code"], doubtful.maybe_there) == ("RECEIPT_UNPROVED", True)


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>Welcome</html>", b'{"receipt": 1}'])
def test_an_answer_that_is_no_receipt_does_not_count(place: Place, gateway: GatewayStub, body: bytes) -> None:
    parcel = a_sending(place)
    gateway.answer = lambda _: Answer(200, body)
    sending.send(str(parcel.pk))
    assert again(parcel).dossier.state == DossierState.UNDELIVERABLE


def status(state: str, **more: Any) -> bytes:
    said = {"transaction_code": "260130-7Q2M-K4D0-XJ9T", "state": state, "national_code": 1, "number": None}
    return json.dumps(
        {**said, "due_at": None, "still_needed": ["paper"], "updated_at": NOW.isoformat(), **more}
    ).encode()


def listed(*statements: bytes) -> bytes:
    return json.dumps(
        {"notices": [{"seq": n, "statement": base64.b64encode(s).decode()} for n, s in enumerate(statements, 1)]}
    ).encode()


def test_following_shows_the_progress_and_fetches_the_notices_when_it_changes(
    place: Place, gateway: GatewayStub
) -> None:
    dossier = a_sent(place)
    dossier.transaction_code = "260130-7Q2M-K4D0-XJ9T"
    dossier.save()
    answers = {"/api/v1/packages/260130-7Q2M-K4D0-XJ9T": status("received")}
    answers["/api/v1/units/TZ99001/notices?after=0"] = listed(sealed(acceptance()))
    gateway.answer = lambda asked: Answer(200, answers[asked.path])
    assert following.follow(dossier.pk) == Again(timedelta(seconds=5))
    dossier.refresh_from_db()
    assert dossier.state == DossierState.ACCEPTED
    assert dossier.followed["still_needed"] == ["paper"]
    assert gateway.asked[1].headers["Authorization"] == "Bearer khoa-mau"
    following.follow(dossier.pk)
    assert len(gateway.asked) == 3, "nothing changed, so no notices are asked for"


def test_the_status_alone_moves_nothing(place: Place, gateway: GatewayStub) -> None:
    dossier = a_sent(place)
    dossier.transaction_code = "260130-7Q2M-K4D0-XJ9T"
    dossier.save()
    gateway.answer = lambda asked: Answer(200, listed() if "notices" in asked.path else status("decided"))
    following.follow(dossier.pk)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.SENT


def test_following_ends_with_the_way(place: Place) -> None:
    parcel = a_sending(place)
    assert following.follow(parcel.dossier_id) is None
    assert following.follow("0" * 32) is None


def test_notices_are_fetched_after_the_last_one_seen(place: Place, gateway: GatewayStub) -> None:
    a_sent(place)
    gateway.answer = lambda asked: Answer(200, listed(sealed(acceptance())) if "after=0" in asked.path else listed())
    assert following.fetch_notices(place.unit) == 1
    assert following.fetch_notices(place.unit) == 0
    assert [asked.path[-7:] for asked in gateway.asked] == ["after=0", "after=1"]


def test_the_dead_letter_has_a_button_and_the_reason(place: Place) -> None:
    clerk, parcel = browser(place.clerk), a_sending(place)
    for _ in range(sending.MOST_ATTEMPTS):
        sending.send(str(parcel.pk))
    page = clerk.get(place.path(parcel.dossier_id)).content.decode()
    assert "Gửi lại hồ sơ" in page
    assert "Không kết nối được máy chủ của cổng." in page
    clerk.post(place.path(f"{parcel.dossier_id}/gui-lai"))
    assert again(parcel).dossier.state == DossierState.SENDING
