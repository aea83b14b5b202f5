"""A subject with a life, in a database file of its own: as small as can be, and nobody's business."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from django.apps.registry import Apps
from django.db import connections, models

from ibhxh.sites.project.lifecycle import LifeEvent, Lived, fire
from ibhxh.states import DOSSIER, Actor

ALIAS = "lamps"
START = datetime(2026, 1, 13, 2, 29, 22, 123456, tzinfo=UTC)
#: A registry apart, so that no migration of the sites ever sees these tables.
_APART = Apps(["ibhxh.sites.employer"])


class Lamp(Lived):
    """Lives like a dossier."""

    note = models.CharField(max_length=20, default="")

    class Meta:
        app_label = "employer"
        apps = _APART

    def __str__(self) -> str:
        return self.note


class LampEvent(LifeEvent):
    """What happened to a lamp."""

    subject = models.ForeignKey(Lamp, on_delete=models.PROTECT, related_name="events")

    class Meta(LifeEvent.Meta):
        app_label = "employer"
        apps = _APART
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "seq"], name="lamp_event_order")]


@contextmanager
def lamp_database(folder: Path) -> Iterator[Path]:
    """The database file, with its two tables, while inside."""
    path = folder / "lamps.sqlite"
    like: dict[str, Any] = connections.databases["employer"]
    connections.databases[ALIAS] = {
        **like,
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL"},
    }
    try:
        with connections[ALIAS].schema_editor() as editor:
            editor.create_model(Lamp)
            editor.create_model(LampEvent)
        yield path
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]


def new_lamp() -> Lamp:
    """A stored lamp that is not born yet."""
    lamp = Lamp(note="new")
    lamp.save(using=ALIAS)
    return lamp


def ready_lamp() -> Lamp:
    """A lamp after two moves."""
    lamp = new_lamp()
    fire(lamp, DOSSIER, "create", actor=Actor.CLERK, by="Nguyễn Thị Lan", at=START)
    fire(lamp, DOSSIER, "check", actor=Actor.CLERK, by="Nguyễn Thị Lan", at=later(1), facts={"errors": 0})
    return lamp


def later(minutes: int) -> datetime:
    """So many minutes after the start."""
    return START + timedelta(minutes=minutes)


def stored(lamp: Lamp) -> Lamp:
    """The lamp as the database has it."""
    return Lamp._base_manager.using(ALIAS).get(pk=lamp.pk)


def events_of(lamp: Lamp) -> list[LampEvent]:
    """Its events, in order."""
    return list(LampEvent._base_manager.using(ALIAS).filter(subject=lamp).order_by("seq"))
