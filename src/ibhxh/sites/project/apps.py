"""The frame of both sites as a Django application: templates, static files, template words."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Has no tables."""

    name = "ibhxh.sites.project"
    label = "project"
