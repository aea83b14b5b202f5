"""The employer's side of the example world: the factory as its own workstation knows it on 30/01/2026."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from cryptography.hazmat.primitives.serialization import pkcs12
from django.db import transaction

from ibhxh.law.months import month_index
from ibhxh.sample import FACTORY_UNIT
from ibhxh.sample.factory import factory_participants
from ibhxh.sites.employer.models import KeyFile, Membership, Person, Unit, Workspace
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project.accounts.models import Account
from ibhxh.sites.project.example.cast import KEY_PASSPHRASE, Door, SignIn
from ibhxh.trust import signer_fact

OPENING_MONTH = month_index("2025-12")
_FACTS = frozenset(field.name for field in Unit._meta.get_fields())


def fill(
    people: Sequence[SignIn], door: Door, key_files: Mapping[str, bytes], *, agency_name: str, at: datetime
) -> None:
    """One workspace with one unit, its hundred people, its two key files; the first of `people` prepares, the second
    signs."""
    with transaction.atomic(using="employer"):
        workspace = Workspace.objects.create(name=FACTORY_UNIT.unit_name)
        for sign_in, role in zip(people, (Role.CLERK, Role.SIGNER), strict=True):
            account = Account.objects.create_account(sign_in.email, sign_in.name, sign_in.password)
            Membership.objects.create(account=account, workspace=workspace, role=role)
        unit = Unit.objects.create(
            workspace=workspace,
            agency_name=agency_name,
            gateway=door.gateway,
            gateway_keys=door.keys,
            access_key=door.access_key,
            opening_month=OPENING_MONTH,
            **{name: value for name, value in asdict(FACTORY_UNIT).items() if name in _FACTS},
        )
        Person.objects.bulk_create(
            Person(workspace=workspace, unit=unit, **asdict(person))
            for person in factory_participants()
            if person.on_list
        )
        for name, data in key_files.items():
            _keep_key(unit, name, data)


def _keep_key(unit: Unit, name: str, data: bytes) -> None:
    certificate = pkcs12.load_pkcs12(data, KEY_PASSPHRASE.encode()).cert
    if certificate is None:
        raise ValueError(name)
    fact = signer_fact(certificate.certificate)
    KeyFile.objects.create(
        workspace=unit.workspace,
        unit=unit,
        name=name,
        data=data,
        subject=fact.subject,
        mst=fact.mst or "",
        valid_until=certificate.certificate.not_valid_after_utc,
    )
