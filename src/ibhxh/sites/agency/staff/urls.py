"""The addresses of the staff."""

from django.urls import URLPattern, path

from ibhxh.sites.agency.staff import pages

urlpatterns: list[URLPattern] = [
    path("", pages.staff, name="staff"),
    path("moi", pages.invite_officer, name="staff-invite"),
    path("<int:officer_id>/lien-ket", pages.give_link, name="staff-link"),
    path("<int:officer_id>/ngung", pages.stop, name="staff-stop"),
    path("<int:officer_id>/mo-lai", pages.resume, name="staff-resume"),
]
