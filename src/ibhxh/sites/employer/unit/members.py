"""Inviting people into the workspace of a unit, and removing them. Signers do both."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ibhxh.dossier.text import normal_text
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.models import Membership, Workspace
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.employer.unit.inviting import ROLES, Invited, may_have_link, new_link, remove, why_not
from ibhxh.sites.employer.unit.inviting import invite as give_place
from ibhxh.sites.project import clock
from ibhxh.sites.project.wording import later, said
from ibhxh.words import Words

_REMOVED = Words("Đã bỏ quyền của {name}. Có hiệu lực ngay.", "{name} is removed, from now on.")
_NO_NAME = later("Ghi họ tên người được mời.", "Write the name of whoever is invited.")


class InvitationForm(forms.Form):
    """Whom to invite, and what they may do here."""

    name = forms.CharField(label=later("Họ và tên", "Name"), max_length=120, error_messages={"required": _NO_NAME})
    email = forms.EmailField(
        label=later("Địa chỉ thư điện tử", "E-mail address"),
        help_text=later("Dùng để đăng nhập.", "For signing in."),
        error_messages={
            "required": later("Ghi địa chỉ thư của người được mời.", "Write the address of whoever is invited."),
            "invalid": later(
                "Địa chỉ thư chưa đúng dạng, ví dụ ketoan@congty.vn.",
                "Not the shape of an e-mail address, such as accounts@company.vn.",
            ),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(
        label=later("Được làm gì", "May do"),
        choices=[(role.value, later(words.vi, words.en)) for role, words in ROLES.items()],
        initial=Role.CLERK.value,
        error_messages={"required": later("Chọn việc người này được làm.", "Choose what they may do.")},
    )

    def __init__(self, workspace: Workspace, **given: Any) -> None:
        super().__init__(**given)
        self._workspace = workspace

    def clean_name(self) -> str:
        """In normal form."""
        name = normal_text(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_NO_NAME)
        return name

    def clean_email(self) -> str:
        """As accounts have it; one that cannot be invited is said."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if why := why_not(email, self._workspace):
            raise forms.ValidationError(said(why))
        return email


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_unit(least=Role.SIGNER)
def invite(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Asks whom; answers with the link, which is shown this once."""
    form = InvitationForm(desk.workspace, data=request.POST or None, auto_id="%s")
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        invited = give_place(
            desk.workspace, email=told["email"], name=told["name"], role=Role(told["role"]), at=clock.now()
        )
        return _link_page(request, desk, invited)
    status = 422 if request.method == "POST" else 200
    return render(request, "employer/unit/invite.html", {"desk": desk, "form": form}, status=status)


@never_cache
@require_POST
@at_unit(least=Role.SIGNER)
def link(request: HttpRequest, desk: Desk, member_id: int) -> HttpResponse:
    """A new link for a member, by which the password is set anew."""
    member = _other(desk, member_id)
    if not may_have_link(member):
        raise Http404
    return _link_page(request, desk, new_link(member, at=clock.now()))


@require_POST
@at_unit(least=Role.SIGNER)
def take_out(request: HttpRequest, desk: Desk, member_id: int) -> HttpResponse:
    """Removes a member. Nobody removes themselves, so that somebody who may invite is always left."""
    member = _other(desk, member_id)
    remove(member, at=clock.now())
    messages.success(request, said(_REMOVED.fill(name=member.account.name)))
    return redirect("employer:unit", desk.unit.unit_code)


def _other(desk: Desk, member_id: int) -> Membership:
    """A member of the workspace other than oneself. Raises Http404."""
    members = Membership.objects.filter(workspace=desk.workspace).exclude(account=desk.account)
    member = members.select_related("account").filter(pk=member_id).first()
    if member is None:
        raise Http404
    return member


def _link_page(request: HttpRequest, desk: Desk, invited: Invited) -> HttpResponse:
    address = request.build_absolute_uri(reverse("employer:invitation", args=[invited.secret]))
    context = {"desk": desk, "invited": invited.account, "link": address, "until": invited.until}
    return render(request, "employer/unit/invited.html", context)
