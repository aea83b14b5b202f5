"""What lives by a lifecycle's table, and what happened to it."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

#: The fields of a subject that only `fire` writes.
FIRED = frozenset({"state", "version"})


class Lived(models.Model):
    """Something with a state, "" until its birth is fired. `version` counts its moves.

    `save` leaves state and version alone: whoever holds an old copy cannot bring an old state back by saving it.
    """

    state = models.CharField(max_length=30)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Any = None, **options: Any) -> None:
        """Saves everything but what `fire` writes. ValueError for an attempt to save that, or to be born with it."""
        if self._state.adding:
            if self.state or self.version:
                raise ValueError("a subject is saved without a state; its birth is fired")
        elif update_fields is None:
            kept = FIRED | self.get_deferred_fields()
            update_fields = [f.name for f in self._meta.concrete_fields if not f.primary_key and f.attname not in kept]
        elif FIRED & set(update_fields):
            raise ValueError("state and version are written by fire alone")
        super().save(*args, update_fields=update_fields, **options)


class EventFixed(RuntimeError):  # noqa: N818 - it says what the event is
    """An event was to be changed or removed: a fault of the program."""


class _Events(models.QuerySet[Any]):
    """Events that can be read and added."""

    def update(self, **_: Any) -> NoReturn:
        raise EventFixed("an event is never changed")

    def delete(self) -> NoReturn:
        raise EventFixed("an event is never removed")


def events_model(model: type[Lived]) -> Any:
    """The concrete event class of a kind of subject."""
    relation: Any = model._meta.get_field("events")  # type: ignore[misc] # the concrete event class makes it
    return relation.related_model


class LifeEvent(models.Model):
    """One move. The concrete class adds `subject`, the foreign key to what moved, with related name `events`.

    `seq` counts from 1 and is the subject's version after the move; `at` is UTC; `hash` covers all the rest and the
    hash of the event before.
    """

    seq = models.PositiveIntegerField()
    event = models.CharField(max_length=40)
    source = models.CharField(max_length=30, null=True)
    target = models.CharField(max_length=30)
    actor_kind = models.CharField(max_length=20)
    actor_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    facts: Any = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = _Events.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.event}"

    def save(self, *args: Any, **options: Any) -> None:
        """Adds the event. Raises `EventFixed` for one that is stored already."""
        if not self._state.adding:
            raise EventFixed("an event is never changed")
        super().save(*args, **options)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Raises `EventFixed`."""
        raise EventFixed("an event is never removed")
