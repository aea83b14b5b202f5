"""The addresses of this part, below the unit's code."""

from __future__ import annotations

from django.urls import URLPattern, path

from ibhxh.sites.employer.drafting import grid_data, grid_pages, row_pages

_SHEET = "<str:dossier_id>/bang/<int:place>"

urlpatterns: list[URLPattern] = [
    path("<str:dossier_id>/bang", grid_pages.grid, name="grid"),
    path("danh-muc/<str:name>", grid_data.codes, name="grid-codes"),
    path(_SHEET, grid_pages.grid, name="grid-sheet"),
    path(f"{_SHEET}/du-lieu", grid_data.state, name="grid-state"),
    path(f"{_SHEET}/thay-doi", grid_data.change, name="grid-change"),
    path(f"{_SHEET}/vi-sao/<uuid:row>", grid_data.why, name="grid-why"),
    path(f"{_SHEET}/dong-moi", row_pages.add, name="row-add"),
    path(f"{_SHEET}/dong/<uuid:row>", row_pages.row, name="row"),
    path(f"{_SHEET}/dong/<uuid:row>/bo", row_pages.remove, name="row-remove"),
    path(f"{_SHEET}/dong/<uuid:row>/lay-lai", row_pages.restore, name="row-restore"),
]
