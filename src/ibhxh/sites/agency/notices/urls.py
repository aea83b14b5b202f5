"""The addresses of notices."""

from django.urls import URLPattern, path

from ibhxh.sites.agency.notices import pages

urlpatterns: list[URLPattern] = [
    path("", pages.notices, name="notices"),
    path("<str:unit_code>/<int:seq>", pages.notice, name="notice"),
    path("<str:unit_code>/<int:seq>.pdf", pages.notice_pdf, name="notice-pdf"),
    path("<str:unit_code>/<int:seq>.json", pages.notice_file, name="notice-file"),
    path("<str:unit_code>/<int:seq>/trang-<int:number>.png", pages.notice_page, name="notice-page"),
]
