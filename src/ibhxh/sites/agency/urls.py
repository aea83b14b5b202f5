"""The agency's addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("ibhxh.sites.project.accounts.urls")),
    path("", include("ibhxh.sites.agency.cases.urls")),
    path("don-vi/", include("ibhxh.sites.agency.register.urls")),
    path("can-bo/", include("ibhxh.sites.agency.staff.urls")),
    path("thong-bao/", include("ibhxh.sites.agency.notices.urls")),
]
