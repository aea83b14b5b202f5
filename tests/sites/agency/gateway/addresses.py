"""The gateway's addresses without any page."""

from django.urls import path

from ibhxh.sites.agency.gateway.api import api

urlpatterns = [path("api/v1/", api.urls)]
