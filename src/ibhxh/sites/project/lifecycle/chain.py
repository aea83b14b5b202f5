"""The hash of an event: over everything it says and the hash of the event before, so that no event can be changed,
removed or put in between without every later hash changing too."""

from __future__ import annotations

from datetime import UTC
from hashlib import sha256
from typing import Any

from ibhxh.formats.canonical_json import canonical_json
from ibhxh.sites.project.lifecycle.models import LifeEvent

#: What stands in the first event of a life.
BEFORE_ALL = "0" * 64


def event_hash(event: LifeEvent) -> str:
    """SHA-256, hex, of the event's canonical JSON."""
    relation: Any = event._meta.get_field("subject")  # type: ignore[misc] # the concrete class has it
    said = {
        "subject": f"{relation.related_model._meta.label_lower}:{relation.value_from_object(event)}",
        "seq": event.seq,
        "event": event.event,
        "source": event.source,
        "target": event.target,
        "actor_kind": event.actor_kind,
        "actor_name": event.actor_name,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "facts": event.facts,
        "previous_hash": event.previous_hash,
    }
    return sha256(canonical_json(said)).hexdigest()
