"""Sending a signed package until a receipt is in hand. Done by a job: a page never waits for the network.

The same bytes go out under the same key however often it is tried, so that trying again can never file twice. A receipt
counts once its signature was verified by the keys pinned with the unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from ibhxh.client import Answer, verify_receipt
from ibhxh.formats.receipt import NotAReceipt, Receipt
from ibhxh.problem import Problem
from ibhxh.sites.employer.dossiers.following import follow_from
from ibhxh.sites.employer.dossiers.incoming import settle
from ibhxh.sites.employer.models import Dossier, Parcel, Unit
from ibhxh.sites.employer.transport import Received, RefusedByGateway, Transport, Unreachable
from ibhxh.sites.project import clock
from ibhxh.sites.project.jobs.queue import Again, enqueue
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DOSSIER, Actor, DossierState
from ibhxh.trust import KeyRing
from ibhxh.trust.errors import KeyFileWrong, NotAStatement
from ibhxh.words import Words

JOB = "employer.send"
#: Minutes before the second, third … attempt; the last one goes on until `MOST_ATTEMPTS`.
WAITS = (1, 2, 5, 15, 30, 60)
MOST_ATTEMPTS = 12
_SOFTWARE = "iBHXH"
_UNPROVED = Words(
    "Cổng đã trả lời nhưng chưa xác minh được biên nhận: {why}",
    "The gateway answered, but its receipt could not be verified: {why}",
)
_FAULT = Words(
    "Phần mềm gặp lỗi khi gửi; chưa rõ cổng đã nhận hồ sơ hay chưa. Gửi lại không làm hồ sơ nộp hai lần.",
    "This software failed while sending; the gateway may have the dossier or not. Sent again, it is still filed once.",
)
_OF_ANOTHER = Words("Biên nhận không nói về gói đã gửi.", "The receipt does not speak of the package that was sent.")
_KEYS_WANTED = Words(
    "Chưa ghim khóa công khai của cổng cho đơn vị.", "The gateway's public keys are not pinned for the unit."
)


class ReceiptUnproved(Problem):
    """A receipt that does not count. `what` says why."""

    code = "RECEIPT_UNPROVED"


def ask_to_send(parcel: Parcel, *, at: datetime) -> None:
    """Have a package sent as soon as the transaction that is open is done."""
    enqueue(JOB, {"parcel": str(parcel.pk)}, at=at, dedupe_key=f"send:{parcel.pk}")


def gateway_name(unit: Unit) -> str:
    """How the gateway is called in sentences."""
    return unit.agency_name or unit.gateway


def send(parcel_id: str) -> Again | None:
    """One attempt. Nothing is done for a package whose receipt is in hand, or that was given up."""
    parcel = Parcel.objects.select_related("dossier__unit").filter(pk=parcel_id).first()
    if parcel is None or parcel.receipt or parcel.parked_at:
        return None
    with Transport(parcel.dossier.unit.gateway) as gateway:
        answer = gateway.submit(bytes(parcel.package), parcel.idempotency_key)
    with transaction.atomic(using=Side.EMPLOYER):
        # Read again: the answer took its time, and somebody else may have been faster.
        parcel = Parcel.objects.select_for_update().select_related("dossier__unit").get(pk=parcel.pk)
        if parcel.receipt:
            return None
        parcel.attempts += 1
        match answer:
            case Received(receipt=data):
                _received(parcel, data)
            case RefusedByGateway():
                _refused(parcel, answer)
            case Unreachable():
                return _not_reached(parcel, answer)
    return None


def send_failed(parcel_id: str, tries: int) -> None:
    """Sending broke on a fault of this software, so often that it is not tried any more."""
    parcel = Parcel.objects.select_for_update().select_related("dossier__unit").filter(pk=parcel_id).first()
    if parcel is None or parcel.receipt or parcel.parked_at:
        return
    parcel.attempts += tries
    # It may have broken after the package had gone out.
    parcel.maybe_there = True
    _give_up(parcel, _FAULT, code="FAULT")


def proved_receipt(receipt_file: bytes, parcel: Parcel) -> Receipt:
    """What the gateway states of exactly this package. Raises `ReceiptUnproved`."""
    ring = bytes(parcel.dossier.unit.gateway_keys)
    try:
        found = verify_receipt(receipt_file, bytes(parcel.package), KeyRing.read(ring), the_law())
    except KeyFileWrong as error:
        raise ReceiptUnproved(_KEYS_WANTED) from error
    except (NotAReceipt, NotAStatement) as error:
        raise ReceiptUnproved(error.what) from error
    if found.receipt is None:
        raise ReceiptUnproved(found.words())
    if found.answer is not Answer.SAME_BYTES or found.receipt.dossier_id != parcel.dossier_id:
        raise ReceiptUnproved(_OF_ANOTHER)
    return found.receipt


def _received(parcel: Parcel, data: bytes) -> None:
    dossier, now = parcel.dossier, clock.now()
    try:
        receipt = proved_receipt(data, parcel)
    except ReceiptUnproved as problem:
        parcel.maybe_there = True
        _give_up(parcel, _UNPROVED.fill(why=problem.what), code=problem.code)
        return
    parcel.receipt, parcel.trouble, parcel.next_try_at = data, None, None
    parcel.save()
    if dossier.state in (DossierState.SENDING, DossierState.UNDELIVERABLE):
        hours = the_law().procedure(dossier.procedure, receipt.legal_day).slip_hours(receipt.legal_day)
        facts = {
            "received_at": receipt.received_at.isoformat(),
            "transaction_code": receipt.transaction_code,
            "slip_due_at": (receipt.received_at + timedelta(hours=hours)).isoformat(),
        }
        fire(
            dossier, DOSSIER, "receive_receipt", actor=Actor.AGENCY, by=gateway_name(dossier.unit), at=now, facts=facts
        )
        dossier.transaction_code, dossier.filed_at = receipt.transaction_code, receipt.received_at
        dossier.save(update_fields=["transaction_code", "filed_at"])
    follow_from(dossier, at=now)
    settle(dossier, at=now)


def _refused(parcel: Parcel, answer: RefusedByGateway) -> None:
    dossier, now = parcel.dossier, clock.now()
    parcel.parked_at = now
    more = {"field_code": answer.field_code, "next_round": answer.next_round}
    _trouble(parcel, "refused", answer.words, code=answer.code, **more)
    parcel.save()
    if dossier.state == DossierState.SENDING:
        by = gateway_name(dossier.unit)
        reason = {"reason": answer.words.vi, "reason_en": answer.words.en}
        fire(dossier, DOSSIER, "reject_at_gate", actor=Actor.AGENCY, by=by, at=now, facts=reason)


def _not_reached(parcel: Parcel, answer: Unreachable) -> Again | None:
    parcel.maybe_there = parcel.maybe_there or answer.maybe_there
    if parcel.attempts >= MOST_ATTEMPTS:
        _give_up(parcel, answer.why, code="UNREACHABLE")
        return None
    wait = timedelta(minutes=WAITS[min(parcel.attempts, len(WAITS)) - 1])
    wait = max(wait, answer.retry_after or wait)
    now = clock.now()
    parcel.next_try_at = now + wait
    _trouble(parcel, "unreachable", answer.why)
    parcel.save()
    dossier = parcel.dossier
    if dossier.state == DossierState.SENDING:
        facts: dict[str, str | int] = {"attempts": parcel.attempts, "retry_at": parcel.next_try_at.isoformat()}
        fire(dossier, DOSSIER, "retry", actor=Actor.SYSTEM, by=_SOFTWARE, at=now, facts=facts)
    return Again(wait)


def _give_up(parcel: Parcel, why: Words, *, code: str) -> None:
    """The dead letter: visible, with a button to send again."""
    dossier, now = parcel.dossier, clock.now()
    parcel.parked_at, parcel.next_try_at = now, None
    _trouble(parcel, "given_up", why, code=code)
    parcel.save()
    if dossier.state == DossierState.SENDING:
        facts: dict[str, str | int] = {"attempts": parcel.attempts, "reason": why.vi, "reason_en": why.en}
        fire(dossier, DOSSIER, "give_up", actor=Actor.SYSTEM, by=_SOFTWARE, at=now, facts=facts)


def _trouble(parcel: Parcel, kind: str, what: Words, **more: str | int | None) -> None:
    parcel.trouble = {"kind": kind, "what": {"vi": what.vi, "en": what.en}, "at": clock.now().isoformat(), **more}


def trouble_words(trouble: Mapping[str, Mapping[str, str]]) -> Words:
    """What went wrong, as it was stored."""
    return Words(trouble["what"]["vi"], trouble["what"]["en"])


def send_again(dossier: Dossier, parcel: Parcel, *, actor: Actor, by: str, at: datetime) -> None:
    """A person asks for a package that was given up. Raises `MoveRefused`, `StaleState`."""
    with transaction.atomic(using=Side.EMPLOYER):
        if not parcel.supplement:
            facts = {"gateway": gateway_name(dossier.unit)}
            fire(dossier, DOSSIER, "resend", actor=actor, by=by, at=at, facts=facts)
        Parcel.objects.filter(pk=parcel.pk).update(parked_at=None, attempts=0, trouble=None, next_try_at=None)
        ask_to_send(parcel, at=at)
