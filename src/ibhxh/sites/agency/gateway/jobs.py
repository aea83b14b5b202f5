"""The jobs of the gateway."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from ibhxh.sites.agency.cases.accepting import accept
from ibhxh.sites.agency.cases.opening import ACCEPT
from ibhxh.sites.project import clock
from ibhxh.sites.project.jobs.queue import handles


@handles(ACCEPT)
def accept_case(payload: Mapping[str, Any]) -> None:
    """Gives a case its number, its due day and its slip, once."""
    accept(uuid.UUID(payload["case"]), at=clock.now())
