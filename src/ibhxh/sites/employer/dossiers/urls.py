"""The addresses of this part, below the unit's code."""

from __future__ import annotations

from django.urls import URLPattern, path

from ibhxh.sites.employer.dossiers import (
    answers,
    beginning,
    dossier_page,
    downloads,
    exporting,
    from_excel,
    happened,
    listing,
    papers,
    sent,
    sign_page,
)
from ibhxh.sites.employer.dossiers.refusals import told_on_page

_ONE = "<str:dossier_id>"

urlpatterns: list[URLPattern] = [
    path("", listing.dossiers, name="dossiers"),
    path("moi", beginning.new, name="new"),
    path("moi/tu-excel", from_excel.from_excel, name="from-excel"),
    path(_ONE, dossier_page.dossier, name="dossier"),
    path(f"{_ONE}/tien-do", dossier_page.progress, name="progress"),
    path(f"{_ONE}/chuyen-gi/<str:code>", told_on_page(happened.event), name="event"),
    path(f"{_ONE}/giay-to", papers.papers, name="papers"),
    path(f"{_ONE}/giay-to/<int:file_id>", downloads.attached, name="paper"),
    path(f"{_ONE}/giay-to/<int:file_id>/bo", papers.remove_paper, name="paper-remove"),
    path(f"{_ONE}/xem-lai", answers.answers, name="answers"),
    path(f"{_ONE}/trinh-ky", told_on_page(answers.pass_for_signing), name="pass-for-signing"),
    path(f"{_ONE}/ky", sign_page.sign, name="sign"),
    path(f"{_ONE}/tu-choi-ky", told_on_page(sign_page.refuse), name="refuse"),
    path(f"{_ONE}/da-gui", sent.sent, name="sent"),
    path(f"{_ONE}/gui-lai", told_on_page(dossier_page.resend), name="resend"),
    path(f"{_ONE}/sua-sai", told_on_page(dossier_page.correct), name="correct"),
    path(f"{_ONE}/chuyen/<str:event>", told_on_page(dossier_page.move), name="move"),
    path(f"{_ONE}/xuat", told_on_page(exporting.export), name="export"),
    path(f"{_ONE}/kenh-khac", exporting.elsewhere, name="elsewhere"),
    path(f"{_ONE}/tai/<str:what>", told_on_page(downloads.download), name="download"),
    path(f"{_ONE}/thong-bao/<uuid:notice_id>.pdf", downloads.notice_slip, name="notice-slip"),
]
