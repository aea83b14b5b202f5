"""One office at work on 30/01/2026, with the factory in its register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.register import live
from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.sites.agency.staff.models import Office, Officer, Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.sides import Side, working_for
from tests.build.agency import make_door
from tests.build.agency_office import FILED_AT, an_office, an_officer, january_case, the_factory


@dataclass(slots=True)
class Hour:
    """What time it is on the site; tests move it."""

    at: datetime = FILED_AT + timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Desk:
    """An office: its head, two managing officers, somebody at the counter; the factory is the first officer's."""

    office: Office
    head: Officer
    officer: Officer
    colleague: Officer
    counter: Officer
    unit: RegisteredUnit
    hour: Hour

    def january(self) -> Case:
        """The factory's January, accepted, waiting for its officer."""
        return january_case()


@pytest.fixture(scope="session")
def office_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data with the files of a door."""
    data = tmp_path_factory.mktemp("office")
    make_door(data)
    return data


@pytest.fixture
def desk(db: None, settings: Settings, office_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The office; everything is done for the agency."""
    settings.IBHXH_DATA = office_data
    hour = Hour()
    live._kept.clear()
    monkeypatch.setattr(clock, "now", lambda: hour.at)
    with working_for(Side.AGENCY):
        office = an_office()
        officer = an_officer(office, Role.OFFICER, "Trần Thị Lan")
        yield Desk(
            office,
            an_officer(office, Role.HEAD, "Phạm Văn Duyệt"),
            officer,
            an_officer(office, Role.OFFICER, "Đỗ Văn Phúc"),
            an_officer(office, Role.DESK, "Ngô Thị Tiếp"),
            the_factory(office, officer),
            hour,
        )
