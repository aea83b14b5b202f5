"""Which database a table is in: a site's own tables in that site's, shared shapes in that of the side at work."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model

from ibhxh.sites.project.sides import Side, current_side

#: Tables that both sides have, each in its own database.
SHARED = frozenset({"accounts", "auth", "axes", "contenttypes", "jobs", "sessions"})


class SideRouter:
    """Django's database router."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return _database(model._meta.app_label)

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return _database(model._meta.app_label)

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return one._state.db == other._state.db or None in {one._state.db, other._state.db}

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db in set(Side) and (app_label in SHARED or _own_side(app_label) == db)


def _database(app_label: str) -> str:
    return current_side() if app_label in SHARED else _own_side(app_label)


def _own_side(app_label: str) -> Side:
    """A site's applications say their side by where they lie: ibhxh.sites.<side>…"""
    return Side(apps.get_app_config(app_label).name.split(".")[2])
