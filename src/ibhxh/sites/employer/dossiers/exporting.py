"""Files for other channels: what the unit files elsewhere by itself, and what it was told there."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ibhxh.checks.rule import D02
from ibhxh.client import package
from ibhxh.dossier import human_code
from ibhxh.dossier.sheet import Sheet
from ibhxh.formats.excel import write_vnpt, write_workbook
from ibhxh.formats.form_xml import write_form
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.downloads import as_file, file_stem, printed
from ibhxh.sites.employer.dossiers.freezing import frozen_of
from ibhxh.sites.employer.dossiers.status import last_parcel
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.the_law import the_law
from ibhxh.sites.project.wording import later, said
from ibhxh.states import DOSSIER, DossierState
from ibhxh.words import Words

_ZIP = "application/zip"
#: Every file of a zip has this time: equal content, equal bytes.
_TIME = (1980, 1, 1, 0, 0, 0)
_READ_ME = """HỒ SƠ XUẤT CHO KÊNH KHÁC

Đơn vị: {name} ({unit_code}), mã số thuế {mst}
Mã nội dung hồ sơ: {code}

*-nhap-lieu.xlsx   mẫu nhập D02 của iBHXH, mở được bằng Excel
*-vnpt.xlsx        bảng D02-TK1 để nhập vào phần mềm VNPT
*.xml              tờ khai điện tử theo tên và cấu trúc của ngành, chưa ký
goi-chua-ky.xml    phong bì của cả hồ sơ, chưa ký, để gửi thư kèm bản giấy
noi-dung.json      nội dung kê khai, để đối chiếu về sau
ban-in.pdf         bản in có mã vạch

Nộp xong, ghi số hồ sơ và ngày tiếp nhận vào trang hồ sơ trong iBHXH.
"""
_AHEAD = Words("Ngày tiếp nhận chưa tới.", "That day has not come yet.")


class ElsewhereForm(forms.Form):
    """What the other channel answered."""

    number = forms.CharField(
        label=later("Số hồ sơ do kênh đã nộp cấp", "Dossier number given elsewhere"),
        max_length=40,
        error_messages={"required": later("Chưa ghi số hồ sơ.", "The number is missing.")},
    )
    accepted_on = forms.DateField(
        label=later("Ngày tiếp nhận", "Accepted on"),
        help_text=later("Ngày/tháng/năm, ví dụ 30/01/2026.", "Day/month/year, e.g. 30/01/2026."),
        input_formats=["%d/%m/%Y"],
        error_messages={
            "required": later("Chưa ghi ngày tiếp nhận.", "The day is missing."),
            "invalid": later("Ghi ngày/tháng/năm, ví dụ 30/01/2026.", "Write day/month/year, e.g. 30/01/2026."),
        },
    )

    def clean_accepted_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["accepted_on"]
        if day > clock.legal_today():
            raise forms.ValidationError(said(_AHEAD))
        return day


@require_POST
@at_unit(least=Role.CLERK)
def export(request: HttpRequest, desk: Desk, dossier_id: str) -> HttpResponse:
    """The files as one zip; the dossier counts as exported from then on."""
    dossier = desk.dossier(dossier_id)
    parcel = last_parcel(dossier)
    facts = {"gateway_has_it": parcel is None or parcel.maybe_there}
    if dossier.state not in (DossierState.EXPORTED, DossierState.ACCEPTED_ELSEWHERE):
        with transaction.atomic(using=Side.EMPLOYER):
            fire(dossier, DOSSIER, "export", actor=desk.actor, by=desk.account.name, at=clock.now(), facts=facts)
            dossier.elsewhere = True
            dossier.save(update_fields=["elsewhere"])
            data = export_files(dossier)
    else:
        data = export_files(dossier)
    return as_file(data, f"{file_stem(dossier)}.zip", _ZIP)


@require_http_methods(["GET", "HEAD", "POST"])
@at_unit(least=Role.CLERK)
def elsewhere(request: HttpRequest, desk: Desk, dossier_id: str) -> HttpResponse:
    """Number and day received elsewhere."""
    dossier = desk.dossier(dossier_id)
    if dossier.state != DossierState.EXPORTED:
        return redirect("employer:dossier", desk.unit.unit_code, dossier.pk)
    form = ElsewhereForm(data=request.POST or None, auto_id="%s")
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        facts = {"dossier_number": told["number"], "accepted_on": told["accepted_on"].isoformat()}
        with transaction.atomic(using=Side.EMPLOYER):
            fire(
                dossier,
                DOSSIER,
                "record_acceptance",
                actor=desk.actor,
                by=desk.account.name,
                at=clock.now(),
                facts=facts,
            )
            dossier.number = told["number"]
            dossier.save(update_fields=["number"])
        return redirect("employer:dossier", desk.unit.unit_code, dossier.pk)
    context = {"desk": desk, "dossier": dossier, "form": form}
    return render(request, "employer/dossiers/elsewhere.html", context, status=422 if form.errors else 200)


def export_files(dossier: Dossier) -> bytes:
    """Everything the frozen content can be written as. A form that a channel's file has no twin for is left out."""
    frozen, law, unit = frozen_of(dossier), the_law(), dossier.unit
    assert frozen is not None  # noqa: S101 - only what was frozen is exported
    content = frozen.content
    sheets = content.sheets(law)
    files: dict[str, bytes] = {}
    for number, sheet in enumerate(sheets, 1):
        files[f"{number:02}-{sheet.version.form}.xml"] = write_form(sheet)
    lists = [sheet for sheet in sheets if sheet.version.form in D02]
    if lists:
        files[f"{lists[0].version.form}-nhap-lieu.xlsx"] = write_workbook(sheets, law)
        files[f"{lists[0].version.form}-vnpt.xlsx"] = write_vnpt(lists[0], law, tk1=_declarations(sheets))
    papers = tuple(file.attachment() for file in dossier.files.all())
    unsigned = package(content, law, None, unit=unit.facts(), files=papers, signed_at=clock.now())
    files |= {"goi-chua-ky.xml": unsigned.package, "noi-dung.json": content.data, "ban-in.pdf": printed(dossier)}
    files |= {f"giay-to/{paper.name.replace('/', '-')}": paper.data for paper in papers}
    told: dict[str, Any] = {"name": unit.unit_name, "unit_code": unit.unit_code, "mst": unit.mst}
    files["DOC-TRUOC.txt"] = _READ_ME.format(code=human_code(bytes.fromhex(content.digest)), **told).encode()
    return _zipped(files)


def _declarations(sheets: tuple[Sheet, ...]) -> Sheet | None:
    return next((sheet for sheet in sheets if sheet.version.form == "TK1-TS"), None)


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _TIME), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
