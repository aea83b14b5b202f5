"""Rows that cost much to work out: worked out once a run, and from then on stored again as they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.db.models import AutoField, Model

from ibhxh.sites.project.sides import Side


@dataclass(slots=True)
class Remembered:
    """What is stored for one owner, whose key never changes, in tables that hold nothing of theirs before.

    `owner` is the column that names the owner. Numbers that the database gives are given anew, in the same order.
    """

    side: Side
    owner: str
    models: Sequence[type[Model]]
    _rows: list[tuple[str, list[Any]]] = field(default_factory=list)

    def store(self, owner: str, make: Callable[[], object]) -> None:
        """Stores by `make` the first time, by plain SQL afterwards."""
        with connections[self.side].cursor() as cursor:
            if not self._rows:
                make()
                for model in self.models:
                    select, insert = self._sql(model)
                    cursor.execute(select, [owner])
                    self._rows.append((insert, cursor.fetchall()))
                return
            for insert, rows in self._rows:
                cursor.executemany(insert, rows)

    def _sql(self, model: type[Model]) -> tuple[str, str]:
        stored = [f.column for f in model._meta.concrete_fields if not isinstance(f, AutoField)]
        table, key, names = model._meta.db_table, model._meta.pk.column, ", ".join(f'"{name}"' for name in stored)
        places = ", ".join(["%s"] * len(stored))
        return (
            f"SELECT {names} FROM {table} WHERE {self.owner} = %s ORDER BY {key}",  # noqa: S608 - names of our own
            f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608
        )
