"""The accounts as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """One table of accounts in each side's database."""

    name = "ibhxh.sites.project.accounts"
    label = "accounts"
