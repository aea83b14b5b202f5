"""The sites on PostgreSQL: the example world, filed, settled and closed over HTTP, and every page one comes by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ibhxh.cli.demo_online import Reader, running, tell_online
from ibhxh.cli.telling import Teller
from tests.build.notices import january
from tests.build.postgres import postgres_server
from tests.build.sheets import LAW

pytestmark = pytest.mark.postgres


@pytest.fixture
def two_databases(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One server with a database for each side, named in the environment."""
    with postgres_server() as agency:
        with psycopg.connect(agency, autocommit=True) as connection:
            connection.execute("CREATE DATABASE employer")
        monkeypatch.setenv("IBHXH_AGENCY_DATABASE", agency)
        monkeypatch.setenv("IBHXH_EMPLOYER_DATABASE", f"{agency.rpartition('/')[0]}/employer")
        yield


def test_the_story_of_the_demo_and_the_pages_of_both_sides(two_databases: None, tmp_path: Path) -> None:
    tell_online(Teller("vi", tmp_path), LAW, january())
    with running(tmp_path / "world") as address:
        for side, prefix in (("employer", "/don-vi/"), ("agency", "/co-quan/")):
            reader = Reader(address)
            reader.sign_in(side, 0)
            page = reader.open(prefix)
            linked = {link for element, name, link, _ in page.iterlinks() if element.tag == "a" and name == "href"}
            pages = {link.partition("#")[0] for link in linked if link.startswith(f"{address}{prefix}")}
            assert len(pages) >= 4, pages
            for one in sorted(pages):
                reader.open(one)  # raises where it fails
