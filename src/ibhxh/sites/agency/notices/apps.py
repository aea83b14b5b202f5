"""The notices as a Django application."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """All tables in the agency's database."""

    name = "ibhxh.sites.agency.notices"
    label = "notices"

    def ready(self) -> None:
        from ibhxh.sites.agency.notices import jobs  # noqa: F401 - registers the handlers
