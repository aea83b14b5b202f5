"""Following a filed dossier: how far the case is, asked often at first and rarely later, and the unit's notices.

What the gateway says of a case's progress is shown and proves nothing; it tells when to look for notices.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from ibhxh.sites.employer.dossiers.incoming import keep_notices
from ibhxh.sites.employer.models import Dossier, Unit
from ibhxh.sites.employer.transport import RefusedByGateway, Status, Transport, Unreachable
from ibhxh.sites.project import clock
from ibhxh.sites.project.jobs.queue import Again, enqueue
from ibhxh.states import DOSSIER, DossierState

FOLLOW, FETCH = "employer.follow", "employer.fetch_notices"
#: Until so long after the last event → every so many seconds.
_PACES = ((timedelta(minutes=2), 5), (timedelta(hours=1), 60), (timedelta(days=1), 600))
_SLOWEST = 3600
#: In an example world people wait before the screen.
_SLOWEST_IN_TRIAL = 15
_NOTICES_EVERY = timedelta(minutes=10)
#: Before these there is nothing to follow.
_NOT_FILED = (
    DossierState.DRAFT,
    DossierState.READY,
    DossierState.SIGNING,
    DossierState.SIGN_REFUSED,
    DossierState.SIGNED,
    DossierState.SENDING,
    DossierState.UNDELIVERABLE,
    DossierState.EXPORTED,
)


def follow_from(dossier: Dossier, *, at: datetime) -> None:
    """Begin to follow a dossier, and to fetch its unit's notices, when the open transaction is done."""
    enqueue(FOLLOW, {"dossier": dossier.pk}, at=at, dedupe_key=f"follow:{dossier.pk}")
    fetch_from(dossier.unit, at=at)


def fetch_from(unit: Unit, *, at: datetime) -> None:
    """Begin to fetch a unit's notices; once begun it goes on by itself."""
    enqueue(FETCH, {"unit": str(unit.pk)}, at=at, dedupe_key=f"notices:{unit.pk}")


def follow(dossier_id: str) -> Again | None:
    """Ask once how far the case is; done when the dossier's way is over."""
    dossier = Dossier.objects.select_related("unit").filter(pk=dossier_id).first()
    if dossier is None or DOSSIER.stage(dossier.state).final or dossier.state in _NOT_FILED:
        return None
    with Transport(dossier.unit.gateway) as gateway:
        answer = gateway.status(dossier.transaction_code)
    if isinstance(answer, Status):
        told = _told(answer)
        if told != dossier.followed:
            fetch_notices(dossier.unit)
            # Only now: had fetching failed, the change would be news again the next time.
            Dossier.objects.filter(pk=dossier.pk).update(followed=told)
    return Again(_pace(dossier, clock.now()))


def fetch(unit_id: str) -> Again | None:
    """Fetch a unit's notices once, and again after a while, for as long as the unit is there."""
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None or not unit.access_key:
        return None
    fetch_notices(unit)
    return Again(timedelta(seconds=_SLOWEST_IN_TRIAL) if _in_trial() else _NOTICES_EVERY)


def fetch_notices(unit: Unit) -> Unreachable | RefusedByGateway | int:
    """The unit's new notices, verified and kept: how many there were, or why none could be had."""
    with Transport(unit.gateway) as gateway:
        fetched = gateway.notices(unit.unit_code, unit.access_key, after=unit.notices_seen)
    if not isinstance(fetched, tuple):
        return fetched
    return keep_notices(unit, fetched, at=clock.now())


def _told(status: Status) -> dict[str, object]:
    return {
        "state": status.state,
        "national_code": status.national_code,
        "still_needed": list(status.still_needed),
        "updated_at": status.updated_at.isoformat(),
    }


def _pace(dossier: Dossier, now: datetime) -> timedelta:
    last = dossier.events.order_by("-seq").first()
    age = now - last.at if last else timedelta.max
    seconds = next((pace for until, pace in _PACES if age < until), _SLOWEST)
    return timedelta(seconds=min(seconds, _SLOWEST_IN_TRIAL) if _in_trial() else seconds)


def _in_trial() -> bool:
    return settings.IBHXH_ENVIRONMENT == "trial"
