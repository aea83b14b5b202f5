"""Signing in and out, the same on both sides."""

from django.urls import URLPattern, path

from ibhxh.sites.project.accounts import views

urlpatterns: list[URLPattern] = [
    path("dang-nhap", views.sign_in, name="sign-in"),
    path("dang-xuat", views.sign_out, name="sign-out"),
    path("loi-moi/<str:secret>", views.accept_invitation, name="invitation"),
]
