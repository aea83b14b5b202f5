"""The gateway's addresses without any page."""

from django.urls import include, path

urlpatterns = [path("api/v1/", include("ibhxh.sites.agency.gateway.urls", namespace="api"))]
