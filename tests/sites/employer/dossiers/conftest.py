"""A unit at work, and a clock that tests move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from pytest_django import Settings

from ibhxh.sites.project import clock
from ibhxh.sites.project.sides import Side, working_for
from tests.build.journey import NOW, GatewayStub, Place, a_place, gateway_stub


@dataclass(slots=True)
class Hour:
    """What time it is on the site."""

    at: datetime = NOW


@pytest.fixture
def hour(monkeypatch: pytest.MonkeyPatch) -> Hour:
    """The site's clock."""
    told = Hour()
    monkeypatch.setattr(clock, "now", lambda: told.at)
    return told


@pytest.fixture
def place(db: None, hour: Hour, settings: Settings) -> Iterator[Place]:
    """The factory; everything is done for the employer."""
    # Passwords are not what is tested here, and slow on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with working_for(Side.EMPLOYER):
        yield a_place()


@pytest.fixture
def gateway(place: Place) -> Iterator[GatewayStub]:
    """A server on the loopback at which the factory files."""
    with gateway_stub() as stub:
        place.unit.gateway = stub.url
        place.unit.save()
        yield stub
