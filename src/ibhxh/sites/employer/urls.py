"""The employer's addresses: signing in, then everything below the code of a unit."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from ibhxh.sites.employer.unit.choice import choose_unit

urlpatterns: list[URLPattern | URLResolver] = [
    path("", choose_unit, name="home"),
    path("", include("ibhxh.sites.project.accounts.urls")),
    path("<str:unit_code>/", include("ibhxh.sites.employer.unit.urls")),
    path("<str:unit_code>/ho-so/", include("ibhxh.sites.employer.dossiers.urls")),
    path("<str:unit_code>/ho-so/", include("ibhxh.sites.employer.drafting.urls")),
]
