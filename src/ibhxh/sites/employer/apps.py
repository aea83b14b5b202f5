"""The employer's site as a Django application."""

from django.apps import AppConfig


class EmployerConfig(AppConfig):
    """All tables in the employer's database."""

    name = "ibhxh.sites.employer"
    label = "employer"

    def ready(self) -> None:
        from ibhxh.sites.employer import jobs  # noqa: F401 - registers the handlers
