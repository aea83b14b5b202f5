"""The gateway's interface, asked in process."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ibhxh.client import verify_receipt
from ibhxh.client.verify_notice import read_notice
from ibhxh.client.verify_receipt import Answer
from ibhxh.dossier import freeze
from ibhxh.formats.notices import Acceptance
from ibhxh.law.errors import LawDataFault
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.gateway import api as gateway_api
from ibhxh.sites.agency.gateway.limits import address_of
from ibhxh.sites.agency.gateway.models import ArrivalRow
from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.sites.project.jobs.models import Job
from ibhxh.sites.project.jobs.worker import Worker
from ibhxh.sites.project.sides import Side
from ibhxh.states import CaseState
from tests.build.agency import ACCESS_KEY, content_of, make_door, package_of, register_unit
from tests.build.filing import key_ring
from tests.build.sheets import FILED_ON, LAW, draft
from tests.sites.agency.gateway.filing import PACKAGES, get, post, receipt_in, said

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["agency", "employer"])]

OTHER_MST = "9900000023"


def test_a_package_is_stored_and_answered_with_its_receipt(unit: RegisteredUnit) -> None:
    content = content_of(0)
    data = package_of(content)
    answer = post(data, key="first-key")
    assert (answer.status_code, answer["Content-Type"]) == (201, "application/json")
    receipt = receipt_in(answer)
    assert (receipt.content_digest, receipt.still_needed) == (content.digest, ())
    assert answer["Location"] == f"{PACKAGES}/{receipt.transaction_code}"
    row = ArrivalRow.objects.get()
    assert (bytes(row.receipt), bytes(row.body), bytes(row.content)) == (answer.content, data, content.data)
    case = Case.objects.get()
    assert (case.state, case.filed_id, case.evidence_complete_at) == (
        CaseState.RECEIVED,
        content.head.dossier_id,
        row.received_at,
    )
    assert [(job.name, job.payload) for job in Job.objects.all()] == [("agency.accept", {"case": str(case.pk)})]


def test_the_same_bytes_get_the_same_receipt_and_nothing_else_happens(unit: RegisteredUnit) -> None:
    data = package_of(content_of(0))
    first, again, other_key = post(data, key="first-key"), post(data, key="first-key"), post(data, key="other-key")
    assert (again.status_code, other_key.status_code) == (200, 200)
    assert first.content == again.content == other_key.content
    assert (ArrivalRow.objects.count(), Case.objects.count(), Job.objects.count()) == (1, 1, 1)


def test_a_trial_signature_waits_for_the_paper(unit: RegisteredUnit) -> None:
    receipt = receipt_in(post(package_of(content_of(0), trial=True)))
    assert receipt.still_needed == ("paper",)
    assert Case.objects.get().evidence_complete_at is None
    assert not Job.objects.exists()
    assert said(get(f"/packages/{receipt.transaction_code}"))["still_needed"] == ["paper"]


def test_an_official_signature_completes_what_a_trial_one_began(unit: RegisteredUnit) -> None:
    content = content_of(0)
    first = receipt_in(post(package_of(content, trial=True)))
    second = receipt_in(post(package_of(content)))
    assert (second.first_transaction, second.still_needed) == (first.transaction_code, ())
    assert Case.objects.get().evidence_complete_at is not None
    assert Job.objects.count() == 1


def test_a_proved_text_goes_before_one_that_waits_for_its_evidence(unit: RegisteredUnit) -> None:
    first, second = content_of(0), content_of(0, rows=2)
    post(package_of(first, trial=True))
    post(package_of(second))
    case = Case.objects.get()
    assert (bytes(case.content), bytes(case.other_content or b"")) == (second.data, first.data)


def test_a_second_text_waits_for_the_officer(unit: RegisteredUnit) -> None:
    first, second = content_of(0), content_of(0, rows=2)
    post(package_of(first))
    Worker(Side.AGENCY).run_next()
    post(package_of(second))
    case = Case.objects.get()
    assert (case.state, bytes(case.content)) == (CaseState.ACCEPTED, first.data)
    assert bytes(case.other_content or b"") == second.data


def test_the_job_accepts_and_the_unit_fetches_the_sealed_slip(unit: RegisteredUnit) -> None:
    receipt = receipt_in(post(package_of(content_of(0, rows=3))))
    assert Worker(Side.AGENCY).run_next()
    status = said(get(f"/packages/{receipt.transaction_code}"))
    assert (status["state"], status["national_code"], status["number"]) == ("accepted", 2, "00001/2026/07999")
    assert status["due_at"] == "2026-07-20T09:15:00+07:00"
    (notice,) = said(get("/units/TZ99001/notices", authorization=f"Bearer {ACCESS_KEY}"))["notices"]
    slip = read_notice(base64.b64decode(notice["statement"]), key_ring())
    assert isinstance(slip, Acceptance)
    assert (notice["seq"], notice["number"], notice["dossier_id"]) == (1, "00001/TN-BHXH", "0" * 32)
    assert (slip.dossier.number, slip.due_at.isoformat(), slip.working_days) == (
        status["number"],
        status["due_at"],
        5,
    )
    assert slip.dossier.transaction_codes == (receipt.transaction_code,)


def test_asking_for_what_comes_after_a_notice_says_that_it_arrived(unit: RegisteredUnit) -> None:
    post(package_of(content_of(0)))
    Worker(Side.AGENCY).run_next()
    bearer = f"Bearer {ACCESS_KEY}"
    get("/units/TZ99001/notices", authorization=bearer)
    assert unit.notices.get().fetched_at is None
    assert said(get("/units/TZ99001/notices?after=1", authorization=bearer)) == {"notices": []}
    assert unit.notices.get().fetched_at is not None


@pytest.mark.parametrize("header", [{}, {"authorization": "Bearer x"}, {"authorization": f"Basic {ACCESS_KEY}"}])
def test_notices_are_for_the_unit_alone(unit: RegisteredUnit, header: dict[str, str]) -> None:
    answer = get("/units/TZ99001/notices", **header)
    assert (answer.status_code, said(answer)["code"]) == (401, "NOT_SIGNED_IN")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_key_of_one_unit_opens_no_other(unit: RegisteredUnit) -> None:
    other = RegisteredUnit.objects.create(unit_code="TZ99002", mst="9900000023", name="Khác", office=unit.office)
    for code in (other.pk, "TZ99099"):
        answer = get(f"/units/{code}/notices", authorization=f"Bearer {ACCESS_KEY}")
        assert answer.status_code == 401
    assert get("/units/TZ99002/notices", authorization="Bearer ").status_code == 401


def test_the_receipt_comes_back_byte_for_byte(unit: RegisteredUnit) -> None:
    data = package_of(content_of(0))
    answer = post(data)
    code = receipt_in(answer).transaction_code
    again = get(f"/packages/{code}/receipt")
    head = Client().head(f"{PACKAGES}/{code}/receipt")
    assert (again.status_code, again.content) == (200, answer.content)
    assert (head.status_code, head.content, head["Content-Length"]) == (200, b"", str(len(answer.content)))
    assert verify_receipt(again.content, data, key_ring(), LAW).answer is Answer.SAME_BYTES


def test_unknown_codes_are_told_so(unit: RegisteredUnit) -> None:
    for path in ("/packages/260713-AAAA-AAAA-AAAA", "/packages/x/receipt"):
        assert (get(path).status_code, said(get(path))["code"]) == (404, "NOT_FOUND")


def test_refusals_say_code_reason_and_remedy_in_both_languages(unit: RegisteredUnit) -> None:
    post(package_of(content_of(0)))
    taken = freeze(replace(draft(dossier_id="ab" * 16)), made_on=FILED_ON)
    answer = post(package_of(taken))
    problem = said(answer)
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert (problem["code"], problem["type"], problem["status"]) == (
        "ROUND_TAKEN",
        "urn:ibhxh:problem:round_taken",
        409,
    )
    assert {"vi", "en"} == set(problem["what"]) == set(problem["fix"])
    assert problem["next_round"] == 2


def test_a_stranger_learns_nothing_of_a_round_that_is_taken(unit: RegisteredUnit) -> None:
    """By a transaction code the state and the receipt of a dossier are fetched."""
    code = receipt_in(post(package_of(content_of(0)))).transaction_code
    answer = post(package_of(content_of(0, dossier=5, mst=OTHER_MST)))
    assert said(answer)["code"] == "ROUND_TAKEN" and code.encode() not in answer.content
    assert code.encode() in post(package_of(content_of(0, dossier=5))).content


def test_a_unit_that_is_not_registered_here_is_refused(unit: RegisteredUnit) -> None:
    problem = said(post(package_of(content_of(0, unit_code="TZ99009"))))
    assert (problem["code"], problem["field_code"]) == ("UNKNOWN_UNIT", "SE005")
    assert not ArrivalRow.objects.exists()


def test_a_key_that_came_with_other_bytes_is_refused(unit: RegisteredUnit) -> None:
    post(package_of(content_of(0)), key="one-and-only")
    answer = post(package_of(content_of(1)), key="one-and-only")
    assert (answer.status_code, said(answer)["code"]) == (422, "KEY_REUSED")


def test_also_where_the_other_bytes_are_the_same_dossier_signed_again(unit: RegisteredUnit) -> None:
    content = content_of(0)
    post(package_of(content, trial=True), key="one-and-only")
    answer = post(package_of(content), key="one-and-only")
    assert (answer.status_code, said(answer)["code"]) == (422, "KEY_REUSED")
    assert post(package_of(content), key="another-one").status_code == 201


def test_two_units_may_think_of_the_same_key(unit: RegisteredUnit) -> None:
    """Nobody is kept out, or learns a transaction code, by a key that somebody else happened to use."""
    post(package_of(content_of(0)), key="ho-so-0001")
    register_unit("TZ99002", OTHER_MST)
    answer = post(package_of(content_of(0, unit_code="TZ99002", dossier=7, mst=OTHER_MST)), key="ho-so-0001")
    assert answer.status_code == 201


def test_more_for_a_dossier_that_is_settled_is_refused(unit: RegisteredUnit) -> None:
    post(package_of(content_of(0)))
    Case.objects.update(state="withdrawn")
    answer = post(package_of(content_of(0, rows=2)))
    assert (answer.status_code, said(answer)["code"]) == (409, "DOSSIER_CLOSED")
    assert ArrivalRow.objects.count() == 1


def test_a_problem_is_one_of_rfc_9457(unit: RegisteredUnit) -> None:
    """The title is that of the kind; what happened this time is the detail."""
    post(package_of(content_of(0)))
    first, second = (said(post(package_of(content_of(0, dossier=number)))) for number in (8, 9))
    assert first["title"] == second["title"] == "Vướng hồ sơ đã có ở cổng"
    assert first["detail"] == first["what"]["vi"] != first["title"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/packages", 405, "METHOD_NOT_TAKEN"),
        ("DELETE", "/packages/260713-AAAA-AAAA-AAAA", 405, "METHOD_NOT_TAKEN"),
        ("GET", "/nowhere", 404, "NOT_FOUND"),
        ("POST", "/packages/", 404, "NOT_FOUND"),
        ("GET", "/", 404, "NOT_FOUND"),
    ],
)
def test_what_is_not_there_is_told_in_the_same_form(
    unit: RegisteredUnit, method: str, path: str, status: int, code: str
) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, f"/api/v1{path}", b"x", "application/xml")
    problem = said(answer)
    assert (answer.status_code, problem["code"], problem["status"]) == (status, code, status)
    assert answer["Content-Type"] == "application/problem+json"
    assert {"vi", "en"} == set(problem["what"]) == set(problem["fix"])
    assert status != 405 or answer["Allow"]


@pytest.mark.parametrize(
    ("status", "code", "request_"),
    [
        (415, "WRONG_MEDIA_TYPE", {"media_type": "application/json"}),
        (415, "WRONG_MEDIA_TYPE", {"media_type": ""}),
        (400, "IDEMPOTENCY_KEY", {"key": "short"}),
        (400, "IDEMPOTENCY_KEY", {"key": "k" * 65}),
        (400, "IDEMPOTENCY_KEY", {"key": "dấu tiếng việt"}),
        (413, "TOO_LARGE", {"body": b" " * ((5 << 20) + 1)}),
        (422, "NOT_XML", {}),
    ],
)
def test_what_is_no_package_is_told_so(
    unit: RegisteredUnit, status: int, code: str, request_: dict[str, str | bytes]
) -> None:
    answer = post(**({"body": b"no package"} | request_))  # type: ignore[arg-type]
    assert (answer.status_code, said(answer)["code"]) == (status, code)


def test_a_body_of_unsaid_length_is_refused(unit: RegisteredUnit) -> None:
    answer = Client().generic("POST", PACKAGES, b"<a/>", "application/xml", CONTENT_LENGTH="")
    assert (answer.status_code, said(answer)["code"]) == (411, "LENGTH_MISSING")


def test_too_many_are_told_when_to_come_again(unit: RegisteredUnit, settings: object) -> None:
    settings.IBHXH_GATEWAY_RATES = {"address": "3/m", "unit": "1/m"}  # type: ignore[attr-defined]
    data = package_of(content_of(0))
    assert post(data).status_code == 201
    of_unit = post(package_of(content_of(1)))
    assert (of_unit.status_code, said(of_unit)["code"]) == (429, "TOO_MANY")
    assert 1 <= int(of_unit["Retry-After"]) <= 60
    assert post(data).status_code == 200, "what is known is answered, it costs nothing"
    assert post(data).status_code == 429


def test_nobody_uses_up_the_share_of_another_units(unit: RegisteredUnit, settings: object) -> None:
    settings.IBHXH_GATEWAY_RATES = {"address": "9/m", "unit": "1/m"}  # type: ignore[attr-defined]
    stranger = package_of(content_of(0, mst=OTHER_MST))
    assert said(post(stranger))["code"] == "WRONG_TAX_CODE"
    assert said(post(stranger))["code"] == "TOO_MANY"
    assert post(package_of(content_of(0))).status_code == 201


@pytest.mark.parametrize(
    ("seen", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("no address", "unknown"),
        ("", "unknown"),
    ],
)
def test_whom_a_request_is_counted_for(seen: str, counted: str) -> None:
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=seen)) == counted


def test_behind_the_proxy_everybody_is_counted_for_themselves(unit: RegisteredUnit, settings: object) -> None:
    settings.IBHXH_GATEWAY_RATES = {"address": "1/m", "unit": "9/m"}  # type: ignore[attr-defined]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # type: ignore[attr-defined]
    answers = [get("/keys", **{"X-Forwarded-For": f"1.2.3.4, 203.0.113.{number}"}) for number in (7, 8, 7)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


def test_counts_are_not_pushed_out_by_others(unit: RegisteredUnit, settings: object) -> None:
    settings.IBHXH_GATEWAY_RATES = {"address": "2/m", "unit": "9/m"}  # type: ignore[attr-defined]
    ask = [Client(REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}") for number in range(1000)]
    keys = "/api/v1/keys"
    assert [ask[0].get(keys).status_code for _ in range(2)] == [200, 200]
    assert {client.get(keys).status_code for client in ask[1:]} == {200}
    assert ask[0].get(keys).status_code == 429


def test_a_database_that_does_not_answer_is_no_fault_of_the_sender(
    unit: RegisteredUnit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(gateway_api, "take_in", locked)
    answer = post(package_of(content_of(0)))
    assert (answer.status_code, said(answer)["code"], answer["Retry-After"]) == (503, "UNAVAILABLE", "30")


def test_a_gateway_that_trusts_nobody_refuses_nothing_for_good(
    unit: RegisteredUnit, settings: object, tmp_path: Path
) -> None:
    """A refusal is final for its sender; a folder of certificates that is gone or broken is not their fault."""
    data = package_of(content_of(0))
    settings.IBHXH_DATA = tmp_path / "empty"  # type: ignore[attr-defined]
    assert (post(data).status_code, said(post(data))["code"]) == (503, "UNAVAILABLE")
    make_door(tmp_path / "broken")
    (tmp_path / "broken" / "agency" / "anchors" / "trial-root.pem").write_bytes(b"-----BEGIN CERTIFICATE-----")
    settings.IBHXH_DATA = tmp_path / "broken"  # type: ignore[attr-defined]
    assert (post(data).status_code, said(post(data))["code"]) == (503, "UNAVAILABLE")


def test_a_problem_that_is_none_of_the_senders_is_a_fault_of_ours(
    unit: RegisteredUnit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crooked(*_: object, **__: object) -> None:
        raise LawDataFault("a table", "of our own")

    monkeypatch.setattr(gateway_api, "take_in", crooked)
    answer = post(package_of(content_of(0)))
    assert (answer.status_code, said(answer)["code"]) == (500, "FAULT")


def test_a_fault_of_ours_shows_nothing_of_itself(unit: RegisteredUnit, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret path /srv/x")

    monkeypatch.setattr(gateway_api, "look_at", broken)
    answer = post(b"<a/>")
    assert (answer.status_code, said(answer)["code"]) == (500, "FAULT")
    assert b"secret" not in answer.content and b"Traceback" not in answer.content


def test_the_keys_are_those_receipts_are_signed_with(unit: RegisteredUnit) -> None:
    assert get("/keys").content == key_ring().to_bytes()


def test_the_description_names_every_answer(unit: RegisteredUnit) -> None:
    paths = said(get("/openapi.json"))["paths"]
    filing = paths[PACKAGES]["post"]
    assert set(filing["responses"]) == {"200", "201", "400", "409", "411", "413", "415", "422", "429", "500", "503"}
    for status, response in filing["responses"].items():
        (media_type,) = response["content"]
        assert media_type == ("application/json" if status < "300" else "application/problem+json")
    assert list(filing["requestBody"]["content"]) == ["application/xml"]
    assert [parameter["name"] for parameter in filing["parameters"]] == ["Idempotency-Key"]
    for path in paths.values():
        for operation in path.values():
            assert operation["summary"] and operation["description"] and "500" in operation["responses"]
    assert {"200", "401", "429"} <= set(paths["/api/v1/units/{unit_code}/notices"]["get"]["responses"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_body_whatever_makes_the_gateway_fail(unit: RegisteredUnit, data: st.DataObject) -> None:
    good = _GOOD
    at = data.draw(st.integers(0, len(good) - 1))
    body = data.draw(
        st.one_of(
            st.binary(min_size=1, max_size=400),
            st.text(min_size=1, max_size=200).map(str.encode),
            st.binary(max_size=6).map(lambda put: good[:at] + put + good[at + len(put) :]),
            st.integers(0, 2000).map(lambda cut: good[:at] + good[at + cut :]).filter(bool),
            st.just(good[: at + 1]),
        )
    )
    answer = post(body)
    assert answer.status_code in {200, 201, 409, 422, 429}, body[:80]
    if answer.status_code in {200, 201}:
        assert receipt_in(answer).content_digest == content_of(0).digest, "other bytes, never another content"


_GOOD = package_of(content_of(0))
