"""The jobs as a Django application."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """One table of jobs in each side's database."""

    name = "ibhxh.sites.project.jobs"
    label = "jobs"
