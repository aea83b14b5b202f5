"""Signing: the frozen content becomes a signed package, and a job is asked to send it, in one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ibhxh.client import package
from ibhxh.law import Law
from ibhxh.problem import Problem
from ibhxh.sites.employer.access import Desk
from ibhxh.sites.employer.dossiers.freezing import Frozen, keep
from ibhxh.sites.employer.dossiers.sending import ask_to_send, gateway_name
from ibhxh.sites.employer.models import Dossier, Parcel
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side
from ibhxh.states import DOSSIER, Actor, DossierState, Facts
from ibhxh.trust import Signer
from ibhxh.words import Words


class NotSignableNow(Problem):
    """The dossier cannot be signed from the state it is in."""

    code = "NOT_SIGNABLE_NOW"


#: From where the signer may sign: what was passed for signing, and, for whoever prepares and signs, what is ready.
SIGNABLE = (DossierState.READY, DossierState.SIGNING, DossierState.SUPPLEMENT_REQUESTED)


def is_signable(dossier: Dossier) -> bool:
    """Whether signing is the thing to do now."""
    return dossier.state in SIGNABLE


def sign_and_send(dossier: Dossier, frozen: Frozen, signer: Signer, desk: Desk, law: Law, *, at: datetime) -> Parcel:
    """Signs what was frozen and hands it to the outbox.

    Raises `NotSignableNow`, what `client.package` raises, `StaleState` where somebody was faster.
    """
    if not is_signable(dossier):
        raise NotSignableNow(
            Words("Hồ sơ không còn chờ ký.", "The dossier does not wait for a signature any more."),
            fix=Words("Xem lại trạng thái của hồ sơ.", "Look at where the dossier stands."),
        )
    files = tuple(file.attachment() for file in dossier.files.all())
    made = package(frozen.content, law, signer, unit=dossier.unit.facts(), files=files, signed_at=at)
    by, supplement = desk.account.name, dossier.state == DossierState.SUPPLEMENT_REQUESTED
    digest: Facts = {"content_digest": frozen.content.digest, "package": made.digest}

    def step(event: str, facts: Facts | None = None) -> None:
        fire(dossier, DOSSIER, event, actor=Actor.SIGNER, by=by, at=at, facts=facts)

    with transaction.atomic(using=Side.EMPLOYER):
        if supplement:
            keep(dossier, frozen, at=at)
            step("supply", digest)
        else:
            if dossier.state == DossierState.READY:
                step("request_signature", {"signer": by})
            step("sign", digest)
            step("send", {"gateway": gateway_name(dossier.unit)})
        parcel = Parcel.objects.create(
            dossier=dossier,
            package=made.package,
            digest=made.digest,
            idempotency_key=made.idempotency_key,
            made_at=at,
            supplement=supplement,
        )
        ask_to_send(parcel, at=at)
    return parcel
