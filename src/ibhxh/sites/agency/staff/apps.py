"""The agency's staff as a Django application."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """All tables in the agency's database."""

    name = "ibhxh.sites.agency.staff"
    label = "staff"
