"""The page where a signer signs: which key, its passphrase, what the signing doctor says."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ibhxh.checks import examine_content
from ibhxh.dossier import human_code
from ibhxh.problem import Problem
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.freezing import Frozen, freeze_now, frozen_of
from ibhxh.sites.employer.dossiers.key_doctor import before_passphrase, diagnose
from ibhxh.sites.employer.dossiers.signing import is_signable, sign_and_send
from ibhxh.sites.employer.dossiers.status import standing_of
from ibhxh.sites.employer.models import Dossier, KeyFile
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.the_law import the_law
from ibhxh.sites.project.wording import later, said
from ibhxh.states import DOSSIER, Actor, DossierState
from ibhxh.trust import Pkcs12Signer
from ibhxh.words import Words

#: A PKCS#12 file holds a key and some certificates.
LARGEST_KEY = 64 << 10
_NEW = "new"
_NO_KEY = Words("Chọn tệp khóa (.p12, .pfx).", "Choose the key file (.p12, .pfx).")
_TOO_LARGE = Words("Tệp này lớn hơn 64 KB, không phải tệp khóa.", "The file is larger than 64 KB: no key file.")
_ERRORS_NOW = Words(
    "Theo quy định của hôm nay hồ sơ còn {n} lỗi, nên chưa ký được.",
    "By the law of today the dossier has {n} {n:error|errors} and cannot be signed.",
)


class SignForm(forms.Form):
    """The key file, its passphrase, and the signer's word. The passphrase is never shown again."""

    key = forms.ChoiceField(label=later("Chữ ký số", "Signature"), widget=forms.RadioSelect)
    upload = forms.FileField(label=later("Tệp khóa (.p12, .pfx)", "Key file (.p12, .pfx)"), required=False)
    keep = forms.BooleanField(
        label=later("Giữ tệp khóa này cho lần sau", "Keep this key file for the next time"),
        help_text=later("Tệp vẫn khóa; mật khẩu không được lưu.", "It stays locked; the passphrase is not kept."),
        required=False,
    )
    passphrase = forms.CharField(
        label=later("Mật khẩu của tệp khóa", "Passphrase of the key file"),
        strip=False,
        max_length=200,
        error_messages={"required": later("Nhập mật khẩu của tệp khóa.", "Enter the passphrase of the key file.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=False),
    )
    answer = forms.BooleanField(
        label=later(
            "Tôi đã xem các dòng kê khai và chịu trách nhiệm về số liệu.",
            "I have looked over the lines and answer for the figures.",
        ),
        error_messages={
            "required": later("Xác nhận đã xem các dòng kê khai.", "Confirm that the lines were looked over.")
        },
    )

    def __init__(self, key_files: list[KeyFile], **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type] # data, files, initial
        key = self.fields["key"]
        assert isinstance(key, forms.ChoiceField)  # noqa: S101 - declared above
        other = said(Words("Tệp khác trên máy này", "Another file on this computer"))
        key.choices = [*((str(one.pk), one.name) for one in key_files), (_NEW, other)]
        key.initial = str(key_files[0].pk) if key_files else _NEW
        self._stored = {str(one.pk): one for one in key_files}

    def clean(self) -> dict[str, object]:
        """`data`: the bytes of the key file."""
        told: dict[str, object] = super().clean() or {}
        upload, chosen = told.get("upload"), told.get("key")
        if chosen in self._stored:
            told["data"] = bytes(self._stored[str(chosen)].data)
        elif upload is None:
            self.add_error("upload", said(_NO_KEY))
        elif upload.size > LARGEST_KEY:  # type: ignore[attr-defined] # an uploaded file
            self.add_error("upload", said(_TOO_LARGE))
        else:
            told["data"] = upload.read()  # type: ignore[attr-defined] # the same
        return told


class ErrorsNow(Problem):
    """What was free of errors is not, by the law of the day of signing."""

    code = "ERRORS_NOW"


@dataclass(frozen=True, slots=True)
class _Waiting:
    """The dossier at the signer's, and what is to be signed."""

    dossier: Dossier
    frozen: Frozen


@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@at_unit(least=Role.SIGNER)
def sign(request: HttpRequest, desk: Desk, dossier_id: str) -> HttpResponse:
    """Sign and send."""
    dossier = desk.dossier(dossier_id)
    if not is_signable(dossier):
        return redirect("employer:dossier", desk.unit.unit_code, dossier.pk)
    try:
        frozen = _to_sign(dossier)
    except Problem:
        frozen = None
    if frozen is None or not frozen.report.may_be_sent:
        return redirect("employer:answers", desk.unit.unit_code, dossier.pk)
    key_files = list(KeyFile.objects.for_workspace(desk.workspace).filter(unit=desk.unit))
    form = SignForm(key_files, data=request.POST or None, files=request.FILES or None, auto_id="%s")
    diagnosis, trouble = before_passphrase(), None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        diagnosis = diagnose(told["data"], told["passphrase"], frozen.content, desk.unit, at=clock.now())
        if diagnosis.healthy and diagnosis.signer is not None:
            try:
                _sign(_Waiting(dossier, frozen), diagnosis.signer, desk)
            except Problem as problem:
                trouble = problem
            else:
                if told["keep"] and told["key"] == _NEW:
                    _keep_key(desk, told["upload"].name, told["data"], diagnosis.signer)
                return redirect("employer:sent", desk.unit.unit_code, dossier.pk)
        elif diagnosis.fault is not None:
            fault = diagnosis.fault
            form.add_error("passphrase", " ".join(said(words) for words in (fault.words, fault.fix) if words))
    failed = bool(form.errors) or trouble is not None
    context = {
        "desk": desk,
        "dossier": dossier,
        "standing": standing_of(dossier, Actor.SIGNER, now=clock.now()),
        "form": form,
        "diagnosis": diagnosis,
        "trouble": trouble,
        "frozen": frozen,
        "rows": sum(sheet.rows.height for sheet in frozen.content.sheets(the_law())),
        "code": human_code(bytes.fromhex(frozen.content.digest)),
        "may_refuse": dossier.state == DossierState.SIGNING,
    }
    return render(request, "employer/dossiers/sign.html", context, status=422 if failed else 200)


@require_POST
@at_unit(least=Role.SIGNER)
def refuse(request: HttpRequest, desk: Desk, dossier_id: str) -> HttpResponse:
    """Back to whoever prepared it, with a reason."""
    dossier = desk.dossier(dossier_id)
    reason = request.POST.get("reason", "").strip()[:500]
    if reason:
        fire(
            dossier,
            DOSSIER,
            "refuse_signature",
            actor=Actor.SIGNER,
            by=desk.account.name,
            at=clock.now(),
            facts={"reason": reason},
        )
        return redirect("employer:dossier", desk.unit.unit_code, dossier.pk)
    return redirect("employer:sign", desk.unit.unit_code, dossier.pk)


def _to_sign(dossier: Dossier) -> Frozen | None:
    """What was frozen when it was checked; a supplement is frozen as it stands."""
    if dossier.state == DossierState.SUPPLEMENT_REQUESTED:
        return freeze_now(dossier, the_law(), at=clock.now())
    return frozen_of(dossier)


def _sign(waiting: _Waiting, signer: Pkcs12Signer, desk: Desk) -> None:
    """Raises what signing raises, and `ErrorsNow` where another day has brought other law."""
    now, law = clock.now(), the_law()
    if waiting.frozen.report.filed_on != clock.legal_today():
        report = examine_content(waiting.frozen.content, law, filed_on=clock.legal_today())
        if not report.may_be_sent:
            raise ErrorsNow(
                _ERRORS_NOW.fill(n=len(report.errors)),
                fix=Words("Thu hồi hồ sơ để sửa.", "Recall the dossier and mend it."),
            )
    sign_and_send(waiting.dossier, waiting.frozen, signer, desk, law, at=now)


def _keep_key(desk: Desk, name: str, data: bytes, signer: Pkcs12Signer) -> None:
    KeyFile.objects.create(
        workspace=desk.workspace,
        unit=desk.unit,
        name=name[:200],
        data=data,
        subject=signer.fact.subject[:300],
        mst=(signer.fact.mst or "")[:14],
        valid_until=signer.fact.valid_until,
    )
