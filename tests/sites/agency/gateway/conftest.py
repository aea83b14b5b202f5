"""A gateway at work: its files, the register with the sample unit, and a clock that stands at the hour of filing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings

from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.sites.project import clock
from tests.build.agency import at_the_agency, make_door, register_unit
from tests.build.filing import AT


@pytest.fixture(scope="session")
def data_of_door(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data with the files of a door."""
    data = tmp_path_factory.mktemp("data")
    make_door(data)
    return data


@pytest.fixture
def unit(db: None, settings: Settings, data_of_door: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RegisteredUnit]:
    """The sample unit at a gateway that works; everything is done for the agency, at `AT`."""
    settings.IBHXH_DATA = data_of_door
    settings.ROOT_URLCONF = "tests.sites.agency.gateway.addresses"
    monkeypatch.setattr(clock, "now", lambda: AT)
    cache.clear()
    with at_the_agency():
        yield register_unit()
