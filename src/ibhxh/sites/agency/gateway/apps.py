"""The gateway as a Django application."""

from django.apps import AppConfig


class GatewayConfig(AppConfig):
    """All tables in the agency's database."""

    name = "ibhxh.sites.agency.gateway"
    label = "gateway"

    def ready(self) -> None:
        from ibhxh.sites.agency.gateway import jobs  # noqa: F401 - registers the handlers
