"""`migrate`, done for the side whose database it is about."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from ibhxh.sites.project.sides import Side, working_for


class Command(Migrate):
    """Django's own; tables that both sides have are reached in the side's database."""

    def handle(self, *args: Any, **options: Any) -> None:
        with working_for(Side(options["database"])):
            super().handle(*args, **options)
