"""The addresses of this part, below the unit's code."""

from __future__ import annotations

from django.urls import URLPattern, path

from ibhxh.sites.employer.unit import desk, members, notice_pages, pay_pages, people_pages, reconcile_pages, unit_page

urlpatterns: list[URLPattern] = [
    path("", desk.to_do, name="desk"),
    path("nguoi", people_pages.people, name="people"),
    path("nguoi/<str:key>", people_pages.person, name="person"),
    path("phai-dong", pay_pages.pay, name="pay"),
    path("phai-dong/<int:payment_id>/bo", pay_pages.remove_payment, name="payment-remove"),
    path("doi-chieu", reconcile_pages.reconciliation, name="reconcile"),
    path("doi-chieu/tung-nguoi", reconcile_pages.lines, name="reconcile-lines"),
    path("doi-chieu/so-sanh.xlsx", reconcile_pages.workbook, name="reconcile-workbook"),
    path("doi-chieu/dieu-chinh", reconcile_pages.correct, name="reconcile-correct"),
    path("doi-chieu/bo-dong", reconcile_pages.give_up, name="reconcile-give-up"),
    path("doi-chieu/ghi-lenh-nop", reconcile_pages.take_payment, name="reconcile-payment"),
    path("thong-bao", notice_pages.notices, name="notices"),
    path("thong-bao/<uuid:notice_id>", notice_pages.notice, name="notice"),
    path("thong-bao/<uuid:notice_id>.pdf", notice_pages.notice_pdf, name="notice-pdf"),
    path("thong-bao/<uuid:notice_id>.json", notice_pages.notice_file, name="notice-file"),
    path("don-vi", unit_page.unit, name="unit"),
    path("don-vi/moi-nguoi", members.invite, name="invite"),
    path("don-vi/nguoi/<int:member_id>/lien-ket", members.link, name="member-link"),
    path("don-vi/nguoi/<int:member_id>/bo", members.take_out, name="member-remove"),
]
