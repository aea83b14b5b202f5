"""Papers attached to a draft: contracts, decisions, what proves a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ibhxh.dossier.text import normal_text
from ibhxh.formats.errors import FileKindUnknown
from ibhxh.formats.package import attachment
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.drafting import editable
from ibhxh.sites.employer.models import AttachedFile, Dossier
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project.wording import later, said
from ibhxh.words import Words

#: The gateway takes packages of 5 MB, in which files grow by a third.
MOST_TOGETHER = 3 << 20
_KINDS = (
    Words("Hợp đồng lao động", "Labour contract"),
    Words("Quyết định về tiền lương", "Decision on wages"),
    Words("Quyết định nghỉ việc", "Decision on leaving"),
    Words("Giấy tờ nhân thân", "Identity papers"),
    Words("Giấy tờ khác", "Other papers"),
)
_TOO_LARGE = Words(
    "Các tệp đính kèm cộng lại vượt 3 MB. Quét lại với độ phân giải thấp hơn, hoặc bỏ bớt tệp.",
    "The attached files together are over 3 MB. Scan them at a lower resolution, or remove some.",
)
_SAME_NAME = Words("Hồ sơ đã có tệp tên này.", "The dossier has a file of this name.")
_EMPTY = Words("Tệp trống.", "The file is empty.")


class PaperForm(forms.Form):
    """One paper: what it is, and the file."""

    kind = forms.ChoiceField(label=later("Loại giấy tờ", "Kind of paper"))
    file = forms.FileField(
        label=later("Tệp", "File"),
        help_text=later("PDF, JPG, PNG, DOCX, XLSX hoặc XML.", "PDF, JPG, PNG, DOCX, XLSX or XML."),
        error_messages={"required": later("Chưa chọn tệp.", "No file was chosen.")},
    )

    def __init__(self, dossier: Dossier, **given: Any) -> None:
        super().__init__(**given)
        self._dossier = dossier
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - declared above
        # The kind travels in Vietnamese, whatever language the clerk reads.
        kind.choices = [(words.vi, said(words)) for words in _KINDS]

    def clean(self) -> dict[str, Any]:
        """`paper`: the attachment, as packages take it."""
        told = super().clean() or {}
        given, kind = told.get("file"), told.get("kind")
        if given is None or kind is None:
            return told
        name = normal_text(given.name) or ""
        others = AttachedFile.objects.filter(dossier=self._dossier)
        together = sum(len(bytes(file.data)) for file in others.only("data"))
        if not given.size:
            self.add_error("file", said(_EMPTY))
        elif together + given.size > MOST_TOGETHER:
            self.add_error("file", said(_TOO_LARGE))
        elif others.filter(name=name).exists():
            self.add_error("file", said(_SAME_NAME))
        else:
            try:
                told["paper"] = attachment(kind, name, given.read())
            except FileKindUnknown as problem:
                self.add_error("file", said(problem.what))
        return told


@require_http_methods(["GET", "HEAD", "POST"])
@at_unit(least=Role.CLERK)
def papers(request: HttpRequest, desk: Desk, dossier_id: str) -> HttpResponse:
    """The papers of a draft, and a form for one more."""
    dossier = desk.dossier(dossier_id)
    if not editable(dossier):
        return redirect("employer:dossier", desk.unit.unit_code, dossier.pk)
    form = PaperForm(dossier, data=request.POST or None, files=request.FILES or None, auto_id="%s")
    if request.method == "POST" and form.is_valid():
        paper = form.cleaned_data["paper"]
        last = dossier.files.order_by("-place").first()
        AttachedFile.objects.create(
            dossier=dossier,
            place=last.place + 1 if last else 0,
            kind=paper.kind,
            name=paper.name,
            media_type=paper.media_type,
            data=paper.data,
        )
        return redirect("employer:papers", desk.unit.unit_code, dossier.pk)
    context = {"desk": desk, "dossier": dossier, "form": form, "files": dossier.files.all()}
    return render(request, "employer/dossiers/papers.html", context, status=422 if form.errors else 200)


@require_POST
@at_unit(least=Role.CLERK)
def remove_paper(request: HttpRequest, desk: Desk, dossier_id: str, file_id: int) -> HttpResponse:
    """A paper is taken off the draft."""
    dossier = desk.dossier(dossier_id)
    file = dossier.files.filter(pk=file_id).first()
    if file is None or not editable(dossier):
        raise Http404
    file.delete()
    return redirect("employer:papers", desk.unit.unit_code, dossier.pk)
