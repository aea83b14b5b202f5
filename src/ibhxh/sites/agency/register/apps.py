"""The agency's register as a Django application."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """All tables in the agency's database."""

    name = "ibhxh.sites.agency.register"
    label = "register"

    def ready(self) -> None:
        from ibhxh.sites.agency.register import jobs  # noqa: F401 - registers the handlers
