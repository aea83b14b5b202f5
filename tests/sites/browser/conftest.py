"""A served example world, and browsers to visit it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.sites.browser.served import Served, served
from tests.sites.browser.visitor import DESK, LAUNCH, Visitor


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium: none is downloaded."""
    return LAUNCH


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The example world at its first morning, served; each file of journeys has its own."""
    with served(tmp_path_factory.mktemp("world") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def welcome(world: Served, browser: Browser) -> Iterator[Callable[[], Visitor]]:
    """Lets visitors in, each with a browser window of their own; whatever one complained of fails the test."""
    visitors: list[Visitor] = []

    def enter() -> Visitor:
        visitors.append(Visitor(browser.new_context(viewport=DESK, accept_downloads=True), world.origin))  # type: ignore[arg-type]
        return visitors[-1]

    yield enter
    for visitor in visitors:
        visitor.context.close()
    assert [told for visitor in visitors for told in visitor.complaints] == []
