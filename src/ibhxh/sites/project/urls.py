"""The addresses: the start page, each installed site under its own prefix, the gateway's interface."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from ibhxh.sites.project import pages
from ibhxh.sites.project.sides import SITES, Side

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.start, name="start"),
    path("ngon-ngu", pages.switch_language, name="language"),
    path("dong-ho-mau", pages.move_clock, name="clock"),
    path("phong-cach", pages.style_guide, name="style-guide"),
    path("suc-khoe", pages.health, name="health"),
]
for side in settings.IBHXH_SITES:
    site = SITES[side]
    urlpatterns += [
        path(site.prefix[1:], include((f"ibhxh.sites.{side}.urls", side.value), namespace=side.value)),
    ]
if Side.AGENCY in settings.IBHXH_SITES:
    urlpatterns += [path("api/v1/", include("ibhxh.sites.agency.gateway.urls", namespace="api"))]

handler400 = "ibhxh.sites.project.pages.bad_request"
handler403 = "ibhxh.sites.project.pages.forbidden"
handler404 = "ibhxh.sites.project.pages.not_found"
handler500 = "ibhxh.sites.project.pages.server_error"
