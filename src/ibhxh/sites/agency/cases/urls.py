"""The addresses of cases: the queue, and everything on one case."""

from django.urls import URLPattern, path

from ibhxh.sites.agency.cases.pages import attached, case, decision, handing, paper, queue, refusal, supplement, texts

urlpatterns: list[URLPattern] = [
    path("", queue.home, name="home"),
    path("ho-so/giay", paper.begin, name="paper"),
    path("ho-so/giay/<uuid:scan_id>", paper.tray, name="tray"),
    path("ho-so/<uuid:case_id>", case.show, name="case"),
    path("ho-so/<uuid:case_id>/nhan", queue.take, name="take"),
    path("ho-so/<uuid:case_id>/dong", case.settle, name="settle"),
    path("ho-so/<uuid:case_id>/xem-so", case.reveal, name="reveal"),
    path("ho-so/<uuid:case_id>/giay-to/<str:transaction_code>/<int:number>", attached.attached, name="attached"),
    path("ho-so/<uuid:case_id>/chuyen", handing.handing, name="hand-over"),
    path("ho-so/<uuid:case_id>/bo-sung", supplement.supplement, name="supplement"),
    path("ho-so/<uuid:case_id>/giai-quyet-tiep", supplement.resume, name="resume"),
    path("ho-so/<uuid:case_id>/tu-choi", refusal.refusal, name="refuse"),
    path("ho-so/<uuid:case_id>/quyet-dinh", decision.decision, name="decide"),
    path("ho-so/<uuid:case_id>/van-ban", texts.texts, name="texts"),
]
