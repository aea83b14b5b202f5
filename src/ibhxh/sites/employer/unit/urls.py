"""The addresses of this part, below the unit's code."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
