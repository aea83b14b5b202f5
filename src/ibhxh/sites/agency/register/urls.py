"""The addresses of the register."""

from django.urls import URLPattern, path

from ibhxh.sites.agency.register.pages import close, unit, units

urlpatterns: list[URLPattern] = [
    path("", units.units, name="units"),
    path("chot-thang", close.close_all, name="close-office"),
    path("chot-thang/<uuid:run_id>", close.closing, name="closing"),
    path("chot-thang/<uuid:run_id>/dung", close.stop_closing, name="stop-closing"),
    path("<str:unit_code>", unit.unit, name="unit"),
    path("<str:unit_code>/can-bo", units.assign, name="assign"),
    path("<str:unit_code>/nop-tien", unit.pay, name="pay"),
    path("<str:unit_code>/chot", close.close_one, name="close"),
]
