"""The employer's jobs: sending a package, following a case, fetching notices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ibhxh.sites.employer.dossiers import following, sending
from ibhxh.sites.project.jobs.queue import Again, handles, when_parked


@handles(sending.JOB)
def send(payload: Mapping[str, Any]) -> Again | None:
    """One attempt to send a package."""
    return sending.send(payload["parcel"])


@when_parked(sending.JOB)
def send_failed(payload: Mapping[str, Any], tries: int) -> None:
    """The dossier says so on its page, and offers to send it again."""
    sending.send_failed(payload["parcel"], tries)


@handles(following.FOLLOW)
def follow(payload: Mapping[str, Any]) -> Again | None:
    """One look at how far a case is."""
    return following.follow(payload["dossier"])


@handles(following.FETCH)
def fetch_notices(payload: Mapping[str, Any]) -> Again | None:
    """One look for a unit's notices."""
    return following.fetch(payload["unit"])
