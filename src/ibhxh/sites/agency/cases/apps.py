"""The cases as a Django application."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """All tables in the agency's database."""

    name = "ibhxh.sites.agency.cases"
    label = "cases"

    def ready(self) -> None:
        from ibhxh.sites.agency.cases import jobs  # noqa: F401 - registers the handlers
